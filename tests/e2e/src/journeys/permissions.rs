//! People who may not: what they see, why, and where they can go from there.

use crate::context::TestContext;
use crate::error::{TestResult, ensure, ensure_contains, ensure_eq};
use crate::instance::{Person, SETTINGS};
use crate::page::Locator;
use crate::wait::wait_until;
use serde_json::json;

pub fn a_viewer_sees_every_value_and_why_none_can_be_changed(ctx: &TestContext<'_>) -> TestResult {
    let (page, texts, screen) = (&ctx.page, &ctx.texts, ctx.screen());
    ctx.sign_in(&ctx.people.viewer)?;
    page.wait_for(&Locator::heading(&texts.get("read-only.title")?))?;
    let why = texts.get("read-only.why")?;
    page.wait_for_text("main", &why)?;
    let settings = ctx.instance.settings()?;
    let is_on = |field: &str| settings.fields.get(field) == Some(&json!(true));
    for (key, on) in [
        ("set.password.name", is_on("allowUsernamePassword")),
        ("set.passkeys.name", settings.allows_passkeys()),
        ("set.external.name", is_on("allowExternalIdp")),
        ("set.force-mfa.name", is_on("forceMfa")),
        ("set.force-local.name", is_on("forceMfaLocalOnly")),
        ("set.register.name", is_on("allowRegister")),
        ("set.discovery.name", is_on("allowDomainDiscovery")),
        ("set.reset.name", !is_on("hidePasswordReset")),
        ("set.unknown-names.name", is_on("ignoreUnknownUsernames")),
        ("set.email.name", !is_on("disableLoginWithEmail")),
        ("set.phone.name", !is_on("disableLoginWithPhone")),
    ] {
        let switch = screen.switch(key)?;
        ensure_eq(key, switch.on, on)?;
        ensure_eq(format!("{key} takes no input"), switch.locked, true)?;
        ensure_contains(key, &switch.description, &why)?;
        page.click(&Locator::switch(&texts.get(key)?))?;
        ensure_eq(key, screen.switch(key)?.on, on)?;
    }
    wait_until("the right to register an organization", || {
        let word = page.text("#org-register .state")?;
        Ok((word != Some(texts.get("value.unknown")?)).then_some(()))
    })?;
    let registration = screen.switch("set.org-register.name")?;
    let disallowed = ctx.instance.disallows_org_registration()?;
    ensure_eq("registering an organization", registration.on, !disallowed)?;
    ensure(
        registration.locked,
        "registering an organization takes input",
    )?;
    for key in [
        "multi.u2f.name",
        "second.otp.name",
        "second.u2f.name",
        "second.email.name",
        "second.sms.name",
    ] {
        let tick_box = screen.checkbox(key)?;
        ensure(tick_box.locked, format!("{key} takes input"))?;
        page.click(&Locator::checkbox(&texts.get(key)?))?;
        ensure_eq(key, screen.checkbox(key)?.on, tick_box.on)?;
    }
    let linked = ctx.instance.linked_providers()?;
    let listed = page.names(&Locator::any("checkbox").within("#providers"))?;
    ensure_eq("listed providers", listed.len(), linked.len())?;
    for name in &listed {
        let provider = page.state(&Locator::checkbox(name).within("#providers"))?;
        ensure(
            provider.on && provider.locked,
            format!("{name} takes input"),
        )?;
    }
    page.ensure_absent(&Locator::search(&texts.get("providers.find")?))?;
    for key in [
        "set.password-life.name",
        "set.external-life.name",
        "set.skip-life.name",
        "set.second-life.name",
        "set.passkey-life.name",
    ] {
        let life = page.state(&Locator::field(&texts.get(key)?))?;
        ensure(
            life.locked && !life.value.is_empty(),
            format!("{key} takes input"),
        )?;
    }
    let redirect = page.state(&Locator::field(&texts.get("set.redirect.name")?))?;
    ensure(redirect.locked, "the address takes input")?;
    let why_here = texts.get("read-only.group")?;
    for group in ["ways", "second", "form", "long"] {
        page.wait_for_text(&format!("#{group}"), &why_here)?;
    }
    page.ensure_absent(&Locator::region(&texts.get("bar.label")?))?;
    ensure_eq("writes", ctx.writes()?, Vec::<String>::new())
}

/// The page for an account without a role that counts here.
fn needs_a_role(ctx: &TestContext<'_>, person: &Person, status: u16, why: &str) -> TestResult {
    let (page, texts) = (&ctx.page, &ctx.texts);
    ctx.allow_status(SETTINGS, status);
    ctx.sign_in_on(page, person)?;
    page.wait_for(&Locator::heading(&texts.get("no-role.title")?))?;
    let text = page.text("main")?.unwrap_or_default();
    for part in [
        texts.get(why)?,
        texts.get("no-role.look-what")?,
        texts.get("no-role.change-what")?,
        person.name.clone(),
        ctx.instance.host().to_owned(),
    ] {
        ensure_contains("the page", &text, &part)?;
    }
    page.wait_focused("main")?;
    page.wait_for(&Locator::button(&texts.get("button.check-again")?).within("main"))?;
    page.wait_for(&Locator::button(&texts.get("account.somebody-else")?).within("main"))?;
    page.wait_for(&Locator::button(&texts.get("account.sign-out")?).within("main"))?;
    page.ensure_absent(&Locator::any("switch"))
}

pub fn somebody_without_a_role_is_told_which_one_is_needed(ctx: &TestContext<'_>) -> TestResult {
    let (page, texts) = (&ctx.page, &ctx.texts);
    needs_a_role(ctx, &ctx.people.nobody, 404, "why.no-membership")?;
    page.click(&Locator::button(&texts.get("account.sign-out")?).within("main"))?;
    page.wait_for(&Locator::heading(&texts.get("signed-out.title")?))?;
    match &ctx.people.org_owner {
        None => Ok(()),
        Some(person) => needs_a_role(ctx, person, 403, "why.no-read"),
    }
}

pub fn somebody_without_a_role_can_sign_in_as_somebody_else(ctx: &TestContext<'_>) -> TestResult {
    let (page, texts) = (&ctx.page, &ctx.texts);
    needs_a_role(ctx, &ctx.people.nobody, 404, "why.no-membership")?;
    let viewer = &ctx.people.viewer;
    let other = texts.get("account.somebody-else")?;
    ctx.sign_in_by(page, &Locator::button(&other).within("main"), viewer)?;
    ctx.screen().wait_ready()?;
    let account = format!("{}: {}", texts.get("account.label")?, viewer.name);
    page.wait_for(&Locator::summary(&account)).map(|_| ())
}
