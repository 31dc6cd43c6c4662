//! @generated from the database by `migration entities`. Do not edit.
//!
//! Junction table for area-level document sharing when visibility=areas

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "assist", table_name = "document_area_shares")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub id: String,
    #[sea_orm(column_type = "Text")]
    pub document_id: String,
    #[sea_orm(column_type = "Text")]
    pub area_id: String,
    /// User ID who shared the document with this area
    #[sea_orm(column_type = "Text")]
    pub shared_by: String,
    pub shared_at: Option<DateTimeUtc>,
    /// Whether area members have been notified about this share
    pub notifications_sent: Option<bool>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::documents::Entity",
        from = "Column::DocumentId",
        to = "super::documents::Column::Id",
        on_delete = "Cascade"
    )]
    Document,
    #[sea_orm(
        belongs_to = "super::areas::Entity",
        from = "Column::AreaId",
        to = "super::areas::Column::Id",
        on_delete = "Cascade"
    )]
    Area,
}

impl Related<super::documents::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Document.def()
    }
}

impl Related<super::areas::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Area.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "assist" delete: "Junction table for area-level document sharing when visibility=areas";
    unique "document_id" "area_id";
    rule "document_area_shares_area_id_fkey" on "area_id";
    rule "document_area_shares_document_id_area_id_key" on "document_id" "area_id";
    rule "document_area_shares_document_id_fkey" on "document_id";
    rule "document_area_shares_pkey" on "id";
    caller "shared_by" "(( SELECT assist.user_id() AS user_id))::text";
    column "id" "text" insert;
    column "document_id" "text" insert;
    column "area_id" "text" insert;
    column "shared_by" "text" insert: "User ID who shared the document with this area";
    column "shared_at" "timestamp with time zone" default;
    column "notifications_sent" "boolean" default: "Whether area members have been notified about this share";
}
