//! How an element is found: by role, by accessible name, and within which others.

use serde::Deserialize;
use serde_json::{Value, json};
use std::fmt;

/// Elements of a role.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Locator<'a> {
    role: &'static str,
    name: Option<&'a str>,
    within: Option<&'a str>,
}

macro_rules! locators {
    ($($(#[$doc:meta])* $function:ident = $role:literal;)*) => {
        impl<'a> Locator<'a> {
            $(
                $(#[$doc])*
                pub fn $function(name: &'a str) -> Self {
                    Self { role: $role, name: Some(name), within: None }
                }
            )*
        }
    };
}

locators! {
    /// A button or a link of this name.
    action = "action";
    /// A button of this name.
    button = "button";
    /// A tick box of this name.
    checkbox = "checkbox";
    /// A list of which one is chosen.
    select = "combobox";
    /// A modal question of this name.
    dialog = "dialog";
    /// A heading of this name.
    heading = "heading";
    /// A link of this name.
    link = "link";
    /// A choice among several.
    radio = "radio";
    /// A part of the page of this name.
    region = "region";
    /// A field for what is searched.
    search = "searchbox";
    /// What opens or closes details.
    summary = "summary";
    /// A switch of this name.
    switch = "switch";
    /// A field for a text.
    field = "textbox";
}

impl<'a> Locator<'a> {
    /// Any element of a role.
    pub fn any(role: &'static str) -> Self {
        Self {
            role,
            name: None,
            within: None,
        }
    }

    /// Only within elements of this selector.
    pub fn within(self, selector: &'a str) -> Self {
        Self {
            within: Some(selector),
            ..self
        }
    }

    /// What `__locator.all` takes.
    pub(super) fn arguments(&self) -> [Value; 3] {
        [json!(self.role), json!(self.name), json!(self.within)]
    }

    /// Whether it finds an element of this role and name, wherever that is.
    pub(super) fn matches(&self, role: &str, name: &str) -> bool {
        let fits = match self.role {
            "action" => matches!(role, "button" | "link"),
            own => own == role,
        };
        fits && self.name.is_none_or(|wanted| wanted == name)
    }
}

impl fmt::Display for Locator<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.role)?;
        if let Some(name) = self.name {
            write!(f, " “{name}”")?;
        }
        if let Some(within) = self.within {
            write!(f, " within {within}")?;
        }
        Ok(())
    }
}

/// The state of a control.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
pub struct ControlState {
    /// Whether it is on, ticked or chosen.
    pub on: bool,
    /// Whether it waits for the server.
    pub busy: bool,
    /// Whether it takes no input.
    pub locked: bool,
    /// What is typed or chosen in it; empty if it takes no text.
    pub value: String,
    /// The text it is described by.
    pub description: String,
}
