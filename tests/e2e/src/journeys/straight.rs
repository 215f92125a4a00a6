//! What takes no detour: from the bar, in as few calls as there can be.

use super::steps::{OTP, U2F, receipts_show, usual};
use crate::instance::{SECOND_FACTORS, SETTINGS, Settings};
use crate::page::{Call, Thing};
use crate::stage::Stage;
use crate::trouble::{Verdict, same};

pub fn one_field_is_applied_from_the_bar(stage: &Stage<'_>) -> Verdict {
    let before = usual(stage)?.with("allowDomainDiscovery", true);
    stage.instance.settle(&before)?;
    stage.sign_in(&stage.people.owner)?;
    let (page, words, screen) = (&stage.page, &stage.words, stage.screen());
    screen.turn("set.discovery.name")?;
    screen.counts(1)?;
    // Reading the plan is offered all the same.
    page.see(&Thing::link(&words.say("bar.review")?).within("#plan"))?;
    page.see(&Thing::button(&words.count("review.apply", 1, &[])?))?;
    let calls = stage.calls()?.len();
    screen.apply_at_once(1)?;
    receipts_show(stage, 0, &["PUT"])?;
    screen.row_says("domain-discovery", &words.say("tag.confirmed")?)?;
    screen.counts_nothing()?;
    let since: Vec<String> = stage.calls()?.iter().skip(calls).map(Call::line).collect();
    let (get, put) = (format!("GET {SETTINGS}"), format!("PUT {SETTINGS}"));
    same("calls", &since[..2], [get, put])?;
    same("writes", stage.writes()?.len(), 1)?;
    same(
        "the address",
        page.tab().url()?,
        stage.at("/settings/login"),
    )?;
    stage
        .instance
        .shows(&before.with("allowDomainDiscovery", false))
}

pub fn a_factor_and_a_field_are_two_calls(stage: &Stage<'_>) -> Verdict {
    let before = usual(stage)?
        .with("allowDomainDiscovery", true)
        .with_second(&[OTP]);
    stage.instance.settle(&before)?;
    stage.sign_in(&stage.people.owner)?;
    let screen = stage.screen();
    screen.turn("set.discovery.name")?;
    screen.tick("second.u2f.name")?;
    screen.counts(2)?;
    screen.apply_at_once(2)?;
    receipts_show(stage, 0, &["POST", "PUT"])?;
    let post = format!("POST {SETTINGS}/{SECOND_FACTORS}");
    same("writes", stage.writes()?, [post, format!("PUT {SETTINGS}")])?;
    stage.instance.shows(
        &before
            .with("allowDomainDiscovery", false)
            .with_second(&[OTP, U2F]),
    )
}

/// The switches for fields: the key of the name, the field, and whether it is set before. All but
/// the first of the lifetimes are as ZITADEL has them at first.
const SWITCHES: [(&str, &str, bool); 10] = [
    ("set.password.name", "allowUsernamePassword", true),
    ("set.external.name", "allowExternalIdp", true),
    ("set.force-mfa.name", "forceMfa", false),
    ("set.force-local.name", "forceMfaLocalOnly", false),
    ("set.register.name", "allowRegister", true),
    ("set.discovery.name", "allowDomainDiscovery", true),
    ("set.reset.name", "hidePasswordReset", false),
    ("set.unknown-names.name", "ignoreUnknownUsernames", false),
    ("set.email.name", "disableLoginWithEmail", false),
    ("set.phone.name", "disableLoginWithPhone", false),
];

/// The lifetimes: the key of the name, the field, its value before, what is typed, its value after.
const LIFETIMES: [(&str, &str, &str, &str, &str); 5] = [
    (
        "set.password-life.name",
        "passwordCheckLifetime",
        "864000s",
        "20",
        "1728000s",
    ),
    (
        "set.external-life.name",
        "externalLoginCheckLifetime",
        "864000s",
        "30",
        "2592000s",
    ),
    (
        "set.skip-life.name",
        "mfaInitSkipLifetime",
        "86400s",
        "2",
        "172800s",
    ),
    (
        "set.second-life.name",
        "secondFactorCheckLifetime",
        "64800s",
        "7",
        "25200s",
    ),
    (
        "set.passkey-life.name",
        "multiFactorCheckLifetime",
        "43200s",
        "5",
        "18000s",
    ),
];

pub fn all_fields_at_once_are_one_put(stage: &Stage<'_>) -> Verdict {
    const ELSEWHERE: &str = "https://portal.example.com/";
    // Whoever came in without a second factor would have no say once one is required.
    let person = &stage.people.with_app;
    let mut before = usual(stage)?;
    for (_, field, set) in SWITCHES {
        before = before.with(field, set);
    }
    for (_, field, value, ..) in LIFETIMES {
        before = before.with_text(field, value);
    }
    stage.instance.settle(&before)?;
    stage.sign_in(person)?;
    let (page, words, screen) = (&stage.page, &stage.words, stage.screen());

    let mut after: Settings = before.with_passkeys(false);
    screen.turn("set.passkeys.name")?;
    for (name, field, set) in SWITCHES {
        screen.turn(name)?;
        after = after.with(field, !set);
    }
    for (name, field, _, typed, value) in LIFETIMES {
        page.fill(&Thing::field(&words.say(name)?), typed)?;
        after = after.with_text(field, value);
    }
    page.fill(&Thing::field(&words.say("set.redirect.name")?), ELSEWHERE)?;
    after = after.with_text("defaultRedirectUri", ELSEWHERE);
    screen.counts(17)?;
    screen.must_be_read_first(17)?;
    screen.read_the_plan()?;
    screen.acknowledge_all()?;
    screen.type_host(stage.instance.host())?;
    screen.apply(17)?;
    receipts_show(stage, 0, &["PUT"])?;
    same("writes", stage.writes()?, [format!("PUT {SETTINGS}")])?;
    screen.counts_nothing()?;
    stage.instance.shows(&after)
}
