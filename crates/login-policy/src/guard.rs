//! Nobody is locked out by accident: what an administrator must hear before a draft is applied.
//!
//! A guard judges the *change* from the settings as loaded to those wanted. What was so before is
//! never alarm; it may be information ([`Finding::already_so`]). Guards hand out names, never
//! words, and do not decide who may apply what: the screen does, by [`Severity`].
//!
//! | Guards | Where | Behind it |
//! |---|---|---|
//! | [`GuardId::NobodyCanSignIn`], [`GuardId::KindsShutOut`], [`GuardId::ShutOutMeanwhile`] | `everybody` | the outcomes of `sign-in-outcomes.json`, all rows |
//! | [`GuardId::NoOwnerCanSignIn`], [`GuardId::OwnersNotKnown`] | `everybody` | the same, for each owner's means |
//! | [`GuardId::YouCannotSignIn`], [`GuardId::YouMustSetUpSecondFactor`], [`GuardId::YourWayIsTurnedOff`] | `yourself` | the same, for one's own means; `amr` (`contract-more` C.1) |
//! | [`GuardId::YourTokenIsCutOff`] | `yourself` | `recordings/forced-mfa.json`, `contract-more` C.2 |
//! | [`GuardId::UsernamePasswordOff`] | `ways` | built-in: 172 rows shown nothing, 112 sent to a provider; v2: rows 804, 815, 824 |
//! | [`GuardId::PasskeysOff`] | `ways` | built-in: 22 rows asked for a password never set; v2: rows 784, 823, 830 |
//! | [`GuardId::ExternalLoginOff`], [`GuardId::ProviderUnlinked`] | `ways` | built-in: 15 rows asked for a mailed code; v2: rows 798, 833, 865 get in |
//! | [`GuardId::OnlyOneAddressOff`], [`GuardId::AddressOff`] | `ways` | v2: rows 886–894; built-in: 730–746 |
//! | [`GuardId::ForcedWithEmptyList`] | `second_step` | built-in: 36 rows refused with `LOGIN-5Hm8s`; v2: row 881 |
//! | [`GuardId::ForcedButNotListed`], [`GuardId::FactorRemoved`] | `second_step` | built-in: set-up or none asked where the list lacks the factor; v2: rows 877, 925 still ask |
//! | [`GuardId::SecondFactorBecomesRequired`], [`GuardId::TokensCutOff`] | `second_step` | 105 rows must set up; "tokens that are already out" in `sign-in-outcomes.md` |
//! | [`GuardId::BothForces`] | `second_step` | v2: row 859 asks people from a provider; built-in and API do not |
//! | [`GuardId::LifetimeNotPositive`] and its like | `lifetimes` | built-in: rows 705–729, 754–763; v2: 961–963 |
//! | [`GuardId::MultiFactorListWithoutEffect`] and its like | `form` | no row came out differently by the list |
//! | [`GuardId::RedirectRefused`] | `form` | ZITADEL stores `javascript:` (`contract` top, recorded) |
//! | other information | `form` | rows 747–753 and 764–768: nothing changes for a known login name |

mod everybody;
mod form;
mod lifetimes;
mod scene;
mod second_step;
mod ways;
mod yourself;

use crate::draft::Item;
use crate::kinds::Kind;
use crate::owners::Owner;
use crate::people::{LoginVersion, Means};
use crate::policy::LoginSettings;
use scene::Scene;

/// Everything there is to say about a draft, the most severe first.
#[must_use]
pub fn judge(
    base: &LoginSettings,
    wanted: &LoginSettings,
    logins: Logins,
    facts: &Facts,
) -> Vec<Finding> {
    let mut scene = Scene::new(base, wanted, logins, facts);
    everybody::judge(&mut scene);
    yourself::judge(&mut scene);
    ways::judge(&mut scene);
    second_step::judge(&mut scene);
    lifetimes::judge(&mut scene);
    form::judge(&mut scene);
    scene.into_findings()
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
    /// What the signed-in person has set up; `None`: not read.
    pub own_means: Option<Means>,
    /// The claim `amr` of their ID token, empty where the claim is absent; `None`: no ID token.
    pub own_amr: Option<Vec<String>>,
    /// Whether their organization follows the instance's settings; `None`: not known, taken as
    /// yes.
    pub own_organization_follows: Option<bool>,
    /// The human owners of the instance; `None`: they could not be listed.
    pub owners: Option<Vec<Owner>>,
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

/// The guards.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord, Hash)]
pub enum GuardId {
    /// No kind of person gets in any more.
    NobodyCanSignIn,
    /// No human owner gets in any more.
    NoOwnerCanSignIn,
    /// Some people are shut out, and of no owner is it known that they are not.
    OwnersNotKnown,
    /// The signed-in person does not get in any more.
    YouCannotSignIn,
    /// The API refuses the signed-in person's token from the next call on.
    YourTokenIsCutOff,
    /// The signed-in person must set up a second factor at their next sign-in.
    YouMustSetUpSecondFactor,
    /// The way by which the signed-in person came in is turned off; another is left.
    YourWayIsTurnedOff,
    /// These kinds of people do not get in any more.
    KindsShutOut,
    /// Some people are shut out between two calls of the plan.
    ShutOutMeanwhile,
    /// Username and password is turned off.
    UsernamePasswordOff,
    /// Passkeys are turned off.
    PasskeysOff,
    /// External login is turned off.
    ExternalLoginOff,
    /// Providers are unlinked.
    ProviderUnlinked,
    /// Login by one of mail address and phone number is off and by the other is not.
    OnlyOneAddressOff,
    /// People who type their mail address or phone number are not found any more.
    AddressOff,
    /// A second factor is required and none can be set up.
    ForcedWithEmptyList,
    /// A second factor is required and one that people may have is not listed.
    ForcedButNotListed,
    /// A second factor is required where none was.
    SecondFactorBecomesRequired,
    /// The API refuses tokens of people who came in without a second factor.
    TokensCutOff,
    /// Force for everybody and local-only are both on.
    BothForces,
    /// A second factor that people may have is taken off the list.
    FactorRemoved,
    /// A lifetime of zero or below.
    LifetimeNotPositive,
    /// A lifetime above zero and below one second: what it does depends on how quick everybody is.
    LifetimeBelowOneSecond,
    /// A lifetime below one minute.
    LifetimeBelowOneMinute,
    /// A lifetime that the server would store differently or refuse.
    LifetimeOutOfRange,
    /// A second factor holds longer than the password before it.
    SecondFactorOutlastsPassword,
    /// The invitation to set up a second factor comes at every sign-in.
    InvitedEveryTime,
    /// The multi-factor list is changed, which changes nothing for anybody who signs in.
    MultiFactorListWithoutEffect,
    /// Passkeys are allowed and no multi factor is listed.
    PasskeysWithEmptyList,
    /// A multi factor is listed and passkeys are not allowed.
    ListedWithPasskeysOff,
    /// A value of a newer server decides what people see.
    ValueNotKnown,
    /// The default redirect address runs code, reads files or is none.
    RedirectRefused,
    /// The link to reset a password is hidden.
    PasswordResetHidden,
    /// Unknown login names are answered like known ones.
    UnknownUsernamesAnsweredAlike,
    /// People may register themselves.
    RegistrationOpened,
    /// People may not register themselves any more.
    RegistrationClosed,
    /// Unknown names are no longer sent to the organization of their domain.
    DomainDiscoveryOff,
}
