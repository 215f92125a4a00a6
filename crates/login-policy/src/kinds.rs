//! Kinds of people an administrator thinks of, and what each goes through before and after a
//! change. It does not count them: the API cannot.

use crate::outcome::{NotKnown, Outcome, outcome};
use crate::people::{EnrolledMethods, LoginVersion, SignInPath};
use crate::policy::LoginSettings;
use crate::rules::{Rules, SignInPages};

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
    /// Any other combination; never in a preview. A guard names one where such people fare worse
    /// than everybody who has less.
    Combination(EnrolledMethods),
}

impl Kind {
    /// What such a person has.
    #[must_use]
    pub fn methods(&self) -> EnrolledMethods {
        let mut methods = EnrolledMethods::default();
        match self {
            Self::Password => methods.password = true,
            Self::PasswordAndApp => (methods.password, methods.authenticator_app) = (true, true),
            Self::PasswordAndKey => (methods.password, methods.security_key) = (true, true),
            Self::Passkey => methods.passkey = true,
            Self::PasskeyAndPassword => (methods.password, methods.passkey) = (true, true),
            Self::ExternalAccount { provider } => {
                // No provider has an empty id: the API requires at least one character.
                methods.external.push(provider.clone().unwrap_or_default());
            }
            Self::NothingYet => {}
            Self::Combination(combination) => methods.clone_from(combination),
        }
        methods
    }
}

/// The kinds that an administrator is shown for a change, in the order of the page: one with an
/// account elsewhere for each provider of either side, or one for all when there is none.
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
    let mut accounts: Vec<Option<String>> = base
        .providers
        .iter()
        .chain(added)
        .cloned()
        .map(Some)
        .collect();
    if accounts.is_empty() {
        accounts.push(None);
    }
    kinds.extend(
        accounts
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
    /// By which generations of their rules, the oldest first: those that differ stand in rows of
    /// their own.
    pub rules: Vec<Rules>,
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

/// What every kind of person goes through before and after, for each of the sign-in interfaces and,
/// where they do not agree, for each generation of its rules.
#[must_use]
pub fn preview(
    base: &LoginSettings,
    wanted: &LoginSettings,
    pages: &[SignInPages],
) -> Vec<Preview> {
    let mut rows: Vec<Preview> = Vec::new();
    for kind in kinds(base, wanted) {
        let methods = kind.methods();
        let first = rows.len();
        for &SignInPages { login, rules } in pages {
            let by = |policy| outcome(policy, login, rules, &methods, SignInPath::Proposed);
            let (before, after) = (by(base), by(wanted));
            let alike = rows[first..].iter_mut().find(|row| {
                let is_alike = reads_alike(&row.before, &before) && reads_alike(&row.after, &after);
                row.login == login && is_alike
            });
            match alike {
                Some(row) => {
                    row.rules.push(rules);
                    weaken(&mut row.before, &before);
                    weaken(&mut row.after, &after);
                }
                None => rows.push(Preview {
                    kind: kind.clone(),
                    login,
                    rules: vec![rules],
                    before,
                    after,
                }),
            }
        }
    }
    rows
}

/// Whether two sign-ins are the same to the person, however well each is known.
fn reads_alike(one: &Result<Outcome, NotKnown>, other: &Result<Outcome, NotKnown>) -> bool {
    match (one, other) {
        (Ok(one), Ok(other)) => {
            let basis = one.basis;
            *one == Outcome {
                basis,
                ..other.clone()
            }
        }
        _ => one == other,
    }
}

/// What is measured for one generation and deduced for another is deduced.
fn weaken(one: &mut Result<Outcome, NotKnown>, other: &Result<Outcome, NotKnown>) {
    if let (Ok(one), Ok(other)) = (one, other) {
        one.basis = one.basis.max(other.basis);
    }
}

/// Every combination of password, app, key and passkey, without an account elsewhere and with one
/// at each kind of provider: kept, linked first and last, unlinked first and last; at one that was
/// never linked where there are none of those.
pub(crate) fn combinations(base: &LoginSettings, wanted: &LoginSettings) -> Vec<EnrolledMethods> {
    let outside = |list: &LoginSettings, others: &LoginSettings| -> Vec<String> {
        let only: Vec<&String> = list
            .providers
            .iter()
            .filter(|id| !others.providers.contains(id))
            .collect();
        let mut ends: Vec<String> = only
            .first()
            .into_iter()
            .chain(only.last())
            .map(|id| (*id).clone())
            .collect();
        ends.dedup();
        ends
    };
    let kept = base
        .providers
        .iter()
        .find(|id| wanted.providers.contains(id))
        .cloned();
    let mut accounts = vec![Vec::new()];
    let ids = kept
        .into_iter()
        .chain(outside(wanted, base))
        .chain(outside(base, wanted));
    accounts.extend(ids.map(|id| vec![id]));
    if accounts.len() == 1 {
        // Login v2 lets people in by a provider that is not linked.
        accounts.push(vec![String::new()]);
    }
    let mut combinations = Vec::new();
    for external in accounts {
        for bits in 0..16_u8 {
            let has = |bit: u8| bits & bit != 0;
            let methods = EnrolledMethods {
                password: has(1),
                authenticator_app: has(2),
                security_key: has(4),
                passkey: has(8),
                external: external.clone(),
                ..EnrolledMethods::default()
            };
            if !methods.has_no_first_factor() {
                combinations.push(methods);
            }
        }
    }
    combinations
}
