//! @generated from the database by `migration entities`. Do not edit.
//!
//! Communication channels (phone, email, SMS) for AI receptionist.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "taskjuggler", table_name = "assistant_channels")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Uuid,
    #[sea_orm(column_type = "String(StringLen::N(20))")]
    pub channel_type: String,
    #[sea_orm(column_type = "String(StringLen::N(20))")]
    pub phone_number: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub twilio_sid: Option<String>,
    /// username@assistant.taskjuggler.com
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub email_address: Option<String>,
    pub is_active: Option<bool>,
    #[sea_orm(column_type = "Text")]
    pub greeting_message: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub voicemail_greeting: Option<String>,
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
    #[sea_orm(has_many = "super::inbox_items::Entity")]
    InboxItems,
    #[sea_orm(has_many = "super::tasks::Entity")]
    Tasks,
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

impl Related<super::tasks::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Tasks.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "taskjuggler" delete: "Communication channels (phone, email, SMS) for AI receptionist.";
    rule "assistant_channels_pkey" on "id";
    rule "assistant_channels_user_id_fkey" on "user_id";
    caller "user_id" "( SELECT auth.uid() AS uid)";
    column "id" "uuid" default insert update;
    column "user_id" "uuid" insert update;
    column "channel_type" "character varying(20)" insert update;
    column "phone_number" "character varying(20)" insert update;
    column "twilio_sid" "character varying(50)" insert update;
    column "email_address" "character varying(255)" insert update: "username@assistant.taskjuggler.com";
    column "is_active" "boolean" default insert update;
    column "greeting_message" "text" insert update;
    column "voicemail_greeting" "text" insert update;
    column "created_at" "timestamp with time zone" default insert update;
}
