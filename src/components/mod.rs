//! Reusable controls: values in, events out.
//!
//! They know class names and WAI-ARIA, and nothing of ZITADEL, of sessions, of routes or of keys in
//! the catalogue: every word arrives as a text ([`Say`] only looks a key up).

mod announce;
mod choice;
mod copy;
mod details;
mod dialog;
mod find;
mod marks;
mod note;
mod row;
mod slip;
mod switch;

pub use announce::{Announcer, live_regions, use_announcer};
pub use choice::{Choice, choice};
pub use copy::{CopyWords, copy_button};
pub use details::{Pair, pairs, support_details};
pub use dialog::{DialogWords, question};
pub use find::{Find, find};
pub use marks::{Say, Tone, becomes, button, code, icon, prose, sequence, tag};
pub use note::{Weight, lead_note, note};
pub use row::{ControlState, Row, row};
pub use slip::{Slip, SlipKind, slip};
pub use switch::{Switch, switch};

pub use crate::browser::document::{
    focus_soon, on_next_frame, scroll_to_fragment, set_title, show_dialog,
};
