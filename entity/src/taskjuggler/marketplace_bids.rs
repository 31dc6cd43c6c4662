//! @generated from the database by `migration entities`. Do not edit.
//!
//! Bids on marketplace listings.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "taskjuggler", table_name = "marketplace_bids")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub listing_id: Uuid,
    pub vendor_id: Uuid,
    #[sea_orm(column_type = "Decimal(Some((10, 2)))")]
    pub amount: Decimal,
    #[sea_orm(column_type = "String(StringLen::N(3))")]
    pub currency: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub message: Option<String>,
    pub estimated_completion_days: Option<i32>,
    #[sea_orm(column_type = "String(StringLen::N(20))")]
    pub status: Option<String>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::marketplace_listings::Entity",
        from = "Column::ListingId",
        to = "super::marketplace_listings::Column::Id",
        on_delete = "Cascade"
    )]
    Listing,
    #[sea_orm(
        belongs_to = "super::marketplace_vendors::Entity",
        from = "Column::VendorId",
        to = "super::marketplace_vendors::Column::Id"
    )]
    Vendor,
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

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "taskjuggler" delete: "Bids on marketplace listings.";
    published "vendor:{vendor_id}" "@taskjuggler.marketplace_listings/user={listing_id}";
    rule "marketplace_bids_listing_id_fkey" on "listing_id";
    rule "marketplace_bids_pkey" on "id";
    rule "marketplace_bids_vendor_id_fkey" on "vendor_id";
    column "id" "uuid" default insert;
    column "listing_id" "uuid" insert;
    column "vendor_id" "uuid" insert;
    column "amount" "numeric(10,2)" insert update;
    column "currency" "character varying(3)" default insert update;
    column "message" "text" insert update;
    column "estimated_completion_days" "integer" insert update;
    column "status" "character varying(20)" default insert;
    column "created_at" "timestamp with time zone" default insert;
    column "updated_at" "timestamp with time zone" default insert update;
}
