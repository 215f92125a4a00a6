//! What guards are evaluated by beside the settings: which sign-in pages people meet, which server this is,
//! who is signed in and who owns the instance. It does not read any of it.

use crate::owners::Owner;
use crate::people::{EnrolledMethods, LoginVersion};
use crate::rules::{Rules, SignInPages};
use crate::token::{OwnToken, TokenOrigin};
use crate::version::ServerVersion;

/// Which sign-in pages the instance's people meet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Logins {
    /// The server's own.
    BuiltIn,
    /// The separate app (instance feature `loginV2.required`).
    V2,
    /// Each app has its own; both are judged.
    EitherAppDecides,
}

impl Logins {
    /// Those that some people meet, in every generation that may apply where the server says that
    /// version. The built-in login stands there once, whose generations do not differ.
    #[must_use]
    pub fn pages(self, server: &ServerVersion) -> Vec<SignInPages> {
        let mut pages = Vec::new();
        for &login in self.versions() {
            let generations = server.placement(login).generations;
            let generations = match login {
                LoginVersion::BuiltIn => &generations[generations.len().saturating_sub(1)..],
                LoginVersion::V2 => generations,
            };
            pages.extend(
                generations
                    .iter()
                    .map(|&rules| SignInPages { login, rules }),
            );
        }
        pages
    }

    /// Those that some people meet.
    #[must_use]
    pub fn versions(self) -> &'static [LoginVersion] {
        match self {
            Self::BuiltIn => &[LoginVersion::BuiltIn],
            Self::V2 => &[LoginVersion::V2],
            Self::EitherAppDecides => &LoginVersion::ALL,
        }
    }
}

/// What is known beside the settings.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct GuardInput {
    /// What the server says it is; by default not read, so that every generation is judged.
    pub server: ServerVersion,
    /// What the signed-in person has set up; `None`: not read.
    pub own_methods: Option<EnrolledMethods>,
    /// The claim `amr` of their ID token, empty where the claim is absent; `None`: no ID token.
    pub own_amr: Option<Vec<String>>,
    /// Whether their organization follows the instance's settings; `None`: not known, taken as
    /// yes.
    pub own_organization_follows: Option<bool>,
    /// The human owners of the instance; `None`: they could not be listed.
    pub owners: Option<Vec<Owner>>,
}

impl GuardInput {
    /// The token by which the calls are made; `None` where these settings do not decide about it,
    /// because the signed-in person's organization has its own.
    #[must_use]
    pub fn own_token(&self) -> Option<OwnToken> {
        if self.own_organization_follows == Some(false) {
            return None;
        }
        Some(OwnToken {
            origin: self.own_amr.as_deref().map(TokenOrigin::from_amr),
            owner: self.own_methods.clone(),
            rules: self.server.rules().last().copied().unwrap_or(Rules::LATEST),
        })
    }
}
