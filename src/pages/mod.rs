//! One component a route, and one a state of the session in which no route is shown. No page knows
//! another.

mod error_page;
mod login_settings;
mod not_found;
mod review;
mod start;
mod waiting;

pub use error_page::{ConfigErrorPage, SetupErrorPage, SignInErrorPage};
pub use login_settings::LoginSettingsPage;
pub use not_found::NotFoundPage;
pub use review::ReviewPage;
pub use start::{StartPage, StartReason};
pub use waiting::WaitingPage;
