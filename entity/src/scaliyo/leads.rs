//! @generated from the database by `migration entities`. Do not edit.
//!
//! Sales pipeline contacts.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "leads")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub client_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub name: String,
    #[sea_orm(column_type = "Text")]
    pub email: String,
    #[sea_orm(column_type = "Text")]
    pub first_name: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub last_name: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub company: String,
    #[sea_orm(column_type = "Text")]
    pub title: Option<String>,
    pub score: i32,
    #[sea_orm(column_type = "Text")]
    pub status: String,
    #[sea_orm(column_name = "lastActivity", column_type = "Text")]
    pub last_activity: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub insights: Option<String>,
    /// AI research data: { aiResearchBrief, aiResearchedAt, title, industry, talkingPoints }
    #[sea_orm(column_name = "knowledgeBase", column_type = "JsonBinary")]
    pub knowledge_base: Option<Json>,
    #[sea_orm(column_type = "Text")]
    pub primary_email: Option<String>,
    pub emails: Option<Vec<String>>,
    #[sea_orm(column_type = "Text")]
    pub primary_phone: Option<String>,
    pub phones: Option<Vec<String>>,
    #[sea_orm(column_type = "Text")]
    pub linkedin_url: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub location: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub source: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub industry: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub company_size: Option<String>,
    pub import_batch_id: Option<Uuid>,
    pub imported_at: Option<DateTimeUtc>,
    #[sea_orm(column_type = "JsonBinary")]
    pub custom_fields: Option<Json>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "crate::auth::users::Entity",
        from = "Column::ClientId",
        to = "crate::auth::users::Column::Id",
        on_delete = "Cascade"
    )]
    Client,
    #[sea_orm(
        belongs_to = "super::import_batches::Entity",
        from = "Column::ImportBatchId",
        to = "super::import_batches::Column::Id"
    )]
    ImportBatch,
    #[sea_orm(has_many = "super::email_messages::Entity")]
    EmailMessages,
    #[sea_orm(has_many = "super::invoices::Entity")]
    Invoices,
    #[sea_orm(has_many = "super::lead_color_overrides::Entity")]
    LeadColorOverrides,
    #[sea_orm(has_many = "super::scheduled_emails::Entity")]
    ScheduledEmails,
    #[sea_orm(has_many = "super::teamhub_item_leads::Entity")]
    TeamhubItemLeads,
    #[sea_orm(has_many = "super::workflow_executions::Entity")]
    WorkflowExecutions,
}

impl Related<crate::auth::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Client.def()
    }
}

impl Related<super::import_batches::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ImportBatch.def()
    }
}

impl Related<super::email_messages::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::EmailMessages.def()
    }
}

impl Related<super::invoices::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Invoices.def()
    }
}

impl Related<super::lead_color_overrides::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::LeadColorOverrides.def()
    }
}

impl Related<super::scheduled_emails::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ScheduledEmails.def()
    }
}

impl Related<super::teamhub_item_leads::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::TeamhubItemLeads.def()
    }
}

impl Related<super::workflow_executions::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::WorkflowExecutions.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo" delete: "Sales pipeline contacts.";
    published "profile:{client_id}";
    rule "leads_client_id_fkey" on "client_id";
    rule "leads_import_batch_id_fkey" on "import_batch_id";
    rule "leads_pkey" on "id";
    caller "client_id" "( SELECT scaliyo.account_id() AS account_id)";
    column "id" "uuid" default insert;
    column "client_id" "uuid" insert;
    column "name" "text" insert update;
    column "email" "text" default insert update;
    column "first_name" "text" insert update;
    column "last_name" "text" insert update;
    column "company" "text" default insert update;
    column "title" "text" insert update;
    column "score" "integer" default insert update;
    column "status" "text" default insert update;
    column "lastActivity" "text" default;
    column "insights" "text" default;
    column "knowledgeBase" "jsonb": "AI research data: { aiResearchBrief, aiResearchedAt, title, industry, talkingPoints }";
    column "primary_email" "text" insert update;
    column "emails" "text[]" default insert update;
    column "primary_phone" "text" insert update;
    column "phones" "text[]" default insert update;
    column "linkedin_url" "text" insert update;
    column "location" "text" insert update;
    column "source" "text" default insert update;
    column "industry" "text" insert update;
    column "company_size" "text" insert update;
    column "import_batch_id" "uuid";
    column "imported_at" "timestamp with time zone";
    column "custom_fields" "jsonb" default insert update;
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default update;
}
