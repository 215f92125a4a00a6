//! The instance login settings: what is known of them, what people do to them, and how both look.
//!
//! Layers, each importing only those after it: `receipts` and `review`, `views`, `actions`, `state`,
//! then `labels`, `errors` and `schema`.

pub mod actions;
pub mod call_labels;
pub mod errors;
pub mod labels;
pub mod receipts;
pub mod review;
pub mod schema;
pub mod state;
pub mod views;
