//! Every path of the console, and nothing else.

/// A page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Page {
    /// What this is, and the way in.
    Start,
    /// The instance login settings.
    LoginSettings,
    /// The draft, to be reviewed before it is applied.
    Review,
    /// Where the sign-in server sends people back to.
    Callback,
    /// Where it sends them after signing out.
    SignedOut,
}

impl Page {
    /// All of them, in no particular order.
    pub const ALL: [Self; 5] = [
        Self::Start,
        Self::LoginSettings,
        Self::Review,
        Self::Callback,
        Self::SignedOut,
    ];

    /// The path of its address.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Start => "/",
            Self::LoginSettings => "/settings/login",
            Self::Review => "/settings/login/review",
            Self::Callback => "/auth/callback",
            Self::SignedOut => "/signed-out",
        }
    }

    /// The page at a path.
    pub fn of(path: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|page| page.path() == path)
    }
}
