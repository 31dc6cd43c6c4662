//! @generated from the database by `migration entities`. Do not edit.
//!
//! Job listings posted to marketplace.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "taskjuggler", table_name = "marketplace_listings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub task_id: Option<Uuid>,
    pub requestor_id: Uuid,
    #[sea_orm(column_type = "String(StringLen::N(500))")]
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub description: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(100))")]
    pub category: Option<String>,
    pub location_required: Option<bool>,
    /// {'lat': 123.45, 'lng': 67.89}
    #[sea_orm(column_type = "JsonBinary")]
    pub location: Option<Json>,
    pub location_radius_miles: Option<i32>,
    #[sea_orm(column_type = "String(StringLen::N(20))")]
    pub budget_type: Option<String>,
    #[sea_orm(column_type = "Decimal(Some((10, 2)))")]
    pub budget_min: Option<Decimal>,
    #[sea_orm(column_type = "Decimal(Some((10, 2)))")]
    pub budget_max: Option<Decimal>,
    #[sea_orm(column_type = "String(StringLen::N(20))")]
    pub status: Option<String>,
    pub assigned_vendor_id: Option<Uuid>,
    pub assigned_at: Option<DateTimeUtc>,
    pub needed_by: Option<DateTimeUtc>,
    pub expires_at: Option<DateTimeUtc>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::tasks::Entity", from = "Column::TaskId", to = "super::tasks::Column::Id")]
    Task,
    #[sea_orm(
        belongs_to = "super::users::Entity",
        from = "Column::RequestorId",
        to = "super::users::Column::Id"
    )]
    Requestor,
    #[sea_orm(
        belongs_to = "super::marketplace_vendors::Entity",
        from = "Column::AssignedVendorId",
        to = "super::marketplace_vendors::Column::Id"
    )]
    AssignedVendor,
    #[sea_orm(has_many = "super::marketplace_bids::Entity")]
    MarketplaceBids,
    #[sea_orm(has_many = "super::transactions::Entity")]
    Transactions,
}

impl Related<super::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Requestor.def()
    }
}

impl Related<super::marketplace_vendors::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::AssignedVendor.def()
    }
}

impl Related<super::marketplace_bids::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::MarketplaceBids.def()
    }
}

impl Related<super::transactions::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Transactions.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "taskjuggler" delete: "Job listings posted to marketplace.";
    published "market:everybody if {status} = 'open'" "user:{requestor_id}" "vendor:{assigned_vendor_id}";
    rule "marketplace_listings_assigned_vendor_id_fkey" on "assigned_vendor_id";
    rule "marketplace_listings_pkey" on "id";
    rule "marketplace_listings_requestor_id_fkey" on "requestor_id";
    rule "marketplace_listings_task_id_fkey" on "task_id";
    caller "requestor_id" "( SELECT auth.uid() AS uid)";
    column "id" "uuid" default insert;
    column "task_id" "uuid" insert;
    column "requestor_id" "uuid" insert;
    column "title" "character varying(500)" insert update;
    column "description" "text" insert update;
    column "category" "character varying(100)" insert update;
    column "location_required" "boolean" default insert update;
    column "location" "jsonb" insert update: "{'lat': 123.45, 'lng': 67.89}";
    column "location_radius_miles" "integer" insert update;
    column "budget_type" "character varying(20)" insert update;
    column "budget_min" "numeric(10,2)" insert update;
    column "budget_max" "numeric(10,2)" insert update;
    column "status" "character varying(20)" default insert;
    column "assigned_vendor_id" "uuid" insert;
    column "assigned_at" "timestamp with time zone" insert;
    column "needed_by" "timestamp with time zone" insert update;
    column "expires_at" "timestamp with time zone" insert update;
    column "created_at" "timestamp with time zone" default insert;
    column "updated_at" "timestamp with time zone" default insert update;
}
