//! @generated from the database by `migration entities`. Do not edit.
//!
//! The caller's email figures, by day.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "email_analytics")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub owner_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub analytics_date: Date,
    pub total_sent: Option<i64>,
    pub unique_opens: Option<i64>,
    pub unique_clicks: Option<i64>,
    pub total_open_events: Option<i64>,
    pub total_click_events: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo": "The caller's email figures, by day.";
    column "owner_id" "uuid";
    column "analytics_date" "date";
    column "total_sent" "bigint";
    column "unique_opens" "bigint";
    column "unique_clicks" "bigint";
    column "total_open_events" "bigint";
    column "total_click_events" "bigint";
}
