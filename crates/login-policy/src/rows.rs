//! Measured sign-ins as they stand in a file, compared with what [`outcome`] says about them.
//!
//! Behind the feature `rows`, for tests and for the developer's tools: nothing of it is in the
//! browser, and it is the one place of this crate that reads JSON. It adds no rule of its own.
//!
//! A row has `login`, `policy`, `person`, perhaps `chose`, then what was seen: `outcome`, `steps`,
//! `offers`, `amr`, `api`, `error`. Of the last four an absent one means that there was none.

mod names;
mod reading;

use core::fmt;

use serde_json::Value as Json;

use crate::outcome::{Outcome, outcome};
use crate::people::{LoginVersion, Means, Way};
use crate::policy::LoginSettings;

/// One row as arguments of [`outcome`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// The settings.
    pub policy: LoginSettings,
    /// The sign-in pages.
    pub login: LoginVersion,
    /// The person.
    pub means: Means,
    /// What they pressed.
    pub way: Way,
}

/// One member of one row that came out differently.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Disagreement {
    /// Which row, from zero.
    pub index: usize,
    /// Which member; `row` where it could not be read at all.
    pub what: &'static str,
    /// As measured, as JSON.
    pub expected: String,
    /// As [`outcome`] says, as JSON.
    pub got: String,
}

impl fmt::Display for Disagreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            index,
            what,
            expected,
            got,
        } = self;
        write!(f, "row {index}: {what} was {expected}, said {got}")
    }
}

/// All rows of a file, compared.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Checked {
    /// How many rows there were.
    pub rows: usize,
    /// Of how many the outcome was called measured.
    pub called_measured: usize,
    /// What came out differently.
    pub disagreements: Vec<Disagreement>,
}

/// The file is no list of rows: neither an array nor an object with an array `rows`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NoRows(
    /// Why, in English, for a log.
    pub String,
);

impl fmt::Display for NoRows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no list of measured sign-ins: {}", self.0)
    }
}

impl core::error::Error for NoRows {}

/// Compares every row of a file with [`outcome`].
///
/// # Errors
/// [`NoRows`] when the text is no list of rows. A row that cannot be read is a disagreement.
pub fn check(json_text: &str) -> Result<Checked, NoRows> {
    let mut checked = Checked::default();
    for (index, row) in rows(json_text)?.iter().enumerate() {
        checked.rows += 1;
        check_row(index, row, &mut checked);
    }
    Ok(checked)
}

/// The rows of a file as they stand there.
///
/// # Errors
/// [`NoRows`] when the text is no list of rows.
pub fn rows(json_text: &str) -> Result<Vec<Json>, NoRows> {
    let json: Json = serde_json::from_str(json_text).map_err(|error| NoRows(error.to_string()))?;
    match json {
        Json::Array(rows) => Ok(rows),
        Json::Object(mut members) => match members.remove("rows") {
            Some(Json::Array(rows)) => Ok(rows),
            _ => Err(NoRows("`rows` is no array".to_owned())),
        },
        _ => Err(NoRows("neither an array nor an object".to_owned())),
    }
}

/// One row as arguments of [`outcome`].
///
/// # Errors
/// The name of the member that cannot be read.
pub fn read(row: &Json) -> Result<Row, String> {
    reading::row(row)
}

fn check_row(index: usize, row: &Json, checked: &mut Checked) {
    let mut differs = |what, expected: &Json, got: Json| {
        if *expected != got {
            let (expected, got) = (expected.to_string(), got.to_string());
            checked.disagreements.push(Disagreement {
                index,
                what,
                expected,
                got,
            });
        }
    };
    let arguments = match read(row) {
        Ok(arguments) => arguments,
        Err(member) => return differs("row", row, Json::String(format!("cannot read {member}"))),
    };
    let Row {
        policy,
        login,
        means,
        way,
    } = arguments;
    let seen = |member| row.get(member).unwrap_or(&Json::Null);
    match outcome(&policy, login, &means, way) {
        Err(why) => differs("outcome", seen("outcome"), Json::String(format!("{why:?}"))),
        Ok(said) => {
            differs("outcome", seen("outcome"), names::ending(&said.end).into());
            differs(
                "steps",
                seen("steps"),
                said.steps.iter().map(names::step).collect(),
            );
            differs("offers", seen("offers"), names::first_page(&said));
            differs("amr", seen("amr"), names::amr(&said));
            differs("api", seen("api"), names::api(&said));
            differs("error", seen("error"), names::error(&said));
            checked.called_measured += usize::from(is_called_measured(&said));
        }
    }
}

fn is_called_measured(said: &Outcome) -> bool {
    said.basis == crate::outcome::Basis::Measured
}

#[cfg(test)]
mod tests;
