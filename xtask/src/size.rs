//! What a first visit downloads, and what comes later with the first change, against the budget in
//! `xtask/size-budget.toml`.
//!
//! Counts everything in `dist/`, but of the catalogues only the English one: a visit loads one.

use crate::compress::{Coding, compressed};
use crate::failure::Failure;
use crate::{fingerprint, paths};
use std::fs;
use std::path::Path;

/// The sizes of one file, in bytes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Weight {
    /// Its path in `dist/`.
    pub name: String,
    /// As it is.
    pub raw: usize,
    /// With gzip.
    pub gzip: usize,
    /// With Brotli at its highest quality.
    pub brotli: usize,
}

impl Weight {
    /// Whether it is downloaded only when there is something to apply.
    fn is_later(&self) -> bool {
        self.name.starts_with("split_") || self.name.starts_with("locales/plan/")
    }
}

/// The most that a first visit may weigh, in bytes after Brotli.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Budget {
    /// Everything that a first visit downloads.
    pub total: usize,
    /// What comes with the first change.
    pub later: usize,
    /// The stylesheets.
    pub css: usize,
}

/// Weighs `dist/`, prints the table, and fails above the budget.
pub fn check(dist: &Path) -> Result<(), Failure> {
    let budget = read_budget()?;
    let weights = weigh(dist)?;
    println!("{:>9} {:>9} {:>9}  file", "raw", "gzip", "brotli");
    for weight in &weights {
        line(weight, &weight.name);
    }
    let (later, first): (Vec<&Weight>, Vec<&Weight>) =
        weights.iter().partition(|weight| weight.is_later());
    line(&sum(&first), "on a first visit");
    line(&sum(&later), "with the first change");
    let excess = excess(&weights, budget);
    if excess.is_empty() {
        println!(
            "Within the budget: first visit {}, of it styles {}; later {}.",
            budget.total, budget.css, budget.later
        );
        return Ok(());
    }
    Err(Failure::Verdict(excess.join("\n")))
}

fn line(weight: &Weight, name: &str) {
    println!(
        "{:>9} {:>9} {:>9}  {name}",
        weight.raw, weight.gzip, weight.brotli
    );
}

fn sum(weights: &[&Weight]) -> Weight {
    let of = |one: fn(&Weight) -> usize| weights.iter().map(|weight| one(weight)).sum();
    Weight {
        name: String::new(),
        raw: of(|weight| weight.raw),
        gzip: of(|weight| weight.gzip),
        brotli: of(|weight| weight.brotli),
    }
}

fn weigh(dist: &Path) -> Result<Vec<Weight>, Failure> {
    let mut weights = Vec::new();
    collect(dist, dist, &mut weights)?;
    if weights.is_empty() {
        return Err(Failure::content(dist.display(), "there is nothing in it."));
    }
    Ok(weights)
}

fn collect(dist: &Path, folder: &Path, weights: &mut Vec<Weight>) -> Result<(), Failure> {
    for path in fingerprint::sorted(folder)? {
        if path.is_dir() {
            collect(dist, &path, weights)?;
            continue;
        }
        let name = path
            .strip_prefix(dist)
            .unwrap_or(&path)
            .display()
            .to_string();
        if name.starts_with("locales/") && !name.ends_with("/en.json") {
            continue;
        }
        let bytes = fs::read(&path).map_err(Failure::file(&path))?;
        let small = |coding| compressed(&bytes, coding).map_err(Failure::file(&path));
        weights.push(Weight {
            name,
            raw: bytes.len(),
            gzip: small(Coding::Gzip)?.len(),
            brotli: small(Coding::Brotli)?.len(),
        });
    }
    Ok(())
}

fn excess(weights: &[Weight], budget: Budget) -> Vec<String> {
    let of = |picks: fn(&&Weight) -> bool| -> usize {
        weights
            .iter()
            .filter(picks)
            .map(|weight| weight.brotli)
            .sum()
    };
    let css = of(|weight| weight.name.ends_with(".css"));
    [
        (
            "A first visit weighs",
            of(|weight| !weight.is_later()),
            budget.total,
        ),
        ("The styles weigh", css, budget.css),
        (
            "The first change weighs",
            of(|weight| weight.is_later()),
            budget.later,
        ),
    ]
    .into_iter()
    .filter(|(_, weight, most)| weight > most)
    .map(|(what, weight, most)| format!("{what} {weight} bytes; the budget is {most}."))
    .collect()
}

fn read_budget() -> Result<Budget, Failure> {
    let path = paths::root().join("xtask/size-budget.toml");
    let text = fs::read_to_string(&path).map_err(Failure::file(&path))?;
    let read = |name| {
        number(&text, name)
            .ok_or_else(|| Failure::content(path.display(), format!("has no line `{name} = …`.")))
    };
    Ok(Budget {
        total: read("total")?,
        later: read("later")?,
        css: read("css")?,
    })
}

/// The number in a line `name = 135_000`.
fn number(text: &str, name: &str) -> Option<usize> {
    text.lines().find_map(|line| {
        let (key, value) = line.split_once('=')?;
        (key.trim() == name).then(|| value.trim().replace('_', "").parse().ok())?
    })
}

#[cfg(test)]
mod tests {
    use super::{Budget, Weight, excess, number};

    fn weight(name: &str, brotli: usize) -> Weight {
        Weight {
            name: name.to_owned(),
            raw: 9,
            gzip: 9,
            brotli,
        }
    }

    const BUDGET: Budget = Budget {
        total: 100,
        later: 50,
        css: 10,
    };

    #[test]
    fn exactly_the_budget_is_allowed() {
        assert!(excess(&[weight("a.wasm", 90), weight("a.css", 10)], BUDGET).is_empty());
    }

    #[test]
    fn a_byte_above_is_refused_with_both_figures() {
        let found = excess(&[weight("a.wasm", 90), weight("a.css", 11)], BUDGET);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(
            found[0].contains("101") && found[0].contains("100"),
            "{found:?}"
        );
    }

    #[test]
    fn what_comes_later_has_a_budget_of_its_own() {
        let parts = [
            weight("a.wasm", 100),
            weight("split_plan-1.wasm", 40),
            weight("locales/plan/en.json", 10),
        ];
        assert!(excess(&parts, BUDGET).is_empty());
        let found = excess(&[weight("split_plan-1.wasm", 51)], BUDGET);
        assert_eq!(found.len(), 1, "{found:?}");
    }

    #[test]
    fn a_budget_line_may_group_digits() {
        assert_eq!(number("# x\ntotal = 135_000\n", "total"), Some(135_000));
        assert_eq!(number("total = many\n", "total"), None);
    }
}
