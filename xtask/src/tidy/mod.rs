//! Rules of the house that no compiler knows, as functions from text to complaints.
//!
//! `xtask/tests/house.rs` applies them to the tree.

pub mod arrows;
pub mod catalogues;
pub mod sources;
