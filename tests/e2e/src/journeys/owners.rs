//! The owners of the instance: asked about by name, before and after, and only as long as somebody
//! wants to wait.

use super::announcements::{heard, listen};
use super::common::usual_settings;
use crate::browser::reference;
use crate::context::TestContext;
use crate::error::{TestResult, ensure, ensure_contains, ensure_eq, ensure_lacks};
use crate::instance::TemporaryPeople;
use crate::page::{Fault, Locator, parse};

/// Owners of a stand-in by what they have: a password, nothing but a passkey.
const BY_PASSWORD: &str = "besitzer";
const BY_PASSKEY: &str = "passkey-owner";

pub fn every_owner_is_named_with_what_becomes_of_them(ctx: &TestContext<'_>) -> TestResult {
    let before = usual_settings(ctx)?;
    ctx.sign_in(&ctx.people.owner)?;
    let (page, texts, screen) = (&ctx.page, &ctx.texts, ctx.screen());
    let fate = |key: &str, way: &str| -> TestResult<String> {
        let ways = texts.get(way)?;
        texts.format(key, &[("ways", &ways)])
    };
    screen.toggle("set.passkeys.name")?;
    screen.open_full_review()?;
    let by_password = screen.owner(BY_PASSWORD)?;
    let as_before = fate("fate.in-as-before", "means.password")?;
    ensure_contains("the owner with a password", &by_password, &as_before)?;
    let by_passkey = screen.owner(BY_PASSKEY)?;
    ensure_contains(
        "the owner with a passkey",
        &by_passkey,
        &texts.get("fate.out")?,
    )?;
    ensure_lacks(
        "the owner with a passkey",
        &by_passkey,
        &fate("fate.in-as-before", "means.passkey")?,
    )?;
    // Service users have no page to sign in on.
    let machines = texts.format("owners.machines", &[("names", "Admin (admin-sa)")])?;
    page.wait_for_text("#owners", &machines)?;
    page.click(&Locator::link(&texts.get("review.back")?))?;
    screen.discard()?;

    // Without that change nobody is worse off.
    screen.toggle("set.discovery.name")?;
    screen.open_full_review()?;
    let by_passkey = screen.owner(BY_PASSKEY)?;
    let as_before = fate("fate.in-as-before", "means.passkey")?;
    ensure_contains("the owner with a passkey", &by_passkey, &as_before)?;
    ctx.instance.wait_for_settings(&before)
}

pub fn an_owner_who_could_not_sign_in_any_more_is_named(ctx: &TestContext<'_>) -> TestResult {
    let before = usual_settings(ctx)?;
    let owner = &ctx.people.owner;
    ctx.sign_in(owner)?;
    let (page, texts, screen) = (&ctx.page, &ctx.texts, ctx.screen());
    screen.toggle("set.password.name")?;
    screen.open_full_review()?;
    let shut_out = screen.owner(&owner.login_name)?;
    ensure_contains("an owner", &shut_out, &texts.get("fate.out")?)?;
    page.click(&Locator::link(&texts.get("review.back")?))?;
    screen.discard()?;

    screen.toggle("set.discovery.name")?;
    screen.open_full_review()?;
    let unharmed = screen.owner(&owner.login_name)?;
    let ways = texts.get("means.password")?;
    let as_before = texts.format("fate.in-as-before", &[("ways", &ways)])?;
    ensure_contains("an owner", &unharmed, &as_before)?;
    ctx.instance.wait_for_settings(&before)
}

pub fn asking_about_the_owners_can_be_stopped_and_begun_again(ctx: &TestContext<'_>) -> TestResult {
    usual_settings(ctx)?;
    let owner = &ctx.people.owner;
    ctx.sign_in(owner)?;
    let (page, texts, screen) = (&ctx.page, &ctx.texts, ctx.screen());
    let apply = texts.plural("review.apply", 1, &[])?;
    let apply = Locator::button(&apply);
    screen.toggle("set.discovery.name")?;
    // Once it can be applied at once, nothing more is asked about the person themselves.
    page.wait_for(&apply)?;
    page.inject(&Fault::hold("GET", "/v2/users/*"))?;
    screen.open_review()?;
    page.wait_held()?;
    page.wait_for_text("#owners", &texts.get("owners.not-asked")?)?;
    screen.ensure_blocked("obstacle.asking", 1)?;
    page.click(&Locator::button(&texts.get("owners.stop")?))?;
    page.wait_for_text("#owners", &texts.get("owners.stopped")?)?;
    // What is not known of owners does not matter to this plan.
    let is_open = !page.state(&apply)?.locked;
    ensure_eq("Apply takes a click", is_open, true)?;
    let calls = ctx.calls()?.len();
    page.release()?;
    let again = texts.get("owners.again")?;
    let said = screen.owner(&owner.login_name)?;
    ensure_contains("an owner", &said, &texts.get("owners.not-asked")?)?;
    page.click(&Locator::button(&again))?;
    screen.wait_owners_loaded()?;
    let said = screen.owner(&owner.login_name)?;
    ensure_lacks("an owner", &said, &texts.get("owners.not-asked")?)?;
    page.ensure_absent(&Locator::button(&again))?;
    let asked = ctx.calls()?.into_iter().skip(calls);
    let members = asked.filter(|call| call.path == "/admin/v1/members/_search");
    ensure(members.count() == 1, "the owners were not asked for again")
}

/// Notes with every change of the owners whether the button that stops asking still has the focus.
const WATCH_FOCUS: &str = "
    const button = arguments[0];
    button.focus();
    window.__focusKept = [];
    new MutationObserver(() => {
        if (document.querySelector('#owners .progress'))
            __focusKept.push(button.isConnected && document.activeElement === button);
    }).observe(document.getElementById('owners'), {
        childList: true, characterData: true, subtree: true,
    });";

pub fn the_list_grows_without_taking_the_focus_or_talking_without_end(
    ctx: &TestContext<'_>,
) -> TestResult {
    /// More owners than are asked about at a time, so that the list grows many times.
    const MORE: usize = 20;
    /// Every quarter, and before the first.
    const MOST_HEARD: usize = 5;
    usual_settings(ctx)?;
    let mut more = TemporaryPeople::new(&ctx.instance.api);
    more.create_owners(MORE)?;
    ctx.sign_in(&ctx.people.owner)?;
    let (page, texts, screen) = (&ctx.page, &ctx.texts, ctx.screen());
    screen.toggle("set.discovery.name")?;
    // Once it can be applied at once, nothing more is asked about the person themselves.
    page.wait_for(&Locator::button(&texts.plural("review.apply", 1, &[])?))?;
    page.inject(&Fault::hold("GET", "/v2/users/*"))?;
    screen.open_review()?;
    page.wait_held()?;
    listen(page)?;
    let stop = page.wait_for(&Locator::button(&texts.get("owners.stop")?))?;
    page.tab().execute(WATCH_FOCUS, &[reference(&stop)?])?;
    page.release()?;
    screen.wait_owners_loaded()?;

    let kept: Vec<bool> = parse(page.eval("__focusKept")?)?;
    ensure(
        kept.len() > 2,
        format!("the list grew {} times", kept.len()),
    )?;
    ensure(
        kept.iter().all(|kept| *kept),
        format!("the focus was lost while the list grew: {kept:?}"),
    )?;
    let asking = texts.format("owners.asking", &[("done", "|"), ("all", "|")])?;
    let begins = format!("said {}", asking.split('|').next().unwrap_or_default());
    let heard = heard(page)?;
    let progress = heard.iter().filter(|one| one.starts_with(&begins)).count();
    ensure(
        (1..=MOST_HEARD).contains(&progress),
        format!("the progress was announced {progress} times: {heard:?}"),
    )
}
