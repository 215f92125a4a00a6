//! A button that copies a text and says whether it could.

use super::{button, icon, use_announcer};
use crate::browser::document;
use crate::markup::{View, el, many};

/// The words of a copy button.
#[derive(Clone)]
pub struct CopyWords {
    /// On the button.
    pub label: String,
    /// Behind the label, for a screen reader: what is copied.
    pub what: String,
    /// Said when it was copied.
    pub done: String,
    /// Said when the browser did not allow it.
    pub failed: String,
}

/// A button that copies a text; a quiet one has no border.
pub fn copy_button(words: CopyWords, text: String, quiet: bool) -> View {
    let announcer = use_announcer();
    let CopyWords {
        label,
        what,
        done,
        failed,
    } = words;
    let face = many([
        icon("copy"),
        label.into(),
        el("span").class("vh").child([" ", &what].concat()).into(),
    ]);
    let class = if quiet {
        "btn btn-quiet btn-small"
    } else {
        "btn btn-small"
    };
    button(class, face, move || {
        let (text, done, failed) = (text.clone(), done.clone(), failed.clone());
        crate::browser::tasks::spawn(async move {
            announcer.say(if document::copy(&text).await {
                done
            } else {
                failed
            });
        });
    })
    .into()
}
