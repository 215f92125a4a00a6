//! A question that must be answered: a native `dialog`, the safe answer first.

use leptos::prelude::*;

/// The words of a question.
#[derive(Clone)]
pub struct DialogWords {
    /// The question.
    pub question: String,
    /// What happened to the work.
    pub fact: String,
    /// The answer that changes nothing.
    pub stay: String,
    /// The answer that does it.
    pub go: String,
}

/// A question in a modal dialog; Escape is the safe answer.
#[component]
pub fn Question(
    /// Its id, by which it is opened.
    id: &'static str,
    /// What it says; read when it is drawn.
    #[prop(into)]
    words: Signal<DialogWords>,
    /// Called when the person wants it done.
    on_go: Callback<()>,
) -> AnyView {
    view! {
        <dialog class="dialog" id=id aria-labelledby=[id, "-h"].concat()>
            <h2 id=[id, "-h"].concat()>{move || words.get().question}</h2>
            <p>{move || words.get().fact}</p>
            <div class="btns">
                <button type="button" class="btn" on:click=move |_| super::show_dialog(id, false)>
                    {move || words.get().stay}
                </button>
                <button
                    type="button"
                    class="btn btn-stop"
                    on:click=move |_| {
                        super::show_dialog(id, false);
                        on_go.run(());
                    }
                >
                    {move || words.get().go}
                </button>
            </div>
        </dialog>
    }
    .into_any()
}
