//! @generated from the database by `migration entities`. Do not edit.
//!
//! Extended user profiles (organizations, companies).

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "taskjuggler", table_name = "profiles")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Option<Uuid>,
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub r#type: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub display_name: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub bio: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(500))")]
    pub avatar_url: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub website: Option<String>,
    #[sea_orm(column_type = "JsonBinary")]
    pub metadata: Option<Json>,
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
    #[sea_orm(has_many = "super::actors::Entity")]
    Actors,
}

impl Related<super::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl Related<super::actors::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Actors.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "taskjuggler" delete: "Extended user profiles (organizations, companies).";
    rule "profiles_pkey" on "id";
    rule "profiles_user_id_fkey" on "user_id";
    caller "user_id" "( SELECT auth.uid() AS uid)";
    column "id" "uuid" default insert update;
    column "user_id" "uuid" insert update;
    column "type" "character varying(50)" default insert update;
    column "display_name" "character varying(255)" insert update;
    column "bio" "text" insert update;
    column "avatar_url" "character varying(500)" insert update;
    column "website" "character varying(255)" insert update;
    column "metadata" "jsonb" default insert update;
    column "created_at" "timestamp with time zone" default insert update;
    column "updated_at" "timestamp with time zone" default insert update;
}
