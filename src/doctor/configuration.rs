//! The variables: do they mean something, and do they fit together.

use super::{Finding, Status, list};
use crate::config::{Config, Faults, Mode};
use crate::db::Explain;

const CHECK: &str = "configuration";

/// What is to be said of the variables. `unknown` are those that look like ours and are not.
pub fn configuration(config: Result<&Config, &Faults>, unknown: &[String]) -> Finding {
    let mut sentences = Vec::new();
    let mut say = |status, text: String| sentences.push((status, text));
    let mode = match config {
        Err(faults) => {
            say(Status::Failed, list(&faults.0));
            ""
        }
        Ok(config) if config.mode == Mode::Production => {
            if !config.mail.is_sent() {
                let text = "no mail is sent, so nobody can reset a password; set WORKGRAPH_SMTP_URL";
                say(Status::Warning, text.to_owned());
            }
            if config.explain != Explain::Nothing {
                let text = "WORKGRAPH_EXPLAIN makes requests slower and writes their arguments into the log";
                say(Status::Warning, text.to_owned());
            }
            "production"
        }
        Ok(_) => "development, which is not safe for others to reach; set WORKGRAPH_ENV=production for them",
    };
    if !unknown.is_empty() {
        let text = format!("there is no variable {}; `workgraph --help` lists them all", list(unknown));
        say(Status::Warning, text);
    }
    Finding::of(CHECK, sentences, format!("is understood, and is for {mode}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Finding {
        let lookup = |name: &str| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| value.into());
        configuration(Config::read(lookup).as_ref(), &[])
    }

    const PRODUCTION: [(&str, &str); 2] = [
        ("WORKGRAPH_ENV", "production"),
        ("WORKGRAPH_SECRET_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="),
    ];

    #[test]
    fn a_variable_that_means_nothing_is_named_without_its_value_if_that_is_secret() {
        let found = read(&[("WORKGRAPH_ADDR", "4000"), ("WORKGRAPH_SECRET_KEY", "hunter2")]);
        assert_eq!(found.status, Status::Failed);
        assert!(found.message.contains("WORKGRAPH_ADDR=4000"), "{}", found.message);
        assert!(found.message.contains("WORKGRAPH_SECRET_KEY"), "{}", found.message);
        assert!(!found.message.contains("hunter2"), "{}", found.message);
    }

    #[test]
    fn production_without_its_key_fails_and_without_mail_is_warned_of() {
        assert_eq!(read(&PRODUCTION[..1]).status, Status::Failed);
        let found = read(&PRODUCTION);
        assert_eq!(found.status, Status::Warning);
        assert!(found.message.contains("WORKGRAPH_SMTP_URL"), "{}", found.message);
    }

    #[test]
    fn a_slip_in_a_name_is_told() {
        let config = Config::read(|_| None);
        let found = configuration(config.as_ref(), &["WORKGRAPH_ORIGIN".to_owned()]);
        assert_eq!(found.status, Status::Warning);
        assert!(found.message.contains("WORKGRAPH_ORIGIN"), "{}", found.message);
    }
}
