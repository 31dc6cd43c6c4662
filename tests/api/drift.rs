//! The entities are what would be generated now. (`tests/cli/schema.rs` asks the same of `schema.graphql`.)

use std::path::Path;

use crate::support::{Contents, Database};

#[tokio::test]
async fn the_entities_mirror_the_tables() {
    let database = Database::clone_of(Contents::Nothing).await;
    let owner = migration::connect(&database.settings.owner_url).await.unwrap();
    let files = migration::entities::generate(&owner).await.unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("entity/src");
    let drift = migration::entities::drift(&files, &folder).unwrap();
    assert!(drift.is_empty(), "`migration entities entity/src` writes them anew: {drift:?}");
    owner.close().await.unwrap();
}
