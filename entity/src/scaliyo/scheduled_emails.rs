//! @generated from the database by `migration entities`. Do not edit.
//!
//! Email sequences and scheduled sends.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "scheduled_emails")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub owner_id: Uuid,
    pub lead_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub to_email: String,
    #[sea_orm(column_type = "Text")]
    pub subject: String,
    #[sea_orm(column_type = "Text")]
    pub html_body: String,
    pub scheduled_at: DateTimeUtc,
    #[sea_orm(column_type = "Text")]
    pub status: String,
    pub block_index: i32,
    #[sea_orm(column_type = "Text")]
    pub sequence_id: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub error_message: Option<String>,
    pub sent_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "crate::auth::users::Entity",
        from = "Column::OwnerId",
        to = "crate::auth::users::Column::Id",
        on_delete = "Cascade"
    )]
    Owner,
    #[sea_orm(
        belongs_to = "super::leads::Entity",
        from = "Column::LeadId",
        to = "super::leads::Column::Id",
        on_delete = "SetNull"
    )]
    Lead,
}

impl Related<crate::auth::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Owner.def()
    }
}

impl Related<super::leads::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Lead.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo": "Email sequences and scheduled sends.";
    published "profile:{owner_id}";
    rule "scheduled_emails_lead_id_fkey" on "lead_id";
    rule "scheduled_emails_owner_id_fkey" on "owner_id";
    rule "scheduled_emails_pkey" on "id";
    rule "scheduled_emails_status_check" on "status";
    caller "owner_id" "( SELECT scaliyo.account_id() AS account_id)";
    column "id" "uuid" default insert;
    column "owner_id" "uuid" insert;
    column "lead_id" "uuid" insert;
    column "to_email" "text" insert update;
    column "subject" "text" insert update;
    column "html_body" "text" insert update;
    column "scheduled_at" "timestamp with time zone" insert update;
    column "status" "text" default update;
    column "block_index" "integer" default insert update;
    column "sequence_id" "text" insert update;
    column "error_message" "text";
    column "sent_at" "timestamp with time zone";
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default update;
}
