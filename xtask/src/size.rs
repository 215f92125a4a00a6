//! What a first visit downloads, against its budget.
//!
//! Counts everything in `dist/`, but of the catalogues only the English one: a visit loads one.

use crate::compress::brotli;
use crate::fingerprint;
use anyhow::{Result, bail};
use std::path::Path;

/// The most that a first visit may download, in bytes of Brotli at quality 11. Plain Leptos came out
/// at 510 kB; 300 kB is wanted, by means that leave the code as it reads.
const FIRST_VISIT: usize = 520_000;
/// The most of it that may be styles.
const CSS: usize = 9_000;

/// The sizes of one file, in bytes.
struct Weight {
    /// Its path in `dist/`.
    name: String,
    raw: usize,
    brotli: usize,
}

/// Weighs `dist/`, prints the parts, and fails above the budget.
pub fn check(dist: &Path) -> Result<()> {
    let weights = weigh(dist)?;
    println!("{:>9} {:>9}  file", "raw", "brotli");
    for weight in &weights {
        println!("{:>9} {:>9}  {}", weight.raw, weight.brotli, weight.name);
    }
    println!();
    for (kind, ending) in [
        ("WebAssembly", ".wasm"),
        ("JavaScript", ".js"),
        ("CSS", ".css"),
        ("HTML", ".html"),
        ("texts and settings", ".json"),
    ] {
        let part = sum(&weights, |name| name.ends_with(ending));
        println!("{:>9} {part:>9}  {kind}", "");
    }
    let total = sum(&weights, |_| true);
    println!("{:>9} {total:>9}  on a first visit, of {FIRST_VISIT}", "");
    let excess = excess(&weights);
    if !excess.is_empty() {
        bail!(excess.join("\n"));
    }
    Ok(())
}

fn weigh(dist: &Path) -> Result<Vec<Weight>> {
    let mut weights = Vec::new();
    for path in fingerprint::files(dist)? {
        let name = path
            .strip_prefix(dist)
            .unwrap_or(&path)
            .display()
            .to_string();
        let is_another_language = name.starts_with("locales/") && !name.ends_with("/en.json");
        if is_another_language || name.ends_with(".br") {
            continue;
        }
        let bytes = fs_err::read(&path)?;
        let compressed = match fs_err::read(dist.join(format!("{name}.br"))) {
            Ok(compressed) => compressed,
            Err(_) => brotli(&bytes)?,
        };
        weights.push(Weight {
            name,
            raw: bytes.len(),
            brotli: compressed.len(),
        });
    }
    Ok(weights)
}

fn sum(weights: &[Weight], picks: impl Fn(&str) -> bool) -> usize {
    let picked = weights.iter().filter(|weight| picks(&weight.name));
    picked.map(|weight| weight.brotli).sum()
}

fn excess(weights: &[Weight]) -> Vec<String> {
    let css = sum(weights, |name| name.ends_with(".css"));
    [
        ("A first visit weighs", sum(weights, |_| true), FIRST_VISIT),
        ("The styles weigh", css, CSS),
    ]
    .into_iter()
    .filter(|(_, weight, most)| weight > most)
    .map(|(what, weight, most)| format!("{what} {weight} bytes; the budget is {most}."))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::{CSS, FIRST_VISIT, Weight, excess};

    fn weight(name: &str, brotli: usize) -> Weight {
        Weight {
            name: name.to_owned(),
            raw: 9,
            brotli,
        }
    }

    #[test]
    fn exactly_the_budget_is_allowed() {
        let parts = [weight("a.wasm", FIRST_VISIT - CSS), weight("a.css", CSS)];
        assert!(excess(&parts).is_empty());
    }

    #[test]
    fn a_byte_above_is_refused_with_both_figures() {
        let parts = [
            weight("a.wasm", FIRST_VISIT - CSS),
            weight("a.css", CSS + 1),
        ];
        let found = excess(&parts);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(
            found[0].contains(&(FIRST_VISIT + 1).to_string())
                && found[0].contains(&FIRST_VISIT.to_string()),
            "{found:?}"
        );
    }
}
