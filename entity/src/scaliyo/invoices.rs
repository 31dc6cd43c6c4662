//! @generated from the database by `migration entities`. Do not edit.
//!
//! Invoices to leads, sent and collected through Stripe.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "invoices")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub owner_id: Uuid,
    pub lead_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub stripe_customer_id: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub stripe_invoice_id: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub invoice_number: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub status: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub currency: Option<String>,
    pub subtotal_cents: Option<i32>,
    pub total_cents: Option<i32>,
    pub due_date: Option<Date>,
    #[sea_orm(column_type = "Text")]
    pub notes: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub stripe_hosted_url: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub stripe_pdf_url: Option<String>,
    pub sent_at: Option<DateTimeUtc>,
    #[sea_orm(column_type = "Text")]
    pub sent_via: Option<String>,
    pub paid_at: Option<DateTimeUtc>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "crate::auth::users::Entity",
        from = "Column::OwnerId",
        to = "crate::auth::users::Column::Id",
        on_delete = "Cascade"
    )]
    Owner,
    #[sea_orm(
        belongs_to = "super::leads::Entity",
        from = "Column::LeadId",
        to = "super::leads::Column::Id",
        on_delete = "Cascade"
    )]
    Lead,
    #[sea_orm(has_many = "super::invoice_line_items::Entity")]
    InvoiceLineItems,
}

impl Related<crate::auth::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Owner.def()
    }
}

impl Related<super::leads::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Lead.def()
    }
}

impl Related<super::invoice_line_items::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::InvoiceLineItems.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo": "Invoices to leads, sent and collected through Stripe.";
    rule "invoices_lead_id_fkey" on "lead_id";
    rule "invoices_owner_id_fkey" on "owner_id";
    rule "invoices_pkey" on "id";
    caller "owner_id" "( SELECT scaliyo.account_id() AS account_id)";
    column "id" "uuid" default insert;
    column "owner_id" "uuid" insert;
    column "lead_id" "uuid" insert;
    column "stripe_customer_id" "text";
    column "stripe_invoice_id" "text";
    column "invoice_number" "text" insert update;
    column "status" "text" default;
    column "currency" "text" default insert update;
    column "subtotal_cents" "integer" default;
    column "total_cents" "integer" default;
    column "due_date" "date" insert update;
    column "notes" "text" insert update;
    column "stripe_hosted_url" "text";
    column "stripe_pdf_url" "text";
    column "sent_at" "timestamp with time zone";
    column "sent_via" "text";
    column "paid_at" "timestamp with time zone";
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default update;
}
