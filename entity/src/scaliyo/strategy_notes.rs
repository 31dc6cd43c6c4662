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
    table "scaliyo": "Notes of the strategy hub.";
    column "id" "uuid" default;
    column "user_id" "uuid";
    column "content" "text";
    column "lead_name" "text";
    column "team_id" "uuid";
    column "author_name" "text";
    column "card_color" "text";
    column "created_at" "timestamp with time zone" default;
}
