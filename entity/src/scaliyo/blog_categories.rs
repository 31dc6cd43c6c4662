//! @generated from the database by `migration entities`. Do not edit.
//!
//! Categories of blog posts.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "blog_categories")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub name: String,
    #[sea_orm(column_type = "Text")]
    pub slug: String,
    #[sea_orm(column_type = "Text")]
    pub description: Option<String>,
    pub created_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(has_many = "super::blog_posts::Entity")]
    BlogPosts,
}

impl Related<super::blog_posts::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::BlogPosts.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo" delete: "Categories of blog posts.";
    unique "name";
    unique "slug";
    rule "blog_categories_name_key" on "name";
    rule "blog_categories_pkey" on "id";
    rule "blog_categories_slug_key" on "slug";
    column "id" "uuid" default insert;
    column "name" "text" insert update;
    column "slug" "text" insert update;
    column "description" "text" insert update;
    column "created_at" "timestamp with time zone" default;
}
