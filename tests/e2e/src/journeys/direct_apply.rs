//! Applying in as few calls as there can be, and from the bar where nothing must be read first.

use super::common::{OTP, U2F, receipts_show, usual_settings};
use crate::context::TestContext;
use crate::error::{TestResult, ensure_eq};
use crate::instance::{SECOND_FACTORS, SETTINGS, Settings};
use crate::page::{Call, Locator};

pub fn one_field_is_applied_from_the_bar(ctx: &TestContext<'_>) -> TestResult {
    let before = usual_settings(ctx)?.with("allowDomainDiscovery", true);
    ctx.instance.write_settings(&before)?;
    ctx.sign_in(&ctx.people.owner)?;
    let (page, texts, screen) = (&ctx.page, &ctx.texts, ctx.screen());
    screen.toggle("set.discovery.name")?;
    screen.wait_change_count(1)?;
    // Reading the plan is offered all the same.
    page.wait_for(&Locator::link(&texts.get("bar.review")?).within("#plan"))?;
    page.wait_for(&Locator::button(&texts.plural("review.apply", 1, &[])?))?;
    let calls = ctx.calls()?.len();
    screen.apply_from_bar(1)?;
    receipts_show(ctx, 0, &["PUT"])?;
    screen.wait_row_status("domain-discovery", &texts.get("tag.confirmed")?)?;
    screen.wait_no_changes()?;
    let since: Vec<String> = ctx.calls()?.iter().skip(calls).map(Call::line).collect();
    let (get, put) = (format!("GET {SETTINGS}"), format!("PUT {SETTINGS}"));
    ensure_eq("calls", &since[..2], [get, put])?;
    ensure_eq("writes", ctx.writes()?.len(), 1)?;
    ensure_eq("the address", page.tab().url()?, ctx.url("/settings/login"))?;
    ctx.instance
        .wait_for_settings(&before.with("allowDomainDiscovery", false))
}

pub fn a_factor_and_a_field_are_two_calls(ctx: &TestContext<'_>) -> TestResult {
    let before = usual_settings(ctx)?
        .with("allowDomainDiscovery", true)
        .with_second(&[OTP]);
    ctx.instance.write_settings(&before)?;
    ctx.sign_in(&ctx.people.owner)?;
    let screen = ctx.screen();
    screen.toggle("set.discovery.name")?;
    screen.toggle_checkbox("second.u2f.name")?;
    screen.wait_change_count(2)?;
    screen.apply_from_bar(2)?;
    receipts_show(ctx, 0, &["POST", "PUT"])?;
    let post = format!("POST {SETTINGS}/{SECOND_FACTORS}");
    ensure_eq("writes", ctx.writes()?, [post, format!("PUT {SETTINGS}")])?;
    ctx.instance.wait_for_settings(
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

pub fn all_fields_at_once_are_one_put(ctx: &TestContext<'_>) -> TestResult {
    const ELSEWHERE: &str = "https://portal.example.com/";
    // Whoever came in without a second factor would have no say once one is required.
    let person = &ctx.people.with_app;
    let mut before = usual_settings(ctx)?;
    for (_, field, set) in SWITCHES {
        before = before.with(field, set);
    }
    for (_, field, value, ..) in LIFETIMES {
        before = before.with_text(field, value);
    }
    ctx.instance.write_settings(&before)?;
    ctx.sign_in(person)?;
    let (page, texts, screen) = (&ctx.page, &ctx.texts, ctx.screen());

    let mut after: Settings = before.with_passkeys(false);
    screen.toggle("set.passkeys.name")?;
    for (name, field, set) in SWITCHES {
        screen.toggle(name)?;
        after = after.with(field, !set);
    }
    for (name, field, _, typed, value) in LIFETIMES {
        page.fill(&Locator::field(&texts.get(name)?), typed)?;
        after = after.with_text(field, value);
    }
    page.fill(&Locator::field(&texts.get("set.redirect.name")?), ELSEWHERE)?;
    after = after.with_text("defaultRedirectUri", ELSEWHERE);
    screen.wait_change_count(17)?;
    screen.ensure_review_required(17)?;
    screen.open_full_review()?;
    screen.acknowledge_all()?;
    screen.type_host(ctx.instance.host())?;
    screen.apply(17)?;
    receipts_show(ctx, 0, &["PUT"])?;
    ensure_eq("writes", ctx.writes()?, [format!("PUT {SETTINGS}")])?;
    screen.wait_no_changes()?;
    ctx.instance.wait_for_settings(&after)
}
