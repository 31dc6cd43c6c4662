//! Development tool: migrates the database that `DATABASE_URL` names and regenerates the entities.

use std::path::Path;

use anyhow::{Context, bail};

const USAGE: &str = "usage: migration up | down [STEPS] | status | demo | entities FOLDER";

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    #[expect(clippy::disallowed_methods, reason = "a program of its own, without the server's configuration")]
    let url = std::env::var("DATABASE_URL").context("DATABASE_URL names the database to migrate")?;
    let db = migration::connect(&url).await?;
    let tell = |name: &str| println!("{name}");

    match words[..] {
        ["up"] => println!("{} applied", migration::up(&db, tell).await?),
        ["down"] => println!("{} taken back", migration::down(&db, None, tell).await?),
        ["down", steps] => println!("{} taken back", migration::down(&db, Some(steps.parse()?), tell).await?),
        ["status"] => {
            for (name, applied) in migration::status(&db).await? {
                println!("{} {name}", if applied { "applied" } else { "pending" });
            }
        }
        ["demo"] => println!("{:?}", migration::demo::demo(&db, tell).await?),
        ["entities", folder] => {
            let files = migration::entities::generate(&db).await?;
            migration::entities::write(&files, Path::new(folder))?;
            println!("{} files written", files.len());
        }
        _ => bail!(USAGE),
    }
    Ok(())
}
