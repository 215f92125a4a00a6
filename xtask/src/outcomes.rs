//! Compares a file of measured sign-ins with what the domain says about them.

use anyhow::{Result, anyhow, bail};
use login_policy::measurements;
use std::path::Path;

/// Prints by which rules the file is judged, every member that disagrees, and the count; fails if one
/// does.
pub fn check(file: &Path) -> Result<()> {
    let text = fs_err::read_to_string(file)?;
    let checked =
        measurements::check(&text).map_err(|reason| anyhow!("{}: {reason}", file.display()))?;
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
    if !rows.is_empty() {
        bail!(
            "{} of {} rows disagree with what the console would say.",
            rows.len(),
            checked.rows
        );
    }
    Ok(())
}
