//! The documentation of Selify internal. Its two tables are under no policy and open to nobody; this search is the way in.

use serde::Deserialize;
use serde_json::Value;
use sqlx::Row as _;

use crate::ctx::Ctx;
use crate::db::{Reads, Statement};
use crate::domain::operation::{
    Form, Given, Input, Kind, Operation, Output, Parameter, Run, optional, required,
};
use crate::error::{Error, Result};

const SIZE: i32 = 20;
const SIZE_MAX: i32 = 100;

const HIT: &[Parameter] = &[
    required("title", Kind::Text(10_000), "What the passage is headed."),
    required("filePath", Kind::Text(10_000), "The file that it stands in."),
    optional("sectionPath", Kind::Text(10_000), "Where in the file."),
    required("chunkIndex", Kind::Int, "Its number within the file, from 0."),
    required("docType", Kind::Text(10_000), "What kind of document the file is."),
    optional("category", Kind::Text(10_000), "What the file is about."),
    required("content", Kind::Text(1_000_000), "The passage."),
    required(
        "highlight",
        Kind::Text(10_000),
        "Parts of the passage with the words that were looked for between `**`.",
    ),
    required("rank", Kind::Float, "How well it fits; higher is better."),
    optional("updatedAt", Kind::Time, "When its source was last changed."),
];

const INPUT: &[Parameter] = &[
    required(
        "text",
        Kind::Text(1_000),
        "Words to look for, as in a web search: \"quoted phrases\", or, -not.",
    ),
    optional("first", Kind::Int, "How many, from 1 to 100; 20 by default."),
];

const OUTPUT: &[Parameter] = &[required(
    "hits",
    Kind::Items("InternalDocumentationHit", "A passage of the documentation that was found.", HIT),
    "What was found.",
)];

/// `internalDocumentationSearch`.
pub fn search() -> Operation {
    Operation {
        name: "internalDocumentationSearch",
        description: "Passages of the documentation, the best first. For active members of the team.",
        input: INPUT,
        form: Form::Arguments,
        output: OUTPUT,
        run: Run::query(&(), run),
    }
}

#[derive(Deserialize)]
struct Search {
    text: String,
    first: Option<i32>,
}

async fn run((): (), ctx: Ctx, input: Input) -> Result<Output> {
    let Search { text, first } = input.read()?;
    let first = first.unwrap_or(SIZE);
    if !(1..=SIZE_MAX).contains(&first) {
        let message = format!("Ask for 1 to {SIZE_MAX} passages.");
        return Err(Error::bad_user_input(message).field("first").with("max", SIZE_MAX));
    }
    let statement =
        Statement::new("select * from internal.search_documentation($1, $2)").bind(text).bind(first);
    let mut scope = ctx.read(Reads::One).await?;
    let rows = scope.fetch(statement).await?;
    scope.finish();
    let hits = rows.iter().map(|row| {
        let text =
            |column: &str| Ok::<_, Error>(Given::Value(row.try_get::<Option<String>, _>(column)?.into()));
        let updated_at: Option<chrono::DateTime<chrono::Utc>> = row.try_get("updated_at")?;
        let updated_at = updated_at.map(|at| at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true));
        Ok(vec![
            ("title", text("title")?),
            ("filePath", text("file_path")?),
            ("sectionPath", text("section_path")?),
            ("chunkIndex", Given::Value(row.try_get::<i32, _>("chunk_index")?.into())),
            ("docType", text("doc_type")?),
            ("category", text("category")?),
            ("content", text("content")?),
            ("highlight", text("highlight")?),
            ("rank", Given::Value(Value::from(row.try_get::<f32, _>("rank")?))),
            ("updatedAt", Given::Value(updated_at.into())),
        ])
    });
    Ok(vec![("hits", Given::Items(hits.collect::<Result<_>>()?))])
}
