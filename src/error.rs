//! One error for everything that answers a request.
//!
//! A variant stands for what a client can do about it, and has one code in `errors[].extensions.code`. The list is
//! closed: clients switch on it, `errorCodes` prints it, and a new code is a change of the API. Texts in a [`Detail`]
//! are written for clients; what only we may read travels in [`Error::Internal`] and goes to the log. Texts and names
//! of the database never leave: the conversions from `sqlx` and SeaORM below keep the SQLSTATE and drop the rest.
//!
//! Inside start-up and jobs plain `anyhow` will do.

use std::borrow::Cow;
use std::fmt;

use serde_json::{Map, Value};
use sqlx::postgres::PgDatabaseError;

/// What everything that answers a request returns.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// One entry of the closed list of error codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// As in `extensions.code`.
    pub name: &'static str,
    /// HTTP status of a request that fails as a whole with it.
    pub status: u16,
    /// What it means to a client, and what to do.
    pub description: &'static str,
}

/// Declares the variants, a constructor for each, and the list of codes.
macro_rules! errors {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal, $status:literal, $constructor:ident;)+) => {
        /// Why a request was not answered.
        #[derive(Debug, thiserror::Error)]
        pub enum Error {
            $($(#[doc = $doc])+ #[error("{0}")] $variant(Detail),)+
            /// Our fault. The cause is for the log alone.
            #[error("{INTERNAL_MESSAGE}")]
            Internal(#[source] anyhow::Error),
        }

        impl Error {
            $($(#[doc = $doc])+ pub fn $constructor(message: impl Into<Cow<'static, str>>) -> Self {
                Self::$variant(Detail::new(message))
            })+

            /// The entry of [`CODES`] that this error has.
            pub fn kind(&self) -> Code {
                match self {
                    $(Self::$variant(_) => Code {
                        name: $name, status: $status, description: concat!($($doc),+).trim_ascii(),
                    },)+
                    Self::Internal(_) => INTERNAL,
                }
            }

            fn detail(&self) -> Option<&Detail> {
                match self {
                    $(Self::$variant(detail) => Some(detail),)+
                    Self::Internal(_) => None,
                }
            }

            fn detail_mut(&mut self) -> Option<&mut Detail> {
                match self {
                    $(Self::$variant(detail) => Some(detail),)+
                    Self::Internal(_) => None,
                }
            }
        }

        /// Every code that a client can meet.
        pub const CODES: &[Code] = &[
            $(Code { name: $name, status: $status, description: concat!($($doc),+).trim_ascii() },)+
            INTERNAL,
        ];
    };
}

errors! {
    /// A value of the request cannot be used. `field` names it.
    BadUserInput = "BAD_USER_INPUT", 400, bad_user_input;
    /// The document is not GraphQL.
    ParseFailed = "GRAPHQL_PARSE_FAILED", 400, parse_failed;
    /// The document does not fit the schema.
    ValidationFailed = "GRAPHQL_VALIDATION_FAILED", 400, validation_failed;
    /// Not signed in, or the token is expired or revoked. Sign in or refresh, then ask again.
    Unauthenticated = "UNAUTHENTICATED", 401, unauthenticated;
    /// The password is right, and the account has a second factor: send a code of it as well.
    SecondFactorRequired = "SECOND_FACTOR_REQUIRED", 401, second_factor_required;
    /// Signed in, but not entitled to this.
    Forbidden = "FORBIDDEN", 403, forbidden;
    /// There is no such row, or it is not the caller's to see: the two read the same.
    NotFound = "NOT_FOUND", 404, not_found;
    /// The row is no longer as the caller expects, or its state does not allow this. Read it again.
    Conflict = "CONFLICT", 409, conflict;
    /// Another row has this value already, visible to the caller or not.
    UniqueViolation = "UNIQUE_VIOLATION", 409, unique_violation;
    /// A row that is referred to does not exist, or the row is still referred to.
    ForeignKeyViolation = "FOREIGN_KEY_VIOLATION", 409, foreign_key_violation;
    /// A rule of the table refuses the values; a required value may be missing.
    CheckViolation = "CHECK_VIOLATION", 409, check_violation;
    /// Not a cursor of ours.
    CursorInvalid = "CURSOR_INVALID", 400, cursor_invalid;
    /// The cursor was made for another list or another order. Start from the first page.
    CursorMismatch = "CURSOR_MISMATCH", 400, cursor_mismatch;
    /// The change log cannot continue from here without a gap. Subscribe again with a snapshot.
    ResyncRequired = "RESYNC_REQUIRED", 410, resync_required;
    /// The document is nested deeper than the limit, `max`.
    QueryTooDeep = "QUERY_TOO_DEEP", 400, query_too_deep;
    /// The document asks for more than the limit named in the error.
    QueryTooComplex = "QUERY_TOO_COMPLEX", 400, query_too_complex;
    /// Too many requests. `retryAfterSeconds` says when to try again.
    RateLimited = "RATE_LIMITED", 429, rate_limited;
    /// An operator has ended this subscription. Start it again only if it is still needed, from its last cursor.
    SubscriptionEnded = "SUBSCRIPTION_ENDED", 410, subscription_ended;
    /// No document is stored under this hash or id. Send it in full.
    PersistedQueryNotFound = "PERSISTED_QUERY_NOT_FOUND", 404, persisted_query_not_found;
    /// A stored value is not one that the schema lists; the field is null.
    UnexpectedValue = "UNEXPECTED_VALUE", 500, unexpected_value;
    /// It took longer than is allowed and was stopped. Ask for less.
    Timeout = "TIMEOUT", 504, timeout;
    /// Nothing was done, for lack of room or because of simultaneous writes. Send the same request again.
    TryAgain = "TRY_AGAIN", 503, try_again;
}

const INTERNAL: Code = Code {
    name: "INTERNAL_SERVER_ERROR",
    status: 500,
    description: "Our fault. The request id leads us to the cause.",
};

const INTERNAL_MESSAGE: &str = "Something went wrong on our side.";

/// What a client may read about an error.
#[derive(Debug, Clone)]
pub struct Detail(Box<Parts>);

#[derive(Debug, Clone)]
struct Parts {
    message: Cow<'static, str>,
    field: Option<Cow<'static, str>>,
    extensions: Map<String, Value>,
    rule: Option<String>,
}

impl Detail {
    fn new(message: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Parts { message: message.into(), field: None, extensions: Map::new(), rule: None }))
    }
}

impl fmt::Display for Detail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl Error {
    /// Our fault, with a text for the log.
    pub fn internal(cause: impl fmt::Display + fmt::Debug + Send + Sync + 'static) -> Self {
        Self::Internal(anyhow::Error::msg(cause))
    }

    /// The connection to the database ended before anything was kept.
    fn connection_lost() -> Self {
        Self::try_again("The connection to the database was lost. Try again.")
    }

    /// The usual answer for a row that is absent or hidden.
    pub fn no_such_row() -> Self {
        Self::not_found("There is no such row, or it is not yours to see.")
    }

    /// Names the argument or input field that is at fault, such as `input.email`.
    #[must_use]
    pub fn field(mut self, field: impl Into<Cow<'static, str>>) -> Self {
        if let Some(detail) = self.detail_mut() {
            detail.0.field = Some(field.into());
        }
        self
    }

    /// Names what the field at fault stands in: within `filter`, `dueDate.gt` is `filter.dueDate.gt`.
    #[must_use]
    pub fn within(mut self, outer: &str) -> Self {
        if let Some(detail) = self.detail_mut() {
            detail.0.field = Some(match detail.0.field.take() {
                Some(inner) => format!("{outer}.{inner}").into(),
                None => outer.to_owned().into(),
            });
        }
        self
    }

    /// Adds an entry to `extensions`, such as the limit that was exceeded.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        if let Some(detail) = self.detail_mut() {
            detail.0.extensions.insert(key.to_owned(), value.into());
        }
        self
    }

    /// What the database calls the rule that refused, or the column that lacks a value. Never shown.
    pub fn rule(&self) -> Option<&str> {
        self.detail().and_then(|detail| detail.0.rule.as_deref())
    }

    fn with_rule(mut self, rule: Option<&str>) -> Self {
        if let Some(detail) = self.detail_mut() {
            detail.0.rule = rule.map(str::to_owned);
        }
        self
    }

    /// `extensions.code`.
    pub fn code(&self) -> &'static str {
        self.kind().name
    }

    /// HTTP status of a request that fails as a whole with this error.
    pub fn status(&self) -> u16 {
        self.kind().status
    }

    /// A text that is safe for clients.
    pub fn message(&self) -> &str {
        self.detail().map_or(INTERNAL_MESSAGE, |detail| &detail.0.message)
    }

    /// `extensions` as a client reads them, without the request id.
    pub fn extensions(&self) -> Map<String, Value> {
        let mut extensions = Map::new();
        extensions.insert("code".to_owned(), self.code().into());
        if let Some(detail) = self.detail() {
            if let Some(field) = &detail.0.field {
                extensions.insert("field".to_owned(), field.as_ref().into());
            }
            extensions.extend(detail.0.extensions.clone());
        }
        extensions
    }

    /// Writes the cause of an internal error to the log. To be called where an error becomes a response.
    pub fn log(&self) {
        if let Self::Internal(cause) = self {
            tracing::error!(error = format!("{cause:#}"), "internal error");
        }
    }
}

impl From<anyhow::Error> for Error {
    /// An error of ours that went through `anyhow` comes out as it was.
    fn from(error: anyhow::Error) -> Self {
        error.downcast().unwrap_or_else(Self::Internal)
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::RowNotFound => Self::no_such_row(),
            sqlx::Error::Database(cause) => {
                let sqlstate = cause.code().unwrap_or_default();
                match of_sqlstate(&sqlstate, cause.constraint()) {
                    Some(known) => {
                        // What PostgreSQL says of a value that it cannot use, it says with the value.
                        let words = if sqlstate.starts_with("22") { "" } else { cause.message() };
                        tracing::debug!(%sqlstate, cause = words, "refused by the database");
                        let column =
                            cause.try_downcast_ref::<PgDatabaseError>().and_then(|cause| cause.column());
                        known.with_rule(cause.constraint().or(column))
                    }
                    None => Self::Internal(error.into()),
                }
            }
            sqlx::Error::Io(cause) => {
                tracing::warn!(error = %cause, "a connection to the database was lost");
                Self::connection_lost()
            }
            _ => Self::Internal(error.into()),
        }
    }
}

impl From<sea_orm::DbErr> for Error {
    fn from(error: sea_orm::DbErr) -> Self {
        use sea_orm::{DbErr, RuntimeErr};
        match error {
            DbErr::Conn(RuntimeErr::SqlxError(cause))
            | DbErr::Exec(RuntimeErr::SqlxError(cause))
            | DbErr::Query(RuntimeErr::SqlxError(cause)) => match std::sync::Arc::try_unwrap(cause) {
                Ok(cause) => cause.into(),
                Err(shared) => Self::Internal(shared.into()),
            },
            DbErr::RecordNotFound(_) | DbErr::RecordNotUpdated => Self::no_such_row(),
            other => Self::Internal(other.into()),
        }
    }
}

/// What a client can do about a refusal of PostgreSQL; `None` where it is our fault.
fn of_sqlstate(sqlstate: &str, constraint: Option<&str>) -> Option<Error> {
    let error = match sqlstate {
        "23505" => Error::unique_violation("Another row has this value already."),
        "23503" => Error::foreign_key_violation(
            "A row that is referred to does not exist, or this row is still in use.",
        ),
        "23502" | "23514" => Error::check_violation("The values break a rule of this table."),
        // `RAISE EXCEPTION` without a code: a trigger that guards a table.
        "P0001" => Error::check_violation("A rule of this table refuses the change."),
        "23P01" => Error::conflict("Another row overlaps with this one."),
        // Row level security, missing grants, and functions that refuse their caller.
        "42501" => Error::forbidden("You are not allowed to do this."),
        "P0002" => Error::no_such_row(),
        "40001" | "40P01" | "55P03" => {
            Error::try_again("Others changed the same rows at the same time. Try again.")
        }
        "53300" | "57P03" => Error::try_again("The database has no room at the moment. Try again."),
        // Only a commit may have been done all the same; who waits for one does not ask here.
        _ if sqlstate.starts_with("57P") || sqlstate.starts_with("08") => Error::connection_lost(),
        // Raised where the change log is read.
        "WG410" => Error::resync_required(
            "The change log does not reach back that far. Subscribe again with a snapshot.",
        ),
        "57014" => Error::timeout("The database took too long and was stopped."),
        "54000" => Error::bad_user_input("A value is too long."),
        "22023" => Error::bad_user_input(
            "A value is not one of those that are known, such as the names of time zones.",
        ),
        _ if sqlstate.starts_with("22") => Error::bad_user_input("A value is out of range or malformed."),
        _ => return None,
    };
    Some(match constraint.and_then(of_constraint) {
        Some(field) => error.field(field),
        None => error,
    })
}

/// The input field that a constraint speaks of. The only way by which a constraint's name has an effect on an answer.
fn of_constraint(name: &str) -> Option<&'static str> {
    match name {
        "users_email_key" | "users_email_unique" => Some("email"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    #[test]
    fn codes_are_unique_and_described() {
        let mut names: Vec<_> = CODES.iter().map(|code| code.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), CODES.len());
        assert!(CODES.iter().all(|code| code.description.ends_with('.')));
    }

    #[test]
    fn the_readme_has_every_code() {
        let mut table = String::from("| Code | Status | What it means |\n|---|---|---|\n");
        for Code { name, status, description } in CODES {
            writeln!(table, "| `{name}` | {status} | {description} |").unwrap();
        }
        assert!(include_str!("../README.md").contains(&table), "README.md lacks this table:\n{table}");
    }

    #[test]
    fn a_client_reads_code_field_and_limits() {
        let error = Error::bad_user_input("At most 1000 rows.").field("first").with("max", 1000);
        assert_eq!(
            Value::Object(error.extensions()),
            serde_json::json!({"code": "BAD_USER_INPUT", "field": "first", "max": 1000})
        );
        assert_eq!((error.status(), error.message()), (400, "At most 1000 rows."));
        let inside = Error::bad_user_input("x").within("gt").within("dueDate").within("filter");
        assert_eq!(inside.extensions()["field"], "filter.dueDate.gt");
    }

    #[test]
    fn an_internal_cause_stays_inside() {
        let error = Error::internal("password of db-7 is wrong").field("secret");
        assert_eq!(error.to_string(), INTERNAL_MESSAGE);
        assert_eq!(error.message(), INTERNAL_MESSAGE);
        assert_eq!(Value::Object(error.extensions()), serde_json::json!({"code": "INTERNAL_SERVER_ERROR"}));
    }

    #[test]
    fn an_error_survives_anyhow() {
        let through: Error = anyhow::Error::from(Error::conflict("Changed meanwhile.")).into();
        assert_eq!(through.code(), "CONFLICT");
    }

    #[test]
    fn sqlstates_become_codes() {
        let code =
            |sqlstate| of_sqlstate(sqlstate, None).map_or("INTERNAL_SERVER_ERROR", |error| error.code());
        assert_eq!(code("23505"), "UNIQUE_VIOLATION");
        assert_eq!(code("23503"), "FOREIGN_KEY_VIOLATION");
        assert_eq!(code("23502"), "CHECK_VIOLATION");
        assert_eq!(code("42501"), "FORBIDDEN");
        assert_eq!(code("57014"), "TIMEOUT");
        assert_eq!(code("22P02"), "BAD_USER_INPUT");
        assert_eq!(code("40P01"), "TRY_AGAIN");
        assert_eq!(code("57P01"), "TRY_AGAIN");
        assert_eq!(code("42P01"), "INTERNAL_SERVER_ERROR");
    }
}
