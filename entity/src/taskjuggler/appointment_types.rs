//! @generated from the database by `migration entities`. Do not edit.
//!
//! Types of appointments users can book.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "taskjuggler", table_name = "appointment_types")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Uuid,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub name: String,
    #[sea_orm(column_type = "Text")]
    pub description: Option<String>,
    pub duration_minutes: Option<i32>,
    /// Hex color
    #[sea_orm(column_type = "String(StringLen::N(7))")]
    pub color: Option<String>,
    pub is_active: Option<bool>,
    pub buffer_before_minutes: Option<i32>,
    pub buffer_after_minutes: Option<i32>,
    pub advance_booking_days: Option<i32>,
    pub cancellation_hours: Option<i32>,
    #[sea_orm(column_type = "Decimal(Some((10, 2)))")]
    pub price: Option<Decimal>,
    #[sea_orm(column_type = "String(StringLen::N(3))")]
    pub currency: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(100))")]
    pub booking_slug: String,
    pub is_public: Option<bool>,
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
    #[sea_orm(has_many = "super::appointments::Entity")]
    Appointments,
    #[sea_orm(has_many = "super::availability_slots::Entity")]
    AvailabilitySlots,
}

impl Related<super::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl Related<super::appointments::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Appointments.def()
    }
}

impl Related<super::availability_slots::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::AvailabilitySlots.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "taskjuggler" delete: "Types of appointments users can book.";
    unique "booking_slug";
    rule "appointment_types_booking_slug_key" on "booking_slug";
    rule "appointment_types_pkey" on "id";
    rule "appointment_types_user_id_fkey" on "user_id";
    caller "user_id" "( SELECT auth.uid() AS uid)";
    column "id" "uuid" default insert update;
    column "user_id" "uuid" insert update;
    column "name" "character varying(255)" insert update;
    column "description" "text" insert update;
    column "duration_minutes" "integer" default insert update;
    column "color" "character varying(7)" default insert update: "Hex color";
    column "is_active" "boolean" default insert update;
    column "buffer_before_minutes" "integer" default insert update;
    column "buffer_after_minutes" "integer" default insert update;
    column "advance_booking_days" "integer" default insert update;
    column "cancellation_hours" "integer" default insert update;
    column "price" "numeric(10,2)" insert update;
    column "currency" "character varying(3)" default insert update;
    column "booking_slug" "character varying(100)" insert update;
    column "is_public" "boolean" default insert update;
    column "created_at" "timestamp with time zone" default insert update;
    column "updated_at" "timestamp with time zone" default insert update;
}
