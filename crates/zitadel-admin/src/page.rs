//! Lists that are read page by page.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::decode::{DecodeError, required};
use crate::wire::Uint64;

/// A page of a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Page<T> {
    /// How many there are on all pages. Beyond the end of a list the server says 0.
    pub total: u64,
    /// Those of this page.
    pub items: Vec<T>,
}

/// Which page is wanted (`zitadel.v1.ListQuery`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Paging {
    /// How many are skipped.
    pub offset: u64,
    /// How many at most; 0: all.
    pub limit: u32,
}

/// The wire form of [`Page`].
#[derive(Deserialize)]
pub(crate) struct ListAnswer<T> {
    details: Option<ListDetails>,
    result: Option<Vec<T>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ListDetails {
    total_result: Option<Uint64>,
}

impl Paging {
    /// The first hundred.
    pub const FIRST: Self = Self {
        offset: 0,
        limit: 100,
    };

    /// The page after this one, if there is one.
    #[must_use]
    pub fn after<T>(self, page: &Page<T>) -> Option<Self> {
        let offset = self.offset.checked_add(page.items.len() as u64)?;
        (!page.items.is_empty() && offset < page.total).then_some(Self { offset, ..self })
    }

    /// The value of the member `query` of a search.
    pub(crate) fn query(self) -> Value {
        json!({"offset": self.offset.to_string(), "limit": self.limit, "asc": true})
    }
}

impl<T> ListAnswer<T> {
    /// The page, each member converted. `details` is there even with an empty list, so its absence
    /// is not taken for "none".
    pub(crate) fn page<U>(
        self,
        convert: fn(T) -> Result<U, DecodeError>,
    ) -> Result<Page<U>, DecodeError> {
        let total = required(self.details, "details")?.total_result;
        let items = self.result.unwrap_or_default().into_iter().map(convert);
        Ok(Page {
            total: total.unwrap_or_default().0,
            items: items.collect::<Result<_, _>>()?,
        })
    }
}
