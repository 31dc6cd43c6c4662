//! @generated from the database by `migration entities`. Do not edit.
//!
//! Track AI confidence accuracy over time for threshold tuning

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "internal", table_name = "confidence_calibration")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub computed_at: DateTimeUtc,
    #[sea_orm(column_type = "Text")]
    pub context_type: String,
    #[sea_orm(column_type = "Text")]
    pub context_pattern: Option<String>,
    pub period_start: DateTimeUtc,
    pub period_end: DateTimeUtc,
    pub total_decisions: Option<i32>,
    pub correct_decisions: Option<i32>,
    pub false_positives: Option<i32>,
    pub false_negatives: Option<i32>,
    pub human_overrides: Option<i32>,
    #[sea_orm(column_type = "Decimal(Some((5, 4)))")]
    pub calibration_score: Option<Decimal>,
    #[sea_orm(column_type = "Decimal(Some((5, 4)))")]
    pub accuracy_rate: Option<Decimal>,
    #[sea_orm(column_type = "Decimal(Some((5, 4)))")]
    pub override_rate: Option<Decimal>,
    #[sea_orm(column_type = "Decimal(Some((3, 2)))")]
    pub avg_confidence: Option<Decimal>,
    #[sea_orm(column_type = "JsonBinary")]
    pub confidence_distribution: Option<Json>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "internal": "Track AI confidence accuracy over time for threshold tuning";
    unique "context_type" "context_pattern" "period_start" "period_end";
    rule "confidence_calibration_context_type_context_pattern_period__key" on "context_type" "context_pattern" "period_start" "period_end";
    rule "confidence_calibration_pkey" on "id";
    column "id" "uuid" default;
    column "computed_at" "timestamp with time zone" default;
    column "context_type" "text";
    column "context_pattern" "text";
    column "period_start" "timestamp with time zone";
    column "period_end" "timestamp with time zone";
    column "total_decisions" "integer" default;
    column "correct_decisions" "integer" default;
    column "false_positives" "integer" default;
    column "false_negatives" "integer" default;
    column "human_overrides" "integer" default;
    column "calibration_score" "numeric(5,4)";
    column "accuracy_rate" "numeric(5,4)";
    column "override_rate" "numeric(5,4)";
    column "avg_confidence" "numeric(3,2)";
    column "confidence_distribution" "jsonb" default;
}
