//! What several journeys do: the settings they begin with, and what they expect of receipts.

use crate::clock::{SOON, until};
use crate::instance::Settings;
use crate::stage::{Screen, Stage};
use crate::trouble::{Verdict, holds, same};

pub(super) const VERIFIED: &str = "MULTI_FACTOR_TYPE_U2F_WITH_VERIFICATION";
pub(super) const OTP: &str = "SECOND_FACTOR_TYPE_OTP";
pub(super) const U2F: &str = "SECOND_FACTOR_TYPE_U2F";

/// The settings these journeys begin with: passkeys on, the one kind of passkey accepted, and
/// whatever somebody else is going to switch on still off.
pub(super) fn usual(stage: &Stage<'_>) -> Verdict<Settings> {
    let usual = stage
        .instance
        .settings()?
        .with_passkeys(true)
        .with_text("passwordCheckLifetime", "864000s")
        .with("hidePasswordReset", false)
        .with("ignoreUnknownUsernames", false)
        .without("defaultRedirectUri")
        .with_multi(&[VERIFIED])
        .with_second(&[OTP, U2F]);
    stage.instance.settle(&usual)?;
    Ok(usual)
}

/// The sequences that the answers to writes in this page carried.
fn answered(stage: &Stage<'_>) -> Verdict<Vec<(String, u64)>> {
    let answers = stage.page.ask("__watch.answers")?;
    let all = answers.as_array().cloned().unwrap_or_default();
    Ok(all
        .iter()
        .map(|one| {
            let method = one["method"].as_str().unwrap_or_default().to_owned();
            (method, one["sequence"].as_u64().unwrap_or(0))
        })
        .collect())
}

/// Every receipt shows the sequence of the answer it stands for, and the page ends up at the last.
/// `before` counts the calls that were answered before these.
pub(super) fn receipts_show(stage: &Stage<'_>, before: usize, methods: &[&str]) -> Verdict {
    let all = before + methods.len();
    let answers = until(&format!("{all} answered calls"), SOON, || {
        Ok(Some(answered(stage)?).filter(|answers| answers.len() >= all))
    })?;
    let newest = &answers[before..];
    let found: Vec<&str> = newest.iter().map(|(method, _)| method.as_str()).collect();
    same("answered calls", found, methods)?;
    let last = newest.last().map_or(0, |(_, sequence)| *sequence);
    stage.page.reads(".facts", &last.to_string())?;
    let count = methods.len() as u64;
    stage.screen().tally(count, count)?;
    let receipts = stage.screen().receipts()?;
    for ((_, sequence), receipt) in newest.iter().zip(&receipts) {
        holds("a receipt", &receipt.text, &sequence.to_string())?;
        holds("a receipt", &receipt.text, &stage.words.say("word.owner")?)?;
    }
    until("the instance to show it", SOON, || {
        Ok((stage.instance.sequence()? >= last).then_some(()))
    })
}

/// Reads the plan of a change that harms people in the built-in login alone, acknowledges what a
/// guard says if anybody may meet that, and applies it.
pub(super) fn read_and_apply(stage: &Stage<'_>, screen: &Screen<'_>, guard: &str) -> Verdict {
    screen.read_the_plan()?;
    if stage.instance.has_built_in_login()? {
        screen.acknowledge(guard)?;
    }
    screen.apply(1)
}
