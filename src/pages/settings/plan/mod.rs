//! The plan of a draft: what it does to people, the calls, carrying them out, and what they leave.
//!
//! Downloaded when the first change asks for it; whatever is used from outside stands in [`PART`].
//! `findings` judges, `facts` and `owners` ask what that needs, `consequences`, `people` and
//! `review` show it; `apply` and `applying` carry it out, `slips` and `clash` show what came of it.

mod advice;
mod apply;
mod applying;
mod clash;
mod consequences;
mod facts;
mod findings;
mod owners;
mod people;
mod review;
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
    weights: advice::weights,
    way_on: advice::way_on,
    check_again: applying::check_again,
};
