//! @generated from the database by `migration entities`. Do not edit.
//!
//! Pages shared with a group.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "assist", table_name = "page_group_shares")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub id: String,
    #[sea_orm(column_type = "Text")]
    pub page_id: String,
    pub group_id: Uuid,
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
    #[sea_orm(
        belongs_to = "super::groups::Entity",
        from = "Column::GroupId",
        to = "super::groups::Column::Id",
        on_delete = "Cascade"
    )]
    Group,
}

impl Related<super::pages::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Page.def()
    }
}

impl Related<super::groups::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Group.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "assist" delete: "Pages shared with a group.";
    unique "page_id" "group_id";
    rule "page_group_shares_group_id_fkey" on "group_id";
    rule "page_group_shares_page_id_fkey" on "page_id";
    rule "page_group_shares_pkey" on "id";
    rule "idx_page_group_shares_unique" on "page_id" "group_id";
    caller "shared_by" "(( SELECT assist.user_id() AS user_id))::text";
    column "id" "text" insert;
    column "page_id" "text" insert;
    column "group_id" "uuid" insert;
    column "permission" "text" default insert update;
    column "shared_by" "text" insert;
    column "shared_at" "timestamp with time zone" default;
    column "created_at" "timestamp with time zone" default;
}
