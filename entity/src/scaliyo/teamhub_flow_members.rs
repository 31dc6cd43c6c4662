//! @generated from the database by `migration entities`. Do not edit.
//!
//! Flow-level RBAC.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "teamhub_flow_members")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub flow_id: Uuid,
    pub user_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub role: String,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::teamhub_boards::Entity",
        from = "Column::FlowId",
        to = "super::teamhub_boards::Column::Id",
        on_delete = "Cascade"
    )]
    Flow,
    #[sea_orm(
        belongs_to = "crate::auth::users::Entity",
        from = "Column::UserId",
        to = "crate::auth::users::Column::Id",
        on_delete = "Cascade"
    )]
    User,
}

impl Related<super::teamhub_boards::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Flow.def()
    }
}

impl Related<crate::auth::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo" delete: "Flow-level RBAC.";
    unique "flow_id" "user_id";
    rule "teamhub_flow_members_flow_id_fkey" on "flow_id";
    rule "teamhub_flow_members_flow_id_user_id_key" on "flow_id" "user_id";
    rule "teamhub_flow_members_pkey" on "id";
    rule "teamhub_flow_members_user_id_fkey" on "user_id";
    column "id" "uuid" default insert;
    column "flow_id" "uuid" insert;
    column "user_id" "uuid" insert;
    column "role" "text" default insert update;
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default update;
}
