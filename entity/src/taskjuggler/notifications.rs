//! @generated from the database by `migration entities`. Do not edit.
//!
//! User notifications.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "taskjuggler", table_name = "notifications")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Uuid,
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub r#type: String,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub message: String,
    /// Additional data
    #[sea_orm(column_type = "JsonBinary")]
    pub data: Option<Json>,
    pub is_read: Option<bool>,
    pub read_at: Option<DateTimeUtc>,
    pub created_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::users::Entity",
        from = "Column::UserId",
        to = "super::users::Column::Id",
        on_delete = "Cascade"
    )]
    User,
}

impl Related<super::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "taskjuggler" delete: "User notifications.";
    published "user:{user_id}";
    rule "notifications_pkey" on "id";
    rule "notifications_user_id_fkey" on "user_id";
    column "id" "uuid" default;
    column "user_id" "uuid";
    column "type" "character varying(50)";
    column "title" "character varying(255)";
    column "message" "text";
    column "data" "jsonb" default: "Additional data";
    column "is_read" "boolean" default update;
    column "read_at" "timestamp with time zone" update;
    column "created_at" "timestamp with time zone" default;
}
