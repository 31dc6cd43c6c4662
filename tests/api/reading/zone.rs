//! Spans of time in time zones, by calendar: what PostgreSQL knows from its tables, for the few zones that are asked for.

use chrono::{DateTime, Datelike as _, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike as _};

/// A zone, as far as the rows of the tests reach: long ago by the sun, since 1969 by law.
#[derive(Debug, Clone, Copy)]
pub struct Zone {
    pub name: &'static str,
    /// Seconds ahead of UTC by the sun.
    sun: i64,
    /// Seconds ahead of UTC by law.
    law: i64,
    /// Whether clocks go an hour ahead in summer, as in the European Union.
    summer: bool,
}

pub const ZONES: [Zone; 4] = [
    Zone { name: "UTC", sun: 0, law: 0, summer: false },
    Zone { name: "Europe/Berlin", sun: 3_208, law: 3_600, summer: true },
    Zone { name: "Asia/Kolkata", sun: 21_208, law: 19_800, summer: false },
    Zone { name: "Asia/Tokyo", sun: 33_539, law: 32_400, summer: false },
];

/// Spans of time by their name in the API, shortest first.
pub const SPANS: [&str; 8] = ["EXACT", "MINUTE", "HOUR", "DAY", "WEEK", "MONTH", "QUARTER", "YEAR"];

/// The last Sunday of a month with 31 days, an hour past midnight.
fn last_sunday(year: i32, month: u32) -> NaiveDateTime {
    let last = NaiveDate::from_ymd_opt(year, month, 31).unwrap();
    let sunday = last - Days::new(last.weekday().num_days_from_sunday().into());
    sunday.and_hms_opt(1, 0, 0).unwrap()
}

impl Zone {
    fn ahead(self, utc: NaiveDateTime) -> TimeDelta {
        let year = utc.year();
        let is_summer =
            self.summer && year >= 1996 && (last_sunday(year, 3)..last_sunday(year, 10)).contains(&utc);
        let law = self.law + if is_summer { 3_600 } else { 0 };
        TimeDelta::seconds(if year < 1800 { self.sun } else { law })
    }

    /// When the span began that a time is in; in microseconds since 1970, as the time.
    pub fn begin(self, span: &str, us: i64) -> i64 {
        let utc = DateTime::from_timestamp_micros(us).unwrap().naive_utc();
        let ahead = self.ahead(utc);
        let local = begin(span, utc + ahead);
        let begun = match span {
            // Clocks are not set within these; or if they are, that is no new hour.
            "EXACT" | "MINUTE" | "HOUR" => local - ahead,
            _ => local - self.ahead(local - ahead),
        };
        begun.and_utc().timestamp_micros()
    }
}

/// When a span began by the clock on the wall.
pub fn begin(span: &str, at: NaiveDateTime) -> NaiveDateTime {
    let date = at.date();
    let first = |month| NaiveDate::from_ymd_opt(date.year(), month, 1).unwrap();
    let day = match span {
        "EXACT" => return at,
        "MINUTE" => return date.and_hms_opt(at.hour(), at.minute(), 0).unwrap(),
        "HOUR" => return date.and_hms_opt(at.hour(), 0, 0).unwrap(),
        "DAY" => date,
        "WEEK" => date - Days::new(date.weekday().num_days_from_monday().into()),
        "MONTH" => first(date.month()),
        "QUARTER" => first((date.month() - 1) / 3 * 3 + 1),
        _ => first(1),
    };
    day.and_time(NaiveTime::MIN)
}
