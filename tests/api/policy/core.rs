//! CodeOps, beyond the cells of the matrix: a comment answers a comment that its writer sees, on the same decision.

use super::World;
use super::statements::may;
use crate::support::{Contents, Database};

#[tokio::test]
async fn a_comment_answers_a_comment_on_the_same_decision() {
    let database = Database::clone_of(Contents::Nothing).await;
    let (world, db) = (World::make(&database).await, database.db(1));
    database
        .as_owner_all(
            "insert into core.decisions (id, tenant_id, title, status, priority) values
                 (id('next decision'),  id('tenant'),       'x', 'NEEDS_INPUT', 'LOW'),
                 (id('other decision'), id('other tenant'), 'x', 'NEEDS_INPUT', 'LOW');
             insert into core.decision_comments (id, decision_id, author_id, content) values
                 (id('comment'),       id('decision'),       id('owner'), 'x'),
                 (id('next comment'),  id('next decision'),  id('owner'), 'x'),
                 (id('other comment'), id('other decision'), id('rival'), 'x');",
        )
        .await;
    let member = world.principal("member").await;
    for (parent, expected) in
        [("comment", true), ("next comment", false), ("other comment", false), ("no comment", false)]
    {
        let answer = format!(
            "insert into core.decision_comments (id, decision_id, author_id, content, parent_id)
             values (id('answer'), id('decision'), id('member'), 'x', id('{parent}'))"
        );
        assert_eq!(may(&db, &member, answer).await, expected, "an answer to {parent}");
    }
    let owner = world.principal("owner").await;
    for (parent, expected) in [("comment", true), ("next comment", false), ("other comment", false)] {
        let change =
            format!("update core.decision_comments set parent_id = id('{parent}') where id = id('comment')");
        assert_eq!(may(&db, &owner, change).await, expected, "a change to {parent}");
    }
}
