//! Reading what the page shows: first the settings and what the person may do, then what stands
//! beside them. Changes nothing on the server.

use super::model::Model;
use super::state::{Access, Known, Stage};
use crate::browser::clock;
use crate::browser::tasks::spawn;
use crate::components::on_next_frame;
use crate::session::{ApiRequest, SendError, Session};
use futures_util::future::join;
use login_policy::guard::Logins;
use zitadel_admin::{
    CallError, NotSent, Operation, Paging, Provider, Request, Response, Transport, TransportError,
    call, get_instance_features, get_login_policy, get_restrictions, list_my_permissions,
    search_providers,
};

/// The session as the transport of `zitadel-admin`.
#[derive(Clone, Copy)]
pub struct Api(pub Session);

impl Transport for Api {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let answer = self
            .0
            .send(ApiRequest {
                method: request.method.as_str(),
                path: &request.path,
                body: request.body.as_deref(),
            })
            .await;
        match answer {
            Ok(answer) => Ok(Response {
                status: answer.status,
                content_type: answer.content_type,
                body: answer.body,
            }),
            Err(error) => Err(match error {
                SendError::SessionEnded => TransportError::NotSent {
                    reason: NotSent::SessionEnded,
                },
                SendError::Offline => TransportError::NotSent {
                    reason: NotSent::Offline,
                },
                SendError::Lost => TransportError::Lost,
                SendError::CutOff(status) => TransportError::CutOff { status },
            }),
        }
    }
}

impl Model {
    /// The way to the instance.
    pub(super) fn api(self) -> Api {
        Api(self.session)
    }

    /// Reads the settings unless that was done or is under way.
    pub fn load_if_needed(self) {
        let needed = !self.reading.get_untracked()
            && self.loaded.with_untracked(Option::is_none)
            && self.stage.with_untracked(|stage| *stage == Stage::Loading);
        if needed {
            self.load();
        }
    }

    /// Whether leaving now would lose something: a draft, unless it goes through a sign-in.
    pub fn asks_before_leaving(self) -> bool {
        self.session.is_inside() && !self.open_changes().is_empty()
    }

    /// Reads the settings and what the person may do, and brings their draft back.
    pub fn load(self) {
        self.stage.set(Stage::Loading);
        self.reading.set(true);
        let subject = self.subject.get_untracked();
        spawn(async move {
            let api = self.api();
            let permissions = list_my_permissions();
            let (policy, permissions) =
                join(call(&api, get_login_policy()), call(&api, permissions)).await;
            self.reading.set(false);
            if self.subject.get_untracked() != subject {
                // Somebody else is signed in by now; these settings were read for another.
                if self.session.is_inside() {
                    self.load_if_needed();
                }
                return;
            }
            match (policy, permissions) {
                (Ok(read), Ok(permissions)) => {
                    let may = |name: &str| permissions.iter().any(|one| one == name);
                    self.access.set(Access {
                        write: may("iam.policy.write"),
                        restrictions: may("iam.restrictions.write"),
                    });
                    self.wanted.set(read.settings.clone());
                    self.loaded.set(Some(read));
                    self.bring_back();
                    self.stage.set(Stage::Ready);
                    // The page is drawn first; it is usable without.
                    on_next_frame(move || self.read_beside());
                }
                (Err(error), _) => self.failed(Operation::GetLoginPolicy, error),
                (Ok(_), Err(error)) => self.failed(Operation::ListMyPermissions, error),
            }
        });
    }

    fn failed(self, operation: Operation, error: CallError) {
        self.stage.set(Stage::Failed {
            operation,
            error,
            at: clock::now_rfc3339(),
        });
    }

    /// Reads what stands beside the settings: which sign-in pages people meet, whether anyone may
    /// register an organization, and the identity providers. The page is usable without.
    fn read_beside(self) {
        self.read_logins();
        self.read_restrictions();
        self.read_providers();
    }

    /// Holds as long as the same person is signed in.
    fn same_person(self) -> impl Fn() -> bool {
        let subject = self.subject.get_untracked();
        move || self.subject.get_untracked() == subject
    }

    fn read_logins(self) {
        let still = self.same_person();
        spawn(async move {
            let features = call(&self.api(), get_instance_features()).await;
            if still() {
                self.logins.set(match features {
                    Ok(features) => Known::Is(match features.login_v2 {
                        Some(login) if login.required => Logins::V2,
                        _ => Logins::EitherAppDecides,
                    }),
                    Err(_) => Known::Not,
                });
            }
        });
    }

    /// Reads whether anyone may register an organization.
    pub(super) fn read_restrictions(self) {
        self.restrictions_not_read.set(false);
        let still = self.same_person();
        spawn(async move {
            let restrictions = call(&self.api(), get_restrictions()).await;
            if !still() {
                return;
            }
            match restrictions {
                Ok(read) => self.take_restrictions(read.disallow_public_org_registration),
                Err(_) => self.restrictions_not_read.set(true),
            }
        });
    }

    /// Reads the identity providers of the instance, also after one turned out to be gone.
    pub(super) fn read_providers(self) {
        let still = self.same_person();
        spawn(async move {
            let read = self.all_providers().await;
            if still() {
                self.providers.set(read.map_or(Known::Not, Known::Is));
            }
        });
    }

    /// Every provider of the instance, page by page.
    async fn all_providers(self) -> Option<Vec<Provider>> {
        let mut paging = Paging::FIRST;
        let mut all: Vec<Provider> = Vec::new();
        loop {
            let page = call(&self.api(), search_providers(None, paging))
                .await
                .ok()?;
            let next = paging.after(&page);
            // The server knows no order, so a page may repeat what one before it had.
            for one in page.items {
                if !all.iter().any(|known| known.id == one.id) {
                    all.push(one);
                }
            }
            match next {
                Some(next) => paging = next,
                None => return Some(all),
            }
        }
    }
}
