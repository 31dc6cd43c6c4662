//! @generated from the database by `migration entities`. Do not edit.
//!
//! Short URL click tracking for social posts.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "tracking_links")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Uuid,
    pub post_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub slug: String,
    #[sea_orm(column_type = "Text")]
    pub destination_url: String,
    #[sea_orm(column_type = "Text")]
    pub channel: Option<String>,
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
        on_delete = "SetNull"
    )]
    Post,
    #[sea_orm(has_many = "super::tracking_events::Entity")]
    TrackingEvents,
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

impl Related<super::tracking_events::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::TrackingEvents.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo" delete: "Short URL click tracking for social posts.";
    unique "slug";
    rule "tracking_links_pkey" on "id";
    rule "tracking_links_post_id_fkey" on "post_id";
    rule "tracking_links_slug_key" on "slug";
    rule "tracking_links_user_id_fkey" on "user_id";
    caller "user_id" "( SELECT scaliyo.account_id() AS account_id)";
    column "id" "uuid" default insert;
    column "user_id" "uuid" insert;
    column "post_id" "uuid" insert;
    column "slug" "text" insert;
    column "destination_url" "text" insert update;
    column "channel" "text" insert update;
    column "created_at" "timestamp with time zone" default;
}
