//! @generated from the database by `migration entities`. Do not edit.
//!
//! Lines of an invoice.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "invoice_line_items")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub invoice_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub description: String,
    pub quantity: Option<i32>,
    pub unit_price_cents: i32,
    pub amount_cents: i32,
    pub created_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::invoices::Entity",
        from = "Column::InvoiceId",
        to = "super::invoices::Column::Id",
        on_delete = "Cascade"
    )]
    Invoice,
}

impl Related<super::invoices::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Invoice.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo" delete: "Lines of an invoice.";
    rule "invoice_line_items_invoice_id_fkey" on "invoice_id";
    rule "invoice_line_items_pkey" on "id";
    column "id" "uuid" default insert;
    column "invoice_id" "uuid" insert;
    column "description" "text" insert update;
    column "quantity" "integer" default insert update;
    column "unit_price_cents" "integer" insert update;
    column "amount_cents" "integer" insert update;
    column "created_at" "timestamp with time zone" default;
}
