//! The login settings of a ZITADEL instance as an administrator thinks of them: values, draft,
//! plan, and what a change does to people.
//!
//! Pure. It knows no JSON, no HTTP, no clock and no word of any language: it hands out names of
//! fields and of findings, and the screen chooses the words.
//!
//! Reading order: [`policy`] (the values), [`mod@draft`] (what is wanted), [`mod@plan`] (the calls
//! that bring it about), [`mod@merge`] (somebody else was faster), [`lifetime`] and [`redirect`]
//! (values with rules of their own), [`people`] and [`mod@outcome`] (what a person goes through
//! when signing in), [`rules`] and [`version`] (which ZITADEL does what), [`token`] (what the API
//! answers to a token that is out), [`kinds`] (before and after, for each kind of person), [`owners`]
//! (who is left to change it back), [`guard`] (what must be heard before it is applied). Particular
//! to login v2 are [`settings_cache`], [`lifetime_effect`] and [`passkey_domain`].
//!
//! The feature `measurements` adds `measurements`, which compares measured sign-ins with
//! [`mod@outcome`]; it is for developers' tools and brings in `serde_json`. Otherwise the one
//! dependency is `thiserror`.

pub mod draft;
pub mod guard;
pub mod kinds;
pub mod lifetime;
pub mod lifetime_effect;
#[cfg(any(test, feature = "measurements"))]
pub mod measurements;
pub mod merge;
pub mod outcome;
pub mod owners;
pub mod passkey_domain;
pub mod people;
pub mod plan;
pub mod policy;
pub mod redirect;
pub mod rules;
pub mod settings_cache;
pub mod token;
pub mod version;

pub use draft::{Change, Draft, Item, changes};
pub use lifetime::Lifetime;
pub use merge::{Conflict, Merge, merge, resolve};
pub use outcome::{Access, Ending, Outcome, outcome};
pub use people::{EnrolledMethods, LoginNameIs, LoginVersion, SignInPath};
pub use plan::{Call, NoOwnerMeanwhile, Plan, PlanContext, ShutOutMeanwhile, plan, plan_for};
pub use policy::{
    Field, LoginSettings, MultiFactorType, PasswordlessType, SecondFactorType, Value,
};
pub use rules::{Rules, SignInPages};
pub use token::{ApiAnswer, OwnToken, TokenOrigin};
pub use version::ServerVersion;
