//! @generated from the database by `migration entities`. Do not edit.
//!
//! Blog posts with their state of publication and search settings.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "blog_posts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub author_id: Option<Uuid>,
    pub category_id: Option<Uuid>,
    pub contributor_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub slug: String,
    #[sea_orm(column_type = "Text")]
    pub content: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub excerpt: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub featured_image: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub status: String,
    #[sea_orm(column_type = "Text")]
    pub visibility: Option<String>,
    #[sea_orm(column_type = "JsonBinary")]
    pub seo_settings: Option<Json>,
    #[sea_orm(column_type = "JsonBinary")]
    pub ai_metadata: Option<Json>,
    pub published_at: Option<DateTimeUtc>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "crate::auth::users::Entity",
        from = "Column::AuthorId",
        to = "crate::auth::users::Column::Id",
        on_delete = "SetNull"
    )]
    Author,
    #[sea_orm(
        belongs_to = "super::blog_categories::Entity",
        from = "Column::CategoryId",
        to = "super::blog_categories::Column::Id",
        on_delete = "SetNull"
    )]
    Category,
    #[sea_orm(
        belongs_to = "super::guest_contributors::Entity",
        from = "Column::ContributorId",
        to = "super::guest_contributors::Column::Id",
        on_delete = "SetNull"
    )]
    Contributor,
}

impl Related<crate::auth::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Author.def()
    }
}

impl Related<super::blog_categories::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Category.def()
    }
}

impl Related<super::guest_contributors::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Contributor.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo" delete: "Blog posts with their state of publication and search settings.";
    unique "slug";
    rule "blog_posts_author_id_fkey" on "author_id";
    rule "blog_posts_category_id_fkey" on "category_id";
    rule "blog_posts_contributor_id_fkey" on "contributor_id";
    rule "blog_posts_pkey" on "id";
    rule "blog_posts_slug_key" on "slug";
    caller "author_id" "( SELECT scaliyo.account_id() AS account_id)";
    column "id" "uuid" default insert;
    column "author_id" "uuid" insert;
    column "category_id" "uuid" insert update;
    column "contributor_id" "uuid" insert;
    column "title" "text" insert update;
    column "slug" "text" insert update;
    column "content" "text" default insert update;
    column "excerpt" "text" insert update;
    column "featured_image" "text" insert update;
    column "status" "text" default;
    column "visibility" "text" default insert update;
    column "seo_settings" "jsonb" insert update;
    column "ai_metadata" "jsonb";
    column "published_at" "timestamp with time zone";
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default update;
}
