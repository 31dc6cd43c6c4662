//! @generated from the database by `migration entities`. Do not edit.
//!
//! Publishing audit log.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "social_post_events")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Uuid,
    pub post_id: Uuid,
    pub target_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub event_type: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub payload: Option<Json>,
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
        belongs_to = "super::social_posts::Entity",
        from = "Column::PostId",
        to = "super::social_posts::Column::Id",
        on_delete = "Cascade"
    )]
    Post,
    #[sea_orm(
        belongs_to = "super::social_post_targets::Entity",
        from = "Column::TargetId",
        to = "super::social_post_targets::Column::Id",
        on_delete = "SetNull"
    )]
    Target,
}

impl Related<crate::auth::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl Related<super::social_posts::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Post.def()
    }
}

impl Related<super::social_post_targets::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Target.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo": "Publishing audit log.";
    rule "social_post_events_pkey" on "id";
    rule "social_post_events_post_id_fkey" on "post_id";
    rule "social_post_events_target_id_fkey" on "target_id";
    rule "social_post_events_user_id_fkey" on "user_id";
    column "id" "uuid" default;
    column "user_id" "uuid";
    column "post_id" "uuid";
    column "target_id" "uuid";
    column "event_type" "text";
    column "payload" "jsonb" default;
    column "created_at" "timestamp with time zone" default;
}
