//! A question that must be answered: a native `dialog`, the safe answer first.

use super::Button;
use leptos::html::Dialog;
use leptos::prelude::*;

/// A question in a modal dialog; Escape is the safe answer.
#[component]
pub fn ConfirmDialog(
    /// Its id.
    id: &'static str,
    /// Whether it is asked; set back when it is answered.
    open: RwSignal<bool>,
    /// The question.
    #[prop(into)]
    question: Signal<String>,
    /// What happens to the person's work.
    #[prop(into)]
    consequence: Signal<String>,
    /// The answer that changes nothing.
    #[prop(into)]
    cancel: Signal<String>,
    /// The answer that does it.
    #[prop(into)]
    confirm: Signal<String>,
    /// Called when it is confirmed.
    #[prop(into)]
    on_confirm: Callback<()>,
) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = dialog.get() else {
            return;
        };
        if !open.get() {
            dialog.close();
        } else if !dialog.open() {
            // It fails only for a dialog that is not in the document, which asks nobody.
            let _ = dialog.show_modal();
        }
    });
    // Escape closes it without being asked to. The browser tells of any closing later, when the
    // question may have been asked again.
    let closed = move |_| {
        if dialog.get_untracked().is_some_and(|dialog| !dialog.open()) {
            open.set(false);
        }
    };
    let heading = [id, "-h"].concat();
    view! {
        <dialog
            class="dialog"
            id=id
            aria-labelledby=heading
            node_ref=dialog
            on:close=closed
        >
            <h2 id=heading.clone()>{question}</h2>
            <p>{consequence}</p>
            <div class="btns">
                <Button on_press=move || open.set(false)>{cancel}</Button>
                <Button
                    class="btn btn-stop"
                    on_press=move || {
                        open.set(false);
                        on_confirm.run(());
                    }
                >
                    {confirm}
                </Button>
            </div>
        </dialog>
    }
    .into_any()
}
