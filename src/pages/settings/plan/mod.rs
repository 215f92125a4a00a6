//! The plan of a draft: what it does to people, the calls, carrying them out, and what they leave.
//!
//! Downloaded when the first change asks for it; whatever is used from outside stands in [`PART`].
//! `findings` judges and `said` puts findings together, `facts` and `owners` ask what that needs,
//! `consequences`, `people`, `owner_list` and `review` show it in the words of `stories`; `apply` and
//! `applying` carry it out, `confirming` waits until it shows, `slips` and `clash` show what came of
//! it.

mod advice;
mod apply;
mod applying;
mod clash;
mod confirming;
mod consequences;
mod facts;
mod findings;
mod group;
mod owner_list;
mod owners;
mod people;
mod review;
mod said;
mod slips;
mod stories;

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
    check_again: confirming::check_again,
};
