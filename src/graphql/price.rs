//! What an operation may cost, in points: worked out from its plan, before anything is read.
//!
//! A point is a row that may be read at most: a page counts with its size, and once for each row that it belongs to. A
//! statement costs ten beside, and so does each list whose rows are counted or brought together, since that may look at many
//! of them. It is what is asked for that is priced, and not what there turns out to be, so that the same operation has the
//! same price everywhere.

use super::plan::{Link, Plan, Read};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::limits::Limits;

/// Of a statement, and of a list that is counted or grouped.
const WORK: u64 = 10;

/// The points of a plan.
pub fn points(plan: &Plan) -> u64 {
    let mut rows = vec![0; plan.reads.len()];
    let mut total: u64 = 0;
    let mut reads: Vec<usize> = (0..plan.reads.len()).collect();
    // Parents first.
    reads.sort_by_key(|at| plan.reads[*at].level);
    for at in reads {
        let read = &plan.reads[at];
        let lists = lists(read, &rows);
        rows[at] = lists.saturating_mul(size(read));
        let looks_at_many = read.count || read.more_than.is_some() || read.groups.is_some();
        let work = if looks_at_many { WORK.saturating_mul(lists.max(1)) } else { 0 };
        total = total.saturating_add(WORK).saturating_add(rows[at]).saturating_add(work);
    }
    total
}

/// How many lists, or single rows, a read brings at most.
fn lists(read: &Read, rows: &[u64]) -> u64 {
    match &read.link {
        Link::Table | Link::Call(_) | Link::Value(..) => 1,
        Link::Keys(keys) => keys.len() as u64,
        Link::One(_, parents) | Link::Many(_, parents) => {
            parents.iter().fold(0, |sum: u64, (parent, _)| sum.saturating_add(rows[*parent]))
        }
    }
}

/// How many rows each of them has at most.
fn size(read: &Read) -> u64 {
    match (&read.groups, &read.page) {
        (Some(groups), _) => groups.size.into(),
        (None, Some(page)) if read.rows => page.size.into(),
        (None, Some(_)) => 0,
        (None, None) => 1,
    }
}

/// Lets a plan be run: within the limit, and out of the caller's budget.
///
/// # Errors
/// `QUERY_TOO_COMPLEX` for what may read too much, `RATE_LIMITED` for a caller who has used up what there is.
pub fn charge(plan: &Plan, limits: &Limits, ctx: &Ctx) -> Result<()> {
    let points = points(plan);
    if points > limits.points as u64 {
        let max = limits.points;
        let message = format!(
            "This may read too much: it has {points} points, and at most {max} are allowed. Ask for smaller pages."
        );
        return Err(Error::query_too_complex(message)
            .with("limit", "points")
            .with("max", max)
            .with("points", points));
    }
    let left = ctx.budget.spend(points)?;
    ctx.meter().charge(points, left);
    Ok(())
}
