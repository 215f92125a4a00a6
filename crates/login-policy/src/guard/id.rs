//! The names of the guards. What each stands for is told once, in `docs/guards.md`.

/// The enum, all its members and their names from one table, so that none is forgotten.
macro_rules! guards {
    ($($(#[$what:meta])+ $variant:ident => $id:literal,)+) => {
        /// The guards.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord, Hash)]
        pub enum GuardId {
            $($(#[$what])+ $variant,)+
        }

        impl GuardId {
            /// All, in the order of the document.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// A name that stays, e.g. `nobody-can-sign-in`: for catalogues and logs.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$variant => $id,)+
                }
            }
        }
    };
}

guards! {
    /// No kind of person gets in any more.
    NobodyCanSignIn => "nobody-can-sign-in",
    /// No human owner gets in any more.
    NoOwnerCanSignIn => "no-owner-can-sign-in",
    /// Some people are shut out, and of no owner is it known that they are not.
    OwnersNotKnown => "owners-not-known",
    /// The signed-in person does not get in any more.
    YouCannotSignIn => "you-cannot-sign-in",
    /// The API refuses the signed-in person's token from the next call on.
    YourTokenIsCutOff => "your-token-is-cut-off",
    /// The API refuses the signed-in person's token from the next call on, because a second factor
    /// that they have and did not use is allowed.
    YourFactorCutsOffYourToken => "your-factor-cuts-off-your-token",
    /// The API refuses the signed-in person's token before the last call of the plan.
    TokenCutOffMeanwhile => "token-cut-off-meanwhile",
    /// The signed-in person must set up a second factor at their next sign-in.
    YouMustSetUpSecondFactor => "you-must-set-up-second-factor",
    /// The way by which the signed-in person came in is turned off; another is left.
    YourWayIsTurnedOff => "your-way-is-turned-off",
    /// These kinds of people do not get in any more.
    KindsShutOut => "kinds-shut-out",
    /// Some people are shut out between two calls of the plan.
    ShutOutMeanwhile => "shut-out-meanwhile",
    /// No human owner gets in between two calls of the plan.
    NoOwnerMeanwhile => "no-owner-meanwhile",
    /// Username and password is turned off.
    UsernamePasswordOff => "username-password-off",
    /// Passkeys are turned off.
    PasskeysOff => "passkeys-off",
    /// External login is turned off.
    ExternalLoginOff => "external-login-off",
    /// Providers are unlinked.
    ProviderUnlinked => "provider-unlinked",
    /// Login by one of mail address and phone number is off and by the other is not.
    OnlyOneAddressOff => "only-one-address-off",
    /// People who type their mail address or phone number are not found any more.
    AddressOff => "address-off",
    /// A second factor is required and none can be set up.
    ForcedWithEmptyList => "forced-with-empty-list",
    /// A second factor is required and only recovery codes are listed, which no sign-in page offers.
    OnlyRecoveryCodes => "only-recovery-codes",
    /// A second factor is required and one that people may have is not listed.
    ForcedButNotListed => "forced-but-not-listed",
    /// A second factor is required where none was.
    SecondFactorBecomesRequired => "second-factor-becomes-required",
    /// The API refuses tokens of people who came in without a second factor.
    TokensCutOff => "tokens-cut-off",
    /// Login v2 goes on letting people in without the second factor that is required already.
    ForcedBeforeLoginV2Asks => "forced-before-login-v2-asks",
    /// The API refuses tokens of people who have a second factor that is newly allowed and came in
    /// without it.
    TokensOfHoldersCutOff => "tokens-of-holders-cut-off",
    /// Force for everybody and local-only are both on.
    BothForces => "both-forces",
    /// A second factor that people may have is taken off the list.
    FactorRemoved => "factor-removed",
    /// Recovery codes are listed, which no sign-in page offers or asks for.
    RecoveryCodesListed => "recovery-codes-listed",
    /// A lifetime of zero or below.
    LifetimeNotPositive => "lifetime-not-positive",
    /// A lifetime above zero and so short that what it does depends on how quick everybody is.
    LifetimeTooShort => "lifetime-too-short",
    /// A lifetime below one minute.
    LifetimeBelowOneMinute => "lifetime-below-one-minute",
    /// A lifetime that the server would store differently or refuse.
    LifetimeOutOfRange => "lifetime-out-of-range",
    /// A second factor holds longer than the password before it.
    SecondFactorOutlastsPassword => "second-factor-outlasts-password",
    /// The invitation to set up a second factor comes at every sign-in.
    InvitedEveryTime => "invited-every-time",
    /// In login v2 these lifetimes are those of the whole session.
    LifetimeOfTheSession => "lifetime-of-the-session",
    /// In login v2 these lifetimes do nothing, or nothing for codes of an app.
    LifetimeWithoutEffect => "lifetime-without-effect",
    /// The multi-factor list is changed, which changes nothing for anybody who signs in.
    MultiFactorListWithoutEffect => "multi-factor-list-without-effect",
    /// Passkeys are allowed and no multi factor is listed.
    PasskeysWithEmptyList => "passkeys-with-empty-list",
    /// A multi factor is listed and passkeys are not allowed.
    ListedWithPasskeysOff => "listed-with-passkeys-off",
    /// A value of a newer server decides what people see.
    ValueNotKnown => "value-not-known",
    /// The default redirect address runs code, reads files or is none.
    RedirectRefused => "redirect-refused",
    /// The default redirect address also takes sign-ins to ZITADEL's own console.
    RedirectTakesConsole => "redirect-takes-console",
    /// The link to reset a password is hidden.
    PasswordResetHidden => "password-reset-hidden",
    /// Unknown login names are answered like known ones.
    UnknownUsernamesAnsweredAlike => "unknown-usernames-answered-alike",
    /// People may register themselves.
    RegistrationOpened => "registration-opened",
    /// People may not register themselves any more.
    RegistrationClosed => "registration-closed",
    /// Unknown names are no longer sent to the organization of their domain.
    DomainDiscoveryOff => "domain-discovery-off",
}
