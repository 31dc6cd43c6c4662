//! @generated from the database by `migration entities`. Do not edit.
//!
//! Pitches to blogs for guest posts and what became of them.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "guest_post_outreach")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub blog_name: String,
    #[sea_orm(column_type = "Text")]
    pub blog_url: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub contact_name: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub contact_email: Option<String>,
    pub domain_authority: Option<i32>,
    #[sea_orm(column_type = "Text")]
    pub monthly_traffic: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub status: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub pitch_subject: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub pitch_body: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub notes: Option<String>,
    pub target_publish_date: Option<Date>,
    #[sea_orm(column_type = "Text")]
    pub published_url: Option<String>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
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
}

impl Related<crate::auth::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo": "Pitches to blogs for guest posts and what became of them.";
    column "id" "uuid" default;
    column "user_id" "uuid";
    column "blog_name" "text";
    column "blog_url" "text";
    column "contact_name" "text";
    column "contact_email" "text";
    column "domain_authority" "integer";
    column "monthly_traffic" "text";
    column "status" "text" default;
    column "pitch_subject" "text";
    column "pitch_body" "text";
    column "notes" "text";
    column "target_publish_date" "date";
    column "published_url" "text";
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default;
}
