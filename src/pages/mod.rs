//! One screen each: load, draft, plan, apply, explain failure. No page knows another.

pub mod failures;
pub mod message;
pub mod settings;
pub mod start;
