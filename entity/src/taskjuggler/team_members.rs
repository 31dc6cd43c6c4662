//! @generated from the database by `migration entities`. Do not edit.
//!
//! Membership in teams.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "taskjuggler", table_name = "team_members")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub team_id: Uuid,
    pub user_id: Uuid,
    pub is_admin: Option<bool>,
    pub joined_at: Option<DateTimeUtc>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::teams::Entity",
        from = "Column::TeamId",
        to = "super::teams::Column::Id",
        on_delete = "Cascade"
    )]
    Team,
    #[sea_orm(
        belongs_to = "super::users::Entity",
        from = "Column::UserId",
        to = "super::users::Column::Id",
        on_delete = "Cascade"
    )]
    User,
    #[sea_orm(has_many = "super::tasks::Entity")]
    Tasks,
}

impl Related<super::teams::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Team.def()
    }
}

impl Related<super::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl Related<super::tasks::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Tasks.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "taskjuggler" delete: "Membership in teams.";
    unique "team_id" "user_id";
    rule "team_members_pkey" on "id";
    rule "team_members_team_id_fkey" on "team_id";
    rule "team_members_team_id_user_id_key" on "team_id" "user_id";
    rule "team_members_user_id_fkey" on "user_id";
    column "id" "uuid" default insert;
    column "team_id" "uuid" insert;
    column "user_id" "uuid" insert;
    column "is_admin" "boolean" default insert update;
    column "joined_at" "timestamp with time zone" default insert;
    column "created_at" "timestamp with time zone" default insert;
    column "updated_at" "timestamp with time zone" default insert update;
}
