//! Compares a file of measured sign-ins with what the domain says about them.

use crate::failure::Failure;
use login_policy::measurements;
use std::fs;
use std::path::Path;

/// Prints by which rules the file is judged, every member that disagrees, and the count.
pub fn check(file: &Path) -> Result<(), Failure> {
    let text = fs::read_to_string(file).map_err(Failure::file(file))?;
    let checked =
        measurements::check(&text).map_err(|reason| Failure::content(file.display(), reason))?;
    println!("Judged by the rules since {}.", checked.rules.since());
    for disagreement in &checked.disagreements {
        println!("{disagreement}");
    }
    let mut rows: Vec<usize> = checked.disagreements.iter().map(|one| one.index).collect();
    rows.dedup();
    println!(
        "{} of {} rows agree.",
        checked.rows - rows.len(),
        checked.rows
    );
    if rows.is_empty() {
        return Ok(());
    }
    Err(Failure::Verdict(format!(
        "{} of {} rows disagree with what the console would say.",
        rows.len(),
        checked.rows
    )))
}
