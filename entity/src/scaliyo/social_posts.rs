//! @generated from the database by `migration entities`. Do not edit.
//!
//! Scheduled and published posts.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "social_posts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub content_text: String,
    #[sea_orm(column_type = "Text")]
    pub link_url: Option<String>,
    #[sea_orm(column_type = "JsonBinary")]
    pub media_paths: Option<Json>,
    pub scheduled_at: Option<DateTimeUtc>,
    #[sea_orm(column_type = "Text")]
    pub timezone: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub status: String,
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
    #[sea_orm(has_many = "super::social_post_events::Entity")]
    SocialPostEvents,
    #[sea_orm(has_many = "super::social_post_targets::Entity")]
    SocialPostTargets,
    #[sea_orm(has_many = "super::tracking_links::Entity")]
    TrackingLinks,
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

impl Related<super::social_post_targets::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::SocialPostTargets.def()
    }
}

impl Related<super::tracking_links::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::TrackingLinks.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo" delete: "Scheduled and published posts.";
    published "profile:{user_id}";
    rule "social_posts_pkey" on "id";
    rule "social_posts_user_id_fkey" on "user_id";
    caller "user_id" "( SELECT scaliyo.account_id() AS account_id)";
    column "id" "uuid" default insert;
    column "user_id" "uuid" insert;
    column "content_text" "text" insert update;
    column "link_url" "text" insert update;
    column "media_paths" "jsonb" insert update;
    column "scheduled_at" "timestamp with time zone" insert update;
    column "timezone" "text" default insert update;
    column "status" "text" default;
    column "created_at" "timestamp with time zone" default;
}
