//! The search in the documentation, whose tables are open to nobody: by words, by what is meant, by both.

use serde_json::{Value, json};

use crate::support::{Client, DAN, STRANGER, TestApp};

const SEARCH: &str = "query ($text: String, $near: InternalDocumentationNear, $first: Int) {
    internalDocumentationSearch(text: $text, near: $near, first: $first) {
        hits { title filePath rank distance highlight }
    }
}";

/// How many numbers an embedding has.
const DIMENSIONS: usize = 1_536;

#[tokio::test]
async fn members_search_the_documentation_and_others_find_nothing() {
    let app = TestApp::demo().await;
    let ask = json!({"text": "approval OR release"});
    let hits =
        app.client(&DAN).run_with(SEARCH, ask.clone()).await["internalDocumentationSearch"]["hits"].clone();
    assert!(hits[0]["highlight"].as_str().unwrap().contains("<mark>"), "{hits}");
    let ranks: Vec<_> = hits.as_array().unwrap().iter().map(|hit| hit["rank"].as_f64().unwrap()).collect();
    assert!(ranks.is_sorted_by(|a, b| a >= b), "{ranks:?}");
    let hidden = app.client(&STRANGER).run_with(SEARCH, ask.clone()).await;
    assert_eq!(hidden["internalDocumentationSearch"], json!({"hits": []}));
    assert_eq!(app.anonymous().run_with(SEARCH, ask).await.code(), "UNAUTHENTICATED");
}

#[tokio::test]
async fn a_search_for_too_much_or_with_odd_text_is_bounded() {
    let app = TestApp::demo().await;
    let dan = app.client(&DAN);
    for first in [0, -1, 101] {
        assert_eq!(dan.run_with(SEARCH, json!({"text": "x", "first": first})).await.code(), "BAD_USER_INPUT");
    }
    assert_eq!(dan.run_with(SEARCH, json!({"first": 1})).await.code(), "BAD_USER_INPUT");
    for text in ["x".repeat(1_001), "a\u{0}b".to_owned()] {
        assert_eq!(dan.run_with(SEARCH, json!({"text": text})).await.code(), "BAD_USER_INPUT");
    }
    for text in ["", "   ", "'; --", "\"", "((", "& | !", "日本"] {
        let answer = dan.run_with(SEARCH, json!({"text": text})).await;
        assert_eq!(answer["internalDocumentationSearch"]["hits"], json!([]), "{text}");
    }
}

/// A vector that is made of few numbers.
fn vector(seed: f64) -> Vec<f64> {
    (0..DIMENSIONS).map(|at| (seed * at as f64).sin() + seed / 100.0).collect()
}

/// The cosine distance, as the books have it.
fn distance(one: &[f64], other: &[f64]) -> f64 {
    let dot = |one: &[f64], other: &[f64]| one.iter().zip(other).map(|(a, b)| a * b).sum::<f64>();
    1.0 - dot(one, other) / (dot(one, one) * dot(other, other)).sqrt()
}

/// Sixty passages with embeddings and one without; every other one is about ropes.
async fn embed(app: &TestApp) {
    for number in 1..=60 {
        let numbers: Vec<_> = vector(f64::from(number)).iter().map(f64::to_string).collect();
        let noun = if number % 2 == 0 { "rope" } else { "sail" };
        app.as_owner(&format!(
            "insert into internal.documentation_chunks
                 (id, file_path, chunk_index, title, content, doc_type, content_hash, embedding)
             values (gen_random_uuid(), 'near/{number}.md', 0, 'Near', 'About a {noun}.', 'guide', 'x', '{{{0}}}'::real[])",
            numbers.join(",")
        ))
        .await;
    }
    app.as_owner("update internal.documentation_chunks set embedding = null where file_path = 'near/60.md'")
        .await;
}

/// The files of the passages that are found, with their distances.
async fn found(client: &Client, ask: Value) -> Vec<(String, f64)> {
    let answer = client.run_with(SEARCH, ask).await;
    let hits = answer["internalDocumentationSearch"]["hits"].as_array().unwrap();
    let hit = |hit: &Value| (hit["filePath"].as_str().unwrap().to_owned(), hit["distance"].as_f64().unwrap());
    hits.iter().map(hit).collect()
}

/// What shall be found: the nearest first.
fn nearest(wanted: &[f64], mut numbers: Vec<u32>, within: f64, first: usize) -> Vec<(String, f64)> {
    let far = |number: &u32| distance(wanted, &vector(f64::from(*number)));
    numbers.sort_by(|one, other| far(one).total_cmp(&far(other)));
    numbers.retain(|number| far(number) <= within);
    numbers.iter().take(first).map(|number| (format!("near/{number}.md"), far(number))).collect()
}

fn assert_same(found: &[(String, f64)], expected: &[(String, f64)]) {
    let files = |hits: &[(String, f64)]| hits.iter().map(|(file, _)| file.clone()).collect::<Vec<_>>();
    assert_eq!(files(found), files(expected));
    for ((file, found), (_, expected)) in found.iter().zip(expected) {
        assert!((found - expected).abs() < 1e-4, "{file}: {found}, not {expected}");
    }
}

/// Everything that can be asked about distances, held against the definition.
async fn compare(app: &TestApp) {
    let (dan, wanted) = (app.client(&DAN), vector(7.25));
    let all: Vec<_> = (1..60).collect();
    let near = |distance: Value| json!({"vector": wanted, "distance": distance});
    let nearest_10 = found(&dan, json!({"near": near(Value::Null), "first": 10})).await;
    assert_same(&nearest_10, &nearest(&wanted, all.clone(), 2.0, 10));
    let everything = found(&dan, json!({"near": near(json!(2)), "first": 100})).await;
    assert_same(&everything, &nearest(&wanted, all.clone(), 2.0, 100));
    let within = found(&dan, json!({"near": near(json!(0.99)), "first": 100})).await;
    assert_same(&within, &nearest(&wanted, all, 0.99, 100));
    assert!(!within.is_empty() && within.len() < everything.len(), "{within:?}");
    let ropes = (1..60).filter(|number| number % 2 == 0).collect();
    let both = found(&dan, json!({"text": "ropes", "near": near(Value::Null), "first": 100})).await;
    assert_same(&both, &nearest(&wanted, ropes, 2.0, 100));
    // The direction alone counts, however long the vector is.
    for factor in [1e-200, 1e200] {
        let vector: Vec<_> = wanted.iter().map(|number| number * factor).collect();
        assert_same(&found(&dan, json!({"near": {"vector": vector}, "first": 10})).await, &nearest_10);
    }
}

#[tokio::test]
async fn passages_near_to_a_vector_are_found_with_pgvector_and_without() {
    let app = TestApp::demo().await;
    embed(&app).await;
    compare(&app).await;
    app.database
        .as_owner_all(
            "drop function internal.search_documentation(text, real[], double precision, integer), internal.distance;
             drop index if exists internal.idx_doc_chunks_embedding;
             alter table internal.documentation_chunks alter column embedding type real[] using embedding::real[];",
        )
        .await;
    app.database.as_owner_all(include_str!("../../migration/sql/internal/documentation.sql")).await;
    compare(&app).await;
}

#[tokio::test]
async fn a_vector_that_cannot_be_compared_is_refused_with_its_place() {
    let app = TestApp::demo().await;
    let dan = app.client(&DAN);
    let good = vector(1.0);
    for (near, field) in [
        (json!({"vector": []}), "near.vector"),
        (json!({"vector": [1, 2, 3]}), "near.vector"),
        (json!({"vector": vec![1.0; DIMENSIONS + 1]}), "near.vector"),
        (json!({"vector": vec![0.0; DIMENSIONS]}), "near.vector"),
        (json!({"vector": good, "distance": -0.1}), "near.distance"),
        (json!({"vector": good, "distance": 2.1}), "near.distance"),
        // What is no number is refused before the search.
        (json!({"vector": vec![Value::Null; DIMENSIONS]}), "$near.vector.0"),
        (json!({"vector": ["NaN"]}), "$near.vector.0"),
        (json!({"distance": 1}), "$near.vector"),
    ] {
        let answer = dan.run_with(SEARCH, json!({"near": near})).await;
        let place = answer.error()["extensions"]["field"].as_str();
        assert_eq!((answer.code(), place), ("BAD_USER_INPUT", Some(field)), "{near}");
    }
    let nothing = dan.run_with(SEARCH, json!({"near": {"vector": good}, "first": 5})).await;
    assert_eq!(nothing["internalDocumentationSearch"], json!({"hits": []}), "no passage has an embedding");
    let hidden = app.client(&STRANGER).run_with(SEARCH, json!({"near": {"vector": good}})).await;
    assert_eq!(hidden["internalDocumentationSearch"], json!({"hits": []}));
}
