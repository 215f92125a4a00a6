//! The closed details that support asks for.

use super::{CopyButton, DescriptionItem, Icon};
use crate::i18n::t;
use leptos::prelude::*;

/// A name and its value among the details for support.
#[derive(Clone, Debug)]
pub struct Detail {
    /// The key of its name in the catalogue.
    pub name: &'static str,
    /// The name in the copied text, always English.
    pub key: &'static str,
    /// The value as it is. Never a token.
    pub value: String,
}

/// Closed details with a button that copies them as plain text.
#[component]
pub fn SupportDetails(
    /// What support needs to know.
    details: Vec<Detail>,
) -> impl IntoView {
    let text = as_text(&details);
    let items = details
        .into_iter()
        .map(|detail| {
            view! {
                <DescriptionItem name=t(detail.name)>
                    <code dir="auto">{detail.value}</code>
                </DescriptionItem>
            }
        })
        .collect_view();
    view! {
        <details class="more">
            <summary>
                <Icon name="chev"/>
                {t("support.title")}
            </summary>
            <dl>{items}</dl>
            <CopyButton what=t("copy.details") text/>
        </details>
    }
    .into_any()
}

/// One `key: value` a line.
fn as_text(details: &[Detail]) -> String {
    details
        .iter()
        .map(|detail| [detail.key, ": ", &detail.value, "\n"].concat())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Detail, as_text};

    #[test]
    fn details_are_copied_one_a_line() {
        let detail = |key, value: &str| Detail {
            name: "support.id",
            key,
            value: value.to_owned(),
        };
        let details = [detail("id", "AUTH-NET"), detail("console", "0.1.0")];
        assert_eq!(as_text(&details), "id: AUTH-NET\nconsole: 0.1.0\n");
    }
}
