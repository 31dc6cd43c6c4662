//! What a test has come to, on a screen.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::{Duration, SystemTime};

use uuid::Uuid;

use crate::books::Books;
use crate::fault::Record;
use crate::line::{Change, End, Line};
use crate::promise::Promises;
use crate::pulse::Pulse;
use crate::subscriber::Told;

/// So long after something was put right the machine is still busy with it.
const AFTER: Duration = Duration::from_secs(2);
/// Findings that are told in full.
const FINDINGS_MAX: usize = 40;

/// A report in the making.
pub struct Report {
    text: String,
    findings: usize,
}

impl Report {
    /// What there was.
    pub fn new(books: &Books, record: &Record, told: &[Told], promises: &Promises) -> Self {
        let mut report = Self { text: String::new(), findings: 0 };
        let lines: Vec<&Line> = told.iter().flat_map(|told| &told.lines).collect();
        let count = |change: Change| {
            lines.iter().flat_map(|line| &line.items).filter(|item| item.change == change).count()
        };
        let ended =
            |end: End| lines.iter().filter(|line| line.end.is_some_and(|(how, _)| how == end)).count();
        report.say(format!(
            "writes      {} in {} transactions, {} events, {} ticks, {} changes of sight",
            books.truth.writes.len(),
            promises.ledgers.iter().map(|ledger| ledger.promises.len() + ledger.unknown).sum::<usize>(),
            books.entries.iter().map(Vec::len).sum::<usize>(),
            books.truth.logs.iter().map(|log| log.ticks.len()).sum::<usize>(),
            books.truth.sights.iter().filter(|sight| sight.timeline > 0).count(),
        ));
        let unknown: usize = promises.ledgers.iter().map(|ledger| ledger.unknown).sum();
        let deeds: usize = promises.deeds.iter().map(|deeds| deeds.deeds.len()).sum();
        report.say(format!(
            "            {unknown} transactions with an unknown outcome, {deeds} writes through the API"
        ));
        report.tally("refused", promises.ledgers.iter().flat_map(|ledger| &ledger.refused));
        report.tally("sent again", promises.deeds.iter().flat_map(|deeds| &deeds.repeated));
        let codes =
            promises.deeds.iter().flat_map(|deeds| &deeds.deeds).filter_map(|deed| deed.refused.clone());
        let codes: Vec<(String, usize)> = codes.map(|code| (code, 1)).collect();
        report.tally("API refused", codes.iter().map(|(code, one)| (code, one)));
        report.say(format!(
            "deliveries  {} created, {} updated, {} removed, {} of snapshots",
            count(Change::Created),
            count(Change::Updated),
            count(Change::Removed),
            count(Change::Snapshot)
        ));
        report.say(format!(
            "lines       {}; resumed {} times, {} resyncs, {} snapshots cut short, {} came to the end",
            lines.len(),
            lines.iter().map(|line| line.resumed.len()).sum::<usize>(),
            ended(End::Resync),
            ended(End::Cut),
            ended(End::Final)
        ));
        report.tally("ends", told.iter().flat_map(|told| &told.ends));
        let faults: Vec<(String, usize)> =
            record.counts.iter().map(|(fault, count)| (format!("{fault:?}"), *count)).collect();
        report.tally("faults", faults.iter().map(|(fault, count)| (fault, count)));
        if let Some(span) = record.failover {
            let resyncs = lines.iter().filter(|line| {
                line.end.is_some_and(|(end, at)| end == End::Resync && at >= span.from)
                    && line.start().is_some_and(|start| books.log(start.log) == Some(0))
            });
            report
                .say(format!("failover    {} lines of the old log were asked for a resync", resyncs.count()));
        }
        report
    }

    /// The whole report.
    pub fn text(&self) -> &str {
        self.text.trim_end()
    }

    /// Whether nothing was found.
    pub fn is_clean(&self) -> bool {
        self.findings == 0
    }

    fn say(&mut self, line: String) {
        self.text += &line;
        self.text.push('\n');
    }

    fn tally<'a>(&mut self, name: &str, counts: impl Iterator<Item = (&'a String, &'a usize)>) {
        let mut sums: BTreeMap<&str, usize> = BTreeMap::new();
        for (what, count) in counts {
            *sums.entry(what).or_default() += count;
        }
        if !sums.is_empty() {
            let list: Vec<String> = sums.iter().map(|(what, count)| format!("{count} {what}")).collect();
            self.say(format!("{name:11} {}", list.join(", ")));
        }
    }

    /// The way from a commit to its readers, while nothing was broken, by the changes of the row `pulse`.
    pub fn latency(&mut self, record: &Record, told: &[Told], pulses: &[Pulse], pulse: Uuid) {
        let is_calm =
            |at: SystemTime| !record.spans.iter().any(|span| at >= span.from && at <= span.to + AFTER);
        let sent: BTreeMap<u64, SystemTime> =
            pulses.iter().filter(|pulse| is_calm(pulse.at)).map(|pulse| (pulse.number, pulse.at)).collect();
        let items = told.iter().flat_map(|told| &told.lines).flat_map(|line| &line.items);
        let items =
            items.filter(|item| item.row.id == pulse && item.change == Change::Updated && is_calm(item.at));
        let mut times: Vec<f64> = items
            .filter_map(|item| Some(item.at.duration_since(*sent.get(&item.number?)?).unwrap_or_default()))
            .map(|time| time.as_secs_f64() * 1e3)
            .collect();
        times.sort_by(f64::total_cmp);
        if times.is_empty() {
            return self.say("latency     there was no calm to measure it in".to_owned());
        }
        let at = |share: usize| times[(times.len() - 1) * share / 100];
        let (p50, p99) = (at(50), at(99));
        self.say(format!(
            "latency     p50 {p50:.1} ms, p99 {p99:.1} ms from commit to receipt in calm, {} deliveries",
            times.len()
        ));
    }

    /// What was found.
    pub fn conclude(&mut self, findings: Vec<String>) {
        self.findings = findings.len();
        if findings.is_empty() {
            return self.say(
                "nothing lost, nothing twice, nothing out of order, nothing to the wrong reader".to_owned(),
            );
        }
        let count = findings.len();
        let _infallible = writeln!(self.text, "{count} FINDINGS");
        for finding in findings.iter().take(FINDINGS_MAX) {
            self.say(format!("- {finding}"));
        }
        if count > FINDINGS_MAX {
            self.say(format!("- and {} more", count - FINDINGS_MAX));
        }
    }
}
