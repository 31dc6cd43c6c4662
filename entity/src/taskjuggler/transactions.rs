//! @generated from the database by `migration entities`. Do not edit.
//!
//! Payment transactions for marketplace.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "taskjuggler", table_name = "transactions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub task_id: Option<Uuid>,
    pub listing_id: Option<Uuid>,
    pub vendor_id: Uuid,
    pub requestor_id: Uuid,
    #[sea_orm(column_type = "Decimal(Some((10, 2)))")]
    pub amount: Decimal,
    #[sea_orm(column_type = "String(StringLen::N(3))")]
    pub currency: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub payment_method: String,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub stripe_payment_intent_id: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub stripe_transfer_id: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(20))")]
    pub status: Option<String>,
    #[sea_orm(column_type = "JsonBinary")]
    pub metadata: Option<Json>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::tasks::Entity", from = "Column::TaskId", to = "super::tasks::Column::Id")]
    Task,
    #[sea_orm(
        belongs_to = "super::marketplace_listings::Entity",
        from = "Column::ListingId",
        to = "super::marketplace_listings::Column::Id"
    )]
    Listing,
    #[sea_orm(
        belongs_to = "super::marketplace_vendors::Entity",
        from = "Column::VendorId",
        to = "super::marketplace_vendors::Column::Id"
    )]
    Vendor,
    #[sea_orm(
        belongs_to = "super::users::Entity",
        from = "Column::RequestorId",
        to = "super::users::Column::Id"
    )]
    Requestor,
}

impl Related<super::tasks::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Task.def()
    }
}

impl Related<super::marketplace_listings::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Listing.def()
    }
}

impl Related<super::marketplace_vendors::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Vendor.def()
    }
}

impl Related<super::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Requestor.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "taskjuggler": "Payment transactions for marketplace.";
    rule "transactions_listing_id_fkey" on "listing_id";
    rule "transactions_pkey" on "id";
    rule "transactions_requestor_id_fkey" on "requestor_id";
    rule "transactions_task_id_fkey" on "task_id";
    rule "transactions_vendor_id_fkey" on "vendor_id";
    column "id" "uuid" default;
    column "task_id" "uuid";
    column "listing_id" "uuid";
    column "vendor_id" "uuid";
    column "requestor_id" "uuid";
    column "amount" "numeric(10,2)";
    column "currency" "character varying(3)" default;
    column "payment_method" "character varying(50)";
    column "stripe_payment_intent_id" "character varying(255)";
    column "stripe_transfer_id" "character varying(255)";
    column "status" "character varying(20)" default;
    column "metadata" "jsonb" default;
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default;
}
