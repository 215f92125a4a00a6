//! ZITADEL's REST APIs for the login settings of an instance: what is asked, how an answer is read,
//! and every way a call can fail.
//!
//! Nothing here does I/O. An endpoint is a function that makes an [`Exchange`]: an `http::Request`
//! and the pure function that reads the answer; [`call`] carries it over a [`Transport`] that the
//! program brings. It knows neither browsers nor how a token is obtained, and has no word for a
//! person: a failure is a [`CallError`] with names, the screen chooses the sentence.
//!
//! Reading order: [`transport`] (the port), [`exchange`] (one call and its result), [`refusal`]
//! (what the server may say instead), then one module per group of endpoints: [`policy`],
//! [`factors`], [`providers`], [`restrictions`], [`current_user`], [`members`], [`users`],
//! [`instance`], [`organization`], [`history`]; [`plan`] turns a call of the domain's plan into an
//! exchange, [`owners`] what was read of people into the domain's owners.
//!
//! Each endpoint has wire types of its own, derived with serde and private, and converts them to
//! its public types in one place. How protobuf's JSON mapping writes numbers, durations and enums is
//! known to the private module `wire` alone.

pub mod current_user;
pub mod decode;
pub mod details;
pub mod exchange;
pub mod factors;
pub mod history;
pub mod instance;
pub mod members;
pub mod operation;
pub mod organization;
pub mod owners;
pub mod page;
pub mod plan;
pub mod policy;
pub mod providers;
pub mod refusal;
mod request;
pub mod restrictions;
pub mod transport;
pub mod users;
mod wire;

pub use current_user::{Me, get_me, list_my_permissions};
pub use decode::DecodeError;
pub use details::Details;
pub use exchange::{CallError, Exchange, WriteEffect, call};
pub use history::{Editor, Event, EventChange, EventScope, EventSearch, search_events};
pub use instance::{Instance, InstanceFeatures, LoginV2, get_instance, get_instance_features};
pub use members::{Member, search_members};
pub use operation::Operation;
pub use organization::organization_follows_instance;
pub use owners::{InstanceOwners, OWNER_ROLES, enrolled_methods, owner_from};
pub use page::{Page, Paging};
pub use plan::exchange_for;
pub use policy::{
    LinkedProvider, PolicyRead, get_login_policy, get_my_login_policy, refresh_login_settings,
    update_login_policy,
};
pub use providers::{Provider, ProviderKind, search_providers};
pub use refusal::{Refusal, RefusalKind};
pub use restrictions::{Restrictions, get_restrictions, update_restrictions};
pub use transport::{NotSent, Transport, TransportError};
pub use users::{
    AuthMethod, User, UserKind, UserLink, UserState, get_user, list_authentication_methods,
    list_user_links,
};
