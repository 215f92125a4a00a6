//! How far reading is.

use zitadel_admin::{CallError, Operation};

/// How far the page is with reading the settings.
#[derive(Clone, PartialEq, Debug)]
pub enum LoadState {
    /// The settings are being read.
    Loading,
    /// They could not be read.
    Failed(LoadFailure),
    /// They were read.
    Ready,
}

/// Why the settings could not be read.
#[derive(Clone, PartialEq, Debug)]
pub struct LoadFailure {
    /// The call that failed.
    pub operation: Operation,
    /// Its error.
    pub error: CallError,
    /// When it failed, RFC 3339.
    pub at: String,
}

/// Something that is read beside the settings; the page is usable without it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Remote<T> {
    /// Not asked for, or not answered yet.
    #[default]
    Loading,
    /// The answer.
    Ready(T),
    /// It could not be read.
    Failed,
}

impl<T> Remote<T> {
    /// The answer, if there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Ready(value) => Some(value),
            Self::Loading | Self::Failed => None,
        }
    }

    /// Whether it is neither answered nor failed.
    pub fn is_loading(&self) -> bool {
        matches!(self, Self::Loading)
    }
}

/// What the signed-in person may change, by the permissions that the server lists.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Access {
    /// `iam.policy.write`.
    pub write: bool,
    /// `iam.restrictions.write`.
    pub restrictions: bool,
}
