//! @generated from the database by `migration entities`. Do not edit.
//!
//! Open/click/bounce/unsubscribe events.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "email_events")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub message_id: Uuid,
    pub link_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub event_type: String,
    #[sea_orm(column_type = "Text")]
    pub ip_address: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub user_agent: Option<String>,
    pub is_bot: Option<bool>,
    pub is_apple_privacy: Option<bool>,
    #[sea_orm(column_type = "JsonBinary")]
    pub metadata: Option<Json>,
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
    #[sea_orm(
        belongs_to = "super::email_links::Entity",
        from = "Column::LinkId",
        to = "super::email_links::Column::Id",
        on_delete = "SetNull"
    )]
    Link,
}

impl Related<super::email_messages::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Message.def()
    }
}

impl Related<super::email_links::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Link.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo": "Open/click/bounce/unsubscribe events.";
    rule "email_events_event_type_check" on "event_type";
    rule "email_events_link_id_fkey" on "link_id";
    rule "email_events_message_id_fkey" on "message_id";
    rule "email_events_pkey" on "id";
    column "id" "uuid" default;
    column "message_id" "uuid";
    column "link_id" "uuid";
    column "event_type" "text";
    column "ip_address" "text";
    column "user_agent" "text";
    column "is_bot" "boolean" default;
    column "is_apple_privacy" "boolean" default;
    column "metadata" "jsonb" default;
    column "created_at" "timestamp with time zone" default;
}
