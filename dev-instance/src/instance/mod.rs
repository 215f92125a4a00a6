//! All that the instance knows, in memory, and who changed it. Nothing here knows HTTP or the form in
//! which an answer is written.

pub(crate) mod access;
pub(crate) mod application;
pub(crate) mod event_log;
pub(crate) mod eventual;
pub(crate) mod factor;
pub(crate) mod features;
pub(crate) mod identity_provider;
pub(crate) mod login_policy;
pub(crate) mod membership;
pub(crate) mod organization;
pub(crate) mod password;
pub(crate) mod ready_line;
pub(crate) mod restrictions;
pub(crate) mod revision;
pub(crate) mod roles;
pub(crate) mod seed;
mod seed_app;
mod seed_many_providers;
mod seed_people;
mod seed_providers;
mod seed_set_up;
pub(crate) mod settings_cache;
pub(crate) mod sign_in;
pub(crate) mod state;
pub(crate) mod tokens;
pub(crate) mod user;
