//! What can be found on a page: a role, a name, and where.

use serde_json::{Value, json};
use std::fmt;

/// Something on a page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Thing<'a> {
    role: &'static str,
    name: Option<&'a str>,
    within: Option<&'a str>,
}

macro_rules! things {
    ($($(#[$doc:meta])* $function:ident = $role:literal;)*) => {
        impl<'a> Thing<'a> {
            $(
                $(#[$doc])*
                pub fn $function(name: &'a str) -> Self {
                    Self { role: $role, name: Some(name), within: None }
                }
            )*
        }
    };
}

things! {
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

impl<'a> Thing<'a> {
    /// Anything of a role.
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

    /// What `__eyes.all` takes.
    pub(super) fn arguments(&self) -> [Value; 3] {
        [json!(self.role), json!(self.name), json!(self.within)]
    }

    /// Whether something of this role and name is it.
    pub(super) fn is(&self, role: &str, name: &str) -> bool {
        let fits = match self.role {
            "action" => matches!(role, "button" | "link"),
            own => own == role,
        };
        fits && self.name.is_none_or(|wanted| wanted == name)
    }
}

impl fmt::Display for Thing<'_> {
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

/// How a control stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct State {
    /// Whether it is on, ticked or chosen.
    pub on: bool,
    /// Whether it waits for the server.
    pub busy: bool,
    /// Whether it takes no input.
    pub locked: bool,
    /// What is typed or chosen in it.
    pub value: String,
    /// The words it is described by.
    pub description: String,
}

impl State {
    pub(super) fn of(value: &Value) -> Self {
        let is = |name: &str| value[name] == json!(true);
        let text = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
        Self {
            on: is("on"),
            busy: is("busy"),
            locked: is("locked"),
            value: text("value"),
            description: text("description"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Thing;

    #[test]
    fn a_thing_says_what_it_is() {
        let thing = Thing::button("Apply 1 change").within("main");
        assert_eq!(thing.to_string(), "button “Apply 1 change” within main");
        assert!(thing.is("button", "Apply 1 change"));
        assert!(!thing.is("link", "Apply 1 change"));
        assert!(Thing::any("switch").is("switch", "whatever"));
    }
}
