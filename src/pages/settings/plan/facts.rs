//! Asking what the judgement needs to know of the signed-in person. Of them nothing is shown here.

use crate::browser::tasks::spawn;
use crate::pages::settings::model::Model;
use crate::pages::settings::state::{Known, Own};
use futures_util::future::join;
use zitadel_admin::{
    AuthMethod, CallError, Paging, User, UserLink, call, get_my_login_policy, get_user,
    list_authentication_methods, list_user_links, means_from,
};

/// What the instance answers about one person.
pub struct Person {
    /// Who they are.
    pub user: User,
    /// What they have set up.
    pub methods: Vec<AuthMethod>,
    /// Their accounts elsewhere.
    pub links: Vec<UserLink>,
}

impl Model {
    /// Asks for the signed-in person's own means, once.
    pub(super) fn read_own(self) {
        if self.reading_own.get_untracked() || self.knows_own() {
            return;
        }
        self.reading_own.set(true);
        let subject = self.subject.get_untracked();
        spawn(async move {
            let api = self.api();
            let policy = call(&api, get_my_login_policy());
            let (person, policy) = join(self.read_person(&subject), policy).await;
            self.reading_own.set(false);
            if self.subject.get_untracked() != subject {
                return;
            }
            let means = person.ok().and_then(|one| {
                means_from(&one.user, &one.methods, &one.links)
                    .read()
                    .cloned()
            });
            self.own.set(Known::Is(Own {
                means,
                follows_instance: policy.ok().map(|read| read.is_default),
            }));
        });
    }

    /// Reads what somebody has to sign in with, for the domain of this instance.
    pub(super) async fn read_person(self, id: &str) -> Result<Person, CallError> {
        let api = self.api();
        let host = self.instance.host();
        let domain = host.rsplit_once(':').map_or(host, |(name, _)| name);
        let methods = list_authentication_methods(id, Some(domain));
        let (user, methods) = join(call(&api, get_user(id)), call(&api, methods)).await;
        let (user, methods) = (user?, methods?);
        let mut links = Vec::new();
        let mut paging = Some(Paging::FIRST);
        while let Some(next) = paging {
            let page = call(&api, list_user_links(id, next)).await?;
            paging = next.after(&page);
            links.extend(page.items);
        }
        Ok(Person {
            user,
            methods,
            links,
        })
    }
}
