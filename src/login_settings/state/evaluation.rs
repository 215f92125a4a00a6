//! What there is to say about the draft, and what keeps its plan from being applied.
//!
//! The rules are `login_policy::guard`'s.

use super::draft::open_changes;
use super::finding_groups::{FindingGroup, group_findings};
use super::{ApplyState, DraftState, Owners, ServerState, SettingsStore};
use crate::auth::Session;
use leptos::prelude::*;
use login_policy::guard::{self, GuardInput, Logins, Severity};
use login_policy::plan::plan_for;
use login_policy::{
    Call, EnrolledMethods, LoginSettings, Plan, PlanContext, ServerVersion, SignInPages,
};

/// Acknowledgement key of the members of a newer server that a write would lose.
pub const UNKNOWN_MEMBERS: &str = "unknown-members";

/// The findings of the draft.
#[derive(Clone, PartialEq, Default)]
pub struct Evaluation {
    /// The findings, the most severe first.
    pub groups: Vec<FindingGroup>,
    /// Whether the plan replaces the policy although the server has members that this console
    /// does not know.
    pub drops_unknown_members: bool,
}

impl Evaluation {
    /// How many findings have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        let same = |one: &&FindingGroup| one.severity == severity;
        self.groups.iter().filter(same).count()
    }

    /// Whether nothing must be read before applying.
    pub fn is_for_information(&self) -> bool {
        !self.drops_unknown_members
            && self
                .groups
                .iter()
                .all(|one| one.severity == Severity::ForInformation)
    }

    /// Keys of everything that must be acknowledged.
    pub fn acknowledgements(&self) -> Vec<String> {
        self.groups
            .iter()
            .filter(|one| one.severity == Severity::MustBeAcknowledged)
            .map(FindingGroup::key)
            .chain(
                self.drops_unknown_members
                    .then(|| UNKNOWN_MEMBERS.to_owned()),
            )
            .collect()
    }
}

/// What keeps a plan from being applied.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ApplyBlocker {
    /// What an earlier plan did is not confirmed.
    NotConfirmed,
    /// The draft has a value that is refused.
    Refused,
    /// The owners are being asked about.
    Asking,
    /// A finding is not acknowledged.
    NotAcknowledged,
    /// The confirmation is not typed.
    NotTyped,
}

/// The signed-in person, as far as a plan may affect them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CurrentUser {
    /// What they have set up to sign in with.
    pub methods: Option<EnrolledMethods>,
    /// Whether their organization follows the instance's settings.
    pub follows_instance: Option<bool>,
}

/// Evaluates the deferred changes; tracked.
pub(super) fn evaluate(
    session: Session,
    server: ServerState,
    draft: DraftState,
    apply: ApplyState,
) -> Evaluation {
    if draft.deferred.with(Vec::is_empty) {
        return Evaluation::default();
    }
    let facts = facts(session, server);
    let base = server.base();
    // The draft itself is ahead of what is deferred; it is followed through that.
    let target = untrack(|| target(server, draft, apply));
    let plan = plan(server, &facts, &target);
    let findings = guard::evaluate(&base, &target, server.evaluated_logins(), &facts);
    let has_unknown_members = server.policy.with(|policy| {
        policy
            .as_ref()
            .is_some_and(|read| !read.unknown_members.is_empty())
    });
    let replaces = |call: &Call| matches!(call, Call::UpdatePolicy(_));
    Evaluation {
        groups: group_findings(findings, facts.owners.is_some()),
        drops_unknown_members: has_unknown_members && plan.calls.iter().any(replaces),
    }
}

fn target(server: ServerState, draft: DraftState, apply: ApplyState) -> LoginSettings {
    let mut target = server.base();
    for change in open_changes(server, draft, apply) {
        target.set_item(&change.item, change.to);
    }
    target
}

/// What is known beside the settings; tracked.
fn facts(session: Session, server: ServerState) -> GuardInput {
    let user = server.current_user.with(|user| user.value().cloned());
    GuardInput {
        server: server.server_version(),
        own_amr: session.person().map(|person| person.amr),
        own_organization_follows: user.as_ref().and_then(|user| user.follows_instance),
        own_methods: user.and_then(|user| user.methods),
        owners: server.owners.with(Owners::evaluated),
    }
}

fn plan(server: ServerState, facts: &GuardInput, target: &LoginSettings) -> Plan {
    let context = PlanContext {
        owners: facts.owners.as_deref().unwrap_or_default(),
        pages: &server.evaluated_pages(),
        token: facts.own_token(),
    };
    plan_for(&server.base(), target, &context)
}

impl ServerState {
    /// The login interfaces to evaluate for; both where it is not known; tracked.
    pub fn evaluated_logins(self) -> Logins {
        self.logins
            .with(|logins| logins.value().copied())
            .unwrap_or(Logins::EitherAppDecides)
    }

    /// The version that the server tells; one that is not known until it was read, and where it
    /// could not be; tracked.
    pub fn server_version(self) -> ServerVersion {
        self.version
            .with(|version| version.value().cloned())
            .unwrap_or_default()
    }

    /// The login interfaces to evaluate for, in every generation that people may meet; tracked.
    pub fn evaluated_pages(self) -> Vec<SignInPages> {
        self.evaluated_logins().pages(&self.server_version())
    }
}

impl SettingsStore {
    /// The settings the plan leads to: the draft without what is on its way already; tracked.
    pub fn target(self) -> LoginSettings {
        target(self.server, self.draft, self.apply)
    }

    /// The calls that would be made now; tracked.
    pub fn plan(self) -> Plan {
        plan(
            self.server,
            &facts(self.session, self.server),
            &self.target(),
        )
    }

    /// Why the plan cannot be applied now; `None` if it can; tracked.
    pub fn apply_blocker(self) -> Option<ApplyBlocker> {
        if self.has_unconfirmed() {
            return Some(ApplyBlocker::NotConfirmed);
        }
        let is_asking = self.server.owners.with(Owners::is_asking);
        self.review.evaluation.with(|evaluation| {
            let open = evaluation
                .acknowledgements()
                .iter()
                .any(|key| !self.is_acknowledged(key));
            if evaluation.count(Severity::Refused) > 0 {
                Some(ApplyBlocker::Refused)
            } else if is_asking {
                Some(ApplyBlocker::Asking)
            } else if open {
                Some(ApplyBlocker::NotAcknowledged)
            } else if evaluation.count(Severity::BlocksUntilTyped) > 0 && !self.is_typed() {
                Some(ApplyBlocker::NotTyped)
            } else {
                None
            }
        })
    }

    /// Whether the plan may be applied without being read first: nothing to acknowledge, nothing
    /// unconfirmed, and the signed-in person's own methods were asked for; tracked.
    pub fn can_apply_directly(self) -> bool {
        !self.has_unconfirmed()
            && self.review.evaluation.with(Evaluation::is_for_information)
            && self.server.current_user.with(|user| !user.is_loading())
    }

    /// Whether a finding was acknowledged; tracked.
    pub fn is_acknowledged(self, key: &str) -> bool {
        self.review
            .acknowledged
            .with(|all| all.iter().any(|one| one == key))
    }

    /// Acknowledges a finding, or takes that back.
    pub fn acknowledge(self, key: &str, on: bool) {
        self.review.acknowledged.update(|all| {
            all.retain(|one| one != key);
            if on {
                all.push(key.to_owned());
            }
        });
    }

    /// Whether the confirmation is typed, which is the host of the instance; tracked.
    pub fn is_typed(self) -> bool {
        let host = self.host();
        self.review.typed.with(|typed| typed.trim() == host)
    }
}
