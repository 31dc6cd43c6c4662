//! From texts to values: each kind of value once, with what was expected where it is another. Faults never repeat what may
//! be a secret.

use std::ffi::OsString;
use std::fmt::Display;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use axum::http::{HeaderName, HeaderValue};
use ipnet::IpNet;
use percent_encoding::percent_decode_str;
use sqlx::postgres::PgConnectOptions;
use url::Url;

use super::variables::VARIABLES;
use super::{DatabaseUrl, MetricsToken};
use crate::auth::IssuerSettings;
use crate::limits::Limits;
use crate::mail::{self, SmtpUrl};
use crate::secret::Secrets;
use crate::telemetry::{Headers, TraceSettings};

/// Takes values and collects faults.
pub(super) struct Reader<'a, F> {
    pub(super) lookup: &'a F,
    pub(super) faults: Vec<String>,
}

impl<F: Fn(&str) -> Option<OsString>> Reader<'_, F> {
    /// The value given, else the default.
    pub(super) fn value(&mut self, name: &str) -> Option<String> {
        let given = (self.lookup)(name).filter(|it| !it.is_empty()).and_then(|it| {
            it.into_string().inspect_err(|_| self.faults.push(format!("{name}: expected UTF-8"))).ok()
        });
        let default = || VARIABLES.iter().find(|it| it.name == name).map(|it| it.default.to_owned());
        given.or_else(default).filter(|it| !it.is_empty())
    }

    pub(super) fn parsed<T: FromStr>(&mut self, name: &str, expected: &str) -> Option<T> {
        let value = self.value(name)?;
        let parsed = value.parse().ok();
        if parsed.is_none() {
            self.faults.push(format!("{name}={value}: expected {expected}"));
        }
        parsed
    }

    pub(super) fn bounded<T: FromStr + PartialOrd + Display>(
        &mut self,
        name: &str,
        min: T,
        max: T,
    ) -> Option<T> {
        let expected = format!("a number from {min} to {max}");
        let value = self.parsed(name, &expected)?;
        if (min..=max).contains(&value) {
            return Some(value);
        }
        self.faults.push(format!("{name}={value}: expected {expected}"));
        None
    }

    pub(super) fn milliseconds(&mut self, name: &str, min: u64, max: u64) -> Option<Duration> {
        self.bounded(name, min, max).map(Duration::from_millis)
    }

    pub(super) fn choice<T: Copy, const N: usize>(
        &mut self,
        name: &str,
        choices: [(&str, T); N],
    ) -> Option<T> {
        let value = self.value(name)?;
        let chosen = choices.iter().find(|(text, _)| *text == value).map(|(_, choice)| *choice);
        if chosen.is_none() {
            let names = choices.map(|(text, _)| text).join(" or ");
            self.faults.push(format!("{name}={value}: expected {names}"));
        }
        chosen
    }

    /// A URL, never repeated in a message since it holds a password.
    pub(super) fn url(&mut self, name: &str) -> Option<DatabaseUrl> {
        let value = self.value(name)?;
        let known = ["postgres://", "postgresql://"].iter().any(|scheme| value.starts_with(scheme));
        if !known || PgConnectOptions::from_str(&value).is_err() {
            self.fault(name, "postgres://user:password@host:port/database");
        }
        Some(DatabaseUrl(value))
    }

    pub(super) fn secrets(&mut self, name: &str, needed: bool) -> Option<Secrets> {
        match self.value(name).map(|text| Secrets::parse(&text)) {
            Some(Ok(secrets)) => return Some(secrets),
            None if !needed => return Some(Secrets::for_development()),
            // Not repeated: it may be a key with a slip.
            Some(Err(_)) | None => {
                self.fault(name, "32 bytes in Base64, as `openssl rand -base64 32` prints them")
            }
        }
        None
    }

    pub(super) fn limits(&mut self, name: &str) -> Option<Limits> {
        let text = self.value(name).unwrap_or_default();
        let limits = Limits::parse(&text);
        limits.map_err(|expected| self.faults.push(format!("{name}={text}: expected {expected}"))).ok()
    }

    /// Two paths that make sense together only.
    pub(super) fn both_or_none(&mut self, one: &str, other: &str) -> Option<(PathBuf, PathBuf)> {
        let missing = match (self.value(one), self.value(other)) {
            (None, None) => return None,
            (Some(first), Some(second)) => return Some((first.into(), second.into())),
            (None, Some(_)) => (one, other),
            (Some(_), None) => (other, one),
        };
        self.fault(missing.0, &format!("a value, since {} has one", missing.1));
        None
    }

    /// Not repeated in a message, since it is a secret.
    pub(super) fn metrics_token(&mut self, name: &str) -> Option<MetricsToken> {
        let token = self.value(name)?;
        if token.len() < 16 || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            self.fault(name, "at least 16 visible characters, as `openssl rand -hex 32` prints them");
        }
        Some(MetricsToken(token))
    }

    pub(super) fn mail(&mut self, in_production: bool) -> mail::Settings {
        let from = self.parsed("WORKGRAPH_MAIL_FROM", "a sender such as Workgraph <workgraph@example.com>");
        let Some(url) = self.value("WORKGRAPH_SMTP_URL") else {
            return if in_production { mail::Settings::Nowhere } else { mail::Settings::Console };
        };
        match (SmtpUrl::parse(&url), from) {
            (Ok(url), Some(from)) => return mail::Settings::Smtp(url, from),
            // The URL holds a password, so it is not repeated.
            (Err(_), _) => self.fault(
                "WORKGRAPH_SMTP_URL",
                "smtps://user:password@host, smtp://user:password@host?tls=required, or smtp://host",
            ),
            (Ok(_), None) => {
                self.fault("WORKGRAPH_MAIL_FROM", "a sender, since WORKGRAPH_SMTP_URL has a value")
            }
        }
        mail::Settings::Nowhere
    }

    pub(super) fn public_url(&mut self, name: &str, addr: Option<SocketAddr>, needed: bool) -> Option<Url> {
        let expected = "the address of the web application, such as https://app.example.com";
        let text = match self.value(name) {
            Some(text) => text,
            None if needed => {
                self.fault(name, expected);
                return None;
            }
            None => format!("http://{}", addr?),
        };
        let url = Url::parse(&text).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
        if url.is_none() {
            self.fault(name, expected);
        }
        url
    }

    pub(super) fn origins(&mut self, name: &str) -> Vec<String> {
        let list = self.value(name).unwrap_or_default();
        let origins: Vec<_> =
            list.split(',').map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect();
        let is_origin =
            |text: &String| Url::parse(text).is_ok_and(|url| url.origin().ascii_serialization() == *text);
        if !origins.iter().all(is_origin) {
            self.fault(
                name,
                "origins such as https://app.example.com, without a path, with commas between them",
            );
        }
        origins
    }

    /// Addresses, each a network of one, and networks.
    pub(super) fn networks(&mut self, name: &str) -> Vec<IpNet> {
        let list = self.value(name).unwrap_or_default();
        let texts = list.split(',').map(str::trim).filter(|text| !text.is_empty());
        let networks = texts.map(|text| text.parse().or_else(|_| text.parse::<IpAddr>().map(IpNet::from)));
        networks.collect::<Result<_, _>>().unwrap_or_else(|_| {
            self.faults.push(format!("{name}={list}: expected addresses or networks such as 10.0.0.0/8"));
            Vec::new()
        })
    }

    /// The value is not repeated in a message, since it may hold secrets.
    pub(super) fn issuers(&mut self, name: &str) -> Vec<IssuerSettings> {
        let Some(value) = self.value(name) else { return Vec::new() };
        let text =
            if value.trim_start().starts_with('[') { Ok(value) } else { std::fs::read_to_string(value) };
        let Ok(text) = text else {
            self.fault(name, "a JSON array, or the path of a file that can be read");
            return Vec::new();
        };
        IssuerSettings::parse(&text).unwrap_or_else(|faults| {
            self.faults.extend(faults.iter().map(|fault| format!("{name}{fault}")));
            Vec::new()
        })
    }

    /// Every variable of traces is looked at, also without a collector.
    pub(super) fn traces(&mut self) -> Option<TraceSettings> {
        let endpoint = self.value("OTEL_EXPORTER_OTLP_ENDPOINT");
        let headers = self.headers("OTEL_EXPORTER_OTLP_HEADERS");
        let service_name = self.value("OTEL_SERVICE_NAME");
        let share = self.bounded("OTEL_TRACES_SAMPLER_ARG", 0.0, 1.0);
        let url = Url::parse(&endpoint?).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
        if url.is_none() {
            // Not repeated: it may hold a key.
            self.fault(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "the address of a collector, such as http://localhost:4318",
            );
        }
        Some(TraceSettings { endpoint: url?, headers, service_name: service_name?, share: share? })
    }

    /// The values are not repeated in a message, since they may be secrets.
    fn headers(&mut self, name: &str) -> Headers {
        let text = self.value(name).unwrap_or_default();
        let pairs = text.split(',').map(str::trim).filter(|pair| !pair.is_empty()).map(|pair| {
            let (header, value) = pair.split_once('=')?;
            let header = HeaderName::from_str(header.trim()).ok()?;
            let value = percent_decode_str(value.trim()).decode_utf8().ok()?;
            HeaderValue::from_str(&value).ok()?;
            Some((header.to_string(), value.into_owned()))
        });
        let headers: Option<_> = pairs.collect();
        if headers.is_none() {
            self.fault(name, "headers such as api-key=secret, with commas between them");
        }
        Headers(headers.unwrap_or_default())
    }

    pub(super) fn fault(&mut self, name: &str, expected: &str) {
        self.faults.push(format!("{name}: expected {expected}"));
    }
}
