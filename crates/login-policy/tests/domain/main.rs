//! The domain as a whole, from outside: values, draft, merge, plan, outcomes, guards, owners.

mod draft;
mod guards;
mod guards_yourself;
mod lifetime;
mod merge;
mod outcome;
mod owners_and_kinds;
mod plan;
mod policy;
mod properties;
mod redirect;
mod samples;
