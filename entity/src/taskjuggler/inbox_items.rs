//! @generated from the database by `migration entities`. Do not edit.
//!
//! Raw incoming communications before task creation.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "taskjuggler", table_name = "inbox_items")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Uuid,
    #[sea_orm(column_type = "String(StringLen::N(20))")]
    pub source_type: String,
    /// External ID (Twilio SID, email message ID)
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub source_id: Option<String>,
    pub channel_id: Option<Uuid>,
    /// Phone or email
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub from_identifier: String,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub from_name: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(500))")]
    pub subject: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub body: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub attachments: Option<Json>,
    /// Full AI extraction result
    #[sea_orm(column_type = "JsonBinary")]
    pub extracted_data: Option<Json>,
    #[sea_orm(column_type = "String(StringLen::N(20))")]
    pub processing_status: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub processing_error: Option<String>,
    /// References tasks.id
    pub routed_to_task_id: Option<Uuid>,
    /// References routing\_rules.id
    pub routing_rule_id: Option<Uuid>,
    pub auto_response_sent: Option<bool>,
    #[sea_orm(column_type = "Text")]
    pub auto_response_text: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(20))")]
    pub status: Option<String>,
    pub received_at: DateTimeUtc,
    pub processed_at: Option<DateTimeUtc>,
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
    #[sea_orm(
        belongs_to = "super::assistant_channels::Entity",
        from = "Column::ChannelId",
        to = "super::assistant_channels::Column::Id"
    )]
    Channel,
    #[sea_orm(
        belongs_to = "super::tasks::Entity",
        from = "Column::RoutedToTaskId",
        to = "super::tasks::Column::Id",
        on_delete = "SetNull"
    )]
    RoutedToTask,
    #[sea_orm(
        belongs_to = "super::routing_rules::Entity",
        from = "Column::RoutingRuleId",
        to = "super::routing_rules::Column::Id",
        on_delete = "SetNull"
    )]
    RoutingRule,
}

impl Related<super::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl Related<super::assistant_channels::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Channel.def()
    }
}

impl Related<super::tasks::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::RoutedToTask.def()
    }
}

impl Related<super::routing_rules::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::RoutingRule.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "taskjuggler" delete: "Raw incoming communications before task creation.";
    published "user:{user_id}";
    rule "inbox_items_channel_id_fkey" on "channel_id";
    rule "inbox_items_pkey" on "id";
    rule "inbox_items_routed_to_task_id_fkey" on "routed_to_task_id";
    rule "inbox_items_routing_rule_id_fkey" on "routing_rule_id";
    rule "inbox_items_user_id_fkey" on "user_id";
    column "id" "uuid" default;
    column "user_id" "uuid";
    column "source_type" "character varying(20)";
    column "source_id" "character varying(255)": "External ID (Twilio SID, email message ID)";
    column "channel_id" "uuid";
    column "from_identifier" "character varying(255)": "Phone or email";
    column "from_name" "character varying(255)";
    column "subject" "character varying(500)";
    column "body" "text";
    column "attachments" "jsonb" default;
    column "extracted_data" "jsonb": "Full AI extraction result";
    column "processing_status" "character varying(20)" default;
    column "processing_error" "text";
    column "routed_to_task_id" "uuid" update: "References tasks.id";
    column "routing_rule_id" "uuid" update: "References routing_rules.id";
    column "auto_response_sent" "boolean" default;
    column "auto_response_text" "text";
    column "status" "character varying(20)" default update;
    column "received_at" "timestamp with time zone";
    column "processed_at" "timestamp with time zone" update;
    column "created_at" "timestamp with time zone" default;
}
