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
    table "scaliyo" delete: "Pitches to blogs for guest posts and what became of them.";
    rule "guest_post_outreach_domain_authority_check" on "domain_authority";
    rule "guest_post_outreach_pkey" on "id";
    rule "guest_post_outreach_user_id_fkey" on "user_id";
    range "domain_authority" "0" "100";
    caller "user_id" "( SELECT scaliyo.account_id() AS account_id)";
    column "id" "uuid" default insert;
    column "user_id" "uuid" insert;
    column "blog_name" "text" insert update;
    column "blog_url" "text" insert update;
    column "contact_name" "text" insert update;
    column "contact_email" "text" insert update;
    column "domain_authority" "integer" insert update;
    column "monthly_traffic" "text" insert update;
    column "status" "text" default insert update;
    column "pitch_subject" "text" insert update;
    column "pitch_body" "text" insert update;
    column "notes" "text" insert update;
    column "target_publish_date" "date" insert update;
    column "published_url" "text" insert update;
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default update;
}
