//! What several journeys do: the settings they begin with, and what they expect of receipts.

use crate::context::{Screen, TestContext};
use crate::error::{TestResult, ensure_contains, ensure_eq};
use crate::instance::Settings;
use crate::page::parse;
use crate::wait::wait_until;
use serde::Deserialize;

pub(super) const VERIFIED: &str = "MULTI_FACTOR_TYPE_U2F_WITH_VERIFICATION";
pub(super) const OTP: &str = "SECOND_FACTOR_TYPE_OTP";
pub(super) const U2F: &str = "SECOND_FACTOR_TYPE_U2F";

/// The settings these journeys begin with: passkeys on, the one kind of passkey accepted, and
/// whatever somebody else is going to switch on still off.
pub(super) fn usual_settings(ctx: &TestContext<'_>) -> TestResult<Settings> {
    let usual = ctx
        .instance
        .settings()?
        .with_passkeys(true)
        .with_text("passwordCheckLifetime", "864000s")
        .with("hidePasswordReset", false)
        .with("ignoreUnknownUsernames", false)
        .without("defaultRedirectUri")
        .with_multi(&[VERIFIED])
        .with_second(&[OTP, U2F]);
    ctx.instance.write_settings(&usual)?;
    Ok(usual)
}

/// The answer to a write.
#[derive(Deserialize)]
struct Answer {
    method: String,
    sequence: u64,
}

/// Every receipt shows the sequence of the answer it stands for, and the page ends up at the last.
/// `before` counts the calls that were answered before these.
pub(super) fn receipts_show(ctx: &TestContext<'_>, before: usize, methods: &[&str]) -> TestResult {
    let all = before + methods.len();
    let answers = wait_until(&format!("{all} answered calls"), || {
        let answers: Vec<Answer> = parse(ctx.page.eval("__probe.answers")?)?;
        Ok(Some(answers).filter(|answers| answers.len() >= all))
    })?;
    let newest = &answers[before..];
    let found: Vec<&str> = newest.iter().map(|one| one.method.as_str()).collect();
    ensure_eq("answered calls", found, methods)?;
    let last = newest.last().map_or(0, |one| one.sequence);
    ctx.page.wait_for_text(".facts", &last.to_string())?;
    let count = methods.len() as u64;
    ctx.screen().wait_tally(count, count)?;
    let receipts = ctx.screen().receipts()?;
    for (answer, receipt) in newest.iter().zip(&receipts) {
        ensure_contains("a receipt", &receipt.text, &answer.sequence.to_string())?;
        ensure_contains("a receipt", &receipt.text, &ctx.texts.get("word.owner")?)?;
    }
    wait_until("the instance to show it", || {
        Ok((ctx.instance.sequence()? >= last).then_some(()))
    })
}

/// Reviews a change that harms people in the built-in login alone, acknowledges the finding of a guard
/// if anybody may meet that login, and applies the change.
pub(super) fn read_and_apply(
    ctx: &TestContext<'_>,
    screen: &Screen<'_>,
    guard: &str,
) -> TestResult {
    screen.open_full_review()?;
    if ctx.instance.has_built_in_login()? {
        screen.acknowledge(guard)?;
    }
    screen.apply(1)
}
