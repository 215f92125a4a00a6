//! Whose login name this is.

use crate::instance::login_policy::LoginSettings;
use crate::instance::state::Instance;
use crate::instance::user::User;

/// The person whose user name this is, whose user name at the organization's domain, or, where the
/// policy does not refuse it, whose verified mail address.
pub(super) fn find<'a>(
    instance: &'a Instance,
    settings: &LoginSettings,
    login_name: &str,
) -> Option<&'a User> {
    let wanted = login_name.to_lowercase();
    let suffix = format!("@{}", instance.org.domain);
    let short = wanted.strip_suffix(&suffix);
    instance.users.iter().find(|user| {
        let username = user.username.to_lowercase();
        user.human().is_some_and(|human| {
            let mail = human.email_verified && !settings.disable_login_with_email;
            username == wanted
                || Some(username.as_str()) == short
                || (mail && human.email.to_lowercase() == wanted)
        })
    })
}
