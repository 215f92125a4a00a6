//! What searches share: pages of a list and the ways to compare a text. Knows no list.

use crate::wire::message::Message;
use crate::wire::protojson::{Field, Schema};

/// ListQuery, in a request that holds nothing else.
pub(crate) static LIST: &Schema = &[("query", Field::Message(QUERY))];

/// ListQuery.
pub(crate) static QUERY: &Schema = &[
    ("offset", Field::Unsigned(64)),
    ("limit", Field::Unsigned(32)),
    ("asc", Field::Bool),
];

/// A request with queries of any form, and API v2's `sortingColumn`.
pub(crate) static SEARCH: &Schema = &[
    ("query", Field::Message(QUERY)),
    ("queries", Field::List(&Field::Any)),
];

/// The rows of a page; limit zero means all.
pub(crate) fn page<T>(rows: Vec<T>, query: &Message) -> Vec<T> {
    let offset = usize::try_from(query.number("offset")).unwrap_or(0);
    let limit = match usize::try_from(query.number("limit")) {
        Ok(0) | Err(_) => usize::MAX,
        Ok(limit) => limit,
    };
    rows.into_iter().skip(offset).take(limit).collect()
}

/// Whether a text fits the member `name` of a query such as `{"name":"goo","method":"…"}`, whose
/// method is a TextQueryMethod of v1 or v2.
pub(crate) fn text_fits(query: &Message, name: &str, text: &str) -> bool {
    let method = query.text("method");
    let ignore_case = method.ends_with("_IGNORE_CASE");
    let fold = |text: &str| {
        if ignore_case {
            text.to_lowercase()
        } else {
            text.to_owned()
        }
    };
    let (wanted, text) = (fold(query.text(name)), fold(text));
    if method.contains("_CONTAINS") {
        text.contains(&wanted)
    } else if method.contains("_STARTS_WITH") {
        text.starts_with(&wanted)
    } else if method.contains("_ENDS_WITH") {
        text.ends_with(&wanted)
    } else {
        text == wanted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(method: &str, wanted: &str, fits: bool) {
        let serde_json::Value::Object(members) =
            serde_json::json!({"name": wanted, "method": method})
        else {
            unreachable!("an object is written above");
        };
        assert_eq!(
            text_fits(&Message(members), "name", "Google"),
            fits,
            "{method} {wanted}"
        );
    }

    #[test]
    fn texts_are_compared_as_the_method_says() {
        check("", "Google", true);
        check("TEXT_QUERY_METHOD_EQUALS", "google", false);
        check("TEXT_QUERY_METHOD_EQUALS_IGNORE_CASE", "google", true);
        check("TEXT_QUERY_METHOD_CONTAINS_IGNORE_CASE", "OOG", true);
        check("TEXT_QUERY_METHOD_STARTS_WITH", "Goo", true);
        check("TEXT_QUERY_METHOD_ENDS_WITH", "Goo", false);
    }
}
