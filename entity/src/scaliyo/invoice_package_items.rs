//! @generated from the database by `migration entities`. Do not edit.
//!
//! Lines of a reusable service bundle.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "invoice_package_items")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub package_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub description: String,
    pub quantity: Option<i32>,
    pub unit_price_cents: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::invoice_packages::Entity",
        from = "Column::PackageId",
        to = "super::invoice_packages::Column::Id",
        on_delete = "Cascade"
    )]
    Package,
}

impl Related<super::invoice_packages::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Package.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo" delete: "Lines of a reusable service bundle.";
    rule "invoice_package_items_package_id_fkey" on "package_id";
    rule "invoice_package_items_pkey" on "id";
    column "id" "uuid" default insert;
    column "package_id" "uuid" insert;
    column "description" "text" insert update;
    column "quantity" "integer" default insert update;
    column "unit_price_cents" "integer" insert update;
}
