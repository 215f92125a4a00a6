//! Findings below the control they are about, and how a finding is worded and acknowledged wherever
//! it stands.

use crate::components::{Callout, CalloutKind, Prose};
use crate::i18n::{I18n, t, use_i18n};
use crate::login_settings::labels;
use crate::login_settings::state::{Audience, FindingGroup, SettingsStore, use_settings};
use leptos::prelude::*;
use login_policy::guard::Severity;
use login_policy::kinds::Kind;
use login_policy::{Item, Rules};

/// How many identity providers are named at which people have an account.
const MAX_PROVIDERS_NAMED: usize = 3;

/// What is to be known about the change of an item: the findings that begin with it.
#[component]
pub fn InlineFindings(
    /// The item.
    item: Item,
) -> impl IntoView {
    let store = use_settings();
    let findings = Memo::new(move |_| {
        store.review.evaluation.with(|evaluation| {
            let is_about_item = |one: &&FindingGroup| one.items.first() == Some(&item);
            let about_item = evaluation.groups.iter().filter(is_about_item);
            about_item.cloned().collect::<Vec<_>>()
        })
    });
    view! {
        <For
            each=move || findings.get()
            key=list_key
            children=|finding| view! { <InlineFinding finding/> }
        />
    }
}

#[component]
fn InlineFinding(finding: FindingGroup) -> impl IntoView {
    let (kind, icon) = callout_style(finding.severity);
    let acknowledge = acknowledgement(&finding, "row");
    view! {
        <Callout kind icon>
            <FindingBody finding/>
            {acknowledge}
        </Callout>
    }
}

/// Tells a finding from all others in a list, so that those that stay keep their elements and the
/// focus. What its element says depends on nothing else.
pub fn list_key(finding: &FindingGroup) -> (String, Severity, bool, Vec<Vec<Rules>>) {
    let audiences = finding.audiences.iter();
    let rules = audiences.map(|audience| audience.rules.clone()).collect();
    (finding.key(), finding.severity, finding.already_so, rules)
}

/// The callout and its icon for a severity.
pub fn callout_style(severity: Severity) -> (CalloutKind, &'static str) {
    match severity {
        Severity::ForInformation => (CalloutKind::Information, "info"),
        Severity::MustBeAcknowledged => (CalloutKind::Acknowledge, "hand"),
        Severity::BlocksUntilTyped | Severity::Refused => (CalloutKind::Danger, "stop"),
    }
}

/// The checkbox of a finding that must be acknowledged, `None` for others. `place` tells apart the
/// places of one page where it may stand.
pub fn acknowledgement(
    finding: &FindingGroup,
    place: &'static str,
) -> Option<impl IntoView + use<>> {
    (finding.severity == Severity::MustBeAcknowledged)
        .then(|| view! { <Acknowledge key=finding.key() place/> })
}

/// "I have read this and want it anyway."
#[component]
pub fn Acknowledge(
    /// The key of what is acknowledged.
    key: String,
    /// Tells apart the places of one page where it may stand.
    place: &'static str,
) -> impl IntoView {
    let store = use_settings();
    let id = format!("ack-{place}-{}", key.replace(['|', ' '], "-"));
    let asked = key.clone();
    let is_acknowledged = Memo::new(move |_| store.is_acknowledged(&asked));
    view! {
        <label class="agree" for=id>
            <input
                type="checkbox"
                class="tick"
                id=id.clone()
                prop:checked=is_acknowledged
                on:change=move |event| store.acknowledge(&key, event_target_checked(&event))
            />
            <span>{t("guard.agree")}</span>
        </label>
    }
}

/// What a finding says: its weight, the sentence, and whom it concerns on which login interfaces.
#[component]
pub fn FindingBody(
    /// The finding.
    finding: FindingGroup,
) -> impl IntoView {
    let (store, i18n) = (use_settings(), use_i18n());
    let FindingGroup {
        guard,
        severity,
        already_so,
        owners,
        audiences,
        ..
    } = finding;
    let sentence = Signal::derive(move || labels::guard_sentence(i18n, guard));
    let already = already_so.then(|| view! { {t("guard.already")} " " });
    let audiences: Vec<_> = audiences
        .into_iter()
        .filter(|one| !one.logins.is_empty() || !one.rules.is_empty() || !one.kinds.is_empty())
        .map(|one| view! { <p class="small">{move || audience_text(store, i18n, &one)}</p> })
        .collect();
    let owners: Vec<String> = owners.into_iter().filter(|id| !id.is_empty()).collect();
    let owners = (!owners.is_empty()).then(|| {
        let names = move || {
            let names: Vec<String> = owners.iter().map(|id| store.owner_name(id)).collect();
            i18n.list(&names)
        };
        view! { <p class="small">{t("guard.owners")} " " {names}</p> }
    });
    view! {
        <p>
            <strong class="kind">{t(labels::severity(severity))}</strong>
            " "
            {already}
            <Prose text=sentence/>
        </p>
        {audiences}
        {owners}
    }
    .into_any()
}

/// Whom a finding concerns, and on which login interfaces, of which versions.
fn audience_text(store: SettingsStore, i18n: I18n, audience: &Audience) -> String {
    let mut logins: Vec<String> = audience
        .logins
        .iter()
        .map(|login| labels::login_version_in(i18n, *login, &audience.rules))
        .collect();
    if logins.is_empty() && !audience.rules.is_empty() {
        logins.push(labels::versions_text(i18n, &audience.rules));
    }
    if audience.kinds.is_empty() {
        return i18n.list(&logins) + ".";
    }
    let mut people = Vec::new();
    let mut accounts: usize = 0;
    for kind in &audience.kinds {
        let is_account = matches!(kind, Kind::ExternalAccount { .. });
        accounts += usize::from(is_account);
        if !is_account || accounts <= MAX_PROVIDERS_NAMED {
            people.push(store.methods_text(i18n, &kind.methods()));
        }
    }
    if accounts > MAX_PROVIDERS_NAMED {
        people.push(i18n.count("count.more", accounts - MAX_PROVIDERS_NAMED, &[]));
    }
    let logins = if logins.is_empty() {
        i18n.text("login.any")
    } else {
        i18n.list(&logins)
    };
    let people = people.join("; ");
    i18n.text_with("guard.whom", &[("pages", &logins), ("people", &people)])
}
