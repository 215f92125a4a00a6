//! A row of settings: name, effect, control, small print, and what it says about itself.

use crate::markup::{View, el};
use crate::watched::Asked;

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
pub struct Row {
    /// The row's own id, which is also the link to it.
    pub id: &'static str,
    /// The name, which never changes with the state.
    pub name: String,
    /// One line of what it does.
    pub effect: View,
    /// The name in the API, with the stored value where it reads differently.
    pub field: Box<dyn FnMut() -> String>,
    /// "Link to this setting".
    pub link_words: String,
    /// How far it has come.
    pub state: Asked<ControlState>,
    /// Whether it does not stand there now.
    pub hidden: Asked<bool>,
    /// Whether the control needs the width below the words on a narrow page.
    pub stacked: bool,
    /// The control at the end of the line.
    pub control: View,
    /// What the row says about itself.
    pub says: View,
    /// What stands below.
    pub below: View,
}

/// Draws a row.
pub fn row(parts: Row) -> View {
    let Row {
        id, state, hidden, ..
    } = parts;
    let part = |suffix: &str| [id, suffix].concat();
    let name = el("label")
        .class("name")
        .id(&part("-l"))
        .attr("for", &part("-x"))
        .child(parts.name);
    let effect = el("p").class("effect").id(&part("-d")).child(parts.effect);
    let link = el("a")
        .attr("href", &["#", id].concat())
        .child(el("span").class("vh").child(parts.link_words + ": "))
        .child(el("code").attr("dir", "ltr").live_text(parts.field));
    el("div")
        .class(if parts.stacked { "row stack" } else { "row" })
        .id(id)
        .attr("tabindex", "-1")
        .live_attr("data-state", move || state().attribute().map(str::to_owned))
        .live_attr("hidden", move || hidden().then(String::new))
        .child(el("div").child(name).child(effect))
        .child(parts.control)
        .child(el("p").class("meta wide").child(link))
        .child(el("div").class("says").id(&part("-s")).child(parts.says))
        .child(parts.below)
        .into()
}
