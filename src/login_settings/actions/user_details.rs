//! What the instance answers about one person: who they are and what they have to sign in with.

use futures_util::future::join;
use zitadel_admin::{
    AuthMethod, CallError, Paging, Transport, User, UserLink, call, get_user,
    list_authentication_methods, list_user_links,
};

/// What the instance answers about one person.
pub(super) struct UserDetails {
    /// Who they are.
    pub user: User,
    /// What they have set up.
    pub methods: Vec<AuthMethod>,
    /// Their accounts at identity providers.
    pub links: Vec<UserLink>,
}

/// Reads it. `host` is the instance's, for whose domain passkeys must work.
pub(super) async fn read_user_details(
    api: &impl Transport,
    host: &str,
    id: &str,
) -> Result<UserDetails, CallError> {
    let domain = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let methods = list_authentication_methods(id, Some(domain));
    let (user, methods) = join(call(api, get_user(id)), call(api, methods)).await;
    let (user, methods) = (user?, methods?);
    let mut links = Vec::new();
    let mut paging = Some(Paging::FIRST);
    while let Some(next) = paging {
        let page = call(api, list_user_links(id, next)).await?;
        paging = next.after(&page);
        links.extend(page.items);
    }
    Ok(UserDetails {
        user,
        methods,
        links,
    })
}
