//! Every path of the console, and nothing else.

use leptos_router::{PartialPathMatch, PathSegment, PossibleRouteMatch};

/// A page, which is also its route: `<Route path=Page::Review view=…/>`.
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
    /// Where the sign-in server sends people after signing out.
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

    /// The page at a path; a slash at the end makes no difference.
    pub fn of(path: &str) -> Option<Self> {
        let path = match path.strip_suffix('/') {
            Some(shorter) if shorter.len() > 1 => shorter,
            _ => path,
        };
        Self::ALL.into_iter().find(|page| page.path() == path)
    }
}

impl PossibleRouteMatch for Page {
    fn optional(&self) -> bool {
        false
    }

    fn test<'a>(&self, path: &'a str) -> Option<PartialPathMatch<'a>> {
        (Self::of(path) == Some(*self)).then(|| PartialPathMatch::new("", Vec::new(), path))
    }

    fn generate_path(&self, path: &mut Vec<PathSegment>) {
        path.push(PathSegment::Static(self.path().into()));
    }
}

#[cfg(test)]
mod tests {
    use super::Page;
    use leptos_router::PossibleRouteMatch;

    #[test]
    fn every_page_is_found_by_its_path_alone() {
        for page in Page::ALL {
            assert_eq!(Page::of(page.path()), Some(page));
            let matching = Page::ALL
                .into_iter()
                .filter(|route| route.test(page.path()).is_some());
            assert_eq!(matching.collect::<Vec<_>>(), [page]);
        }
    }

    #[test]
    fn a_slash_at_the_end_makes_no_difference() {
        assert_eq!(Page::of("/settings/login/"), Some(Page::LoginSettings));
        assert_eq!(Page::of("/"), Some(Page::Start));
        assert_eq!(Page::of(""), None);
    }

    #[test]
    fn what_is_more_or_less_than_a_path_is_no_page() {
        for path in [
            "/settings",
            "/settings/login/review/more",
            "/settings/login//",
            "//",
        ] {
            assert_eq!(Page::of(path), None, "{path}");
        }
    }
}
