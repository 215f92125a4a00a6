//! Reusable controls: values in, events out.
//!
//! They know class names and WAI-ARIA, and nothing of ZITADEL, of sessions, of routes or of keys in
//! the catalogue: every word arrives as a text.

mod announce;
mod choice;
mod copy;
mod details;
mod dialog;
mod marks;
mod note;
mod row;
mod slip;
mod switch;

pub use announce::{Announcer, LiveRegions, use_announcer};
pub use choice::{Choice, ChoiceView};
pub use copy::{CopyButton, CopyWords};
pub use details::{Pair, SupportDetails, pairs};
pub use dialog::{DialogWords, Question};
pub use marks::{Tone, becomes, code, icon, prose, sequence, tag};
pub use note::{Weight, note};
pub use row::{ControlState, SettingRow};
pub use slip::{SlipKind, SlipView};
pub use switch::Switch;

pub use crate::browser::document::{focus_soon, scroll_to_fragment, set_title, show_dialog};
