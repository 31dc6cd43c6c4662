//! @generated from the database by `migration entities`. Do not edit.
//!
//! Read receipts for task messages.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "taskjuggler", table_name = "task_message_reads")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub message_id: Uuid,
    pub user_id: Uuid,
    pub read_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::task_messages::Entity",
        from = "Column::MessageId",
        to = "super::task_messages::Column::Id",
        on_delete = "Cascade"
    )]
    Message,
    #[sea_orm(belongs_to = "super::users::Entity", from = "Column::UserId", to = "super::users::Column::Id")]
    User,
}

impl Related<super::task_messages::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Message.def()
    }
}

impl Related<super::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "taskjuggler": "Read receipts for task messages.";
    unique "message_id" "user_id";
    rule "task_message_reads_message_id_fkey" on "message_id";
    rule "task_message_reads_message_id_user_id_key" on "message_id" "user_id";
    rule "task_message_reads_pkey" on "id";
    rule "task_message_reads_user_id_fkey" on "user_id";
    caller "user_id" "( SELECT auth.uid() AS uid)";
    column "id" "uuid" default insert;
    column "message_id" "uuid" insert;
    column "user_id" "uuid" insert;
    column "read_at" "timestamp with time zone" default insert;
}
