//! Texts of the catalogue in which backticks mark names out of an API.

use super::Code;
use leptos::either::Either;
use leptos::prelude::*;

/// A text in which backticks mark names out of an API.
#[component]
pub fn Prose(
    /// The text with its backticks.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    move || {
        segments(&text.get())
            .into_iter()
            .map(|segment| match segment {
                Segment::Words(words) => Either::Left(words),
                Segment::Code(name) => Either::Right(view! { <Code>{name}</Code> }),
            })
            .collect_view()
    }
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Segment {
    Words(String),
    Code(String),
}

/// Splits a text at its backticks.
fn segments(text: &str) -> Vec<Segment> {
    text.split('`')
        .enumerate()
        .filter(|(_, stretch)| !stretch.is_empty())
        .map(|(index, stretch)| {
            if index % 2 == 1 {
                Segment::Code(stretch.to_owned())
            } else {
                Segment::Words(stretch.to_owned())
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Segment, segments};

    #[test]
    fn backticks_mark_code() {
        assert_eq!(
            segments("needs `IAM_OWNER`."),
            [
                Segment::Words("needs ".to_owned()),
                Segment::Code("IAM_OWNER".to_owned()),
                Segment::Words(".".to_owned())
            ]
        );
    }

    #[test]
    fn a_text_without_backticks_is_words() {
        assert_eq!(segments("plain"), [Segment::Words("plain".to_owned())]);
        assert_eq!(segments(""), []);
    }
}
