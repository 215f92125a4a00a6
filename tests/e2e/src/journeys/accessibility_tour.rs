//! Leads the checker of accessibility through every state of the console, each in both themes.

use super::accessibility::{Rules, violations};
use super::common::usual_settings;
use super::crash::STOP;
use super::sign_out::sign_out_in;
use crate::browser::Key;
use crate::context::{Screen, TestContext};
use crate::error::{TestResult, ensure};
use crate::instance::{Person, SETTINGS};
use crate::page::{Catalogue, Fault, Locator, Page};
use serde_json::json;
use std::cell::RefCell;

/// The colour of the page itself.
const GROUND: &str = "getComputedStyle(document.body).backgroundColor";

/// A way through all states of the console, in the language that is chosen.
pub(super) struct Tour<'a> {
    ctx: &'a TestContext<'a>,
    texts: &'a Catalogue,
    /// What the checker found on the way.
    found: RefCell<Vec<String>>,
}

impl<'a> Tour<'a> {
    pub(super) fn of(ctx: &'a TestContext<'a>, texts: &'a Catalogue) -> Self {
        Self {
            ctx,
            texts,
            found: RefCell::default(),
        }
    }

    /// Goes a way, and then says everything that was found on it.
    pub(super) fn judged(self, way: fn(&Self) -> TestResult) -> TestResult {
        let walked = way(&self);
        let found = self.found.into_inner();
        let broke_off = walked.as_ref().err().map(|error| format!("\n  {error}"));
        let broke_off = broke_off.unwrap_or_default();
        let violations = found.join("\n  ");
        ensure(found.is_empty(), format!("{violations}{broke_off}"))?;
        walked
    }

    fn page(&self) -> &Page {
        &self.ctx.page
    }

    fn screen(&self) -> Screen<'_> {
        Screen::new(&self.ctx.page, self.texts)
    }

    /// From the start page to the page of somebody who may not see anything.
    pub(super) fn through_the_console(&self) -> TestResult {
        let (ctx, page, screen) = (self.ctx, self.page(), self.screen());
        let before = usual_settings(ctx)?;
        ctx.open("/")?;
        page.wait_for(&Locator::heading(&self.texts.get("start.title")?))?;
        self.judge("start")?;

        let hold = page.inject_on_load(&Fault::hold("GET", SETTINGS))?;
        self.sign_in(&ctx.people.owner)?;
        page.wait_held()?;
        self.judge("loading")?;
        page.tab().remove_init_script(&hold)?;
        page.release()?;
        screen.wait_ready()?;
        self.judge("loaded")?;

        screen.toggle("set.discovery.name")?;
        screen.toggle_checkbox("multi.u2f.name")?;
        let life = self.texts.get("set.password-life.name")?;
        page.fill(&Locator::field(&life), "soon")?;
        screen.wait_change_count(2)?;
        self.judge("draft with a value to correct")?;
        page.fill(&Locator::field(&life), "12")?;
        screen.wait_change_count(3)?;
        self.judge("draft")?;
        page.click(&Locator::button(&self.texts.get("bar.discard")?))?;
        let question = self.texts.plural("discard.question", 3, &[])?;
        page.wait_for(&Locator::dialog(&question))?;
        self.judge("question")?;
        page.tab().press(Key::Escape)?;
        page.wait_gone(&Locator::dialog(&question))?;
        screen.open_full_review()?;
        self.judge("review of what is for information")?;

        page.inject(&Fault::stale("GET", SETTINGS))?;
        screen.apply(3)?;
        screen.wait_row_status("domain-discovery", &self.texts.get("says.waiting")?)?;
        // The deadline is not to pass while the checker is at work.
        page.eval("(__probe.ahead = -600_000)")?;
        self.judge("pending")?;
        page.clear_faults()?;
        screen.wait_row_status("domain-discovery", &self.texts.get("tag.confirmed")?)?;
        self.judge("receipts")?;
        screen.dismiss_receipts()?;

        self.failed_change(
            "refusal",
            &Fault::refusal(
                "PUT",
                SETTINGS,
                403,
                7,
                "No matching permissions found (AUTH-5mWD2)",
            ),
        )?;
        self.failed_change("unknown", &Fault::lost_before("PUT", SETTINGS))?;

        screen.toggle("set.discovery.name")?;
        let theirs = before.with_text("passwordCheckLifetime", "432000s");
        let theirs = theirs.with("ignoreUnknownUsernames", true);
        page.fill(&Locator::field(&life), "30")?;
        ctx.instance.write_settings(&theirs)?;
        screen.review_and_apply(2)?;
        page.wait_for(&Locator::heading(&self.texts.get("clash.title")?))?;
        self.judge("conflict")?;
        screen.discard()?;

        sign_out_in(self.texts, page, &ctx.people.owner.name)?;
        page.wait_for(&Locator::heading(&self.texts.get("signed-out.title")?))?;
        self.judge("signed out")?;
        ctx.open("/auth/callback?code=foreign&state=foreign")?;
        page.wait_for(&Locator::heading(&self.texts.get("auth.title")?))?;
        self.judge("turned away")?;

        self.sign_in(&ctx.people.viewer)?;
        screen.wait_ready()?;
        page.wait_for(&Locator::heading(&self.texts.get("read-only.title")?))?;
        self.judge("read-only")?;
        sign_out_in(self.texts, page, &ctx.people.viewer.name)?;
        page.wait_for(&Locator::heading(&self.texts.get("signed-out.title")?))?;

        ctx.allow_status(SETTINGS, 404);
        self.sign_in(&ctx.people.nobody)?;
        page.wait_for(&Locator::heading(&self.texts.get("no-role.title")?))?;
        self.judge("no role")
    }

    /// Through searching, a plan that can lock people out, its review, and a program that stopped.
    pub(super) fn through_a_plan(&self) -> TestResult {
        let (ctx, page, screen) = (self.ctx, self.page(), self.screen());
        usual_settings(ctx)?;
        self.sign_in(&ctx.people.owner)?;
        screen.wait_ready()?;
        page.fill(&Locator::search(&self.texts.get("providers.find")?), "i")?;
        self.judge("providers found")?;
        let find = self.texts.get("find.label")?;
        page.fill(&Locator::search(&find), "zzz")?;
        page.wait_for_text("main", &self.texts.get("find.none")?)?;
        self.judge("no setting found")?;
        page.fill(&Locator::search(&find), "")?;

        for key in ["set.password.name", "set.passkeys.name", "set.reset.name"] {
            screen.toggle(key)?;
        }
        screen.toggle_checkbox("second.u2f.name")?;
        screen.wait_change_count(4)?;
        page.wait_for_text("#password", &self.texts.get("note.locks-out")?)?;
        self.judge("draft of what can lock out")?;
        self.owners()?;
        page.eval(
            "document.querySelectorAll('#people details').forEach((one) => { one.open = true })",
        )?;
        self.judge("review of what can lock out")?;
        screen.acknowledge_all()?;
        screen.type_host(ctx.instance.host())?;
        self.judge("review that is confirmed")?;
        page.click(&Locator::link(&self.texts.get("review.back")?))?;
        screen.discard()?;
        self.crashed()
    }

    /// The owners while they are asked about, and when that was stopped.
    fn owners(&self) -> TestResult {
        let (page, screen) = (self.page(), self.screen());
        page.inject(&Fault::hold("GET", "/v2/users/*"))?;
        screen.open_review()?;
        page.wait_held()?;
        self.judge("owners being asked about")?;
        page.click(&Locator::button(&self.texts.get("owners.stop")?))?;
        page.wait_for_text("#owners", &self.texts.get("owners.stopped")?)?;
        self.judge("asking about owners stopped")?;
        page.release()?;
        page.click(&Locator::button(&self.texts.get("owners.again")?))?;
        screen.wait_owners_loaded()
    }

    /// A program that stopped.
    fn crashed(&self) -> TestResult {
        let (page, screen) = (self.page(), self.screen());
        screen.toggle("set.discovery.name")?;
        screen.wait_change_count(1)?;
        page.eval(STOP)?;
        page.wait_for(&Locator::heading("The console has stopped"))?;
        self.judge("stopped")
    }

    fn sign_in(&self, person: &Person) -> TestResult {
        self.ctx.open("/settings/login")?;
        let sign_in = self.texts.get("start.sign-in")?;
        self.ctx
            .sign_in_by(self.page(), &Locator::button(&sign_in), person)
    }

    /// A change that does not go through, and back to where it was.
    fn failed_change(&self, state: &str, fault: &Fault) -> TestResult {
        let (page, screen) = (self.page(), self.screen());
        page.inject(fault)?;
        screen.toggle("set.unknown-names.name")?;
        screen.review_and_apply(1)?;
        page.wait_focused("trouble")?;
        self.judge(state)?;
        screen.dismiss_receipts()?;
        screen.toggle("set.unknown-names.name")?;
        screen.wait_no_changes()
    }

    fn judge(&self, state: &str) -> TestResult {
        let mut grounds = Vec::new();
        for (theme, rules) in [("light", Rules::All), ("dark", Rules::Colours)] {
            self.theme(theme)?;
            grounds.push(self.page().eval(GROUND)?);
            let found = violations(self.ctx, self.page(), rules)?;
            let place = format!("{state}, {theme}, {}", self.texts.tag);
            let found = found.into_iter().map(|one| format!("{place}: {one}"));
            self.found.borrow_mut().extend(found);
        }
        ensure(
            grounds.first() != grounds.last(),
            format!("{state}: both themes are {grounds:?}"),
        )?;
        self.theme("light")
    }

    /// A theme, and no motion: colours in the middle of a change are nobody's colours. English asks
    /// for it as the system does, the other language as the choice in the header does.
    fn theme(&self, theme: &str) -> TestResult {
        let page = self.page();
        let is_system = self.texts.tag == "en";
        let scheme = if is_system { theme } else { "" };
        let features = json!({"features": [
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]});
        page.tab().cdp("Emulation.setEmulatedMedia", &features)?;
        if !is_system {
            page.eval(&format!(
                "(document.documentElement.dataset.theme = {theme:?})"
            ))?;
        }
        Ok(())
    }
}
