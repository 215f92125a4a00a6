//! Nobody is locked out by accident: what an administrator must hear before a draft is applied.
//!
//! A guard judges the *change* from the settings as loaded to those wanted. What was so before is
//! never alarm; it may be information ([`Finding::already_so`]). Guards hand out names, never
//! words, and do not decide who may apply what: the screen does, by [`Severity`].
//!
//! Where several generations of rules may apply each is judged, and a guard says the worst of it;
//! [`Finding::rules`] tells where they do not agree.
//!
//! Each guard is told in `docs/guards.md`: how severe, when it holds, on which sign-in pages, and
//! which measured sign-ins or facts of ZITADEL are behind it. A test holds the two together.
//!
//! | Where | About |
//! |---|---|
//! | `lockout` | whether anybody, any owner and each kind of person gets in |
//! | `current_user` | the signed-in person's next sign-in, and their token |
//! | `sign_in_methods` | ways to sign in that are turned off, and login names not accepted any more |
//! | `second_factors` | requiring a second factor, and the list of those that may be set up |
//! | `lifetimes` | how long what was proved holds |
//! | `sign_in_form` | the multi-factor list, the form's switches, the default redirect address |

mod current_user;
mod guard_context;
mod id;
mod lifetimes;
mod lockout;
mod second_factors;
mod sign_in_form;
mod sign_in_methods;
mod verdict;

use crate::draft::Item;
use crate::kinds::Kind;
use crate::owners::Owner;
use crate::people::{EnrolledMethods, LoginVersion};
use crate::policy::LoginSettings;
use crate::rules::{Rules, SignInPages};
use crate::token::{OwnToken, TokenOrigin};
use crate::version::ServerVersion;
use guard_context::GuardContext;

pub use id::GuardId;

/// Everything there is to say about a draft, the most severe first. What it says of the time
/// between two calls is about [`crate::plan_for`] with the same owners, sign-in pages and token.
#[must_use]
pub fn evaluate(
    base: &LoginSettings,
    wanted: &LoginSettings,
    logins: Logins,
    facts: &Facts,
) -> Vec<Finding> {
    let mut context = GuardContext::new(base, wanted, logins, facts);
    lockout::evaluate(&mut context);
    current_user::evaluate(&mut context);
    sign_in_methods::evaluate(&mut context);
    second_factors::evaluate(&mut context);
    lifetimes::evaluate(&mut context);
    sign_in_form::evaluate(&mut context);
    context.into_findings()
}

/// The most severe of some findings; `None` when there are none.
#[must_use]
pub fn worst(findings: &[Finding]) -> Option<Severity> {
    findings.iter().map(|finding| finding.severity).max()
}

/// Which sign-in pages the instance's people meet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Logins {
    /// The server's own.
    BuiltIn,
    /// The separate app (instance feature `loginV2.required`).
    V2,
    /// Each app has its own; both are judged.
    EitherAppDecides,
}

impl Logins {
    /// Those that some people meet, in every generation that may apply where the server says that
    /// version. The built-in login stands there once, whose generations do not differ.
    #[must_use]
    pub fn pages(self, server: &ServerVersion) -> Vec<SignInPages> {
        let mut pages = Vec::new();
        for &login in self.versions() {
            let generations = server.placement(login).generations;
            let generations = match login {
                LoginVersion::BuiltIn => &generations[generations.len().saturating_sub(1)..],
                LoginVersion::V2 => generations,
            };
            pages.extend(
                generations
                    .iter()
                    .map(|&rules| SignInPages { login, rules }),
            );
        }
        pages
    }

    /// Those that some people meet.
    #[must_use]
    pub fn versions(self) -> &'static [LoginVersion] {
        match self {
            Self::BuiltIn => &[LoginVersion::BuiltIn],
            Self::V2 => &[LoginVersion::V2],
            Self::EitherAppDecides => &LoginVersion::ALL,
        }
    }
}

/// What is known beside the settings.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Facts {
    /// What the server says it is; by default not read, so that every generation is judged.
    pub server: ServerVersion,
    /// What the signed-in person has set up; `None`: not read.
    pub own_methods: Option<EnrolledMethods>,
    /// The claim `amr` of their ID token, empty where the claim is absent; `None`: no ID token.
    pub own_amr: Option<Vec<String>>,
    /// Whether their organization follows the instance's settings; `None`: not known, taken as
    /// yes.
    pub own_organization_follows: Option<bool>,
    /// The human owners of the instance; `None`: they could not be listed.
    pub owners: Option<Vec<Owner>>,
}

impl Facts {
    /// The token by which the calls are made; `None` where these settings do not decide about it,
    /// because the signed-in person's organization has its own.
    #[must_use]
    pub fn own_token(&self) -> Option<OwnToken> {
        if self.own_organization_follows == Some(false) {
            return None;
        }
        Some(OwnToken {
            origin: self.own_amr.as_deref().map(TokenOrigin::from_amr),
            owner: self.own_methods.clone(),
            rules: self.server.rules().last().copied().unwrap_or(Rules::LATEST),
        })
    }
}

/// One thing to say.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// What.
    pub guard: GuardId,
    /// How much it stands in the way.
    pub severity: Severity,
    /// The controls it is about, in page order where that matters.
    pub items: Vec<Item>,
    /// On which sign-in pages; empty where it does not depend on them.
    pub login: Vec<LoginVersion>,
    /// Where the generations that were judged do not agree: those by which all of this holds; by
    /// the others less of it does, or nothing. Of the pages in `login`, of the server where that is
    /// empty. Empty where all agree.
    pub rules: Vec<Rules>,
    /// Which kinds of people are affected, as far as it speaks of kinds.
    pub who: Vec<Kind>,
    /// Which owners are affected, by id, as far as it speaks of owners.
    pub owners: Vec<String>,
    /// It was so before the draft; then it is for information.
    pub already_so: bool,
}

/// How much a finding stands in the way of applying.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Said, not asked about.
    ForInformation,
    /// Applied only after a nod.
    MustBeAcknowledged,
    /// Applied only after typing a confirmation.
    BlocksUntilTyped,
    /// Not applied: the server would refuse or alter the value, or this console refuses it.
    Refused,
}
