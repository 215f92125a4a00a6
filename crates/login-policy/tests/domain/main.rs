//! The domain as a whole, from outside: values, draft, merge, plan, outcomes, guards, owners.

mod any;
mod draft;
mod generations;
mod guards;
mod guards_current_user;
mod guards_document;
mod guards_owners;
mod guards_second_factors;
mod guards_values;
mod lifetime;
mod login_v2;
mod merge;
mod outcome;
mod outcome_limits;
mod own_token;
mod owners_and_kinds;
mod plan;
mod plan_owners;
mod policy;
mod properties;
mod properties_owners;
mod redirect;
mod samples;
mod version;
