//! The built-in pages under `/ui/login`: the ids, fields, addresses and hidden members of ZITADEL's,
//! so that one driver signs in to both.

mod browser;
mod csrf;
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
mod set_up_page;
mod start;
mod start_page;
