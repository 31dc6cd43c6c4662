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
    table "scaliyo": "Tasks of the strategy hub, own or assigned.";
    column "id" "uuid" default;
    column "user_id" "uuid";
    column "title" "text";
    column "priority" "text" default;
    column "deadline" "date";
    column "completed" "boolean" default;
    column "lead_id" "uuid";
    column "assigned_to" "uuid";
    column "team_id" "uuid";
    column "status" "text" default;
    column "card_color" "text";
    column "created_at" "timestamp with time zone" default;
}
