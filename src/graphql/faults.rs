//! What is wrong with the values of a request: all of it is told at once, each fault with its place.

use crate::error::{Error, Result};

/// Faults that are told at once, at most.
const FAULTS_MAX: usize = 100;

/// Faults and their places, as `input.lines.2.amount`.
#[derive(Debug, Default)]
pub struct Faults(Vec<(String, Error)>);

impl Faults {
    /// Notes what is wrong at a place.
    pub fn add(&mut self, place: String, error: Error) {
        self.0.push((place, error));
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Whether it is known that something is wrong there, or with what it stands in.
    pub fn covers(&self, place: &str) -> bool {
        self.0.iter().any(|(known, _)| {
            place.strip_prefix(known.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    }

    /// The same faults, at places that are called otherwise.
    #[must_use]
    pub fn renamed(self, rename: impl Fn(&str) -> String) -> Self {
        Self(self.0.into_iter().map(|(place, error)| (rename(&place), error)).collect())
    }

    /// What is said of each, with its place.
    pub fn messages(self) -> impl Iterator<Item = String> {
        self.0.into_iter().map(|(place, error)| format!("{place}: {}", error.message()))
    }

    /// # Errors
    /// `BAD_USER_INPUT` with all faults, if there are any; the first is the error's own.
    pub fn into_result(self) -> Result<()> {
        self.into_error(|_, message| message.to_owned()).map_or(Ok(()), Err)
    }

    /// The same for those who read the message alone: it begins with the place.
    ///
    /// # Errors
    /// As [`Self::into_result`].
    pub fn into_placed_result(self) -> Result<()> {
        self.into_error(|place, message| format!("{place}: {message}")).map_or(Ok(()), Err)
    }

    fn into_error(self, say: impl Fn(&str, &str) -> String) -> Option<Error> {
        let fields = self
            .0
            .iter()
            .take(FAULTS_MAX)
            .map(|(place, error)| serde_json::json!({"field": place, "message": error.message()}));
        let fields: Vec<_> = fields.collect();
        let others = self.0.len().saturating_sub(1);
        let (place, first) = self.0.into_iter().next()?;
        let message = match others {
            0 => say(&place, first.message()),
            others => format!("{} (and {others} more faults)", say(&place, first.message())),
        };
        Some(Error::bad_user_input(message).field(place).with("fields", fields))
    }
}
