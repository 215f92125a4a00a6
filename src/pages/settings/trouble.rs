//! The page that stands where the settings could not be read: why, and the way on.

use super::model::Model;
use super::refusals::{asks_for_sign_in, explain, page_title};
use super::support::support;
use crate::components::{Say, button, code, prose, set_title};
use crate::i18n::text;
use crate::markup::{View, el};
use crate::session::Way;
use zitadel_admin::{CallError, Operation, RefusalKind};

/// The page of a failure to read.
pub fn page(model: Model, operation: Operation, error: &CallError, at: &str) -> View {
    let title = page_title(error);
    set_title(&super::title(model, &title));
    let explained = explain(error);
    let kind = match error {
        CallError::Refused(refusal) => Some(&refusal.kind),
        _ => None,
    };
    let lacks_role = matches!(
        kind,
        Some(RefusalKind::NoMembership | RefusalKind::NoPermission)
    );
    let session = model.session;
    let again = if asks_for_sign_in(error) {
        super::sign_in_button(model)
    } else {
        button(
            "btn btn-main btn-big",
            text("button.check-again"),
            move || model.load(),
        )
        .into()
    };
    let somebody_else = button("btn btn-big", text("account.somebody-else"), move || {
        session.sign_in(Way::SomebodyElse);
    });
    let out = button(
        "btn btn-quiet btn-big",
        text("account.sign-out"),
        move || {
            session.sign_out();
        },
    );
    let server = explained.server.clone().map(|words| {
        el("p")
            .class("small")
            .child(text("word.server-says") + " ")
            .child(el("q").attr("dir", "auto").child(words))
    });
    crate::components::focus_soon("main");
    el("main")
        .class("hero one")
        .id("main")
        .attr("tabindex", "-1")
        .child(
            el("div")
                .child(el("h1").child(title))
                .child(el("p").class("scope").child(prose(&explained.why)))
                .child(lacks_role.then(|| needed(model)))
                .child(el("p").class("scope").child(prose(&explained.todo)))
                .child(server)
                .child(
                    el("div")
                        .class("btns")
                        .child(again)
                        .child(somebody_else)
                        .child(out),
                )
                .child(support(&explained, error, operation, at, model)),
        )
        .into()
}

/// Who is signed in, where, and which roles look and change.
fn needed(model: Model) -> View {
    let who = model
        .session
        .person()
        .map(|person| match person.login_name {
            Some(login) if login != person.name => [&person.name, ", ", &login].concat(),
            _ => person.name,
        });
    let place = el("dd")
        .child(model.instance.name.clone() + ", ")
        .child(code(model.instance.host()));
    let pair = |name: &str, value: View| el("div").child(el("dt").say(name)).child(value);
    let said = |words: &str| el("dd").say_prose(words).into();
    let list = el("dl")
        .class("pairs")
        .child(pair(
            "no-role.signed-in",
            el("dd").child(el("bdi").child(who)).into(),
        ))
        .child(pair("no-role.instance", place.into()))
        .child(pair("no-role.look", said("no-role.look-what")))
        .child(pair("no-role.change", said("no-role.change-what")));
    el("div").class("sheet").child(list).into()
}
