//! @generated from the database by `migration entities`. Do not edit.
//!
//! Booked appointments.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "taskjuggler", table_name = "appointments")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub appointment_type_id: Uuid,
    /// Booked by
    pub user_id: Option<Uuid>,
    pub start_time: DateTimeUtc,
    pub end_time: DateTimeUtc,
    #[sea_orm(column_type = "String(StringLen::N(20))")]
    pub status: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub notes: Option<String>,
    pub cancelled_at: Option<DateTimeUtc>,
    #[sea_orm(column_type = "Text")]
    pub cancellation_reason: Option<String>,
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
    #[sea_orm(belongs_to = "super::users::Entity", from = "Column::UserId", to = "super::users::Column::Id")]
    User,
}

impl Related<super::appointment_types::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::AppointmentType.def()
    }
}

impl Related<super::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "taskjuggler": "Booked appointments.";
    rule "appointments_appointment_type_id_fkey" on "appointment_type_id";
    rule "appointments_pkey" on "id";
    rule "appointments_user_id_fkey" on "user_id";
    caller "user_id" "( SELECT auth.uid() AS uid)";
    column "id" "uuid" default insert;
    column "appointment_type_id" "uuid" insert;
    column "user_id" "uuid" insert: "Booked by";
    column "start_time" "timestamp with time zone" insert update;
    column "end_time" "timestamp with time zone" insert update;
    column "status" "character varying(20)" default insert update;
    column "notes" "text" insert update;
    column "cancelled_at" "timestamp with time zone" insert update;
    column "cancellation_reason" "text" insert update;
    column "created_at" "timestamp with time zone" default insert;
    column "updated_at" "timestamp with time zone" default insert update;
}
