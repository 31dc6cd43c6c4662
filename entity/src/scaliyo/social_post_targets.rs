//! @generated from the database by `migration entities`. Do not edit.
//!
//! Per-platform target for each post.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "social_post_targets")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub post_id: Uuid,
    pub user_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub channel: String,
    #[sea_orm(column_type = "Text")]
    pub target_id: String,
    #[sea_orm(column_type = "Text")]
    pub target_label: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub status: String,
    #[sea_orm(column_type = "Text")]
    pub remote_post_id: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub error_code: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub error_message: Option<String>,
    pub published_at: Option<DateTimeUtc>,
    pub created_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::social_posts::Entity",
        from = "Column::PostId",
        to = "super::social_posts::Column::Id",
        on_delete = "Cascade"
    )]
    Post,
    #[sea_orm(
        belongs_to = "crate::auth::users::Entity",
        from = "Column::UserId",
        to = "crate::auth::users::Column::Id",
        on_delete = "Cascade"
    )]
    User,
    #[sea_orm(has_many = "super::social_post_events::Entity")]
    SocialPostEvents,
}

impl Related<super::social_posts::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Post.def()
    }
}

impl Related<crate::auth::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl Related<super::social_post_events::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::SocialPostEvents.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo" delete: "Per-platform target for each post.";
    rule "social_post_targets_pkey" on "id";
    rule "social_post_targets_post_id_fkey" on "post_id";
    rule "social_post_targets_user_id_fkey" on "user_id";
    caller "user_id" "( SELECT scaliyo.account_id() AS account_id)";
    column "id" "uuid" default insert;
    column "post_id" "uuid" insert;
    column "user_id" "uuid" insert;
    column "channel" "text" insert;
    column "target_id" "text" insert;
    column "target_label" "text" insert update;
    column "status" "text" default;
    column "remote_post_id" "text";
    column "error_code" "text";
    column "error_message" "text";
    column "published_at" "timestamp with time zone";
    column "created_at" "timestamp with time zone" default;
}
