//! People who may not: what they see, why, and where they can go from there.

use crate::clock::{SOON, until};
use crate::instance::{Person, SETTINGS};
use crate::page::Thing;
use crate::stage::Stage;
use crate::trouble::{Verdict, ensure, holds, same};
use serde_json::json;

pub fn a_viewer_sees_every_value_and_why_none_can_be_changed(stage: &Stage<'_>) -> Verdict {
    let (page, words, screen) = (&stage.page, &stage.words, stage.screen());
    stage.sign_in(&stage.people.viewer)?;
    page.see(&Thing::heading(&words.say("read-only.title")?))?;
    let why = words.say("read-only.why")?;
    page.reads("main", &why)?;
    let settings = stage.instance.settings()?;
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
        same(key, switch.on, on)?;
        same(format!("{key} takes no input"), switch.locked, true)?;
        holds(key, &switch.description, &why)?;
        page.click(&Thing::switch(&words.say(key)?))?;
        same(key, screen.switch(key)?.on, on)?;
    }
    until("the right to register an organization", SOON, || {
        let word = page.read("#org-register .state")?;
        Ok((word != Some(words.say("value.unknown")?)).then_some(()))
    })?;
    let registration = screen.switch("set.org-register.name")?;
    let disallowed = stage.instance.disallows_org_registration()?;
    same("registering an organization", registration.on, !disallowed)?;
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
        let tick_box = screen.tick_box(key)?;
        ensure(tick_box.locked, format!("{key} takes input"))?;
        page.click(&Thing::checkbox(&words.say(key)?))?;
        same(key, screen.tick_box(key)?.on, tick_box.on)?;
    }
    let linked = stage.instance.links()?;
    let listed = page.names(&Thing::any("checkbox").within("#providers"))?;
    same("listed providers", listed.len(), linked.len())?;
    for name in &listed {
        let provider = page.state(&Thing::checkbox(name).within("#providers"))?;
        ensure(
            provider.on && provider.locked,
            format!("{name} takes input"),
        )?;
    }
    page.miss(&Thing::search(&words.say("providers.find")?))?;
    for key in [
        "set.password-life.name",
        "set.external-life.name",
        "set.skip-life.name",
        "set.second-life.name",
        "set.passkey-life.name",
    ] {
        let life = page.state(&Thing::field(&words.say(key)?))?;
        ensure(
            life.locked && !life.value.is_empty(),
            format!("{key} takes input"),
        )?;
    }
    let redirect = page.state(&Thing::field(&words.say("set.redirect.name")?))?;
    ensure(redirect.locked, "the address takes input")?;
    let why_here = words.say("read-only.group")?;
    for group in ["ways", "second", "form", "long"] {
        page.reads(&format!("#{group}"), &why_here)?;
    }
    page.miss(&Thing::region(&words.say("bar.label")?))?;
    same("writes", stage.writes()?, Vec::<String>::new())
}

/// The page for an account without a role that counts here.
fn needs_a_role(stage: &Stage<'_>, person: &Person, status: u16, why: &str) -> Verdict {
    let (page, words) = (&stage.page, &stage.words);
    stage.expect_status(SETTINGS, status);
    stage.sign_in_on(page, person)?;
    page.see(&Thing::heading(&words.say("no-role.title")?))?;
    let text = page.read("main")?.unwrap_or_default();
    for words in [
        words.say(why)?,
        words.say("no-role.look-what")?,
        words.say("no-role.change-what")?,
        person.name.clone(),
        stage.instance.host().to_owned(),
    ] {
        holds("the page", &text, &words)?;
    }
    page.focused("main")?;
    page.see(&Thing::button(&words.say("button.check-again")?).within("main"))?;
    page.see(&Thing::button(&words.say("account.somebody-else")?).within("main"))?;
    page.see(&Thing::button(&words.say("account.sign-out")?).within("main"))?;
    page.miss(&Thing::any("switch"))
}

pub fn somebody_without_a_role_is_told_which_one_is_needed(stage: &Stage<'_>) -> Verdict {
    let (page, words) = (&stage.page, &stage.words);
    needs_a_role(stage, &stage.people.nobody, 404, "why.no-membership")?;
    page.click(&Thing::button(&words.say("account.sign-out")?).within("main"))?;
    page.see(&Thing::heading(&words.say("signed-out.title")?))?;
    match &stage.people.org_owner {
        None => Ok(()),
        Some(person) => needs_a_role(stage, person, 403, "why.no-read"),
    }
}

pub fn somebody_without_a_role_can_sign_in_as_somebody_else(stage: &Stage<'_>) -> Verdict {
    let (page, words) = (&stage.page, &stage.words);
    needs_a_role(stage, &stage.people.nobody, 404, "why.no-membership")?;
    let viewer = &stage.people.viewer;
    let other = words.say("account.somebody-else")?;
    stage.sign_in_by(page, &Thing::button(&other).within("main"), viewer)?;
    stage.screen().is_ready()?;
    let account = format!("{}: {}", words.say("account.label")?, viewer.name);
    page.see(&Thing::summary(&account)).map(|_| ())
}
