//! @generated from the database by `migration entities`. Do not edit.
//!
//! Core task management table.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "taskjuggler", table_name = "tasks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(column_type = "String(StringLen::N(500))")]
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub description: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(20))")]
    pub status: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(20))")]
    pub priority: Option<String>,
    /// Who needs it done
    pub requestor_id: Uuid,
    /// Who's doing it (if user)
    pub owner_id: Option<Uuid>,
    pub team_id: Option<Uuid>,
    /// If team member
    pub team_member_id: Option<Uuid>,
    /// If vendor
    pub marketplace_vendor_id: Option<Uuid>,
    pub marketplace_listing_id: Option<Uuid>,
    #[sea_orm(column_type = "String(StringLen::N(20))")]
    pub source_type: Option<String>,
    pub source_channel_id: Option<Uuid>,
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub source_channel: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub source_channel_ref: Option<String>,
    #[sea_orm(column_type = "JsonBinary")]
    pub metadata: Option<Json>,
    #[sea_orm(column_type = "JsonBinary")]
    pub tags: Option<Json>,
    pub process_id: Option<Uuid>,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub process_step_id: Option<String>,
    pub project_id: Option<Uuid>,
    pub due_date: Option<DateTimeUtc>,
    pub started_at: Option<DateTimeUtc>,
    pub completed_at: Option<DateTimeUtc>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
    /// Soft deletes
    pub deleted_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::users::Entity",
        from = "Column::RequestorId",
        to = "super::users::Column::Id"
    )]
    Requestor,
    #[sea_orm(belongs_to = "super::users::Entity", from = "Column::OwnerId", to = "super::users::Column::Id")]
    Owner,
    #[sea_orm(belongs_to = "super::teams::Entity", from = "Column::TeamId", to = "super::teams::Column::Id")]
    Team,
    #[sea_orm(
        belongs_to = "super::team_members::Entity",
        from = "Column::TeamMemberId",
        to = "super::team_members::Column::Id"
    )]
    TeamMember,
    #[sea_orm(
        belongs_to = "super::marketplace_vendors::Entity",
        from = "Column::MarketplaceVendorId",
        to = "super::marketplace_vendors::Column::Id"
    )]
    MarketplaceVendor,
    #[sea_orm(
        belongs_to = "super::marketplace_listings::Entity",
        from = "Column::MarketplaceListingId",
        to = "super::marketplace_listings::Column::Id"
    )]
    MarketplaceListing,
    #[sea_orm(
        belongs_to = "super::assistant_channels::Entity",
        from = "Column::SourceChannelId",
        to = "super::assistant_channels::Column::Id"
    )]
    SourceChannel,
    #[sea_orm(has_many = "super::ai_tool_executions::Entity")]
    AiToolExecutions,
    #[sea_orm(has_many = "super::inbox_items::Entity")]
    InboxItems,
    #[sea_orm(has_many = "super::task_actions::Entity")]
    TaskActions,
    #[sea_orm(has_many = "super::task_invitations::Entity")]
    TaskInvitations,
    #[sea_orm(has_many = "super::task_messages::Entity")]
    TaskMessages,
    #[sea_orm(has_many = "super::transactions::Entity")]
    Transactions,
}

impl Related<super::teams::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Team.def()
    }
}

impl Related<super::team_members::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::TeamMember.def()
    }
}

impl Related<super::marketplace_vendors::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::MarketplaceVendor.def()
    }
}

impl Related<super::assistant_channels::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::SourceChannel.def()
    }
}

impl Related<super::ai_tool_executions::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::AiToolExecutions.def()
    }
}

impl Related<super::inbox_items::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::InboxItems.def()
    }
}

impl Related<super::task_actions::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::TaskActions.def()
    }
}

impl Related<super::task_invitations::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::TaskInvitations.def()
    }
}

impl Related<super::task_messages::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::TaskMessages.def()
    }
}

impl Related<super::transactions::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Transactions.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "taskjuggler" delete: "Core task management table.";
    published "user:{requestor_id}" "user:{owner_id}" "team:{team_id}" "member:{team_member_id}" "vendor:{marketplace_vendor_id}" "task:{id}";
    rule "tasks_marketplace_listing_id_fkey" on "marketplace_listing_id";
    rule "tasks_marketplace_vendor_id_fkey" on "marketplace_vendor_id";
    rule "tasks_owner_id_fkey" on "owner_id";
    rule "tasks_pkey" on "id";
    rule "tasks_requestor_id_fkey" on "requestor_id";
    rule "tasks_source_channel_id_fkey" on "source_channel_id";
    rule "tasks_team_id_fkey" on "team_id";
    rule "tasks_team_member_id_fkey" on "team_member_id";
    caller "requestor_id" "( SELECT auth.uid() AS uid)";
    column "id" "uuid" default insert;
    column "title" "character varying(500)" insert update;
    column "description" "text" insert update;
    column "status" "character varying(20)" default insert update;
    column "priority" "character varying(20)" default insert update;
    column "requestor_id" "uuid" insert: "Who needs it done";
    column "owner_id" "uuid" insert: "Who's doing it (if user)";
    column "team_id" "uuid" insert;
    column "team_member_id" "uuid" insert: "If team member";
    column "marketplace_vendor_id" "uuid" insert: "If vendor";
    column "marketplace_listing_id" "uuid" insert;
    column "source_type" "character varying(20)" insert;
    column "source_channel_id" "uuid" insert;
    column "source_channel" "character varying(50)" insert;
    column "source_channel_ref" "text" insert;
    column "metadata" "jsonb" default insert update;
    column "tags" "jsonb" default insert update;
    column "process_id" "uuid" insert update;
    column "process_step_id" "character varying(255)" insert update;
    column "project_id" "uuid" insert update;
    column "due_date" "timestamp with time zone" insert update;
    column "started_at" "timestamp with time zone" insert update;
    column "completed_at" "timestamp with time zone" insert update;
    column "created_at" "timestamp with time zone" default insert;
    column "updated_at" "timestamp with time zone" default insert update;
    column "deleted_at" "timestamp with time zone" insert update: "Soft deletes";
}
