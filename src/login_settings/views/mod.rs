//! The settings page's own pieces: groups, rows, one file per kind of control, search, banners and
//! the bar. They read the store and call actions; they make no call themselves.

pub mod action_bar;
pub mod banners;
pub mod contents;
pub mod inline_findings;
pub mod load_error;
pub mod loading;
pub mod old_settings;
pub mod policy_details;
pub mod search;
pub mod session_banners;
pub mod setting_group;
pub mod support;

mod change_status;
mod count_badge;
mod draft_input;
mod element_ids;
mod factor_list;
mod field_error;
mod item_checkbox;
mod lifetime_field;
mod lifetime_input;
mod org_registration;
mod passkeys_row;
mod primary_action;
mod provider_list;
mod provider_picker;
mod redirect_uri_field;
mod row_state;
mod row_status;
mod setting_rows;
mod switch_row;
