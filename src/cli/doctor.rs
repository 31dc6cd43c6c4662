//! `doctor`: tells how a database and the configuration stand. Changes neither.

use std::process::ExitCode;

use anyhow::{Context as _, Result};
use serde_json::json;

use super::database::Database;
use crate::config::{self, Config, Faults};
use crate::db::embedded::Embedded;
use crate::doctor::{self, Finding, Status};

pub(super) async fn run(config: &Result<Config, Faults>, as_json: bool) -> Result<ExitCode> {
    let mut findings = vec![doctor::configuration(config.as_ref(), &config::unknown_variables())];
    if let Ok(config) = config {
        findings.extend(database(config).await?);
    }
    let failed = findings.iter().any(|finding| finding.status == Status::Failed);
    print(&findings, as_json)?;
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

async fn database(config: &Config) -> Result<Vec<Finding>> {
    let (config, secrets) = (&config.database, &config.secrets);
    if config.owner_url.is_none() && !Embedded::exists(&config.embedded) {
        let text = "there is no private one yet; `workgraph serve` makes it";
        return Ok(vec![Finding::new("database", Status::Warning, text)]);
    }
    let database = match Database::join(config).await {
        Ok(database) => database,
        Err(error) => return Ok(vec![Finding::new("database", Status::Failed, format!("{error:#}"))]),
    };
    let findings = doctor::database(config, secrets, &database.owner_url).await;
    database.close().await?;
    Ok(findings)
}

fn print(findings: &[Finding], as_json: bool) -> Result<()> {
    if as_json {
        let healthy = findings.iter().all(|finding| finding.status != Status::Failed);
        let text = serde_json::to_string_pretty(&json!({"healthy": healthy, "checks": findings}));
        println!("{}", text.context("the findings cannot be written")?);
        return Ok(());
    }
    for Finding { check, status, message } in findings {
        // A line for each, whatever an error of the database holds.
        println!(
            "{:<8} {check}: {}",
            status.word(),
            message.split_whitespace().collect::<Vec<_>>().join(" ")
        );
    }
    Ok(())
}
