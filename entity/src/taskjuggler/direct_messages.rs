//! @generated from the database by `migration entities`. Do not edit.
//!
//! Direct messages between users.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "taskjuggler", table_name = "direct_messages")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub sender_id: Uuid,
    pub recipient_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub message: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub attachments: Option<Json>,
    pub is_read: Option<bool>,
    pub read_at: Option<DateTimeUtc>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::users::Entity",
        from = "Column::SenderId",
        to = "super::users::Column::Id",
        on_delete = "Cascade"
    )]
    Sender,
    #[sea_orm(
        belongs_to = "super::users::Entity",
        from = "Column::RecipientId",
        to = "super::users::Column::Id",
        on_delete = "Cascade"
    )]
    Recipient,
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "taskjuggler" delete: "Direct messages between users.";
    published "user:{sender_id}" "user:{recipient_id}";
    rule "direct_messages_pkey" on "id";
    rule "direct_messages_recipient_id_fkey" on "recipient_id";
    rule "direct_messages_sender_id_fkey" on "sender_id";
    caller "sender_id" "( SELECT auth.uid() AS uid)";
    column "id" "uuid" default insert;
    column "sender_id" "uuid" insert;
    column "recipient_id" "uuid" insert;
    column "message" "text" insert;
    column "attachments" "jsonb" default insert;
    column "is_read" "boolean" default insert update;
    column "read_at" "timestamp with time zone" insert update;
    column "created_at" "timestamp with time zone" default insert;
    column "updated_at" "timestamp with time zone" default insert update;
}
