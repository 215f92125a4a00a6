//! What is known of a user.

/// `zitadel.user.v2.User`, as far as it matters for signing in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct User {
    /// Id of the user.
    pub id: String,
    /// Whether they may sign in at all.
    pub state: UserState,
    /// E.g. `owner@example.com`.
    pub preferred_login_name: String,
    /// What to call them.
    pub display_name: Option<String>,
    /// Person or service user.
    pub kind: UserKind,
    /// Their mail address, if verified: only then is it a login name.
    pub verified_email: Option<String>,
    /// Their phone number, if verified: only then is it a login name.
    pub verified_phone: Option<String>,
}

/// Person or service user.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum UserKind {
    /// A person.
    Human,
    /// A service user; it does not sign in on a page.
    Machine,
    /// What a newer server sent; empty where it said nothing.
    Unknown(String),
}

/// `zitadel.user.v2.UserState`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum UserState {
    /// May sign in.
    Active,
    /// Deactivated by an administrator.
    Inactive,
    /// Deleted.
    Deleted,
    /// Locked, by an administrator or by too many wrong passwords.
    Locked,
    /// Has not finished registering.
    Initial,
    /// What a newer server sent; empty where it said nothing.
    Unknown(String),
}

/// `zitadel.user.v2.AuthenticationMethodType`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum AuthMethod {
    /// A password is set.
    Password,
    /// A passkey is registered.
    Passkey,
    /// An account at an identity provider is linked.
    Provider,
    /// An authenticator app is set up.
    Totp,
    /// A security key is registered as second factor.
    U2f,
    /// Codes by text message are set up.
    OtpSms,
    /// Codes by mail are set up.
    OtpEmail,
    /// Recovery codes were made (since ZITADEL 4.9). No login interface asks for them.
    RecoveryCode,
    /// What a newer server sent: its name, or its number as text.
    Unknown(String),
}

/// An account at an identity provider that somebody signs in with (`zitadel.user.v2.IDPLink`).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UserLink {
    /// Id of the identity provider.
    pub provider: String,
}
