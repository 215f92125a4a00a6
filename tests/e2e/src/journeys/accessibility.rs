//! WCAG 2.2 AA as far as a program can judge it: every state, both themes, both directions.

use super::accessibility_tour::Tour;
use super::common::usual_settings;
use super::languages::choose;
use crate::context::TestContext;
use crate::error::{TestResult, ensure, ensure_eq};
use crate::page::{Catalogue, Locator, Page};
use serde_json::{Value, json};

/// What is judged.
#[derive(Clone, Copy)]
pub(super) enum Rules {
    /// The tags of WCAG 2.0 to 2.2, A and AA, and rules about the frame of a page.
    All,
    /// Only what a theme can change.
    Colours,
}

impl Rules {
    /// The options of the checker.
    fn options(self) -> &'static str {
        match self {
            Self::All => {
                r#"{
    resultTypes: ["violations"],
    runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    rules: {
        "heading-order": {enabled: true}, "page-has-heading-one": {enabled: true},
        "region": {enabled: true}, "landmark-one-main": {enabled: true},
        "label-content-name-mismatch": {enabled: true}, "target-size": {enabled: true},
    },
}"#
            }
            Self::Colours => {
                r#"{
    resultTypes: ["violations"],
    runOnly: {type: "rule", values: ["color-contrast", "link-in-text-block"]},
}"#
            }
        }
    }

    /// One that finds something on every page. Of colours there is none: joined Arabic letters are an
    /// icon to the checker, and it passes them over.
    fn one(self) -> Option<&'static str> {
        match self {
            Self::All => Some("target-size"),
            Self::Colours => None,
        }
    }
}

pub fn every_state_passes_the_checker_from_left_to_right(ctx: &TestContext<'_>) -> TestResult {
    Tour::of(ctx, &ctx.texts).judged(Tour::through_the_console)
}

pub fn every_state_passes_the_checker_from_right_to_left(ctx: &TestContext<'_>) -> TestResult {
    let arabic = in_arabic(ctx)?;
    Tour::of(ctx, &arabic).judged(Tour::through_the_console)
}

pub fn every_state_of_a_plan_passes_the_checker_from_left_to_right(
    ctx: &TestContext<'_>,
) -> TestResult {
    Tour::of(ctx, &ctx.texts).judged(Tour::through_a_plan)
}

pub fn every_state_of_a_plan_passes_the_checker_from_right_to_left(
    ctx: &TestContext<'_>,
) -> TestResult {
    let arabic = in_arabic(ctx)?;
    Tour::of(ctx, &arabic).judged(Tour::through_a_plan)
}

/// Chooses Arabic, and gives its texts.
fn in_arabic(ctx: &TestContext<'_>) -> TestResult<Catalogue> {
    ctx.open("/")?;
    choose(&ctx.page, &ctx.texts, "العربية", "ar")?;
    Catalogue::read(&ctx.tools.dist, "ar")
}

/// What the checker has against the whole page, in a window as tall as it.
pub(super) fn violations(
    ctx: &TestContext<'_>,
    page: &Page,
    rules: Rules,
) -> TestResult<Vec<String>> {
    let tab = page.tab();
    if page.eval("typeof axe")? != json!("object") {
        tab.evaluate(&ctx.tools.axe)?;
    }
    let height = page.eval("document.documentElement.scrollHeight")?;
    let height = height.as_u64().unwrap_or(0).clamp(900, 20_000);
    tab.resize(Some((1280, u32::try_from(height).unwrap_or(900))))?;
    let options = rules.options();
    let script = format!(
        "const done = arguments[arguments.length - 1];
         const ids = (list) => list.map((one) => one.id);
         axe.run(document, {options}).then((found) => done({{
            ran: ids([...found.passes, ...found.violations, ...found.incomplete]),
            violations: found.violations.map((one) => one.id + ' (' + one.impact + '): ' +
                one.nodes.slice(0, 3).map((node) => node.target.join(' ') + ' ' +
                    node.failureSummary.replace(/\\s+/g, ' ')).join('; ')),
         }}), (error) => done({{failed: String(error)}}))"
    );
    let found = tab.execute_async(&script, &[])?;
    tab.resize(None)?;
    ensure_eq("the checker", &found["failed"], &Value::Null)?;
    let list = |member: &str| -> Vec<String> {
        let all = found[member].as_array().map(Vec::as_slice);
        let texts = all.unwrap_or_default().iter().filter_map(Value::as_str);
        texts.map(str::to_owned).collect()
    };
    if let Some(one) = rules.one() {
        let did = list("ran").iter().any(|rule| rule == one);
        ensure(did, format!("the rule {one} did not run"))?;
    }
    Ok(list("violations"))
}

pub fn roles_and_names_are_those_the_browser_computes(ctx: &TestContext<'_>) -> TestResult {
    usual_settings(ctx)?;
    ctx.sign_in(&ctx.people.owner)?;
    let page = &ctx.page;
    ctx.screen().toggle("set.discovery.name")?;
    ctx.screen().wait_change_count(1)?;
    let apply = ctx.texts.plural("review.apply", 1, &[])?;
    page.wait_for(&Locator::button(&apply))?;
    page.wait_for(&Locator::search(&ctx.texts.get("providers.find")?))?;
    let tree = page.tab().cdp("Accessibility.getFullAXTree", &json!({}))?;
    let nodes = tree["nodes"].as_array().cloned().unwrap_or_default();
    for role in [
        "switch",
        "checkbox",
        "button",
        "link",
        "heading",
        "textbox",
        "searchbox",
        "combobox",
        "region",
    ] {
        let mut computed: Vec<String> = nodes
            .iter()
            .filter(|node| node["ignored"] != json!(true) && node["role"]["value"] == role)
            .filter_map(|node| node["name"]["value"].as_str())
            .map(|name| name.split_whitespace().collect::<Vec<_>>().join(" "))
            .map(|name| name.replace(" :", ":"))
            .collect();
        let mut found = page.names(&Locator::any(role))?;
        computed.sort_unstable();
        found.sort_unstable();
        ensure(!found.is_empty(), format!("there is no {role}"))?;
        ensure_eq(format!("every {role}"), found, computed)?;
    }
    Ok(())
}
