//! ZITADEL's REST APIs for the login settings of an instance: what is asked, how an answer is read,
//! and every way a call can fail.
//!
//! Nothing here does I/O. An endpoint is an [`Exchange`]: a [`Request`] and the pure function that
//! judges the answer; [`call`] carries it over a [`Transport`] that the program brings. It knows
//! neither browsers nor how a token is obtained, and has no word for a person: a failure is a
//! [`CallError`] with names, the screen chooses the sentence.
//!
//! Reading order: [`transport`] (the port), [`exchange`] (one call and its judgement), [`refusal`]
//! (what the server may say instead), then one module per group of endpoints: [`policy`],
//! [`factors`], [`providers`], [`restrictions`], [`me`], [`people`], [`instance`], [`organization`], [`history`];
//! [`plan`] turns a call of the domain's plan into an exchange, [`owners`] what was read of people
//! into the domain's owners. How protobuf messages look as JSON is known to the private module
//! `wire` alone.

pub mod details;
pub mod exchange;
pub mod factors;
pub mod history;
pub mod instance;
pub mod me;
pub mod operation;
pub mod organization;
pub mod owners;
pub mod people;
pub mod plan;
pub mod policy;
pub mod providers;
pub mod refusal;
pub mod restrictions;
pub mod transport;
pub mod unreadable;
mod wire;

pub use details::{Details, Page, Paging};
pub use exchange::{CallError, Exchange, Happened, call};
pub use factors::{FactorList, list_multi_factors, list_second_factors};
pub use history::{Editor, Event, EventSearch, EventsOf, What, search_events};
pub use instance::{InstanceFeatures, LoginV2, get_instance_features};
pub use me::{
    Me, MyFactor, MyPasskey, get_me, list_my_factors, list_my_passkeys, list_my_permissions,
};
pub use operation::Operation;
pub use organization::organization_follows_instance;
pub use owners::{InstanceOwners, OWNER_ROLES, is_owner, means_from, owner_from};
pub use people::{
    AuthMethod, Member, User, UserKind, UserLink, UserState, get_user, list_authentication_methods,
    list_user_links, search_members,
};
pub use plan::exchange_for;
pub use policy::{
    PolicyRead, get_login_policy, get_my_login_policy, refresh_login_settings, update_login_policy,
};
pub use providers::{
    LinkedProvider, Provider, ProviderKind, list_linked_providers, search_providers,
};
pub use refusal::{Refusal, RefusalKind};
pub use restrictions::{Restrictions, get_restrictions, update_restrictions};
pub use transport::{Method, NotSent, Request, Response, Transport, TransportError};
pub use unreadable::Unreadable;
