//! From the text of an answer to JSON, or to the reason why it is none.

use plain_json::{Json, Trouble};

use crate::transport::Response;
use crate::unreadable::Unreadable;

/// What a body is at first sight.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Looks {
    /// Nothing but white space.
    Empty,
    /// A web page.
    Html,
    /// Anything else.
    Other,
}

/// Looks at the content type and the first character.
pub(crate) fn looks_of(response: &Response) -> Looks {
    let body = response.body.trim_start_matches('\u{feff}').trim_start();
    let says_html = || {
        response
            .content_type
            .as_deref()
            .is_some_and(|kind| starts_with_ignoring_case(kind.trim_start(), "text/html"))
    };
    if body.is_empty() {
        Looks::Empty
    } else if body.starts_with('<') || (says_html() && !body.starts_with('{')) {
        Looks::Html
    } else {
        Looks::Other
    }
}

/// Parses a body, whatever its status.
#[inline(never)]
pub(crate) fn parse(response: &Response) -> Result<Json, Unreadable> {
    if response.body.len() > Unreadable::LIMIT {
        return Err(Unreadable::TooLong);
    }
    match looks_of(response) {
        Looks::Empty => Err(Unreadable::Empty),
        Looks::Html => Err(Unreadable::Html),
        Looks::Other => Json::read(&response.body).map_err(|error| match error.trouble {
            Trouble::CutOff => Unreadable::CutOff,
            _ => Unreadable::NotJson,
        }),
    }
}

fn starts_with_ignoring_case(text: &str, start: &str) -> bool {
    text.get(..start.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(start))
}
