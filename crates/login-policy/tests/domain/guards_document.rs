//! `docs/guards.md` and the guards: the same list, the same severities, the same sign-in pages.

use std::collections::BTreeSet;

use login_policy::guard::{GuardId, GuardInput, Logins, evaluate};
use proptest::prelude::*;

use crate::any::{delicate, facts, settings};

/// One entry of the document.
struct Entry {
    id: &'static str,
    text: &'static str,
}

impl Entry {
    /// The names in backticks of one point of the entry.
    fn names(&self, point: &str) -> BTreeSet<&'static str> {
        let start = format!("\n- {point}: ");
        let (_, rest) = self.text.split_once(&start).unwrap_or_else(|| {
            panic!("docs/guards.md: `{}` has no point {point:?}", self.id);
        });
        let end = rest.find("\n- ").unwrap_or(rest.len());
        rest[..end].split('`').skip(1).step_by(2).collect()
    }
}

fn document() -> Vec<Entry> {
    let text = include_str!("../../../../docs/guards.md");
    let entries = text.split("\n### `").skip(1);
    entries
        .map(|text| {
            let (id, text) = text.split_once('`').unwrap_or((text, ""));
            let end = text.find("\n#").unwrap_or(text.len());
            Entry {
                id,
                text: &text[..end],
            }
        })
        .collect()
}

fn entry(guard: GuardId) -> Entry {
    let found = document().into_iter().find(|entry| entry.id == guard.id());
    found.unwrap_or_else(|| panic!("docs/guards.md has no entry ### `{}`", guard.id()))
}

#[test]
fn the_document_tells_every_guard_once_in_order_and_no_other() {
    let told: Vec<&str> = document().iter().map(|entry| entry.id).collect();
    let all: Vec<&str> = GuardId::ALL.iter().map(|guard| guard.id()).collect();
    assert_eq!(told, all, "docs/guards.md against GuardId::ALL");
}

#[test]
fn every_entry_names_its_variant_and_says_when_and_why() {
    for guard in GuardId::ALL {
        let entry = entry(*guard);
        let variant = format!("{guard:?}");
        assert_eq!(entry.names("Variant"), BTreeSet::from([variant.as_str()]));
        for point in ["Severity", "Login", "Holds when", "Behind it"] {
            entry.names(point);
        }
    }
}

#[test]
fn an_id_is_the_variant_in_small_letters_with_hyphens() {
    for guard in GuardId::ALL {
        let mut id = String::new();
        for letter in format!("{guard:?}").chars() {
            if letter.is_uppercase() && !id.is_empty() {
                id.push('-');
            }
            id.extend(letter.to_lowercase());
        }
        assert_eq!(guard.id(), id);
    }
}

/// Every severity and every login of a finding is one that the document names.
fn check(
    facts: &GuardInput,
    base: &login_policy::LoginSettings,
    wanted: &login_policy::LoginSettings,
) {
    for logins in [Logins::BuiltIn, Logins::V2, Logins::EitherAppDecides] {
        for finding in evaluate(base, wanted, logins, facts) {
            let entry = entry(finding.guard);
            let severity = format!("{:?}", finding.severity);
            assert!(
                entry.names("Severity").contains(severity.as_str()),
                "{severity} of {finding:?}"
            );
            let told = entry.names("Login");
            assert_eq!(told.is_empty(), finding.login.is_empty(), "{finding:?}");
            for login in &finding.login {
                let login = format!("{login:?}");
                assert!(told.contains(login.as_str()), "{finding:?}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_finding_is_other_than_documented(
        base in settings(), wanted in settings(), facts in facts(),
    ) {
        check(&facts, &base, &wanted);
    }

    #[test]
    fn no_finding_about_a_delicate_change_is_other_than_documented(
        base in delicate(), wanted in delicate(), facts in facts(),
    ) {
        check(&facts, &base, &wanted);
    }
}
