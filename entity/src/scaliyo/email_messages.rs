//! @generated from the database by `migration entities`. Do not edit.
//!
//! Sent email records.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "email_messages")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub lead_id: Uuid,
    pub owner_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub provider: String,
    #[sea_orm(column_type = "Text")]
    pub provider_message_id: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub subject: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub to_email: String,
    #[sea_orm(column_type = "Text")]
    pub from_email: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub status: String,
    pub track_opens: bool,
    pub track_clicks: bool,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::leads::Entity",
        from = "Column::LeadId",
        to = "super::leads::Column::Id",
        on_delete = "Cascade"
    )]
    Lead,
    #[sea_orm(
        belongs_to = "crate::auth::users::Entity",
        from = "Column::OwnerId",
        to = "crate::auth::users::Column::Id",
        on_delete = "Cascade"
    )]
    Owner,
    #[sea_orm(has_many = "super::email_events::Entity")]
    EmailEvents,
    #[sea_orm(has_many = "super::email_links::Entity")]
    EmailLinks,
}

impl Related<super::leads::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Lead.def()
    }
}

impl Related<crate::auth::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Owner.def()
    }
}

impl Related<super::email_events::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::EmailEvents.def()
    }
}

impl Related<super::email_links::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::EmailLinks.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo": "Sent email records.";
    rule "email_messages_lead_id_fkey" on "lead_id";
    rule "email_messages_owner_id_fkey" on "owner_id";
    rule "email_messages_pkey" on "id";
    rule "email_messages_provider_check" on "provider";
    rule "email_messages_status_check" on "status";
    caller "owner_id" "( SELECT scaliyo.account_id() AS account_id)";
    column "id" "uuid" default insert;
    column "lead_id" "uuid" insert;
    column "owner_id" "uuid" insert;
    column "provider" "text" insert;
    column "provider_message_id" "text";
    column "subject" "text" insert;
    column "to_email" "text" insert;
    column "from_email" "text" insert;
    column "status" "text" default;
    column "track_opens" "boolean" default insert update;
    column "track_clicks" "boolean" default insert update;
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default update;
}
