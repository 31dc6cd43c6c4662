//! @generated from the database by `migration entities`. Do not edit.
//!
//! Members of contact lists.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "taskjuggler", table_name = "contact_list_members")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub contact_list_id: Uuid,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub name: String,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub email: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(20))")]
    pub phone: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub notes: Option<String>,
    #[sea_orm(column_type = "JsonBinary")]
    pub metadata: Option<Json>,
    pub created_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::contact_lists::Entity",
        from = "Column::ContactListId",
        to = "super::contact_lists::Column::Id",
        on_delete = "Cascade"
    )]
    ContactList,
}

impl Related<super::contact_lists::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ContactList.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "taskjuggler" delete: "Members of contact lists.";
    rule "contact_list_members_contact_list_id_fkey" on "contact_list_id";
    rule "contact_list_members_pkey" on "id";
    column "id" "uuid" default insert update;
    column "contact_list_id" "uuid" insert update;
    column "name" "character varying(255)" insert update;
    column "email" "character varying(255)" insert update;
    column "phone" "character varying(20)" insert update;
    column "notes" "text" insert update;
    column "metadata" "jsonb" default insert update;
    column "created_at" "timestamp with time zone" default insert update;
}
