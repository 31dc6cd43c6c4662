//! @generated from the database by `migration entities`. Do not edit.
//!
//! Deterministic routing rules for task assignment.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "taskjuggler", table_name = "routing_rules")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Uuid,
    #[sea_orm(column_type = "String(StringLen::N(100))")]
    pub name: String,
    #[sea_orm(column_type = "Text")]
    pub description: Option<String>,
    /// Lower = evaluated first
    pub priority: Option<i32>,
    pub is_active: Option<bool>,
    /// Array of condition objects
    #[sea_orm(column_type = "JsonBinary")]
    pub conditions: Json,
    /// What to do when matched
    #[sea_orm(column_type = "JsonBinary")]
    pub actions: Json,
    pub times_matched: Option<i32>,
    pub last_matched_at: Option<DateTimeUtc>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
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
    #[sea_orm(has_many = "super::inbox_items::Entity")]
    InboxItems,
}

impl Related<super::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl Related<super::inbox_items::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::InboxItems.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "taskjuggler" delete: "Deterministic routing rules for task assignment.";
    rule "routing_rules_pkey" on "id";
    rule "routing_rules_user_id_fkey" on "user_id";
    caller "user_id" "( SELECT auth.uid() AS uid)";
    column "id" "uuid" default insert update;
    column "user_id" "uuid" insert update;
    column "name" "character varying(100)" insert update;
    column "description" "text" insert update;
    column "priority" "integer" default insert update: "Lower = evaluated first";
    column "is_active" "boolean" default insert update;
    column "conditions" "jsonb" insert update: "Array of condition objects";
    column "actions" "jsonb" insert update: "What to do when matched";
    column "times_matched" "integer" default insert update;
    column "last_matched_at" "timestamp with time zone" insert update;
    column "created_at" "timestamp with time zone" default insert update;
    column "updated_at" "timestamp with time zone" default insert update;
}
