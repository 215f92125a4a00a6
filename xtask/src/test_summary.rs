//! Counts tests by the closing lines that Rust's test runners print.

use std::fmt;

/// How many tests passed and failed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct TestSummary {
    /// How many passed.
    pub passed: u64,
    /// How many failed.
    pub failed: u64,
}

impl TestSummary {
    /// Adds what a line says if it is a closing line: `test result: ok. 3 passed; 0 failed; …`.
    pub fn read(&mut self, line: &str) {
        let plain = without_colours(line);
        let Some(rest) = plain.trim_start().strip_prefix("test result: ") else {
            return;
        };
        let number = |word: &str| {
            let (before, _) = rest.split_once(word)?;
            before.split_whitespace().last()?.parse::<u64>().ok()
        };
        self.passed += number(" passed").unwrap_or(0);
        self.failed += number(" failed").unwrap_or(0);
    }

    /// Adds what another suite gave.
    pub fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for TestSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// A line without terminal colours (ECMA-48 `CSI … m`).
fn without_colours(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, behind)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        rest = behind.split_once('m').map_or("", |(_, after)| after);
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::TestSummary;

    fn check(lines: &[&str], passed: u64, failed: u64) {
        let mut summary = TestSummary::default();
        lines.iter().for_each(|line| summary.read(line));
        assert_eq!(summary, TestSummary { passed, failed });
    }

    #[test]
    fn closing_lines_are_added_up() {
        check(
            &[
                "running 3 tests",
                "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s",
                "test result: FAILED. 12 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.00s",
            ],
            15,
            2,
        );
    }

    #[test]
    fn colours_do_not_hide_a_closing_line() {
        check(
            &["test result: \u{1b}[32mok\u{1b}(B\u{1b}[m. 7 passed; 0 failed; 1 ignored"],
            7,
            0,
        );
    }

    #[test]
    fn other_lines_count_nothing() {
        check(
            &["5 passed, 1 failed", "test a ... ok", "error: test failed"],
            0,
            0,
        );
    }
}
