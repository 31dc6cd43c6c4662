//! @generated from the database by `migration entities`. Do not edit.
//!
//! Tasks of the strategy hub, own or assigned.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "strategy_tasks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub priority: String,
    pub deadline: Option<Date>,
    pub completed: bool,
    pub lead_id: Option<Uuid>,
    pub assigned_to: Option<Uuid>,
    pub team_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub status: String,
    #[sea_orm(column_type = "Text")]
    pub card_color: Option<String>,
    pub created_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "crate::auth::users::Entity",
        from = "Column::UserId",
        to = "crate::auth::users::Column::Id",
        on_delete = "Cascade"
    )]
    User,
    #[sea_orm(
        belongs_to = "crate::auth::users::Entity",
        from = "Column::AssignedTo",
        to = "crate::auth::users::Column::Id",
        on_delete = "SetNull"
    )]
    AssignedTo,
    #[sea_orm(
        belongs_to = "super::teams::Entity",
        from = "Column::TeamId",
        to = "super::teams::Column::Id",
        on_delete = "SetNull"
    )]
    Team,
}

impl Related<super::teams::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Team.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo" delete: "Tasks of the strategy hub, own or assigned.";
    published "profile:{user_id}" "crew:{team_id}";
    rule "strategy_tasks_assigned_to_fkey" on "assigned_to";
    rule "strategy_tasks_pkey" on "id";
    rule "strategy_tasks_team_id_fkey" on "team_id";
    rule "strategy_tasks_user_id_fkey" on "user_id";
    caller "user_id" "( SELECT scaliyo.account_id() AS account_id)";
    column "id" "uuid" default insert;
    column "user_id" "uuid" insert;
    column "title" "text" insert update;
    column "priority" "text" default insert update;
    column "deadline" "date" insert update;
    column "completed" "boolean" default insert update;
    column "lead_id" "uuid" insert;
    column "assigned_to" "uuid" insert;
    column "team_id" "uuid" insert;
    column "status" "text" default insert update;
    column "card_color" "text" insert update;
    column "created_at" "timestamp with time zone" default;
}
