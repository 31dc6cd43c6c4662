//! @generated from the database by `migration entities`. Do not edit.
//!
//! Many-to-many: teams ↔ users

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "core", table_name = "team_members")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub team_id: Uuid,
    pub user_id: Uuid,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub team_role: String,
    pub joined_at: Option<DateTimeUtc>,
    pub added_by_id: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::teams::Entity", from = "Column::TeamId", to = "super::teams::Column::Id")]
    Team,
    #[sea_orm(belongs_to = "super::users::Entity", from = "Column::UserId", to = "super::users::Column::Id")]
    User,
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

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "core" delete: "Many-to-many: teams ↔ users";
    unique "team_id" "user_id";
    rule "team_members_pkey" on "id";
    rule "team_members_team_id_fkey" on "team_id";
    rule "team_members_team_id_user_id_key" on "team_id" "user_id";
    rule "team_members_user_id_fkey" on "user_id";
    column "id" "uuid" insert update;
    column "team_id" "uuid" insert update;
    column "user_id" "uuid" insert update;
    column "team_role" "character varying(255)" insert update;
    column "joined_at" "timestamp with time zone" insert update;
    column "added_by_id" "uuid" insert update;
}
