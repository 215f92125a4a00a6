//! What the page knows and holds: the settings as read, the draft, what became of changes, the
//! evaluation of the draft.
//!
//! Signals grouped by subject, in one store that is handed down by context. Values derived from
//! them are memos or tracked functions; effects and calls are in `actions`. All methods of the store
//! stand in this folder. Knows no view and no transport.

mod conflict;
mod draft;
mod evaluation;
mod field_error;
mod finding_groups;
mod listed;
mod names;
mod old_settings;
mod owners;
mod progress;
mod remote;
mod results;

pub use conflict::PolicyConflict;
pub use draft::RestoredDraft;
use evaluation::evaluate;
pub use evaluation::{ApplyBlocker, CurrentUser, Evaluation, UNKNOWN_MEMBERS};
pub use field_error::{FieldError, InputError};
pub use finding_groups::{Audience, FindingGroup};
pub use owners::{Owners, OwnersStage, member_name, unread_owner};
pub use progress::ChangeStatus;
pub use remote::{Access, LoadFailure, LoadState, Remote};
pub use results::{ApplyFailure, ApplyResult, ApplyRun, Receipt};

use crate::auth::Session;
use crate::config::Instance;
use leptos::prelude::*;
use login_policy::guard::Logins;
use login_policy::lifetime::Unit;
use login_policy::{Change, Field, Item, LoginSettings, ServerVersion, Value};
use zitadel_admin::{PolicyRead, Provider};

/// The state of the login settings of one instance, for one signed-in person after the other.
///
/// Lives above the pages, so that language and page may change without losing work.
#[derive(Clone, Copy)]
pub struct SettingsStore {
    /// Who is signed in.
    pub session: Session,
    /// The instance whose settings these are.
    pub instance: StoredValue<Instance>,
    /// What was read.
    pub server: ServerState,
    /// What people change.
    pub draft: DraftState,
    /// What was sent, and what became of it.
    pub apply: ApplyState,
    /// What is said about the plan, and what people answered.
    pub review: ReviewState,
}

/// What was read from the server.
#[derive(Clone, Copy)]
pub struct ServerState {
    /// How far reading is.
    pub load: RwSignal<LoadState>,
    /// Whose settings page this is: the subject (`sub`) of the signed-in person.
    pub subject: RwSignal<String>,
    /// What the person may change.
    pub access: RwSignal<Access>,
    /// The policy as last read.
    pub policy: RwSignal<Option<PolicyRead>>,
    /// The version that the server tells; judged by once it is there.
    pub version: RwSignal<Remote<ServerVersion>>,
    /// Which login interfaces people meet.
    pub logins: RwSignal<Remote<Logins>>,
    /// The instance's identity providers, linked or not.
    pub providers: RwSignal<Remote<Vec<Provider>>>,
    /// Whether the restrictions were asked for and could not be read.
    pub restrictions_failed: RwSignal<bool>,
    /// What the signed-in person has set up; asked for when there is a draft.
    pub current_user: RwSignal<Remote<CurrentUser>>,
    /// The owners of the instance; asked for when a plan is read.
    pub owners: RwSignal<Owners>,
}

/// What people change before anything is sent.
#[derive(Clone, Copy)]
pub struct DraftState {
    /// The settings as wanted.
    pub settings: RwSignal<LoginSettings>,
    /// What is not applied yet, one frame late: a control that was just changed is painted before
    /// everything that hangs on the draft is computed.
    pub deferred: RwSignal<Vec<Change>>,
    /// Inputs that are no value.
    pub field_errors: RwSignal<Vec<FieldError>>,
    /// A draft that was found in this tab's storage.
    pub restored: RwSignal<Option<RestoredDraft>>,
    /// A restored wish for organization registration that waits until the restrictions are read.
    pub pending_registration: RwSignal<Option<Value>>,
    /// The units in which the person writes lifetimes.
    pub units: RwSignal<Vec<(Field, Unit)>>,
}

/// What was sent, and what became of it.
#[derive(Clone, Copy)]
pub struct ApplyState {
    /// Whether calls are under way.
    pub busy: RwSignal<bool>,
    /// What became of changes.
    pub progress: RwSignal<Vec<(Item, ChangeStatus)>>,
    /// The results of applied plans, the newest first.
    pub runs: RwSignal<Vec<ApplyRun>>,
    /// A change by somebody else that was found while applying.
    pub conflict: RwSignal<Option<PolicyConflict>>,
}

/// What is said about the plan, and what people answered.
#[derive(Clone, Copy)]
pub struct ReviewState {
    /// What there is to say about the draft.
    pub evaluation: Memo<Evaluation>,
    /// Keys of the findings that were acknowledged.
    pub acknowledged: RwSignal<Vec<String>>,
    /// What was typed to confirm.
    pub typed: RwSignal<String>,
}

impl SettingsStore {
    /// An empty store; its signals belong to the current owner.
    pub fn new(session: Session, instance: Instance) -> Self {
        let server = ServerState {
            load: RwSignal::new(LoadState::Loading),
            subject: RwSignal::new(String::new()),
            access: RwSignal::new(Access::default()),
            policy: RwSignal::new(None),
            version: RwSignal::new(Remote::Loading),
            logins: RwSignal::new(Remote::Loading),
            providers: RwSignal::new(Remote::Loading),
            restrictions_failed: RwSignal::new(false),
            current_user: RwSignal::new(Remote::Loading),
            owners: RwSignal::new(Owners::default()),
        };
        let draft = DraftState {
            settings: RwSignal::new(LoginSettings::default()),
            deferred: RwSignal::new(Vec::new()),
            field_errors: RwSignal::new(Vec::new()),
            restored: RwSignal::new(None),
            pending_registration: RwSignal::new(None),
            units: RwSignal::new(Vec::new()),
        };
        let apply = ApplyState {
            busy: RwSignal::new(false),
            progress: RwSignal::new(Vec::new()),
            runs: RwSignal::new(Vec::new()),
            conflict: RwSignal::new(None),
        };
        let review = ReviewState {
            evaluation: Memo::new(move |_| evaluate(session, server, draft, apply)),
            acknowledged: RwSignal::new(Vec::new()),
            typed: RwSignal::new(String::new()),
        };
        Self {
            session,
            instance: StoredValue::new(instance),
            server,
            draft,
            apply,
            review,
        }
    }

    /// Empties the store for another person; nothing of the one before is left.
    pub fn reset(self, subject: String) {
        self.server.load.set(LoadState::Loading);
        self.server.access.set(Access::default());
        self.server.policy.set(None);
        self.server.version.set(Remote::Loading);
        self.server.logins.set(Remote::Loading);
        self.server.providers.set(Remote::Loading);
        self.server.restrictions_failed.set(false);
        self.draft.settings.set(LoginSettings::default());
        self.draft.field_errors.set(Vec::new());
        self.draft.restored.set(None);
        self.draft.pending_registration.set(None);
        self.draft.units.set(Vec::new());
        self.apply.progress.set(Vec::new());
        self.apply.runs.set(Vec::new());
        self.apply.conflict.set(None);
        self.server.current_user.set(Remote::Loading);
        self.server.owners.update(Owners::clear);
        self.review.acknowledged.set(Vec::new());
        self.review.typed.set(String::new());
        self.server.subject.set(subject);
    }

    /// The host of the instance, with its port if it has one.
    pub fn host(self) -> String {
        self.instance
            .with_value(|instance| instance.host().to_owned())
    }
}

/// The store of the nearest console.
pub fn use_settings() -> SettingsStore {
    expect_context::<SettingsStore>()
}
