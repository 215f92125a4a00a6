//! Which measurement a plan is judged by, in words: what the server says of itself, and that login
//! v2 may be of another version.

use crate::i18n::{text, text_with};
use login_policy::guard::Logins;
use login_policy::version::{Placement, Standing};
use login_policy::{LoginVersion, Rules, ServerVersion};

/// One sentence on the server, and one on login v2 where people meet it.
pub fn notes(server: &ServerVersion, logins: Logins) -> Vec<String> {
    let mut notes = vec![of_server(server, server.placement(LoginVersion::BuiltIn))];
    if logins.versions().contains(&LoginVersion::V2) && server.is_known() {
        let oldest = Rules::ALL.first().map_or("", |rules| rules.since());
        notes.push(text_with("measured.login-v2", &[("oldest", oldest)]));
    }
    notes
}

fn of_server(server: &ServerVersion, placement: Placement) -> String {
    let measured = placement.measurement.map_or("", |one| one.version());
    let key = match placement.standing {
        Standing::Measured => "measured.here",
        Standing::BetweenMeasured => "measured.between",
        Standing::OlderThanMeasured => "measured.older",
        Standing::NewerThanMeasured => "measured.newer",
        Standing::NotKnown if server.text().is_empty() => return text("measured.not-known"),
        Standing::NotKnown => "measured.no-version",
    };
    text_with(key, &[("measured", measured), ("version", server.text())])
}
