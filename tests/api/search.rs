//! The search across systems: what is found, in which order, page by page, and what a client may show of it.

use serde_json::{Value, json};

use crate::support::{ADA, Client, DAN, TestApp};

const SEARCH: &str = "query ($text: String!, $types: [SearchType!], $first: Int, $after: Cursor, $last: Int, $before: Cursor) {
    search(text: $text, types: $types, first: $first, after: $after, last: $last, before: $before) {
        totalCount
        nodes { type system title highlight rank node { id } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
}";

async fn hits(client: &Client, ask: Value) -> Vec<Value> {
    let answer = client.run_with(SEARCH, ask).await;
    answer["search"]["nodes"].as_array().unwrap_or_else(|| panic!("{:?}", answer.error())).clone()
}

/// The titles of what is found.
async fn titles(client: &Client, text: &str) -> Vec<String> {
    let hits = hits(client, json!({"text": text, "types": ["TASK"]})).await;
    hits.iter().map(|hit| hit["title"].as_str().unwrap().to_owned()).collect()
}

/// Tasks of ada in TaskJuggler.
async fn tasks(app: &TestApp, texts: &[(&str, &str)]) {
    for (title, description) in texts {
        let (title, description) = (title.replace('\'', "''"), description.replace('\'', "''"));
        app.as_owner(&format!(
            "insert into taskjuggler.tasks (id, title, description, requestor_id)
             values (gen_random_uuid(), '{title}', '{description}', '{}')",
            ADA.id
        ))
        .await;
    }
}

#[tokio::test]
async fn pages_from_either_end_make_up_the_whole_search() {
    let app = TestApp::demo().await;
    let (ada, text) = (app.client(&ADA), "last or two or pier or customer or price");
    let whole = hits(&ada, json!({"text": text, "first": 1000})).await;
    let ranks: Vec<_> = whole.iter().map(|hit| hit["rank"].as_f64().unwrap()).collect();
    assert!(ranks.is_sorted_by(|one, other| one >= other), "{ranks:?}");
    assert!(
        ranks.windows(2).any(|pair| pair[0] == pair[1]),
        "no two hits share a rank: the order is not tried"
    );
    assert!(whole.len() > 60, "{}", whole.len());
    let (mut forward, mut after) = (Vec::new(), Value::Null);
    loop {
        let answer = ada.run_with(SEARCH, json!({"text": text, "first": 13, "after": after})).await;
        let page = &answer["search"];
        assert_eq!(page["totalCount"], whole.len());
        forward.extend(page["nodes"].as_array().unwrap().iter().cloned());
        if page["pageInfo"]["hasNextPage"] == false {
            break;
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
    assert_eq!(forward, whole);
    let (mut backward, mut before) = (Vec::new(), Value::Null);
    loop {
        let answer = ada.run_with(SEARCH, json!({"text": text, "last": 29, "before": before})).await;
        let page = &answer["search"];
        backward.splice(0..0, page["nodes"].as_array().unwrap().iter().cloned());
        if page["pageInfo"]["hasPreviousPage"] == false {
            break;
        }
        before = page["pageInfo"]["startCursor"].clone();
    }
    assert_eq!(backward, whole);
}

#[tokio::test]
async fn words_of_the_title_come_first_and_the_syntax_is_that_of_web_searches() {
    let app = TestApp::demo().await;
    tasks(
        &app,
        &[
            ("Order the zeppelin", "By Friday."),
            ("Something long", "It says a lot of other things before it comes to the zeppelin at last."),
            ("Zeppelin hangar", "A zeppelin needs a hangar."),
            ("Чайка", "Über den Wolken, naïve café, 日本語"),
            ("Deleted zeppelin", ""),
        ],
    )
    .await;
    app.as_owner("update taskjuggler.tasks set deleted_at = now() where title = 'Deleted zeppelin'").await;
    let ada = app.client(&ADA);
    let all = titles(&ada, "zeppelins").await;
    assert_eq!(all.last().map(String::as_str), Some("Something long"));
    assert_eq!(all.len(), 3);
    for (text, expected) in [
        ("zeppelin friday", vec!["Order the zeppelin"]),
        ("\"zeppelin hangar\"", vec!["Zeppelin hangar"]),
        ("zeppelin -hangar -long", vec!["Order the zeppelin"]),
        ("hangar or чайка", vec!["Zeppelin hangar", "Чайка"]),
        ("über", vec!["Чайка"]),
        ("CAFÉ", vec!["Чайка"]),
        ("日本語", vec!["Чайка"]),
    ] {
        let mut found = titles(&ada, text).await;
        found.sort();
        assert_eq!(found, expected, "{text}");
    }
    // Somebody who has no part in them.
    assert_eq!(titles(&app.client(&DAN), "zeppelin").await, Vec::<String>::new());
}

#[tokio::test]
async fn a_highlight_is_safe_to_show_as_html() {
    let app = TestApp::demo().await;
    let nasty = "<script>alert('zeppelin')</script> <b onclick=\"x\">zeppelin</b> <mark>fish</mark> & \"zeppelin\" \u{1}fowl\u{2} a<zeppelin 5 > 3 ** <img src=x onerror=alert(1)";
    tasks(&app, &[("Zeppelin <i>", nasty)]).await;
    let hit = hits(&app.client(&ADA), json!({"text": "zeppelin"})).await.remove(0);
    assert_eq!(hit["title"], "Zeppelin <i>");
    let highlight = hit["highlight"].as_str().unwrap();
    assert!(highlight.contains("<mark>zeppelin</mark>"), "{highlight}");
    let bare = highlight.replace("<mark>", "").replace("</mark>", "");
    assert!(!bare.contains(['<', '>', '"', '\'', '\u{1}', '\u{2}']), "{highlight}");
    // Marks come in pairs, and the text's own are none.
    assert_eq!(highlight.matches("<mark>").count(), highlight.matches("</mark>").count());
    assert!(!highlight.contains("<mark>fish") && !highlight.contains("<mark>fowl"), "{highlight}");
}

#[tokio::test]
async fn a_word_that_is_everywhere_gives_the_newest_of_each_table_alone() {
    let app = TestApp::demo().await;
    app.as_owner(&format!(
        "insert into taskjuggler.tasks (id, title, requestor_id, created_at)
         select gen_random_uuid(), 'zeppelin ' || number, '{}', now() - number * interval '1 hour'
         from generate_series(1, 300) number",
        ADA.id
    ))
    .await;
    let hits = hits(&app.client(&ADA), json!({"text": "zeppelin", "first": 1000})).await;
    let mut numbers: Vec<u32> =
        hits.iter().map(|hit| hit["title"].as_str().unwrap()[9..].parse().unwrap()).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=200).collect::<Vec<_>>());
}

#[tokio::test]
async fn nothing_to_look_for_finds_nothing_and_too_much_is_refused() {
    let app = TestApp::demo().await;
    let ada = app.client(&ADA);
    for text in ["", "  ", "the", "a or the", "-boat", "boat or -boat", "\"", "'; --", "& | ! ( <->", "\\"] {
        assert_eq!(hits(&ada, json!({"text": text})).await, Vec::<Value>::new(), "{text}");
    }
    assert_eq!(hits(&ada, json!({"text": "boat", "types": []})).await, Vec::<Value>::new());
    let mebibyte = "boat ".repeat(200_000);
    for text in [&"x".repeat(1_001), &"boat ".repeat(21), "a\u{0}b", &mebibyte] {
        let answer = ada.run_with(SEARCH, json!({"text": text})).await;
        let field = &answer.error()["extensions"]["field"];
        assert_eq!((answer.code(), field), ("BAD_USER_INPUT", &json!("text")), "{:.40}", text);
    }
    for (ask, code) in [
        (json!({"text": "boat", "first": 1001}), "BAD_USER_INPUT"),
        (json!({"text": "boat", "first": -1}), "BAD_USER_INPUT"),
        (json!({"text": "boat", "first": 1, "last": 1}), "BAD_USER_INPUT"),
        (json!({"text": "boat", "types": ["SECRET"]}), "BAD_USER_INPUT"),
        (json!({"text": "boat", "after": "nonsense"}), "CURSOR_INVALID"),
        (json!({}), "BAD_USER_INPUT"),
    ] {
        assert_eq!(ada.run_with(SEARCH, ask.clone()).await.code(), code, "{ask}");
    }
    let other = "{ tasks(first: 1) { pageInfo { endCursor } } }";
    let cursor = ada.run(other).await["tasks"]["pageInfo"]["endCursor"].clone();
    let answer = ada.run_with(SEARCH, json!({"text": "boat", "after": cursor})).await;
    assert_eq!(answer.code(), "CURSOR_MISMATCH");
    assert_eq!(app.anonymous().run_with(SEARCH, json!({"text": "boat"})).await.code(), "UNAUTHENTICATED");
}
