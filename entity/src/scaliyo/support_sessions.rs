//! @generated from the database by `migration entities`. Do not edit.
//!
//! Time-limited access of a super admin to the data of a customer.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "support_sessions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub admin_id: Uuid,
    pub target_user_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    #[sea_orm(column_type = "Text")]
    pub access_level: String,
    pub started_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    pub ended_at: Option<DateTimeUtc>,
    pub is_active: bool,
    #[sea_orm(column_type = "JsonBinary")]
    pub metadata: Option<Json>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
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
    #[sea_orm(has_many = "super::support_audit_logs::Entity")]
    SupportAuditLogs,
}

impl Related<super::support_audit_logs::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::SupportAuditLogs.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo": "Time-limited access of a super admin to the data of a customer.";
    rule "support_sessions_access_level_check" on "access_level";
    rule "support_sessions_admin_id_fkey" on "admin_id";
    rule "support_sessions_pkey" on "id";
    rule "support_sessions_target_user_id_fkey" on "target_user_id";
    column "id" "uuid" default;
    column "admin_id" "uuid";
    column "target_user_id" "uuid";
    column "reason" "text" default;
    column "access_level" "text" default;
    column "started_at" "timestamp with time zone" default;
    column "expires_at" "timestamp with time zone" default;
    column "ended_at" "timestamp with time zone";
    column "is_active" "boolean" default;
    column "metadata" "jsonb" default;
    column "created_at" "timestamp with time zone" default;
}
