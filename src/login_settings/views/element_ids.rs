//! Ids of elements that others refer to: by `aria-describedby`, by links, or to move the focus there.

/// The banner that says why nothing can be changed.
pub const READ_ONLY: &str = "why";

/// The sentence that says that calls are under way.
pub const WORKING: &str = "working";

/// The sentence that says why registering organizations cannot be changed.
pub const ORG_REGISTRATION_LOCK: &str = "org-register-r";

/// The list of identity providers.
pub const PROVIDER_LIST: &str = "providers";

/// The badges of the bar, which say why there is no way on.
pub const BAR_BADGES: &str = "plan-tags";

/// The checkbox of an identity provider, wherever it is shown.
pub fn provider_checkbox(provider: &str) -> String {
    format!("provider-{provider}")
}

/// The sentence that says what is wrong with the input of a row.
pub fn field_error(row: &str) -> String {
    format!("{row}-e")
}
