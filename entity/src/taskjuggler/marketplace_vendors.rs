//! @generated from the database by `migration entities`. Do not edit.
//!
//! Vendors (human or AI) in the marketplace.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "taskjuggler", table_name = "marketplace_vendors")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(column_type = "String(StringLen::N(20))")]
    pub vendor_type: String,
    pub user_id: Option<Uuid>,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub business_name: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub ai_provider: Option<String>,
    #[sea_orm(column_type = "JsonBinary")]
    pub ai_config: Option<Json>,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub name: String,
    #[sea_orm(column_type = "Text")]
    pub description: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(500))")]
    pub logo_url: Option<String>,
    /// Array of category strings
    #[sea_orm(column_type = "JsonBinary")]
    pub categories: Option<Json>,
    #[sea_orm(column_type = "JsonBinary")]
    pub services: Option<Json>,
    #[sea_orm(column_type = "String(StringLen::N(500))")]
    pub address: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(20))")]
    pub pricing_model: Option<String>,
    #[sea_orm(column_type = "Decimal(Some((10, 2)))")]
    pub base_rate: Option<Decimal>,
    #[sea_orm(column_type = "String(StringLen::N(3))")]
    pub currency: Option<String>,
    pub is_active: Option<bool>,
    pub is_verified: Option<bool>,
    pub total_jobs: Option<i32>,
    pub completed_jobs: Option<i32>,
    #[sea_orm(column_type = "Decimal(Some((3, 2)))")]
    pub average_rating: Option<Decimal>,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub stripe_account_id: Option<String>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::users::Entity", from = "Column::UserId", to = "super::users::Column::Id")]
    User,
    #[sea_orm(has_many = "super::ai_tool_configs::Entity")]
    AiToolConfigs,
    #[sea_orm(has_many = "super::ai_tool_executions::Entity")]
    AiToolExecutions,
    #[sea_orm(has_many = "super::marketplace_bids::Entity")]
    MarketplaceBids,
    #[sea_orm(has_many = "super::marketplace_listings::Entity")]
    MarketplaceListings,
    #[sea_orm(has_many = "super::tasks::Entity")]
    Tasks,
    #[sea_orm(has_many = "super::transactions::Entity")]
    Transactions,
}

impl Related<super::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl Related<super::ai_tool_configs::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::AiToolConfigs.def()
    }
}

impl Related<super::ai_tool_executions::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::AiToolExecutions.def()
    }
}

impl Related<super::marketplace_bids::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::MarketplaceBids.def()
    }
}

impl Related<super::marketplace_listings::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::MarketplaceListings.def()
    }
}

impl Related<super::tasks::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Tasks.def()
    }
}

impl Related<super::transactions::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Transactions.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "taskjuggler": "Vendors (human or AI) in the marketplace.";
    rule "marketplace_vendors_pkey" on "id";
    rule "marketplace_vendors_user_id_fkey" on "user_id";
    caller "user_id" "( SELECT auth.uid() AS uid)";
    column "id" "uuid" default insert;
    column "vendor_type" "character varying(20)" insert;
    column "user_id" "uuid" insert;
    column "business_name" "character varying(255)" insert update;
    column "ai_provider" "character varying(50)";
    column "ai_config" "jsonb";
    column "name" "character varying(255)" insert update;
    column "description" "text" insert update;
    column "logo_url" "character varying(500)" insert update;
    column "categories" "jsonb" insert update: "Array of category strings";
    column "services" "jsonb" default insert update;
    column "address" "character varying(500)" insert update;
    column "pricing_model" "character varying(20)" insert update;
    column "base_rate" "numeric(10,2)" insert update;
    column "currency" "character varying(3)" default insert update;
    column "is_active" "boolean" default insert update;
    column "is_verified" "boolean" default;
    column "total_jobs" "integer" default;
    column "completed_jobs" "integer" default;
    column "average_rating" "numeric(3,2)";
    column "stripe_account_id" "character varying(255)";
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default update;
}
