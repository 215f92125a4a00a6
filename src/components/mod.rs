//! Reusable controls: values in, events out.
//!
//! They know class names and WAI-ARIA, and nothing of ZITADEL, of sessions or of routes. What a
//! control is about arrives as text; only words that every use shares come from the catalogue.
//!
//! # Static markup and Trusted Types
//!
//! The page runs under `require-trusted-types-for 'script'; trusted-types 'none'`, which refuses
//! every write to `innerHTML`. `view!` makes such a write for an element *inside another element*
//! when nothing in it is dynamic: every attribute is a string literal (or has no value), every child
//! is literal text or such an element again, and there is at least one attribute or child. The
//! element that stands at the top of a `view!` or directly inside a component is never written so.
//! What makes an element safe is a component anywhere in it, a block (`{t("key")}`), or an attribute
//! whose value is no literal: `<span class={"dot"}></span>` is safe where `<span class="dot"></span>`
//! is not. Empty elements without attributes (`<br/>`) are safe.

mod badge;
mod button;
mod callout;
mod checkbox_row;
mod code;
mod confirm_dialog;
mod control_state;
mod copy_button;
mod description_item;
mod diff;
mod document_title;
mod icon;
mod live_region;
mod prose;
mod result_card;
mod search_field;
mod sequence_number;
mod setting_row;
mod support_details;
mod switch;

pub use badge::{Badge, Tone};
pub use button::Button;
pub use callout::{Banner, Callout, CalloutKind};
pub use checkbox_row::CheckboxRow;
pub use code::Code;
pub use confirm_dialog::ConfirmDialog;
pub use control_state::ControlState;
pub use copy_button::CopyButton;
pub use description_item::DescriptionItem;
pub use diff::Diff;
pub use document_title::DocumentTitle;
pub use icon::Icon;
pub use live_region::{Announcer, LiveRegions, provide_announcer, use_announcer};
pub use prose::Prose;
pub use result_card::{ResultCard, ResultKind};
pub use search_field::SearchField;
pub use sequence_number::SequenceNumber;
pub use setting_row::SettingRow;
pub use support_details::{Detail, SupportDetails};
pub use switch::Switch;
