//! @generated from the database by `migration entities`. Do not edit.
//!
//! Audit trail for all emails sent through the system

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "assist", table_name = "email_logs")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub org_id: Option<Uuid>,
    pub user_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub email_type: String,
    #[sea_orm(column_type = "Text")]
    pub recipient_email: String,
    #[sea_orm(column_type = "Text")]
    pub subject: String,
    /// SendGrid X-Message-Id for delivery tracking
    #[sea_orm(column_type = "Text")]
    pub sendgrid_message_id: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub status: String,
    #[sea_orm(column_type = "Text")]
    pub error_message: Option<String>,
    #[sea_orm(column_type = "JsonBinary")]
    pub metadata: Option<Json>,
    pub created_at: Option<DateTimeUtc>,
    pub sent_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::organizations::Entity",
        from = "Column::OrgId",
        to = "super::organizations::Column::Id",
        on_delete = "SetNull"
    )]
    Org,
    #[sea_orm(
        belongs_to = "super::users::Entity",
        from = "Column::UserId",
        to = "super::users::Column::Id",
        on_delete = "SetNull"
    )]
    User,
}

impl Related<super::organizations::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Org.def()
    }
}

impl Related<super::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "assist": "Audit trail for all emails sent through the system";
    rule "email_logs_org_id_fkey" on "org_id";
    rule "email_logs_pkey" on "id";
    rule "email_logs_user_id_fkey" on "user_id";
    column "id" "uuid" default;
    column "org_id" "uuid";
    column "user_id" "uuid";
    column "email_type" "text";
    column "recipient_email" "text";
    column "subject" "text";
    column "sendgrid_message_id" "text": "SendGrid X-Message-Id for delivery tracking";
    column "status" "text" default;
    column "error_message" "text";
    column "metadata" "jsonb" default;
    column "created_at" "timestamp with time zone" default;
    column "sent_at" "timestamp with time zone";
}
