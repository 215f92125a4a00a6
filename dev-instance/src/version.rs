//! The releases of ZITADEL that the stand-in can behave as. What tells them apart is asked for here
//! by what it is, so that a third release is a change of this file.

/// A measured release.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, clap::ValueEnum)]
pub enum Version {
    /// `ee3654fe6` of October 2025, about 4.3. Recorded in `tests/contract`.
    #[default]
    #[value(name = "4.3")]
    V4_3,
    /// `02d07e951` of July 2026, a little after 4.13.1. Recorded in `tests/contract/v4x`.
    #[value(name = "4.13")]
    V4_13,
}

impl Version {
    /// What `GET /admin/v1/instances/me` calls the release, as recorded: the build of 4.3 had none.
    pub(crate) const fn name(self) -> Option<&'static str> {
        match self {
            Self::V4_3 => None,
            Self::V4_13 => Some("v4.13.1-106-g02d07e951"),
        }
    }

    /// Whether recovery codes are a type of second factor (since 4.9).
    pub(crate) fn knows_recovery_codes(self) -> bool {
        self >= Self::V4_13
    }

    /// Whether opaque tokens, codes and personal access tokens are JWEs in compact form (after
    /// 4.13.1).
    pub(crate) fn encrypts_tokens_as_jwe(self) -> bool {
        self >= Self::V4_13
    }

    /// Whether the API refuses a token got without a second factor that its owner has set up and the
    /// policy lists, forced or not (since 4.6).
    pub(crate) fn demands_enrolled_factors(self) -> bool {
        self >= Self::V4_13
    }

    /// Whether codes and refresh tokens are good for their own client alone (after 4.13.1).
    pub(crate) fn binds_grants_to_clients(self) -> bool {
        self >= Self::V4_13
    }

    /// Whether `/v2/settings/login` has `allowLocalAuthentication` (since 4.5).
    pub(crate) fn names_local_authentication(self) -> bool {
        self >= Self::V4_13
    }

    /// Whether texts and error ids of the instance say `Instance` where they said `IAM` (since 4.12).
    pub(crate) fn says_instance(self) -> bool {
        self >= Self::V4_13
    }

    /// Whether token exchange and back-channel logout are always on, and relational tables are no
    /// feature.
    pub(crate) fn has_settled_features(self) -> bool {
        self >= Self::V4_13
    }

    /// Whether a list that never had a row carries a time.
    pub(crate) fn dates_empty_lists(self) -> bool {
        self >= Self::V4_13
    }

    /// Whether the complaint about `http` redirects has quotes around the names of types.
    pub(crate) fn quotes_type_names(self) -> bool {
        self >= Self::V4_13
    }

    /// Whether login v2 takes the login name field away where username and password are off, and
    /// lets nobody sign in by a passkey where passkeys are off (since 4.11). Before, both bound only
    /// people with a single method.
    pub(crate) fn binds_everybody_at_login_v2(self) -> bool {
        self >= Self::V4_13
    }

    /// Whether login v2 finds people by their login name where mail address or phone number alone are
    /// refused as one (since 4.12).
    pub(crate) fn keeps_login_names_apart(self) -> bool {
        self >= Self::V4_13
    }

    /// Whether login v2 takes a lifetime of zero for a day (since 4.6). Before, it refused.
    pub(crate) fn takes_zero_for_a_day(self) -> bool {
        self >= Self::V4_13
    }

    /// Whether Arabic and Ukrainian are among the server's languages.
    pub(crate) fn speaks_arabic_and_ukrainian(self) -> bool {
        self >= Self::V4_13
    }
}
