//! The table that comes of it.

use std::fmt::Write as _;

use anyhow::Result;
use bench::process::Server;

use crate::Arguments;
use crate::case::Case;
use crate::load::Figure;

/// What is measured in each round, in turns.
const VARIANTS: [&str; 3] = ["floor", "one account", "500 accounts"];

/// The rounds of one case.
pub struct Figures {
    case: &'static Case,
    statements: u64,
    rounds: [Vec<Figure>; 3],
}

impl Figures {
    /// None yet.
    pub fn new(case: &'static Case, statements: u64) -> Self {
        Self { case, statements, rounds: Default::default() }
    }

    /// One more, of the variant with this index.
    pub fn add(&mut self, variant: usize, figure: Figure) {
        self.rounds[variant].push(figure);
    }

    fn median(&self, variant: usize, of: impl Fn(&Figure) -> f64) -> f64 {
        median(self.rounds[variant].iter().map(of).collect())
    }

    /// To the floor, round by round.
    fn ratio(&self, variant: usize) -> f64 {
        let pairs = self.rounds[variant].iter().zip(&self.rounds[0]);
        median(pairs.map(|(own, floor)| own.rate / floor.rate).collect())
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// A table in the making.
pub struct Report {
    text: String,
}

impl Report {
    /// The head of the page.
    ///
    /// # Errors
    /// When the server has ended.
    pub fn new(workgraph: &Server, arguments: &Arguments) -> Result<Self> {
        #[expect(clippy::cast_precision_loss, reason = "bytes of one process")]
        let idle_mb = workgraph.idle_bytes as f64 / 1e6;
        let mut text = String::from("# Workgraph beside hand-written SQL\n\nWritten by `make bench`.\n\n");
        writeln!(
            text,
            "{} cores, {} connections, {} rounds of {} s for each line, in turns; medians; data of `seed --scale {}`. Start {:.0} ms, \
             idle memory {idle_mb:.0} MB.\n",
            std::thread::available_parallelism()?,
            arguments.connections,
            arguments.rounds,
            arguments.seconds,
            arguments.scale,
            workgraph.start.as_secs_f64() * 1e3,
        )?;
        text.push_str("| case | | requests/s | of the floor | target | p50 ms | p99 ms | server µs | PostgreSQL µs | statements |\n");
        text.push_str("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        Ok(Self { text })
    }

    /// The lines of a case.
    pub fn add(&mut self, figures: Figures) {
        let case = figures.case;
        for (variant, name) in VARIANTS.iter().enumerate() {
            let what = if variant == 0 { format!("{}: {}", case.name, case.title) } else { String::new() };
            let (ratio, statements) = match variant {
                0 => (String::new(), String::new()),
                _ => (format!("**{:.2}**", figures.ratio(variant)), figures.statements.to_string()),
            };
            let target = [None, Some(case.target), case.target_many][variant];
            let target = target.map(|share| format!("{share:.2}")).unwrap_or_default();
            let _infallible = writeln!(
                self.text,
                "| {what} | {name} | {:.0} | {ratio} | {target} | {:.2} | {:.2} | {:.0} | {:.0} | {statements} |",
                figures.median(variant, |figure| figure.rate),
                figures.median(variant, |figure| figure.p50_ms),
                figures.median(variant, |figure| figure.p99_ms),
                figures.median(variant, |figure| figure.server_us),
                figures.median(variant, |figure| figure.postgres_us),
            );
        }
        eprintln!("{} done", case.name);
    }

    /// The whole page.
    pub fn text(&self) -> &str {
        &self.text
    }
}
