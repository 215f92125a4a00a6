//! By which measurement of ZITADEL a plan is judged, in words: what the server says of itself, and
//! that login v2 may be of another version.

use crate::i18n::{I18n, use_i18n};
use crate::login_settings::state::use_settings;
use leptos::prelude::*;
use login_policy::guard::Logins;
use login_policy::version::Standing;
use login_policy::{LoginVersion, Rules, ServerVersion};

/// One sentence on the server, and one on login v2 where people meet it.
#[component]
pub(super) fn MeasurementNotes() -> impl IntoView {
    let (store, i18n) = (use_settings(), use_i18n());
    let server = Memo::new(move |_| store.server.server_version());
    let may_differ = Memo::new(move |_| {
        server.with(ServerVersion::is_known) && meets_login_v2(store.server.evaluated_logins())
    });
    let of_login_v2 = move || {
        let oldest = Rules::ALL.first().map_or("", |rules| rules.since());
        i18n.text_with("measured.login-v2", &[("oldest", oldest)])
    };
    view! {
        <p class="group-note">{move || server.with(|server| server_text(i18n, server))}</p>
        <Show when=move || may_differ.get()>
            <p class="group-note">{of_login_v2}</p>
        </Show>
    }
}

fn meets_login_v2(logins: Logins) -> bool {
    logins.versions().contains(&LoginVersion::V2)
}

fn server_text(i18n: I18n, server: &ServerVersion) -> String {
    let placement = server.placement(LoginVersion::BuiltIn);
    let measured = placement.measurement.map_or("", |one| one.version());
    let key = match placement.standing {
        Standing::Measured => "measured.here",
        Standing::BetweenMeasured => "measured.between",
        Standing::OlderThanMeasured => "measured.older",
        Standing::NewerThanMeasured => "measured.newer",
        Standing::NotKnown if server.text().is_empty() => return i18n.text("measured.not-known"),
        Standing::NotKnown => "measured.no-version",
    };
    i18n.text_with(key, &[("measured", measured), ("version", server.text())])
}
