//! The plan of a draft, to be read before it is applied: what it does to people, the difference, the
//! calls in their order, and the bar that applies it.

mod apply_bar;
mod call_list;
mod change_list;
mod findings;
mod impact;
mod measurement;
mod owner_access;
mod owners;
mod owners_progress;
mod reviewed_plan;
mod sign_in_preview;
mod typed_confirmation;

use crate::components::{Prose, SequenceNumber};
use crate::i18n::t;
use crate::login_settings::state::use_settings;
use crate::routes::Page;
use apply_bar::ApplyBar;
use call_list::CallList;
use change_list::ChangeList;
use findings::Findings;
use impact::SignInImpact;
use leptos::prelude::*;
use leptos_router::components::A;
use owners::OwnerSection;
use reviewed_plan::{count_text, provide_reviewed_plan};

/// A section of the page.
#[derive(Clone, Copy)]
struct Section {
    /// Element id, also its fragment in links.
    id: &'static str,
    /// Text key of the heading.
    title: &'static str,
    /// Text key of the line below the heading.
    note: &'static str,
}

const FINDINGS: Section = Section {
    id: "consequences",
    title: "consequences.title",
    note: "consequences.note",
};
const CHANGES: Section = Section {
    id: "changes",
    title: "review.changes",
    note: "review.changes-note",
};
const IMPACT: Section = Section {
    id: "people",
    title: "people.title",
    note: "people.note",
};
const OWNERS: Section = Section {
    id: "owners",
    title: "owners.title",
    note: "owners.note",
};
const CALLS: Section = Section {
    id: "calls",
    title: "review.calls",
    note: "review.calls-note",
};
/// The sections in the order of the page.
const SECTIONS: [Section; 5] = [FINDINGS, CHANGES, IMPACT, OWNERS, CALLS];

/// The plan of the draft, in full.
#[component]
pub fn PlanReview() -> impl IntoView {
    provide_reviewed_plan();
    view! {
        <main class="page page-cols" id="main" tabindex="-1">
            <Head/>
            <Contents/>
            <div class="body">
                <ReviewSection section=FINDINGS>
                    <Findings/>
                </ReviewSection>
                <ReviewSection section=CHANGES>
                    <div class="sheet">
                        <ChangeList/>
                    </div>
                </ReviewSection>
                <ReviewSection section=IMPACT>
                    <SignInImpact/>
                </ReviewSection>
                <ReviewSection section=OWNERS>
                    <OwnerSection/>
                </ReviewSection>
                <ReviewSection section=CALLS>
                    <div class="sheet">
                        <CallList/>
                    </div>
                </ReviewSection>
            </div>
        </main>
        <ApplyBar/>
    }
    .into_any()
}

#[component]
fn Head() -> impl IntoView {
    let store = use_settings();
    let sequence = Signal::derive(move || {
        store
            .server
            .policy
            .with(|policy| policy.as_ref().map_or(0, |read| read.details.sequence))
    });
    view! {
        <div class="head">
            <p class="back">
                <A href=Page::LoginSettings.path() exact=true>
                    {t("review.back")}
                </A>
            </p>
            <h1>{t("review.title")}</h1>
            <p class="scope">{count_text("review.scope")}</p>
            <p class="facts">
                <span>{t("review.based-on")}</span>
                <SequenceNumber value=sequence/>
                <span>{t("review.read-again")}</span>
            </p>
        </div>
    }
}

#[component]
fn Contents() -> impl IntoView {
    let links = SECTIONS.map(|section| {
        view! {
            <li>
                <a href=["#", section.id].concat()>{t(section.title)}</a>
            </li>
        }
    });
    view! {
        <nav class="toc" aria-labelledby="toc-h">
            <h2 id="toc-h">{t("toc.plan")}</h2>
            <ul>{links.collect_view()}</ul>
        </nav>
    }
}

#[component]
fn ReviewSection(
    /// Which one.
    section: Section,
    /// What stands below its heading.
    children: Children,
) -> impl IntoView {
    let Section { id, title, note } = section;
    let heading = [id, "-h"].concat();
    view! {
        <section class="section" id=id aria-labelledby=heading>
            <h2 id=heading.clone()>{t(title)}</h2>
            <p class="group-note">
                <Prose text=t(note)/>
            </p>
            {children()}
        </section>
    }
    .into_any()
}
