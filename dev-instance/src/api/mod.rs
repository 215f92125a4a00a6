//! The part of ZITADEL's REST API that the console and its tools use: one module for each resource,
//! with its routes.

mod apps;
mod authentication;
mod body;
mod call;
mod details;
mod error;
mod events;
mod factors;
mod features;
mod headers;
mod identity_providers;
mod instances;
mod languages;
mod login_policy;
mod members;
mod messages;
mod myself;
mod oidc_config;
mod org_policy;
mod organizations;
mod projects;
mod provider_links;
mod refusal;
mod restrictions;
pub(crate) mod router;
mod search;
mod segment;
mod totp;
mod user_methods;
mod users;
