//! The page that stands where the settings could not be read: why, and the way on.

use super::model::Model;
use super::refusals::{explain, page_title};
use super::slips::support;
use crate::components::{prose, set_title};
use crate::i18n::text;
use crate::session::Way;
use leptos::prelude::*;
use leptos::task::spawn_local;
use zitadel_admin::{CallError, NotSent, Operation, RefusalKind, TransportError};

/// The page of a failure to read.
pub fn page(model: Model, operation: Operation, error: &CallError, at: &str) -> AnyView {
    let title = page_title(error);
    set_title(&super::title(model, &title));
    let explained = explain(error, operation);
    let lacks_role = matches!(
        error,
        CallError::Refused(refusal)
            if matches!(refusal.kind, RefusalKind::NoMembership | RefusalKind::NoPermission)
    );
    let must_sign_in = matches!(
        error,
        CallError::Transport(TransportError::NotSent {
            reason: NotSent::SessionEnded
        })
    ) || matches!(
        error,
        CallError::Refused(refusal)
            if matches!(refusal.kind, RefusalKind::MfaRequired | RefusalKind::TokenInvalid)
    );
    let needed = lacks_role.then(|| {
        let person = model.session.person();
        let who = person.map(|person| match person.login_name {
            Some(login) if login != person.name => [&person.name, ", ", &login].concat(),
            _ => person.name,
        });
        let (name, host) = model
            .instance
            .with_value(|instance| (instance.name.clone(), instance.host().to_owned()));
        view! {
            <div class="sheet">
                <dl class="pairs">
                    <div><dt>{text("no-role.signed-in")}</dt><dd><bdi>{who}</bdi></dd></div>
                    <div>
                        <dt>{text("no-role.instance")}</dt>
                        <dd>{name}", "<code dir="ltr">{host}</code></dd>
                    </div>
                    <div><dt>{text("no-role.look")}</dt><dd>{prose(&text("no-role.look-what"))}</dd></div>
                    <div><dt>{text("no-role.change")}</dt><dd>{prose(&text("no-role.change-what"))}</dd></div>
                </dl>
            </div>
        }
    });
    let again = if must_sign_in {
        super::sign_in_button(model)
    } else {
        view! {
            <button type="button" class="btn btn-main btn-big" on:click=move |_| model.load()>
                {text("button.check-again")}
            </button>
        }
        .into_any()
    };
    let server = explained.server.clone().map(|words| {
        view! { <p class="small">{text("word.server-says")}" "<q dir="auto">{words}</q></p> }
    });
    let details = support(&explained, error, operation, at, model);
    let session = model.session;
    crate::components::focus_soon("main");
    view! {
        <main class="hero one" id="main" tabindex="-1">
            <div>
                <h1>{title}</h1>
                <p class="scope">{prose(&explained.why)}</p>
                {needed}
                <p class="scope">{prose(&explained.todo)}</p>
                {server}
                <div class="btns">
                    {again}
                    <button
                        type="button"
                        class="btn btn-big"
                        on:click=move |_| spawn_local(async move {
                            session.sign_in(Way::SomebodyElse).await;
                        })
                    >
                        {text("account.somebody-else")}
                    </button>
                    <button
                        type="button"
                        class="btn btn-quiet btn-big"
                        on:click=move |_| spawn_local(async move { session.sign_out().await })
                    >
                        {text("account.sign-out")}
                    </button>
                </div>
                {details}
            </div>
        </main>
    }
    .into_any()
}
