//! @generated from the database by `migration entities`. Do not edit.
//!
//! Action history for tasks.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "taskjuggler", table_name = "task_actions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub task_id: Uuid,
    pub user_id: Option<Uuid>,
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub action_type: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub action_data: Option<Json>,
    pub created_at: Option<DateTimeUtc>,
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

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "taskjuggler": "Action history for tasks.";
    published "@taskjuggler.tasks={task_id}";
    rule "task_actions_pkey" on "id";
    rule "task_actions_task_id_fkey" on "task_id";
    rule "task_actions_user_id_fkey" on "user_id";
    caller "user_id" "( SELECT auth.uid() AS uid)";
    column "id" "uuid" default insert;
    column "task_id" "uuid" insert;
    column "user_id" "uuid" insert;
    column "action_type" "character varying(50)" insert;
    column "action_data" "jsonb" default insert;
    column "created_at" "timestamp with time zone" default insert;
}
