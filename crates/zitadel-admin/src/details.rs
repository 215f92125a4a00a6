//! What nearly every answer carries: when and by which event something was changed, and pages of
//! a list.

use plain_json::Writer;

use crate::wire::Message;

/// `zitadel.v1.ObjectDetails`, and `zitadel.object.v2.Details`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Details {
    /// Number of the last event within the resource owner's own counter; 0: never changed.
    pub sequence: u64,
    /// RFC 3339 as sent. The answer to a removal or an update has none.
    pub creation_date: Option<String>,
    /// RFC 3339 as sent. The answer to an addition has none.
    pub change_date: Option<String>,
    /// Id of the instance, or of the organization, that owns it.
    pub resource_owner: String,
}

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

    pub(crate) fn write(self, writer: &mut Writer) {
        writer.open_object("query");
        writer.text("offset", &self.offset.to_string());
        writer.raw("limit", &self.limit.to_string());
        writer.flag("asc", true);
        writer.close();
    }
}

impl Details {
    /// Reads the member `details`, which must be there.
    pub(crate) fn of(message: &Message<'_>) -> Self {
        let details = message.required_message("details");
        Self {
            sequence: details.number("details.sequence"),
            creation_date: details.optional_text("details.creationDate"),
            change_date: details.optional_text("details.changeDate"),
            resource_owner: details.text("details.resourceOwner"),
        }
    }
}

/// Reads a page: `details.totalResult` and the list `result`. `details` is always there, even with
/// an empty list, so its absence is not taken for "none".
pub(crate) fn page<T>(message: &Message<'_>, read: fn(&Message<'_>) -> T) -> Page<T> {
    Page {
        total: message
            .required_message("details")
            .number("details.totalResult"),
        items: message.messages("result", read),
    }
}
