//! The documentation of Selify internal. Its two tables are under no policy and open to nobody; this search is the way in.
//!
//! Its passages are the only rows with an embedding, a point in a space of meanings. So what lies near to a point is asked
//! here, and no filter of the engine knows vectors.

use serde::Deserialize;
use sqlx::Row as _;

use crate::ctx::Ctx;
use crate::db::{Reads, Statement};
use crate::domain::operation::{
    Form, Given, Input, Kind, Operation, Output, Parameter, Run, optional, required,
};
use crate::error::{Error, Result};

const SIZE: i32 = 20;
const SIZE_MAX: i32 = 100;
/// How many numbers an embedding has.
const DIMENSIONS: usize = 1_536;
/// The largest cosine distance: the opposite direction.
const DISTANCE_MAX: f64 = 2.0;

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
        "The part of the passage that fits best, as HTML that is safe to show: the text is escaped, and the only markup is \
         `<mark>` around words that were found.",
    ),
    optional(
        "rank",
        Kind::Float,
        "How well its words fit; higher is better. Null where no words were looked for.",
    ),
    optional(
        "distance",
        Kind::Float,
        "How far it lies from the vector, from 0 to 2. Null where none was given.",
    ),
    optional("updatedAt", Kind::Time, "When its source was last changed."),
];

const NEAR: &[Parameter] = &[
    required(
        "vector",
        Kind::Floats(DIMENSIONS),
        "An embedding of what is meant, by the model that embedded the documentation: 1536 numbers.",
    ),
    optional("distance", Kind::Float, "The largest cosine distance, from 0 to 2. Any, if not given."),
];

const INPUT: &[Parameter] = &[
    optional(
        "text",
        Kind::Text(1_000),
        "Words to look for, as in a web search: \"quoted phrases\", or, -not. With `near`, both have to hold.",
    ),
    optional(
        "near",
        Kind::Fields("InternalDocumentationNear", "What passages shall lie near to.", NEAR),
        "What passages shall lie near to; the nearest come first.",
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
    text: Option<String>,
    near: Option<Near>,
    first: Option<i32>,
}

#[derive(Deserialize)]
struct Near {
    vector: Vec<f64>,
    distance: Option<f64>,
}

impl Near {
    /// The vector with the length 1, which its direction alone decides: no number of it is then too large or too small to
    /// be compared.
    fn direction(&self) -> Result<Vec<f32>> {
        let refused = |message: String| Error::bad_user_input(message).field("near.vector");
        if self.vector.len() != DIMENSIONS {
            let message = format!("A vector has {DIMENSIONS} numbers, this one has {}.", self.vector.len());
            return Err(refused(message).with("expected", DIMENSIONS));
        }
        let largest = self.vector.iter().fold(0.0_f64, |largest, number| largest.max(number.abs()));
        if largest == 0.0 || !largest.is_finite() {
            return Err(refused("A vector has a direction: not all of its numbers are 0.".to_owned()));
        }
        let scaled: Vec<f64> = self.vector.iter().map(|number| number / largest).collect();
        let length = scaled.iter().map(|number| number * number).sum::<f64>().sqrt();
        #[expect(clippy::cast_possible_truncation, reason = "numbers up to 1, as precise as they are stored")]
        Ok(scaled.iter().map(|number| (number / length) as f32).collect())
    }

    /// How far is near.
    fn distance(&self) -> Result<Option<f64>> {
        match self.distance {
            Some(distance) if !(0.0..=DISTANCE_MAX).contains(&distance) => {
                let error = Error::bad_user_input("A distance is a number from 0 to 2.");
                Err(error.field("near.distance").with("max", DISTANCE_MAX))
            }
            distance => Ok(distance),
        }
    }
}

async fn run((): (), ctx: Ctx, input: Input) -> Result<Output> {
    let Search { text, near, first } = input.read()?;
    let first = first.unwrap_or(SIZE);
    if !(1..=SIZE_MAX).contains(&first) {
        let message = format!("Ask for 1 to {SIZE_MAX} passages.");
        return Err(Error::bad_user_input(message).field("first").with("max", SIZE_MAX));
    }
    if text.is_none() && near.is_none() {
        return Err(Error::bad_user_input("Give words to look for, a vector, or both.").field("text"));
    }
    let vector = near.as_ref().map(Near::direction).transpose()?;
    let distance = near.as_ref().map(Near::distance).transpose()?.flatten();
    let statement = Statement::new("select * from internal.search_documentation($1, $2, $3, $4)")
        .bind(text)
        .bind(vector)
        .bind(distance)
        .bind(first);
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
            ("rank", Given::Value(row.try_get::<Option<f32>, _>("rank")?.into())),
            ("distance", Given::Value(row.try_get::<Option<f64>, _>("distance")?.into())),
            ("updatedAt", Given::Value(updated_at.into())),
        ])
    });
    Ok(vec![("hits", Given::Items(hits.collect::<Result<_>>()?))])
}
