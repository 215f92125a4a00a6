//! What searches share: pages of a list and the ways to compare a text.

use crate::proto::number::unsigned;
use serde::Deserialize;
use serde_json::{Map, Value};

/// ListQuery.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct ListQuery {
    #[serde(deserialize_with = "unsigned")]
    offset: Option<u64>,
    #[serde(deserialize_with = "unsigned")]
    limit: Option<u32>,
    asc: Option<bool>,
}

/// A search that has nothing but a page.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct ListRequest {
    query: Option<ListQuery>,
}

/// One query of a search: its name, such as `nameQuery`, and what it asks.
pub(crate) type Query = Map<String, Value>;

/// A search with queries, all of which must fit.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct SearchRequest {
    query: Option<ListQuery>,
    queries: Option<Vec<Query>>,
}

impl ListRequest {
    /// The rows of the page that is asked for.
    pub(crate) fn page<T>(&self, rows: Vec<T>) -> Vec<T> {
        page(self.query.as_ref(), rows)
    }
}

impl SearchRequest {
    /// The queries.
    pub(crate) fn queries(&self) -> &[Query] {
        self.queries.as_deref().unwrap_or_default()
    }

    /// The rows of the page that is asked for.
    pub(crate) fn page<T>(&self, rows: Vec<T>) -> Vec<T> {
        page(self.query.as_ref(), rows)
    }

    /// Whether the oldest rows come first.
    pub(crate) fn is_ascending(&self) -> bool {
        let query = self.query.as_ref();
        query.and_then(|query| query.asc).unwrap_or_default()
    }
}

/// Limit zero means all.
fn page<T>(query: Option<&ListQuery>, rows: Vec<T>) -> Vec<T> {
    let number = |number: Option<u64>| usize::try_from(number.unwrap_or(0)).unwrap_or(usize::MAX);
    let offset = number(query.and_then(|query| query.offset));
    let limit = number(query.and_then(|query| query.limit).map(u64::from));
    let limit = if limit == 0 { usize::MAX } else { limit };
    rows.into_iter().skip(offset).take(limit).collect()
}

/// The text of a member of a query; empty where there is none.
pub(crate) fn text_of<'a>(query: &'a Value, member: &str) -> &'a str {
    query[member].as_str().unwrap_or_default()
}

/// Whether a text fits the member `name` of a query such as `{"name":"goo","method":"…"}`, whose
/// method is a TextQueryMethod of v1 or v2.
pub(crate) fn text_fits(query: &Value, name: &str, text: &str) -> bool {
    let method = text_of(query, "method");
    let fold = |text: &str| {
        if method.ends_with("_IGNORE_CASE") {
            text.to_lowercase()
        } else {
            text.to_owned()
        }
    };
    let (wanted, text) = (fold(text_of(query, name)), fold(text));
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
    use serde_json::json;

    #[track_caller]
    fn check(method: &str, wanted: &str, fits: bool) {
        let query = json!({"name": wanted, "method": method});
        assert_eq!(
            text_fits(&query, "name", "Google"),
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

    #[test]
    fn a_page_is_a_part_and_limit_zero_is_all() {
        let page = |json: Value| {
            let request: ListRequest = serde_json::from_value(json).unwrap();
            request.page(vec![1, 2, 3])
        };
        assert_eq!(page(json!({})), [1, 2, 3]);
        assert_eq!(page(json!({"query": {"limit": 0}})), [1, 2, 3]);
        assert_eq!(page(json!({"query": {"offset": "1", "limit": 1}})), [2]);
    }
}
