//! WCAG 2.2 AA as far as a program can judge it: every state, both themes, both directions.

use super::applying::usual;
use super::going_out::sign_out_in;
use super::languages::choose;
use crate::driver::Key;
use crate::instance::{Person, SETTINGS};
use crate::page::{Fault, Page, Thing, Words};
use crate::stage::{Screen, Stage};
use crate::trouble::{Verdict, ensure, same};
use serde_json::{Value, json};
use std::cell::RefCell;

/// What is judged: the tags of WCAG 2.0 to 2.2, A and AA, and rules about the frame of a page.
const RULES: &str = r#"{
    runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    rules: {
        "heading-order": {enabled: true}, "page-has-heading-one": {enabled: true},
        "region": {enabled: true}, "landmark-one-main": {enabled: true},
        "label-content-name-mismatch": {enabled: true}, "target-size": {enabled: true},
    },
}"#;

pub fn every_state_passes_the_checker_from_left_to_right(stage: &Stage<'_>) -> Verdict {
    Tour::of(stage, &stage.words).judged()
}

pub fn every_state_passes_the_checker_from_right_to_left(stage: &Stage<'_>) -> Verdict {
    let arabic = Words::read(&stage.bench.dist, "ar")?;
    stage.open("/")?;
    choose(&stage.page, &stage.words, "العربية", "ar")?;
    Tour::of(stage, &arabic).judged()
}

/// The colour of the page itself.
const GROUND: &str = "getComputedStyle(document.body).backgroundColor";

/// A way through all states of the console, in the language that is chosen.
struct Tour<'a> {
    stage: &'a Stage<'a>,
    words: &'a Words,
    /// What the checker found on the way.
    found: RefCell<Vec<String>>,
}

impl<'a> Tour<'a> {
    fn of(stage: &'a Stage<'a>, words: &'a Words) -> Self {
        Self {
            stage,
            words,
            found: RefCell::default(),
        }
    }

    /// Goes through all states, and then says everything that was found in any of them.
    fn judged(self) -> Verdict {
        let walked = self.walk();
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

    fn walk(&self) -> Verdict {
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
        screen.review()?;
        self.judge("review")?;

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
        for theme in ["light", "dark"] {
            self.theme(theme)?;
            grounds.push(self.page().ask(GROUND)?);
            let found = violations(self.stage, self.page())?;
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

/// What the checker has against the whole page, in a window as tall as it.
fn violations(stage: &Stage<'_>, page: &Page) -> Verdict<Vec<String>> {
    let tab = page.tab();
    if page.ask("typeof axe")? != json!("object") {
        tab.evaluate(&stage.bench.axe)?;
    }
    let height = page.ask("document.documentElement.scrollHeight")?;
    let height = height.as_u64().unwrap_or(0).clamp(900, 20_000);
    tab.resize(Some((1280, u32::try_from(height).unwrap_or(900))))?;
    let script = format!(
        "const done = arguments[arguments.length - 1];
         const ids = (list) => list.map((one) => one.id);
         axe.run(document, {RULES}).then((found) => done({{
            ran: [...ids(found.passes), ...ids(found.violations), ...ids(found.incomplete)],
            violations: found.violations.map((one) => one.id + ' (' + one.impact + '): ' +
                one.nodes.slice(0, 3).map((node) => node.target.join(' ') + ' ' +
                    node.failureSummary.replace(/\\s+/g, ' ')).join('; ')),
         }}), (error) => done({{failed: String(error)}}))"
    );
    let found = tab.script_later(&script, &[])?;
    tab.resize(None)?;
    same("the checker", &found["failed"], &Value::Null)?;
    let list = |member: &str| -> Vec<String> {
        let all = found[member].as_array().map(Vec::as_slice);
        let texts = all.unwrap_or_default().iter().filter_map(Value::as_str);
        texts.map(str::to_owned).collect()
    };
    ensure(
        list("ran").iter().any(|rule| rule == "target-size"),
        "the rule target-size did not run",
    )?;
    Ok(list("violations"))
}

pub fn roles_and_names_are_those_the_browser_computes(stage: &Stage<'_>) -> Verdict {
    usual(stage)?;
    stage.sign_in(&stage.people.owner)?;
    let page = &stage.page;
    stage.screen().turn("set.discovery.name")?;
    stage.screen().counts(1)?;
    let tree = page
        .tab()
        .devtools("Accessibility.getFullAXTree", &json!({}))?;
    let nodes = tree["nodes"].as_array().cloned().unwrap_or_default();
    for role in [
        "switch", "checkbox", "button", "link", "heading", "textbox", "combobox", "region",
    ] {
        let mut computed: Vec<String> = nodes
            .iter()
            .filter(|node| node["ignored"] != json!(true) && node["role"]["value"] == role)
            .filter_map(|node| node["name"]["value"].as_str())
            .map(|name| name.split_whitespace().collect::<Vec<_>>().join(" "))
            .map(|name| name.replace(" :", ":"))
            .collect();
        let mut found = page.names(&Thing::any(role))?;
        computed.sort_unstable();
        found.sort_unstable();
        ensure(!found.is_empty(), format!("there is no {role}"))?;
        same(format!("every {role}"), found, computed)?;
    }
    Ok(())
}
