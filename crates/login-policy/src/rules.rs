//! The generations of the rules by which people sign in, and the sign-in pages that follow them.
//!
//! Two servers were measured: `ee3654fe6` (about 4.3) and `02d07e951` (4.13 and after). There is
//! one generation for each version at which a measured answer became another, named by the first
//! version that behaves so; the tags are those that first contain the change in ZITADEL's source.
//! It does not know what the rules are (`outcome`) nor which server is spoken to (`version`).

use crate::people::LoginVersion;

/// A generation of ZITADEL's rules, the oldest first. The server's own pages answered alike by all
/// of them (314 sign-ins compared); the separate app and the API's check of tokens did not.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord, Hash)]
pub enum Rules {
    /// 4.3 and before 4.6, as measured at `ee3654fe6`.
    V4_3,
    /// Since 4.6: a lifetime of zero means 24 hours in login v2 (`9cedcbc77`), and the API refuses
    /// a token that came without a second factor which its owner has and the list allows
    /// (`f7309f829`).
    V4_6,
    /// Since 4.11: in login v2 "username and password" is all local authentication, and passkeys
    /// that are off bind everybody (`60f7ac910`).
    V4_11,
    /// Since 4.12, as measured at `02d07e951`: login v2 finds people by their login name whichever
    /// addresses are disabled (`8a819c967`).
    V4_12,
}

impl Rules {
    /// All, the oldest first.
    pub const ALL: &'static [Self] = &[Self::V4_3, Self::V4_6, Self::V4_11, Self::V4_12];

    /// Those of the newest server that was measured.
    pub const LATEST: Self = Self::V4_12;

    /// The first version that behaves so, as people write it: `4.11`.
    #[must_use]
    pub fn since(self) -> &'static str {
        match self {
            Self::V4_3 => "4.3",
            Self::V4_6 => "4.6",
            Self::V4_11 => "4.11",
            Self::V4_12 => "4.12",
        }
    }

    /// The same as major and minor number.
    pub(crate) fn since_number(self) -> (u32, u32) {
        match self {
            Self::V4_3 => (4, 3),
            Self::V4_6 => (4, 6),
            Self::V4_11 => (4, 11),
            Self::V4_12 => (4, 12),
        }
    }

    /// The measurement that these rules rest on. Those of 4.6 are those of 4.3 but for what their
    /// commits changed, those of 4.11 those of 4.13 but for what 4.12 changed.
    #[must_use]
    pub fn measurement(self) -> Measurement {
        match self {
            Self::V4_3 | Self::V4_6 => Measurement::V4_3,
            Self::V4_11 | Self::V4_12 => Measurement::V4_13,
        }
    }

    /// What "username and password" off does on those sign-in pages.
    #[must_use]
    pub fn username_password_off(self, login: LoginVersion) -> UsernamePasswordOff {
        match login {
            LoginVersion::V2 if self < Self::V4_11 => UsernamePasswordOff::RefusesSoleMethod,
            _ => UsernamePasswordOff::TakesNameFieldAway,
        }
    }
}

/// What turning `allowUsernamePassword` off does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum UsernamePasswordOff {
    /// Somebody whose only method is a password is refused; everybody else signs in as before.
    RefusesSoleMethod,
    /// The field for the login name goes, and with it passwords and passkeys: what is left are
    /// accounts elsewhere.
    TakesNameFieldAway,
}

/// A server at which sign-ins were measured.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord, Hash)]
pub enum Measurement {
    /// `ee3654fe6` of October 2025.
    V4_3,
    /// `02d07e951` of July 2026, 106 commits after 4.13.1.
    V4_13,
}

impl Measurement {
    /// Both, the oldest first.
    pub const ALL: [Self; 2] = [Self::V4_3, Self::V4_13];

    /// The version as people write it: `4.13`.
    #[must_use]
    pub fn version(self) -> &'static str {
        match self {
            Self::V4_3 => "4.3",
            Self::V4_13 => "4.13",
        }
    }

    /// The commit of ZITADEL that was run.
    #[must_use]
    pub fn commit(self) -> &'static str {
        match self {
            Self::V4_3 => "ee3654fe6",
            Self::V4_13 => "02d07e951",
        }
    }

    /// The rules that its sign-ins follow.
    #[must_use]
    pub fn rules(self) -> Rules {
        match self {
            Self::V4_3 => Rules::V4_3,
            Self::V4_13 => Rules::V4_12,
        }
    }
}

/// One sign-in interface as it behaves in one generation.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord, Hash)]
pub struct SignInPages {
    /// Which interface.
    pub login: LoginVersion,
    /// How it behaves.
    pub rules: Rules,
}

impl SignInPages {
    /// Every generation of both interfaces; the built-in login once, whose generations do not
    /// differ.
    #[must_use]
    pub fn every() -> Vec<Self> {
        let built_in = Self {
            login: LoginVersion::BuiltIn,
            rules: Rules::LATEST,
        };
        let login = LoginVersion::V2;
        let v2 = Rules::ALL.iter().map(|&rules| Self { login, rules });
        core::iter::once(built_in).chain(v2).collect()
    }
}

/// Consecutive generations, as a range of versions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct VersionSpan {
    /// From this version on; `None`: from the oldest.
    pub since: Option<&'static str>,
    /// Before this version; `None`: up to the newest.
    pub before: Option<&'static str>,
}

/// Some generations as ranges of versions, the oldest first.
#[must_use]
pub fn version_spans(rules: &[Rules]) -> Vec<VersionSpan> {
    let mut spans: Vec<VersionSpan> = Vec::new();
    let mut is_open = false;
    for (at, one) in Rules::ALL.iter().enumerate() {
        let is_in = rules.contains(one);
        match spans.last_mut() {
            Some(span) if is_open && !is_in => span.before = Some(one.since()),
            _ if is_in && !is_open => spans.push(VersionSpan {
                since: (at > 0).then(|| one.since()),
                before: None,
            }),
            _ => {}
        }
        is_open = is_in;
    }
    spans
}
