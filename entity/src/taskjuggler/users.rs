//! @generated from the database by `migration entities`. Do not edit.
//!
//! Primary user accounts table.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "taskjuggler", table_name = "users")]
pub struct Model {
    /// UUID primary key
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Unique email address
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub email: String,
    /// Hashed password
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub password: String,
    /// User's full name
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub name: String,
    /// Phone number (optional)
    #[sea_orm(column_type = "String(StringLen::N(20))")]
    pub phone: Option<String>,
    /// User's timezone
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub timezone: Option<String>,
    /// Subscription plan (free, pro, enterprise)
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub plan: Option<String>,
    /// When plan expires
    pub plan_expires_at: Option<DateTimeUtc>,
    /// Stripe customer ID for billing
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub stripe_customer_id: Option<String>,
    /// JSONB for user preferences (includes MCP API keys)
    #[sea_orm(column_type = "JsonBinary")]
    pub settings: Option<Json>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "crate::auth::users::Entity",
        from = "Column::Id",
        to = "crate::auth::users::Column::Id",
        on_delete = "Cascade"
    )]
    Account,
    #[sea_orm(has_many = "super::actors::Entity")]
    Actors,
    #[sea_orm(has_many = "super::appointment_types::Entity")]
    AppointmentTypes,
    #[sea_orm(has_many = "super::appointments::Entity")]
    Appointments,
    #[sea_orm(has_many = "super::assistant_channels::Entity")]
    AssistantChannels,
    #[sea_orm(has_many = "super::claim_codes::Entity")]
    ClaimCodes,
    #[sea_orm(has_many = "super::contact_lists::Entity")]
    ContactLists,
    #[sea_orm(has_many = "super::inbox_items::Entity")]
    InboxItems,
    #[sea_orm(has_many = "super::marketplace_listings::Entity")]
    MarketplaceListings,
    #[sea_orm(has_many = "super::marketplace_vendors::Entity")]
    MarketplaceVendors,
    #[sea_orm(has_many = "super::notifications::Entity")]
    Notifications,
    #[sea_orm(has_many = "super::profiles::Entity")]
    Profiles,
    #[sea_orm(has_many = "super::routing_rules::Entity")]
    RoutingRules,
    #[sea_orm(has_many = "super::sites::Entity")]
    Sites,
    #[sea_orm(has_many = "super::task_actions::Entity")]
    TaskActions,
    #[sea_orm(has_many = "super::task_invitations::Entity")]
    TaskInvitations,
    #[sea_orm(has_many = "super::task_message_reads::Entity")]
    TaskMessageReads,
    #[sea_orm(has_many = "super::task_messages::Entity")]
    TaskMessages,
    #[sea_orm(has_many = "super::team_invitations::Entity")]
    TeamInvitations,
    #[sea_orm(has_many = "super::team_members::Entity")]
    TeamMembers,
    #[sea_orm(has_many = "super::teams::Entity")]
    Teams,
    #[sea_orm(has_many = "super::transactions::Entity")]
    Transactions,
}

impl Related<crate::auth::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Account.def()
    }
}

impl Related<super::actors::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Actors.def()
    }
}

impl Related<super::appointment_types::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::AppointmentTypes.def()
    }
}

impl Related<super::appointments::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Appointments.def()
    }
}

impl Related<super::assistant_channels::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::AssistantChannels.def()
    }
}

impl Related<super::claim_codes::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ClaimCodes.def()
    }
}

impl Related<super::contact_lists::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ContactLists.def()
    }
}

impl Related<super::inbox_items::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::InboxItems.def()
    }
}

impl Related<super::marketplace_listings::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::MarketplaceListings.def()
    }
}

impl Related<super::marketplace_vendors::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::MarketplaceVendors.def()
    }
}

impl Related<super::notifications::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Notifications.def()
    }
}

impl Related<super::profiles::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Profiles.def()
    }
}

impl Related<super::routing_rules::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::RoutingRules.def()
    }
}

impl Related<super::sites::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Sites.def()
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

impl Related<super::task_message_reads::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::TaskMessageReads.def()
    }
}

impl Related<super::task_messages::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::TaskMessages.def()
    }
}

impl Related<super::team_invitations::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::TeamInvitations.def()
    }
}

impl Related<super::team_members::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::TeamMembers.def()
    }
}

impl Related<super::teams::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Teams.def()
    }
}

impl Related<super::transactions::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Transactions.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "taskjuggler": "Primary user accounts table.";
    unique "email";
    rule "users_email_key" on "email";
    rule "users_id_fkey" on "id";
    rule "users_pkey" on "id";
    column "id" "uuid" default: "UUID primary key";
    column "email" "character varying(255)": "Unique email address";
    column "password" "character varying(255)": "Hashed password";
    column "name" "character varying(255)" update: "User's full name";
    column "phone" "character varying(20)" update: "Phone number (optional)";
    column "timezone" "character varying(50)" default update: "User's timezone";
    column "plan" "character varying(50)" default: "Subscription plan (free, pro, enterprise)";
    column "plan_expires_at" "timestamp with time zone": "When plan expires";
    column "stripe_customer_id" "character varying(255)": "Stripe customer ID for billing";
    column "settings" "jsonb" default: "JSONB for user preferences (includes MCP API keys)";
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default update;
}
