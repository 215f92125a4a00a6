//! What people should know about the settings before they read on. What they should know about
//! their sign-in is `session_banners`', what somebody else changed is `receipts`'.

use super::element_ids;
use crate::components::{Banner, Button, CalloutKind, Prose};
use crate::i18n::{t, use_i18n};
use crate::login_settings::state::{RestoredDraft, use_settings};
use leptos::prelude::*;

/// That nothing can be changed, and why.
#[component]
pub fn ReadOnlyBanner() -> impl IntoView {
    let store = use_settings();
    let is_read_only = Memo::new(move |_| !store.server.access.with(|access| access.write));
    view! {
        <Show when=move || is_read_only.get()>
            <Banner id=element_ids::READ_ONLY kind=CalloutKind::Fact icon="lock">
                <h2>{t("read-only.title")}</h2>
                <p>
                    <Prose text=t("read-only.why")/>
                </p>
                <p>
                    <Prose text=t("read-only.who")/>
                </p>
            </Banner>
        </Show>
    }
}

/// That a draft of this tab was found, and what somebody else changed since.
#[component]
pub fn RestoredDraftBanner() -> impl IntoView {
    let store = use_settings();
    move || {
        let restored = store.draft.restored.get()?;
        Some(view! { <RestoredDraftFound restored/> })
    }
}

#[component]
fn RestoredDraftFound(restored: RestoredDraft) -> impl IntoView {
    let (store, i18n) = (use_settings(), use_i18n());
    let RestoredDraft {
        changes,
        changed_meanwhile,
    } = restored;
    let title = move || i18n.count("back.title", changes, &[]);
    let meanwhile = Signal::derive(move || {
        if changed_meanwhile.is_empty() {
            return i18n.text("back.same");
        }
        let names = changed_meanwhile.iter();
        let names: Vec<String> = names.map(|item| store.item_name(i18n, item)).collect();
        i18n.text_with("back.moved", &[("names", &i18n.list(&names))])
    });
    view! {
        <Banner kind=CalloutKind::Acknowledge icon="pencil">
            <h2>{title}</h2>
            <p>
                <Prose text=meanwhile/>
            </p>
            <div class="btns">
                <Button on_press=move || store.draft.restored.set(None)>{t("back.keep")}</Button>
                <Button class="btn btn-quiet" on_press=move || store.discard_all()>
                    {t("bar.discard")}
                </Button>
            </div>
        </Banner>
    }
}

/// That the server has members of the policy that this console does not know.
#[component]
pub fn UnknownMembersBanner() -> impl IntoView {
    let (store, i18n) = (use_settings(), use_i18n());
    let names = Memo::new(move |_| {
        store.server.policy.with(|policy| {
            let read = policy.as_ref();
            read.map_or_else(String::new, |read| read.unknown_members.join("`, `"))
        })
    });
    let text = Signal::derive(move || {
        names.with(|names| i18n.text_with("newer.what", &[("names", names)]))
    });
    view! {
        <Show when=move || !names.with(String::is_empty)>
            <Banner kind=CalloutKind::Acknowledge icon="info">
                <p>
                    <Prose text/>
                </p>
            </Banner>
        </Show>
    }
}

/// That calls are under way; controls are described by it meanwhile.
#[component]
pub fn WorkingBanner() -> impl IntoView {
    let store = use_settings();
    view! {
        <Show when=move || store.apply.busy.get()>
            <div class="lead-note">
                <p class="small" id=element_ids::WORKING>
                    {t("note.working")}
                </p>
            </div>
        </Show>
    }
}
