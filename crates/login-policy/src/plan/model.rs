//! A plan, what its order looks after, and the harm that no order avoids.

use super::call::Call;
use crate::owners::Owner;
use crate::people::EnrolledMethods;
use crate::rules::SignInPages;
use crate::token::OwnToken;

/// The calls in the order to send them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Plan {
    /// In order. At most one is [`Call::UpdatePolicy`].
    pub calls: Vec<Call>,
    /// People who are shut out between two calls although they are so neither before the first nor
    /// after the last, each once per sign-in pages, and of several providers that come or go
    /// alike for the first and the last. Empty unless no order of the calls spares
    /// everybody; then this is the order that harms the fewest.
    pub shut_out_meanwhile: Vec<ShutOutMeanwhile>,
    /// Where every owner is shut out between two calls although not before the first nor after the
    /// last, each once per sign-in pages.
    pub no_owner_meanwhile: Vec<NoOwnerMeanwhile>,
    /// After how many calls the API refuses those that are left, because the token by which they
    /// are made is cut off. `None` unless that is sure and no order of the calls avoids it.
    pub token_cut_off_after: Option<usize>,
}

/// What the order of a plan looks after.
#[derive(Clone, Debug, Default)]
pub struct PlanContext<'a> {
    /// The human owners of the instance, as far as they are known.
    pub owners: &'a [Owner],
    /// The sign-in pages that people meet, in every generation that may apply.
    pub pages: &'a [SignInPages],
    /// The token by which the calls are made; `None` where the settings do not decide about it.
    pub token: Option<OwnToken>,
}

/// A kind of person whom an unfinished plan shuts out for as long as it is unfinished.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ShutOutMeanwhile {
    /// How many calls are done when it begins.
    pub after_calls: usize,
    /// On which sign-in pages.
    pub pages: SignInPages,
    /// What such a person has.
    pub who: EnrolledMethods,
}

/// That an unfinished plan leaves no owner a way in for as long as it is unfinished.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NoOwnerMeanwhile {
    /// How many calls are done when it begins.
    pub after_calls: usize,
    /// On which sign-in pages.
    pub pages: SignInPages,
}
