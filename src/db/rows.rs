//! Rows as PostgreSQL sent them, in its binary formats: all values of one statement in one buffer.
//!
//! An answer may be made of a hundred thousand rows; one piece of memory for each of them, and one more for the places of
//! its values, would be most of the work of reading it. What a value means is not known here.

use sqlx::postgres::PgRow;
use sqlx::{Row as _, ValueRef as _};

/// Marks a value that is null.
const NULL: u32 = 1 << 31;

/// The rows of one statement.
#[derive(Debug, Default)]
pub struct Rows {
    /// How many there are; the values alone do not say, since a row may have none.
    count: usize,
    /// How many values a row has.
    width: usize,
    /// The values, one after another.
    data: Vec<u8>,
    /// Where each value ends; the next one begins there.
    ends: Vec<u32>,
}

impl Rows {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// How many bytes their values have.
    pub fn bytes(&self) -> usize {
        self.data.len()
    }

    /// A value of a row; `None`: it is null, or there is no such row or value.
    pub fn value(&self, row: usize, slot: usize) -> Option<&[u8]> {
        if slot >= self.width {
            return None;
        }
        let at = row * self.width + slot;
        let end = *self.ends.get(at)?;
        if end & NULL != 0 {
            return None;
        }
        let start = if at == 0 { 0 } else { self.ends[at - 1] & !NULL };
        self.data.get(start as usize..end as usize)
    }

    /// Adds a row. Fails for a value that is not in a binary format, and where the buffer would be larger than any limit.
    pub(super) fn push(&mut self, row: &PgRow) -> sqlx::Result<()> {
        self.count += 1;
        self.width = row.len();
        for slot in 0..self.width {
            let value = row.try_get_raw(slot)?;
            let null = value.is_null();
            if !null {
                self.data.extend_from_slice(value.as_bytes().map_err(sqlx::Error::Decode)?);
            }
            let end = u32::try_from(self.data.len()).ok().filter(|end| end & NULL == 0);
            let end =
                end.ok_or_else(|| sqlx::Error::Protocol("the rows are larger than 2 GiB".to_owned()))?;
            self.ends.push(if null { end | NULL } else { end });
        }
        Ok(())
    }
}
