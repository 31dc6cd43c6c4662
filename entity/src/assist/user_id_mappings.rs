//! @generated from the database by `migration entities`. Do not edit.
//!
//! Backward compatibility: maps legacy TEXT user\_ids to UUID user\_ids

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "assist", table_name = "user_id_mappings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub legacy_id: String,
    pub user_id: Uuid,
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
}

impl Related<super::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "assist": "Backward compatibility: maps legacy TEXT user_ids to UUID user_ids";
    rule "user_id_mappings_pkey" on "legacy_id";
    rule "user_id_mappings_user_id_fkey" on "user_id";
    column "legacy_id" "text";
    column "user_id" "uuid";
    column "created_at" "timestamp with time zone" default;
}
