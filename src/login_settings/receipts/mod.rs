//! What came of applied plans: receipts and failures, the way back, and changes by somebody else
//! that stopped a plan.

mod conflict;
mod diagnosis;
mod failure_card;
mod receipt_card;
mod receipt_json;
mod results;

pub use conflict::ConflictBanner;
pub use results::Receipts;
