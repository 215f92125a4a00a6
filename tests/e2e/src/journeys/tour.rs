//! The ways on which the checker of accessibility is led: through every state of the console, each
//! in both themes.

use super::accessible::{Rules, violations};
use super::downloads::STOP;
use super::going_out::sign_out_in;
use super::steps::usual;
use crate::driver::Key;
use crate::instance::{Person, SETTINGS};
use crate::page::{Fault, Page, Thing, Words};
use crate::stage::{Screen, Stage};
use crate::trouble::{Verdict, ensure};
use serde_json::json;
use std::cell::RefCell;

/// The colour of the page itself.
const GROUND: &str = "getComputedStyle(document.body).backgroundColor";

/// A way through all states of the console, in the language that is chosen.
pub(super) struct Tour<'a> {
    stage: &'a Stage<'a>,
    words: &'a Words,
    /// What the checker found on the way.
    found: RefCell<Vec<String>>,
}

impl<'a> Tour<'a> {
    pub(super) fn of(stage: &'a Stage<'a>, words: &'a Words) -> Self {
        Self {
            stage,
            words,
            found: RefCell::default(),
        }
    }

    /// Goes a way, and then says everything that was found on it.
    pub(super) fn judged(self, way: fn(&Self) -> Verdict) -> Verdict {
        let walked = way(&self);
        let found = self.found.into_inner();
        let way = walked
            .as_ref()
            .err()
            .map(|trouble| format!("\n  {trouble}"));
        ensure(
            found.is_empty(),
            found.join("\n  ") + &way.unwrap_or_default(),
        )?;
        walked
    }

    fn page(&self) -> &Page {
        &self.stage.page
    }

    fn screen(&self) -> Screen<'_> {
        Screen::new(&self.stage.page, self.words)
    }

    /// From the start page to the page of somebody who may not see anything.
    pub(super) fn through_the_console(&self) -> Verdict {
        let (stage, page, screen) = (self.stage, self.page(), self.screen());
        let before = usual(stage)?;
        stage.open("/")?;
        page.see(&Thing::heading(&self.words.say("start.title")?))?;
        self.judge("start")?;

        let hold = page.let_fail_from_the_start(&Fault::hold("GET", SETTINGS))?;
        self.come_in(&stage.people.owner)?;
        page.held()?;
        self.judge("loading")?;
        page.tab().no_more(&hold)?;
        page.release()?;
        screen.is_ready()?;
        self.judge("loaded")?;

        screen.turn("set.discovery.name")?;
        screen.tick("multi.u2f.name")?;
        let life = self.words.say("set.password-life.name")?;
        page.fill(&Thing::field(&life), "soon")?;
        screen.counts(2)?;
        self.judge("draft with a value to correct")?;
        page.fill(&Thing::field(&life), "12")?;
        screen.counts(3)?;
        self.judge("draft")?;
        page.click(&Thing::button(&self.words.say("bar.discard")?))?;
        let question = self.words.count("discard.question", 3, &[])?;
        page.see(&Thing::dialog(&question))?;
        self.judge("question")?;
        page.tab().press(Key::Escape)?;
        page.lose(&Thing::dialog(&question))?;
        screen.read_the_plan()?;
        self.judge("review of what is for information")?;

        page.let_fail(&Fault::stale("GET", SETTINGS))?;
        screen.apply(3)?;
        screen.row_says("domain-discovery", &self.words.say("says.waiting")?)?;
        // The deadline is not to pass while the checker is at work.
        page.ask("(__watch.ahead -= 600000)")?;
        self.judge("pending")?;
        page.let_all_succeed()?;
        screen.row_says("domain-discovery", &self.words.say("tag.confirmed")?)?;
        self.judge("receipts")?;
        screen.put_away()?;

        self.trouble(
            "refusal",
            &Fault::refusal(
                "PUT",
                SETTINGS,
                403,
                7,
                "No matching permissions found (AUTH-5mWD2)",
            ),
        )?;
        self.trouble("unknown", &Fault::lost_before("PUT", SETTINGS))?;

        screen.turn("set.discovery.name")?;
        let theirs = before.with_text("passwordCheckLifetime", "432000s");
        let theirs = theirs.with("ignoreUnknownUsernames", true);
        page.fill(&Thing::field(&life), "30")?;
        stage.instance.settle(&theirs)?;
        screen.review_and_apply(2)?;
        page.see(&Thing::heading(&self.words.say("clash.title")?))?;
        self.judge("conflict")?;
        screen.discard()?;

        sign_out_in(self.words, page, &stage.people.owner.name)?;
        page.see(&Thing::heading(&self.words.say("signed-out.title")?))?;
        self.judge("signed out")?;
        stage.open("/auth/callback?code=foreign&state=foreign")?;
        page.see(&Thing::heading(&self.words.say("auth.title")?))?;
        self.judge("turned away")?;

        self.come_in(&stage.people.viewer)?;
        screen.is_ready()?;
        page.see(&Thing::heading(&self.words.say("read-only.title")?))?;
        self.judge("read-only")?;
        sign_out_in(self.words, page, &stage.people.viewer.name)?;
        page.see(&Thing::heading(&self.words.say("signed-out.title")?))?;

        stage.expect_status(SETTINGS, 404);
        self.come_in(&stage.people.nobody)?;
        page.see(&Thing::heading(&self.words.say("no-role.title")?))?;
        self.judge("no role")
    }

    /// Through what is said of a plan, and what stands there when it cannot be.
    pub(super) fn through_a_plan(&self) -> Verdict {
        let (stage, page, screen) = (self.stage, self.page(), self.screen());
        usual(stage)?;
        self.come_in(&stage.people.owner)?;
        screen.is_ready()?;
        page.fill(&Thing::search(&self.words.say("providers.find")?), "i")?;
        self.judge("providers found")?;
        let find = self.words.say("find.label")?;
        page.fill(&Thing::search(&find), "zzz")?;
        page.reads("main", &self.words.say("find.none")?)?;
        self.judge("no setting found")?;
        page.fill(&Thing::search(&find), "")?;

        for key in ["set.password.name", "set.passkeys.name", "set.reset.name"] {
            screen.turn(key)?;
        }
        screen.tick("second.u2f.name")?;
        screen.counts(4)?;
        page.reads("#password", &self.words.say("note.locks-out")?)?;
        self.judge("draft of what can lock out")?;
        self.owners()?;
        page.ask(
            "document.querySelectorAll('#people details').forEach((one) => { one.open = true })",
        )?;
        self.judge("review of what can lock out")?;
        screen.acknowledge_all()?;
        screen.type_host(stage.instance.host())?;
        self.judge("review that is confirmed")?;
        page.click(&Thing::link(&self.words.say("review.back")?))?;
        screen.discard()?;
        self.what_is_not_there()
    }

    /// The owners while they are asked about, and when that was stopped.
    fn owners(&self) -> Verdict {
        let (page, screen) = (self.page(), self.screen());
        page.let_fail(&Fault::hold("GET", "/v2/users/*"))?;
        screen.review()?;
        page.held()?;
        self.judge("owners being asked about")?;
        page.click(&Thing::button(&self.words.say("owners.stop")?))?;
        page.reads("#owners", &self.words.say("owners.stopped")?)?;
        self.judge("asking about owners stopped")?;
        page.release()?;
        page.click(&Thing::button(&self.words.say("owners.again")?))?;
        screen.owners_are_asked()
    }

    /// A program that stopped.
    fn what_is_not_there(&self) -> Verdict {
        let (stage, page, screen) = (self.stage, self.page(), self.screen());
        stage.expect_line("beforeunload", "never had a user gesture");
        screen.turn("set.discovery.name")?;
        page.ask(STOP)?;
        page.see(&Thing::heading("The console has stopped"))?;
        self.judge("stopped")
    }

    fn come_in(&self, person: &Person) -> Verdict {
        self.stage.open("/settings/login")?;
        let sign_in = self.words.say("start.sign-in")?;
        self.stage
            .sign_in_by(self.page(), &Thing::button(&sign_in), person)
    }

    /// A change that does not go through, and back to where it was.
    fn trouble(&self, state: &str, fault: &Fault) -> Verdict {
        let (page, screen) = (self.page(), self.screen());
        page.let_fail(fault)?;
        screen.turn("set.unknown-names.name")?;
        screen.review_and_apply(1)?;
        page.focused("trouble")?;
        self.judge(state)?;
        screen.put_away()?;
        screen.turn("set.unknown-names.name")?;
        screen.counts_nothing()
    }

    fn judge(&self, state: &str) -> Verdict {
        let mut grounds = Vec::new();
        for (theme, rules) in [("light", Rules::All), ("dark", Rules::Colours)] {
            self.theme(theme)?;
            grounds.push(self.page().ask(GROUND)?);
            let found = violations(self.stage, self.page(), rules)?;
            let place = format!("{state}, {theme}, {}", self.words.tag);
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
    fn theme(&self, theme: &str) -> Verdict {
        let page = self.page();
        let is_system = self.words.tag == "en";
        let scheme = if is_system { theme } else { "" };
        let features = json!({"features": [
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]});
        page.tab()
            .devtools("Emulation.setEmulatedMedia", &features)?;
        if !is_system {
            page.ask(&format!(
                "(document.documentElement.dataset.theme = {theme:?})"
            ))?;
        }
        Ok(())
    }
}
