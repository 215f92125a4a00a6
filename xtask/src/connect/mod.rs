//! Registers the console at a ZITADEL, or finds it registered there.
//!
//! Safe to repeat: what is already as wanted is left alone, and what other deployments have
//! registered (their redirect addresses) is kept. Knows Management v1 and nothing of the console's
//! own code.

mod address;
mod api;
mod config;
mod error;
mod registration;
mod steps;

pub use address::instance_origin;
pub use config::config_text;
pub use error::ConnectError;
pub use registration::{APP, PROJECT, is_named};

use address::console_origin;
use api::Http;
use std::fmt;
use std::fs;
use std::path::Path;

/// A personal access token. Never printed.
#[derive(Clone)]
pub struct Pat(String);

impl fmt::Debug for Pat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

impl Pat {
    /// The token in a file, which may end with a line break, as ZITADEL writes it.
    pub fn read(file: &Path) -> Result<Self, ConnectError> {
        let text = fs::read_to_string(file).map_err(|cause| ConnectError::PatFile {
            file: file.to_owned(),
            reason: cause.to_string(),
        })?;
        Self::parse(&text).map_err(|reason| ConnectError::PatFile {
            file: file.to_owned(),
            reason: reason.to_owned(),
        })
    }

    fn parse(text: &str) -> Result<Self, &'static str> {
        let token = text.trim();
        if token.is_empty() {
            Err("it is empty, and should hold a personal access token")
        } else if !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            Err("it should hold a personal access token and nothing else")
        } else {
            Ok(Self(token.to_owned()))
        }
    }
}

/// What to connect with what.
#[derive(Clone, Debug)]
pub struct Connect {
    /// The address of the instance, `https://login.acme.example`. Plain HTTP is for this machine only.
    pub instance: String,
    /// A token of a user who may create projects: IAM_OWNER, ORG_OWNER or ORG_PROJECT_CREATOR.
    pub pat: Pat,
    /// The origin the console is or will be served from, `https://console.acme.example`.
    pub console: String,
}

/// What came of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Connected {
    /// The issuer, byte for byte as the discovery document names it.
    pub issuer: String,
    /// The client id of the console.
    pub client_id: String,
    /// The project the console is registered in.
    pub project_id: String,
    /// The app that stands for the console.
    pub app_id: String,
    /// What was done or found, a sentence each.
    pub did: Vec<String>,
}

impl Connected {
    /// The text of a `config.json` for this instance.
    pub fn config(&self) -> String {
        config_text(&self.issuer, &self.client_id)
    }
}

/// Registers the console, or finds it registered.
pub fn connect(wish: &Connect) -> Result<Connected, ConnectError> {
    let instance = instance_origin(&wish.instance)?;
    let console = console_origin(&wish.console)?;
    steps::connect(&Http::new(&instance, &wish.pat), &instance, &console)
}

#[cfg(test)]
mod tests {
    use super::Pat;

    #[test]
    fn a_token_file_holds_one_token() {
        assert!(Pat::parse("abc_DEF-1\n").is_ok());
        assert!(Pat::parse(" \n").is_err());
        assert!(Pat::parse("Bearer abc").is_err());
    }

    #[test]
    fn a_token_is_not_printed() {
        let pat = Pat::parse("hush").expect("a token");
        assert!(!format!("{pat:?}").contains("hush"));
    }
}
