//! Kinds of people an administrator thinks of, and what each goes through before and after a
//! change. It does not count them: the API cannot.

use crate::outcome::{NotKnown, Outcome, outcome};
use crate::people::{LoginVersion, Means, Way};
use crate::policy::LoginSettings;

/// A kind of person by what they have set up, and nothing else.
#[derive(Clone, PartialEq, Eq, Debug, PartialOrd, Ord)]
pub enum Kind {
    /// A password.
    Password,
    /// A password and an authenticator app.
    PasswordAndApp,
    /// A password and a security key.
    PasswordAndKey,
    /// A passkey.
    Passkey,
    /// A passkey and a password.
    PasskeyAndPassword,
    /// An account elsewhere, at the provider with that id; `None`: at one that was never linked.
    ExternalAccount {
        /// The provider's id.
        provider: Option<String>,
    },
    /// Just created.
    NothingYet,
}

impl Kind {
    /// What such a person has.
    #[must_use]
    pub fn means(&self) -> Means {
        let mut means = Means::default();
        match self {
            Self::Password => means.password = true,
            Self::PasswordAndApp => (means.password, means.authenticator_app) = (true, true),
            Self::PasswordAndKey => (means.password, means.security_key) = (true, true),
            Self::Passkey => means.passkey = true,
            Self::PasskeyAndPassword => (means.password, means.passkey) = (true, true),
            Self::ExternalAccount { provider } => {
                // No provider has an empty id: the API requires at least one character.
                means.external.push(provider.clone().unwrap_or_default());
            }
            Self::NothingYet => {}
        }
        means
    }
}

/// The kinds that matter for a change, in the order of the page: one with an account elsewhere for
/// each provider of either side, or one for all when there is none.
#[must_use]
pub fn kinds(base: &LoginSettings, wanted: &LoginSettings) -> Vec<Kind> {
    let mut kinds = vec![
        Kind::Password,
        Kind::PasswordAndApp,
        Kind::PasswordAndKey,
        Kind::Passkey,
        Kind::PasskeyAndPassword,
    ];
    let added = wanted
        .providers
        .iter()
        .filter(|id| !base.providers.contains(id));
    let mut providers: Vec<Option<String>> = base
        .providers
        .iter()
        .chain(added)
        .cloned()
        .map(Some)
        .collect();
    if providers.is_empty() {
        providers.push(None);
    }
    kinds.extend(
        providers
            .into_iter()
            .map(|provider| Kind::ExternalAccount { provider }),
    );
    kinds.push(Kind::NothingYet);
    kinds
}

/// What one kind of person goes through, taking what the pages propose.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Preview {
    /// Who.
    pub kind: Kind,
    /// On which sign-in pages.
    pub login: LoginVersion,
    /// Today.
    pub before: Result<Outcome, NotKnown>,
    /// With the draft applied.
    pub after: Result<Outcome, NotKnown>,
}

impl Preview {
    /// Whether the draft changes anything for them.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.before != self.after
    }
}

/// What every kind of person goes through before and after, for each of the sign-in interfaces.
#[must_use]
pub fn preview(
    base: &LoginSettings,
    wanted: &LoginSettings,
    logins: &[LoginVersion],
) -> Vec<Preview> {
    let mut rows = Vec::new();
    for kind in kinds(base, wanted) {
        let means = kind.means();
        for &login in logins {
            rows.push(Preview {
                kind: kind.clone(),
                login,
                before: outcome(base, login, &means, Way::Proposed),
                after: outcome(wanted, login, &means, Way::Proposed),
            });
        }
    }
    rows
}
