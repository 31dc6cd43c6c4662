//! @generated from the database by `migration entities`. Do not edit.
//!
//! Pages shared with a single user.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "assist", table_name = "page_user_shares")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub id: String,
    #[sea_orm(column_type = "Text")]
    pub page_id: String,
    #[sea_orm(column_type = "Text")]
    pub user_id: String,
    #[sea_orm(column_type = "Text")]
    pub permission: String,
    #[sea_orm(column_type = "Text")]
    pub shared_by: String,
    pub shared_at: Option<DateTimeUtc>,
    pub created_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::pages::Entity",
        from = "Column::PageId",
        to = "super::pages::Column::Id",
        on_delete = "Cascade"
    )]
    Page,
}

impl Related<super::pages::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Page.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "assist": "Pages shared with a single user.";
    column "id" "text";
    column "page_id" "text";
    column "user_id" "text";
    column "permission" "text" default;
    column "shared_by" "text";
    column "shared_at" "timestamp with time zone" default;
    column "created_at" "timestamp with time zone" default;
}
