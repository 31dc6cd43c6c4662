//! @generated from the database by `migration entities`. Do not edit.
//!
//! Comments on decisions

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "core", table_name = "decision_comments")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub decision_id: Uuid,
    pub author_id: Uuid,
    pub parent_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub content: String,
    /// References an option in decision.options
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub option_id: Option<String>,
    pub is_edited: Option<bool>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::decisions::Entity",
        from = "Column::DecisionId",
        to = "super::decisions::Column::Id"
    )]
    Decision,
    #[sea_orm(
        belongs_to = "super::users::Entity",
        from = "Column::AuthorId",
        to = "super::users::Column::Id"
    )]
    Author,
    #[sea_orm(belongs_to = "Entity", from = "Column::ParentId", to = "Column::Id")]
    Parent,
}

impl Related<super::decisions::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Decision.def()
    }
}

impl Related<super::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Author.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "core" delete: "Comments on decisions";
    published "@core.decisions={decision_id}";
    rule "decision_comments_author_id_fkey" on "author_id";
    rule "decision_comments_decision_id_fkey" on "decision_id";
    rule "decision_comments_parent_id_fkey" on "parent_id";
    rule "decision_comments_pkey" on "id";
    caller "author_id" "( SELECT auth.uid() AS uid)";
    column "id" "uuid" insert update;
    column "decision_id" "uuid" insert update;
    column "author_id" "uuid" insert update;
    column "parent_id" "uuid" insert update;
    column "content" "text" insert update;
    column "option_id" "character varying(255)" insert update: "References an option in decision.options";
    column "is_edited" "boolean" insert update;
    column "created_at" "timestamp with time zone" insert update;
    column "updated_at" "timestamp with time zone" insert update;
}
