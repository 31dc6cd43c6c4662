//! @generated from the database by `migration entities`. Do not edit.
//!
//! Messages/comments on tasks.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "taskjuggler", table_name = "task_messages")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub task_id: Uuid,
    pub user_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub message: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub attachments: Option<Json>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::tasks::Entity",
        from = "Column::TaskId",
        to = "super::tasks::Column::Id",
        on_delete = "Cascade"
    )]
    Task,
    #[sea_orm(belongs_to = "super::users::Entity", from = "Column::UserId", to = "super::users::Column::Id")]
    User,
    #[sea_orm(has_many = "super::task_message_reads::Entity")]
    TaskMessageReads,
}

impl Related<super::tasks::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Task.def()
    }
}

impl Related<super::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl Related<super::task_message_reads::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::TaskMessageReads.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "taskjuggler" delete: "Messages/comments on tasks.";
    published "@taskjuggler.tasks={task_id}";
    rule "task_messages_pkey" on "id";
    rule "task_messages_task_id_fkey" on "task_id";
    rule "task_messages_user_id_fkey" on "user_id";
    caller "user_id" "( SELECT auth.uid() AS uid)";
    column "id" "uuid" default insert update;
    column "task_id" "uuid" insert update;
    column "user_id" "uuid" insert update;
    column "message" "text" insert update;
    column "attachments" "jsonb" default insert update;
    column "created_at" "timestamp with time zone" default insert update;
    column "updated_at" "timestamp with time zone" default insert update;
}
