//! Measured sign-ins as they stand in a file, compared with what [`outcome`] says about them.
//!
//! Behind the feature `measurements`, for tests and for the developer's tools: nothing of it is in the
//! browser, and it is the one place of this crate that reads JSON. It adds no rule of its own.
//!
//! A row has `login`, `policy`, `person`, perhaps `chose`, then what was seen: `outcome`, `steps`,
//! `offers`, `amr`, `api`, `error`. Of the last four an absent one means that there was none. The
//! file's member `zitadel`, or a row's own, names the server: a commit that was run or a version.
//! Without it a file is one of the first server. Somebody who chose what the page does not offer
//! took what it proposed.

mod names;
mod reading;
mod row;

use core::fmt;

use serde_json::Value as Json;
use thiserror::Error;

use crate::outcome::{NotKnown, Outcome, outcome};
use crate::people::SignInPath;
use crate::rules::{Measurement, Rules};

pub use row::Row;

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
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Checked {
    /// The rules of the server at which the rows were measured that do not name one of their own.
    pub rules: Rules,
    /// How many rows there were.
    pub rows: usize,
    /// Of how many the outcome was called measured.
    pub called_measured: usize,
    /// What came out differently.
    pub disagreements: Vec<Disagreement>,
}

/// The file is no list of rows: neither an array nor an object with an array `rows`.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("no list of measured sign-ins: {0}")]
pub struct MeasurementsError(
    /// Why, in English, for a log.
    pub String,
);

/// Compares every row of a file with [`outcome`].
///
/// # Errors
/// [`MeasurementsError`] when the text is no list of rows. A row that cannot be read is a disagreement.
pub fn check(json_text: &str) -> Result<Checked, MeasurementsError> {
    let file = parse(json_text)?;
    let mut checked = Checked {
        rules: file.rules,
        rows: 0,
        called_measured: 0,
        disagreements: Vec::new(),
    };
    for (index, row) in file.rows.iter().enumerate() {
        checked.rows += 1;
        check_row(index, row, file.rules, &mut checked);
    }
    Ok(checked)
}

/// The rows of a file as they stand there.
#[derive(Clone, PartialEq, Debug)]
pub struct File {
    /// The rules of the server at which they were measured, as far as no row says otherwise.
    pub rules: Rules,
    /// The rows.
    pub rows: Vec<Json>,
}

/// Reads a file without looking into its rows.
///
/// # Errors
/// [`MeasurementsError`] when the text is no list of rows, or names a server that is not known.
pub fn parse(json_text: &str) -> Result<File, MeasurementsError> {
    let json: Json =
        serde_json::from_str(json_text).map_err(|error| MeasurementsError(error.to_string()))?;
    let first = Measurement::V4_3.rules();
    match json {
        Json::Array(rows) => Ok(File { rules: first, rows }),
        Json::Object(mut members) => {
            let rules = match members.get("zitadel") {
                None => first,
                Some(server) => server.as_str().and_then(reading::rules).ok_or_else(|| {
                    MeasurementsError(format!("`zitadel` is no known server: {server}"))
                })?,
            };
            match members.remove("rows") {
                Some(Json::Array(rows)) => Ok(File { rules, rows }),
                _ => Err(MeasurementsError("`rows` is no array".to_owned())),
            }
        }
        _ => Err(MeasurementsError(
            "neither an array nor an object".to_owned(),
        )),
    }
}

/// One row of a file as arguments of [`outcome`].
///
/// # Errors
/// The name of the member that cannot be read.
pub fn parse_row(row: &Json, file: Rules) -> Result<Row, String> {
    reading::row(row, file)
}

/// What is said of a row. A way that the pages do not offer could not be chosen.
///
/// # Errors
/// As [`outcome`].
pub fn outcome_of(row: &Row) -> Result<Outcome, NotKnown> {
    let by = |path| outcome(&row.policy, row.login, row.rules, &row.methods, path);
    match by(row.path) {
        Err(NotKnown::PathNotOffered) => by(SignInPath::Proposed),
        said => said,
    }
}

fn check_row(index: usize, row: &Json, file: Rules, checked: &mut Checked) {
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
    let arguments = match parse_row(row, file) {
        Ok(arguments) => arguments,
        Err(member) => return differs("row", row, Json::String(format!("cannot read {member}"))),
    };
    let (login, rules) = (arguments.login, arguments.rules);
    let seen = |member| row.get(member).unwrap_or(&Json::Null);
    match outcome_of(&arguments) {
        Err(why) => differs("outcome", seen("outcome"), Json::String(format!("{why:?}"))),
        Ok(said) => {
            differs("outcome", seen("outcome"), names::ending(&said.end).into());
            differs(
                "steps",
                seen("steps"),
                names::steps(&said, login, rules).into(),
            );
            differs("offers", seen("offers"), names::first_page(&said));
            differs("amr", seen("amr"), names::amr(&said));
            differs("api", seen("api"), names::api(&said));
            differs("error", seen("error"), names::error(&said, rules));
            checked.called_measured += usize::from(is_called_measured(&said));
        }
    }
}

fn is_called_measured(said: &Outcome) -> bool {
    said.basis == crate::outcome::Basis::Measured
}

#[cfg(test)]
mod tests;
