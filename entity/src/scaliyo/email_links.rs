//! @generated from the database by `migration entities`. Do not edit.
//!
//! Tracked links within emails.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "email_links")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub message_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub destination_url: String,
    #[sea_orm(column_type = "Text")]
    pub link_label: Option<String>,
    pub link_index: i32,
    pub click_count: i32,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::email_messages::Entity",
        from = "Column::MessageId",
        to = "super::email_messages::Column::Id",
        on_delete = "Cascade"
    )]
    Message,
    #[sea_orm(has_many = "super::email_events::Entity")]
    EmailEvents,
}

impl Related<super::email_messages::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Message.def()
    }
}

impl Related<super::email_events::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::EmailEvents.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo": "Tracked links within emails.";
    rule "email_links_message_id_fkey" on "message_id";
    rule "email_links_pkey" on "id";
    column "id" "uuid" default insert;
    column "message_id" "uuid" insert;
    column "destination_url" "text" insert;
    column "link_label" "text" insert;
    column "link_index" "integer" default insert;
    column "click_count" "integer" default;
    column "created_at" "timestamp with time zone" default;
}
