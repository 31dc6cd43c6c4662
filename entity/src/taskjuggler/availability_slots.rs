//! @generated from the database by `migration entities`. Do not edit.
//!
//! Available time slots for appointments.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "taskjuggler", table_name = "availability_slots")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub appointment_type_id: Uuid,
    pub start_time: DateTimeUtc,
    pub end_time: DateTimeUtc,
    pub is_available: Option<bool>,
    pub is_recurring: Option<bool>,
    #[sea_orm(column_type = "Json")]
    pub recurrence_pattern: Option<Json>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::appointment_types::Entity",
        from = "Column::AppointmentTypeId",
        to = "super::appointment_types::Column::Id",
        on_delete = "Cascade"
    )]
    AppointmentType,
}

impl Related<super::appointment_types::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::AppointmentType.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "taskjuggler" delete: "Available time slots for appointments.";
    rule "availability_slots_appointment_type_id_fkey" on "appointment_type_id";
    rule "availability_slots_pkey" on "id";
    column "id" "uuid" default insert update;
    column "appointment_type_id" "uuid" insert update;
    column "start_time" "timestamp with time zone" insert update;
    column "end_time" "timestamp with time zone" insert update;
    column "is_available" "boolean" default insert update;
    column "is_recurring" "boolean" default insert update;
    column "recurrence_pattern" "json" insert update;
    column "created_at" "timestamp with time zone" default insert update;
    column "updated_at" "timestamp with time zone" default insert update;
}
