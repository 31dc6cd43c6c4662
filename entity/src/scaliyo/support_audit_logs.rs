//! @generated from the database by `migration entities`. Do not edit.
//!
//! What was looked at or done during a support session.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "support_audit_logs")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub session_id: Option<Uuid>,
    pub admin_id: Uuid,
    pub target_user_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub action: String,
    #[sea_orm(column_type = "Text")]
    pub resource_type: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub resource_id: Option<String>,
    #[sea_orm(column_type = "JsonBinary")]
    pub details: Option<Json>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::support_sessions::Entity",
        from = "Column::SessionId",
        to = "super::support_sessions::Column::Id",
        on_delete = "SetNull"
    )]
    Session,
    #[sea_orm(
        belongs_to = "super::profiles::Entity",
        from = "Column::AdminId",
        to = "super::profiles::Column::Id",
        on_delete = "Cascade"
    )]
    Admin,
    #[sea_orm(
        belongs_to = "super::profiles::Entity",
        from = "Column::TargetUserId",
        to = "super::profiles::Column::Id",
        on_delete = "Cascade"
    )]
    TargetUser,
}

impl Related<super::support_sessions::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Session.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo": "What was looked at or done during a support session.";
    rule "support_audit_logs_admin_id_fkey" on "admin_id";
    rule "support_audit_logs_pkey" on "id";
    rule "support_audit_logs_session_id_fkey" on "session_id";
    rule "support_audit_logs_target_user_id_fkey" on "target_user_id";
    column "id" "uuid" default;
    column "session_id" "uuid";
    column "admin_id" "uuid";
    column "target_user_id" "uuid";
    column "action" "text";
    column "resource_type" "text";
    column "resource_id" "text";
    column "details" "jsonb" default;
    column "created_at" "timestamp with time zone" default;
}
