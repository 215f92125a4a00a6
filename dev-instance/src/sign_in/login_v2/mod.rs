//! The pages of login v2 under `/ui/v2/login`: the addresses, fields and marks of ZITADEL's separate
//! login app, as far as a driver of it needs them.

mod browser;
mod form;
#[cfg(test)]
mod measured;
mod page;
mod pages;
mod password;
mod proceed;
pub(super) mod router;
mod rules;
mod second_factor;
mod start;
