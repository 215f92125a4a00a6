//! A row of settings: name, effect, control, small print, and what it says about itself.

use leptos::prelude::*;

/// How far a control's value has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ControlState {
    /// As the server holds it.
    Plain,
    /// Changed here, not sent.
    Draft,
    /// Accepted, and not yet seen in a read.
    Pending,
    /// Accepted, and not seen for so long that the page asks.
    Late,
    /// Just now, with the sequence that proves it.
    Confirmed,
    /// The server said no; the intention is kept.
    Refused,
    /// The connection was lost after sending.
    Unknown,
    /// Somebody else changed it meanwhile.
    Conflict,
}

impl ControlState {
    /// The value of `data-state`, which draws the line in the margin.
    pub fn attribute(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Draft => Some("draft"),
            Self::Pending | Self::Late => Some("pending"),
            Self::Confirmed => Some("confirmed"),
            Self::Refused => Some("error"),
            Self::Unknown => Some("unknown"),
            Self::Conflict => Some("conflict"),
        }
    }

    /// Whether the control waits for the server and takes no input.
    pub fn is_busy(self) -> bool {
        matches!(self, Self::Pending | Self::Late)
    }
}

/// A row. Its parts refer to each other by id: `-l` the name, `-d` the effect, `-s` what it says,
/// `-x` the control.
#[component]
pub fn SettingRow(
    /// The row's own id, which is also the link to it.
    id: &'static str,
    /// The name, which never changes with the state.
    name: String,
    /// One line of what it does.
    effect: AnyView,
    /// The name in the API, with the stored value where it reads differently.
    #[prop(into)]
    field: Signal<String>,
    /// "Link to this setting".
    link_words: String,
    /// How far it has come.
    #[prop(into)]
    state: Signal<ControlState>,
    /// Whether the name labels one control (`-x`), or stands over a group of them.
    #[prop(optional)]
    grouped: bool,
    /// Whether the control needs the width below the words on a narrow page.
    #[prop(optional)]
    stacked: bool,
    /// The control at the end of the line.
    control: AnyView,
    /// What the row says about itself.
    says: AnyView,
    /// What stands below.
    children: Children,
) -> AnyView {
    let label = [id, "-l"].concat();
    let name = if grouped {
        view! { <span class="name" id=label>{name}</span> }.into_any()
    } else {
        view! { <label class="name" id=label for=[id, "-x"].concat()>{name}</label> }.into_any()
    };
    view! {
        <div
            class=if stacked { "row stack" } else { "row" }
            id=id
            tabindex="-1"
            data-state=move || state.get().attribute()
        >
            <div>{name}<p class="effect" id=[id, "-d"].concat()>{effect}</p></div>
            {control}
            <p class="meta wide">
                <a href=["#", id].concat()>
                    <span class="vh">{link_words}": "</span><code dir="ltr">{move || field.get()}</code>
                </a>
            </p>
            <div class="says" id=[id, "-s"].concat()>{says}</div>
            {children()}
        </div>
    }
    .into_any()
}
