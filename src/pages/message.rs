//! Pages of one message: a sign-in that did not work out, a console that is not set up.

use crate::components::{CopyWords, Pair, button, prose, set_title, support_details};
use crate::config::ConfigError;
use crate::i18n::{count, text, text_with};
use crate::markup::{View, el, many, nothing};
use crate::pages::failures::sign_in_words;
use crate::session::{Failure, Session, Way};

/// A sign-in did not work out.
pub fn failed(session: Session, failure: &Failure) -> View {
    let (why, todo) = sign_in_words(failure.code);
    let why = match failure.minutes_ahead {
        Some(minutes) => count("auth.clock", minutes.unsigned_abs() as usize, &[]),
        None => text(why),
    };
    let origin = crate::browser::address::origin();
    let todo = text_with(todo, &[("origin", &origin)]);
    let sign_in = move |class, words: &str, way| {
        button(class, text(words), move || {
            session.sign_in(way);
        })
        .into()
    };
    let buttons = many([
        sign_in("btn btn-main btn-big", "start.sign-in", Way::Plain),
        sign_in("btn btn-big", "account.somebody-else", Way::SomebodyElse),
    ]);
    page(
        &text("auth.title"),
        &why,
        &todo,
        failure.code,
        &failure.detail,
        buttons,
    )
}

/// This page cannot sign anybody in at all: it is not https, or not set up.
pub fn misfit(failure: &Failure) -> View {
    let (why, todo) = sign_in_words(failure.code);
    let origin = crate::browser::address::origin();
    page(
        &text("auth.title"),
        &text(why),
        &text_with(todo, &[("origin", &origin)]),
        failure.code,
        &failure.detail,
        nothing(),
    )
}

/// `config.json` cannot be used.
pub fn not_set_up(error: &ConfigError) -> View {
    let (why, member, detail) = match error {
        ConfigError::Missing => ("config.missing", "", ""),
        ConfigError::Unreadable { detail } => ("config.unreadable", "", detail.as_str()),
        ConfigError::NoInstance => ("config.none", "", ""),
        ConfigError::SeveralInstances => ("config.several", "", ""),
        ConfigError::Empty { member } => ("config.empty", *member, ""),
        ConfigError::InsecureIssuer => ("config.insecure", "", ""),
        ConfigError::IssuerNotAnOrigin => ("config.origin", "", ""),
    };
    let again = button(
        "btn btn-main btn-big",
        text("button.reload"),
        crate::browser::address::reload,
    );
    page(
        &text("config.title"),
        &text_with(why, &[("member", member)]),
        &text("config.todo"),
        error.code(),
        detail,
        again.into(),
    )
}

fn page(title: &str, why: &str, todo: &str, code: &str, detail: &str, buttons: View) -> View {
    set_title(title);
    let pair = |name: &str, key: &'static str, value: &str| Pair {
        name: text(name),
        key,
        value: value.to_owned(),
    };
    let mut details = vec![
        pair("support.id", "id", code),
        pair(
            "support.time",
            "time",
            &crate::browser::clock::now_rfc3339(),
        ),
        pair("support.console", "console", env!("CARGO_PKG_VERSION")),
    ];
    if !detail.is_empty() {
        details.push(pair("support.message", "message", detail));
    }
    let words = CopyWords {
        label: text("button.copy"),
        what: text("copy.details"),
        done: text("say.copied"),
        failed: text("say.not-copied"),
    };
    el("main")
        .class("hero one")
        .id("main")
        .attr("tabindex", "-1")
        .child(
            el("div")
                .child(
                    el("div")
                        .attr("role", "alert")
                        .child(el("h1").child(title))
                        .child(el("p").class("scope").child(prose(why)))
                        .child(el("p").class("scope").child(prose(todo))),
                )
                .child(el("div").class("btns").child(buttons))
                .child(support_details(text("support.title"), &details, words)),
        )
        .into()
}
