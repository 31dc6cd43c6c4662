//! Changing a password.

use futures::future::join_all;
use workgraph::auth::password;

use super::{ADA, Node, OTHER, PASSWORD, code};

#[tokio::test]
async fn a_changed_password_ends_the_other_sessions() {
    let node = Node::start().await;
    let ada = node.ada().await;
    let here = node.sign_in(ADA, PASSWORD).await.unwrap();
    let elsewhere = node.sign_in(ADA, PASSWORD).await.unwrap();
    node.accounts.authenticate(&elsewhere.access_token).await.unwrap();
    node.accounts.change_password(ada, Some(here.session_id), PASSWORD, OTHER).await.unwrap();
    assert!(node.has_ended(&elsewhere).await);
    assert!(!node.has_ended(&here).await);
    assert_eq!(code(node.sign_in(ADA, PASSWORD).await), "UNAUTHENTICATED");
    node.sign_in(ADA, OTHER).await.unwrap();
}

#[tokio::test]
async fn a_wrong_or_poor_password_changes_nothing() {
    let node = Node::start().await;
    let ada = node.ada().await;
    let signed_in = node.sign_in(ADA, PASSWORD).await.unwrap();
    let long = "a".repeat(1025);
    for (current, new) in [
        ("wrong horse", OTHER),
        ("", OTHER),
        (&long, OTHER),
        (PASSWORD, PASSWORD),
        (PASSWORD, "too short"),
        (PASSWORD, ""),
        (PASSWORD, &long),
    ] {
        assert_eq!(code(node.accounts.change_password(ada, None, current, new).await), "BAD_USER_INPUT");
    }
    assert!(!node.has_ended(&signed_in).await);
    node.sign_in(ADA, PASSWORD).await.unwrap();
}

#[tokio::test]
async fn a_stolen_session_does_not_find_the_password() {
    let node = Node::start().await;
    let ada = node.ada().await;
    for _ in 0..10 {
        assert_eq!(
            code(node.accounts.change_password(ada, None, "wrong horse", OTHER).await),
            "BAD_USER_INPUT"
        );
    }
    assert_eq!(code(node.accounts.change_password(ada, None, PASSWORD, OTHER).await), "RATE_LIMITED");
    node.sign_in(ADA, PASSWORD).await.unwrap();
}

#[tokio::test]
async fn of_simultaneous_changes_one_succeeds() {
    let node = Node::start().await;
    let ada = node.ada().await;
    let new: Vec<_> = (0..4).map(|at| format!("battery staple {at}")).collect();
    let changes = new.iter().map(|new| node.accounts.change_password(ada, None, PASSWORD, new));
    let results = join_all(changes).await;
    let (done, refused): (Vec<_>, Vec<_>) = results.into_iter().zip(&new).partition(|(it, _)| it.is_ok());
    assert_eq!(done.len(), 1);
    for (result, _) in refused {
        let code = result.unwrap_err().code();
        assert!(["CONFLICT", "BAD_USER_INPUT"].contains(&code), "{code}");
    }
    node.sign_in(ADA, done[0].1).await.unwrap();
}

#[tokio::test]
async fn a_sign_in_that_meets_a_change_leaves_no_session_of_the_old_password() {
    let node = Node::start().await;
    let ada = node.ada().await;
    let (signed_in, changed) = futures::join!(
        join_all((0..4).map(|_| node.sign_in(ADA, PASSWORD))),
        node.accounts.change_password(ada, None, PASSWORD, OTHER)
    );
    changed.unwrap();
    for signed_in in signed_in {
        match signed_in {
            Ok(signed_in) => assert!(node.has_ended(&signed_in).await),
            Err(error) => assert!(["CONFLICT", "UNAUTHENTICATED"].contains(&error.code()), "{error}"),
        }
    }
}

#[tokio::test]
async fn signing_out_everywhere_ends_all_sessions_or_all_others() {
    let node = Node::start().await;
    let ada = node.ada().await;
    node.account("bob@example.org", &password::hash(PASSWORD).unwrap()).await;
    let mut sessions = Vec::new();
    for email in [ADA, ADA, ADA, "bob@example.org"] {
        sessions.push(node.sign_in(email, PASSWORD).await.unwrap());
    }
    let kept = sessions[0].session_id;
    assert_eq!(node.accounts.sign_out_everywhere(ada, Some(kept)).await.unwrap(), 2);
    let mut ended = Vec::new();
    for session in &sessions {
        ended.push(node.has_ended(session).await);
    }
    assert_eq!(ended, [false, true, true, false]);
    assert_eq!(node.accounts.sign_out_everywhere(ada, None).await.unwrap(), 1);
    assert_eq!(node.accounts.sign_out_everywhere(ada, None).await.unwrap(), 0);
    assert_eq!(node.count("auth.sessions where revoked_at is null").await, 1);
}
