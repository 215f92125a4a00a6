//! The account menu.

use crate::auth::{Person, Session, SignInMode};
use crate::components::Icon;
use crate::i18n::t;
use crate::platform::document;
use leptos::prelude::*;

/// The id of the menu.
const MENU: &str = "account";

/// Who is signed in, and the ways to be somebody else or nobody.
#[component]
pub fn AccountMenu(
    /// The session they may leave.
    session: Session,
    /// Who is signed in.
    person: Person,
) -> impl IntoView {
    let Person {
        name, login_name, ..
    } = person;
    view! {
        <details
            class="menu"
            id=MENU
            on:keydown=|event| {
                if event.key() == "Escape" {
                    document::close_menu(MENU);
                }
            }
        >
            <summary>
                <span class="face" aria-hidden="true">
                    {initials(&name)}
                </span>
                <span>
                    <span class="vh">{t("account.label")} ": "</span>
                    <span class="who" dir="auto">
                        {name.clone()}
                    </span>
                </span>
            </summary>
            <div class="menu-pop">
                <p>
                    {t("account.signed-in-as")} " " <strong dir="auto">{name}</strong> <br/>
                    <bdi dir="ltr">{login_name}</bdi>
                </p>
                <button type="button" on:click=move |_| session.sign_in(SignInMode::SomebodyElse)>
                    <Icon name="two"/>
                    {t("account.somebody-else")}
                </button>
                <button type="button" on:click=move |_| session.sign_out()>
                    <Icon name="out"/>
                    {t("account.sign-out")}
                </button>
            </div>
        </details>
    }
    .into_any()
}

/// The first letters of the first two words.
fn initials(name: &str) -> String {
    name.split_whitespace()
        .filter_map(|word| word.chars().next())
        .take(2)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_of_the_first_two_words() {
        assert_eq!(initials("Ada Lovelace King"), "AL");
        assert_eq!(initials("  ada "), "a");
        assert_eq!(initials(""), "");
    }
}
