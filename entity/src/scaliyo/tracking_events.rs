//! @generated from the database by `migration entities`. Do not edit.
//!
//! Click/visit events for tracking links.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "tracking_events")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub link_id: Uuid,
    pub user_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub referrer: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub user_agent: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub ip_hash: Option<String>,
    pub created_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::tracking_links::Entity",
        from = "Column::LinkId",
        to = "super::tracking_links::Column::Id",
        on_delete = "Cascade"
    )]
    Link,
    #[sea_orm(
        belongs_to = "crate::auth::users::Entity",
        from = "Column::UserId",
        to = "crate::auth::users::Column::Id",
        on_delete = "Cascade"
    )]
    User,
}

impl Related<super::tracking_links::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Link.def()
    }
}

impl Related<crate::auth::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo": "Click/visit events for tracking links.";
    rule "tracking_events_link_id_fkey" on "link_id";
    rule "tracking_events_pkey" on "id";
    rule "tracking_events_user_id_fkey" on "user_id";
    column "id" "uuid" default;
    column "link_id" "uuid";
    column "user_id" "uuid";
    column "referrer" "text";
    column "user_agent" "text";
    column "ip_hash" "text";
    column "created_at" "timestamp with time zone" default;
}
