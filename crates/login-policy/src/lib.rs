//! The login settings of a ZITADEL instance as an administrator thinks of them: values, draft,
//! plan, and what a change does to people.
//!
//! Pure and on `std` alone. It knows no JSON, no HTTP, no clock and no word of any language: it
//! hands out names of fields and of findings, and the screen chooses the words.
//!
//! Reading order: [`policy`] (the values), [`draft`] (what is wanted), [`plan`] (the calls that
//! bring it about), [`merge`] (somebody else was faster), [`lifetime`] and [`redirect`] (values
//! with rules of their own).

pub mod draft;
pub mod guard;
pub mod kinds;
pub mod lifetime;
pub mod merge;
pub mod outcome;
pub mod owners;
pub mod people;
pub mod plan;
pub mod policy;
pub mod redirect;
#[cfg(any(test, feature = "rows"))]
pub mod rows;

pub use draft::{Change, Draft, Item, changes};
pub use merge::{Conflict, Merge, merge, resolve};
pub use outcome::{Access, Ending, Outcome, outcome};
pub use people::{LoginNameIs, LoginVersion, Means, Way};
pub use plan::{Call, Plan, ShutOutMeanwhile, plan};
pub use policy::{
    Field, Lifetime, LoginSettings, MultiFactorType, PasswordlessType, SecondFactorType, Value,
};
