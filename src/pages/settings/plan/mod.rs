//! The plan of a draft: what it does to people, the calls, carrying them out, and what they leave.
//!
//! Downloaded when the first change asks for it; whatever is used from outside stands in [`PART`].
//! `findings` judges and `said` puts findings together, `facts` and `owners` ask what that needs,
//! `consequences`, `people`, `owner_list` and `review` show it in the words of `stories` and `calls`;
//! `apply` and `applying` carry it out, `confirming` waits until it shows, `sayings`, `slips`,
//! `receipt` and `clash` show what came of it, in the words of `refusals`.

mod advice;
mod apply;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod apply_tests;
mod applying;
mod calls;
mod clash;
mod confirming;
mod consequences;
mod facts;
mod findings;
mod group;
mod owner_list;
mod owners;
mod people;
mod receipt;
mod refusals;
mod review;
mod said;
mod sayings;
mod slips;
mod stories;
mod versions;

pub use apply::Receipt;
pub use findings::Judged;
pub use owners::OwnersRead;

use super::part::Part;

/// What the rest of the page uses of this part.
pub static PART: Part = Part {
    begin: findings::begin,
    review: review::page,
    slips: slips::slips,
    clash: clash::clash,
    advice: advice::below,
    group: group::not_applied,
    weights: advice::weights,
    way_on: advice::way_on,
    saying: sayings::saying,
};
