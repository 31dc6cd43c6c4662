//! @generated from the database by `migration entities`. Do not edit.
//!
//! Notes of the strategy hub.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "strategy_notes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub content: String,
    #[sea_orm(column_type = "Text")]
    pub lead_name: Option<String>,
    pub team_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub author_name: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub card_color: Option<String>,
    pub created_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "crate::auth::users::Entity",
        from = "Column::UserId",
        to = "crate::auth::users::Column::Id",
        on_delete = "Cascade"
    )]
    User,
    #[sea_orm(
        belongs_to = "super::teams::Entity",
        from = "Column::TeamId",
        to = "super::teams::Column::Id",
        on_delete = "SetNull"
    )]
    Team,
}

impl Related<crate::auth::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl Related<super::teams::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Team.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo" delete: "Notes of the strategy hub.";
    rule "strategy_notes_pkey" on "id";
    rule "strategy_notes_team_id_fkey" on "team_id";
    rule "strategy_notes_user_id_fkey" on "user_id";
    caller "user_id" "( SELECT scaliyo.account_id() AS account_id)";
    column "id" "uuid" default insert;
    column "user_id" "uuid" insert;
    column "content" "text" insert update;
    column "lead_name" "text" insert update;
    column "team_id" "uuid" insert;
    column "author_name" "text";
    column "card_color" "text" insert update;
    column "created_at" "timestamp with time zone" default;
}
