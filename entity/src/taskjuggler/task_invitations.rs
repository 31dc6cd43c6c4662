//! @generated from the database by `migration entities`. Do not edit.
//!
//! Invitations to collaborate on tasks.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "taskjuggler", table_name = "task_invitations")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub task_id: Uuid,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub email: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(20))")]
    pub phone: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(32))")]
    pub invite_code: String,
    pub invited_by: Uuid,
    #[sea_orm(column_type = "String(StringLen::N(20))")]
    pub status: Option<String>,
    pub expires_at: Option<DateTimeUtc>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::tasks::Entity",
        from = "Column::TaskId",
        to = "super::tasks::Column::Id",
        on_delete = "Cascade"
    )]
    Task,
    #[sea_orm(
        belongs_to = "super::users::Entity",
        from = "Column::InvitedBy",
        to = "super::users::Column::Id"
    )]
    InvitedBy,
}

impl Related<super::tasks::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Task.def()
    }
}

impl Related<super::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::InvitedBy.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "taskjuggler" delete: "Invitations to collaborate on tasks.";
    unique "invite_code";
    rule "task_invitations_invite_code_key" on "invite_code";
    rule "task_invitations_invited_by_fkey" on "invited_by";
    rule "task_invitations_pkey" on "id";
    rule "task_invitations_task_id_fkey" on "task_id";
    caller "invited_by" "( SELECT auth.uid() AS uid)";
    column "id" "uuid" default insert;
    column "task_id" "uuid" insert;
    column "email" "character varying(255)" insert;
    column "phone" "character varying(20)" insert;
    column "invite_code" "character varying(32)" insert;
    column "invited_by" "uuid" insert;
    column "status" "character varying(20)" default insert;
    column "expires_at" "timestamp with time zone" insert;
    column "created_at" "timestamp with time zone" default insert;
    column "updated_at" "timestamp with time zone" default insert;
}
