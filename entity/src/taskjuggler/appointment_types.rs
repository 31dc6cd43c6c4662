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
    table "taskjuggler": "Types of appointments users can book.";
    unique "booking_slug";
    column "id" "uuid" default;
    column "user_id" "uuid";
    column "name" "character varying(255)";
    column "description" "text";
    column "duration_minutes" "integer" default;
    column "color" "character varying(7)" default: "Hex color";
    column "is_active" "boolean" default;
    column "buffer_before_minutes" "integer" default;
    column "buffer_after_minutes" "integer" default;
    column "advance_booking_days" "integer" default;
    column "cancellation_hours" "integer" default;
    column "price" "numeric(10,2)";
    column "currency" "character varying(3)" default;
    column "booking_slug" "character varying(100)";
    column "is_public" "boolean" default;
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default;
}
