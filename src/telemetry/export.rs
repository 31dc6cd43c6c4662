//! Spans on their way to a collector, by OTLP over HTTP.
//!
//! A thread of its own sends them, in batches, from a queue that has an end: what does not fit is dropped, so that neither
//! a slow collector nor one that is away holds up a request. The log says that it is away, and not more often than once in
//! a minute; what was sent and what was lost is counted.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use opentelemetry::trace::TracerProvider as _;
use opentelemetry::{InstrumentationScope, KeyValue};
use opentelemetry_otlp::{WithExportConfig as _, WithHttpConfig as _};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::error::OTelSdkResult;
use opentelemetry_sdk::trace::{Sampler, SdkTracerProvider, SpanData, SpanExporter};
use url::Url;

use super::metric;
use super::trace::TRACER;

/// What a collector has for a batch, with all attempts.
const EXPORT_TIMEOUT: Duration = Duration::from_secs(5);
/// What it has at the end for all that is queued.
const FLUSH_TIMEOUT: Duration = Duration::from_secs(5);
/// How often the log says that it is away.
const TOLD_EVERY: Duration = Duration::from_secs(60);

/// Where spans go, and which.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// The collector; spans go to `/v1/traces` below it.
    pub endpoint: Url,
    /// What it wants to have with each request.
    pub headers: Headers,
    /// As what the server is shown.
    pub service_name: String,
    /// The share of the traces that begin here, from 0 to 1.
    pub share: f64,
}

/// Headers of requests to a collector; hides their values from logs, since they may be keys.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Headers(pub HashMap<String, String>);

impl fmt::Debug for Headers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

/// Spans that are being collected. To be [flushed](Self::flush) at the end.
#[derive(Debug)]
pub struct Traces(SdkTracerProvider);

impl Traces {
    /// Begins to trace, for all of this process.
    ///
    /// # Errors
    /// When the collector's address cannot be used, or something else traces already.
    pub fn begin(settings: &Settings) -> anyhow::Result<Self> {
        // Whoever comes first decides for the process; all of ours decide the same.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let endpoint = format!("{}/v1/traces", settings.endpoint.as_str().trim_end_matches('/'));
        let exporter = opentelemetry_otlp::SpanExporter::builder()
            .with_http()
            .with_endpoint(endpoint)
            .with_headers(settings.headers.0.clone())
            .with_timeout(EXPORT_TIMEOUT)
            .build()
            .context("the collector of traces cannot be used")?;
        let resource = Resource::builder()
            .with_service_name(settings.service_name.clone())
            .with_attribute(KeyValue::new("service.version", env!("CARGO_PKG_VERSION")))
            .with_attribute(KeyValue::new("service.instance.id", uuid::Uuid::new_v4().to_string()));
        let sampler = Sampler::ParentBased(Box::new(Sampler::TraceIdRatioBased(settings.share)));
        let provider = SdkTracerProvider::builder()
            .with_resource(resource.build())
            .with_sampler(sampler)
            .with_batch_exporter(Exporter { inner: exporter, trouble: Mutex::default() })
            .build();
        let scope =
            InstrumentationScope::builder("workgraph").with_version(env!("CARGO_PKG_VERSION")).build();
        let is_new = TRACER.set(provider.tracer_with_scope(scope)).is_ok();
        anyhow::ensure!(is_new, "something else traces already");
        Ok(Self(provider))
    }

    /// Sends what is queued; what the collector does not take in time is lost.
    pub async fn flush(self) {
        let flushed = tokio::task::spawn_blocking(move || self.0.shutdown_with_timeout(FLUSH_TIMEOUT)).await;
        if let Ok(Err(error)) = flushed {
            tracing::warn!(%error, "the last traces are lost");
        }
    }
}

/// Sends batches, and says how that goes.
#[derive(Debug)]
struct Exporter {
    inner: opentelemetry_otlp::SpanExporter,
    /// When the log was last told that the collector is away; nothing while it is there.
    trouble: Mutex<Option<Instant>>,
}

impl SpanExporter for Exporter {
    async fn export(&self, batch: Vec<SpanData>) -> OTelSdkResult {
        let count = batch.len();
        let sent = self.inner.export(batch).await;
        metric::spans(sent.is_ok(), count);
        let mut trouble = self.trouble.lock().unwrap_or_else(PoisonError::into_inner);
        match &sent {
            Ok(()) if trouble.take().is_some() => tracing::info!("traces are collected again"),
            Ok(()) => {}
            Err(error) => {
                if trouble.is_none_or(|told_at| told_at.elapsed() >= TOLD_EVERY) {
                    tracing::warn!(%error, "traces cannot be exported and are lost");
                    *trouble = Some(Instant::now());
                }
            }
        }
        sent
    }

    fn shutdown_with_timeout(&self, timeout: Duration) -> OTelSdkResult {
        self.inner.shutdown_with_timeout(timeout)
    }

    fn force_flush(&self) -> OTelSdkResult {
        self.inner.force_flush()
    }

    fn set_resource(&mut self, resource: &Resource) {
        self.inner.set_resource(resource);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_headers_are_shown_to_nobody() {
        let headers = Headers(HashMap::from([("api-key".to_owned(), "secret".to_owned())]));
        assert_eq!(format!("{headers:?}"), r#"{"api-key"}"#);
    }
}
