//! Random questions. A question is made from a row of numbers: shorter rows and smaller numbers make simpler ones, so that
//! what fails is told by a simple example.
//!
//! A run asks what the run before asked: the seed is fixed. `PROPTEST_RNG_SEED=n` asks something else. What has failed
//! once is kept under `seeds/` and asked again for ever.

use proptest::collection::vec;
use proptest::prelude::any;
use proptest::test_runner::{Config, FileFailurePersistence, RngSeed, TestCaseError, TestRunner};
use tokio::runtime::Handle;
use tokio::task::block_in_place;

const SEED: u64 = 20_261_120;
/// The numbers of one question.
const ROLLS: usize = 96;
/// The most attempts to make a question that fails simpler.
const SIMPLER_MAX: u32 = 300;

/// The numbers of a question; behind their end all are 0.
pub struct Dice<'a>(std::slice::Iter<'a, u32>);

impl Dice<'_> {
    pub fn roll(&mut self) -> u32 {
        self.0.next().copied().unwrap_or_default()
    }

    /// From 0 to below this.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.roll()).unwrap() % end
    }

    pub fn pick<'l, T>(&mut self, list: &'l [T]) -> &'l T {
        &list[self.below(list.len())]
    }

    /// True in so many of a hundred cases.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) >= 100 - percent
    }
}

/// Asks so many questions. `ask` says what is wrong with an answer, if anything is. Needs a runtime of several threads.
pub fn holds<F>(cases: u32, seeds: &'static str, ask: impl Fn(Vec<u32>) -> F)
where
    F: Future<Output = Result<(), String>>,
{
    let mut config = Config {
        cases,
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(seeds))),
        max_shrink_iters: SIMPLER_MAX,
        ..Config::default()
    };
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(SEED);
    }
    let asked = TestRunner::new(config).run(&vec(any::<u32>(), 0..ROLLS), |rolls| {
        let answered = block_in_place(|| Handle::current().block_on(ask(rolls)));
        answered.map_err(TestCaseError::fail)
    });
    if let Err(fault) = asked {
        panic!("{fault}");
    }
}

/// Makes a question from its numbers.
pub fn dice(rolls: &[u32]) -> Dice<'_> {
    Dice(rolls.iter())
}
