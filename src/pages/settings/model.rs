//! What the page knows: the settings as read, the draft, what became of each change, the slips.
//!
//! Watched values and what people do to them; the calls are made in `load` and `plan`, the words are
//! chosen where things are drawn.

use super::faults::Fault;
use super::part::Bringing;
use super::plan::{Judged, OwnersRead};
use super::state::{Access, BroughtBack, Clash, Known, Own, Progress, SlipSet, Stage};
use crate::components::{Announcer, ControlState};
use crate::config::Instance;
use crate::session::Session;
use crate::watched::Watched;
use login_policy::guard::Logins;
use login_policy::lifetime::Unit;
use login_policy::{Change, Field, Item, LoginSettings, Value, changes};
use zitadel_admin::{PolicyRead, Provider};

/// What the page knows. Lives as long as the console, so that the language may be changed and pages
/// may be left without losing work.
#[derive(Clone, Copy)]
pub struct Model {
    /// Who is signed in.
    pub session: Session,
    /// Says things to people who listen.
    pub announcer: Announcer,
    /// How far the page is.
    pub stage: Watched<Stage>,
    /// What the person may do.
    pub access: Watched<Access>,
    /// The settings as last read.
    pub loaded: Watched<Option<PolicyRead>>,
    /// The draft.
    pub wanted: Watched<LoginSettings>,
    /// What is not applied yet, as far as it is told.
    pub open: Watched<Vec<Change>>,
    /// Whether that is told after the next frame.
    pub tell_later: Watched<bool>,
    /// What became of changes.
    pub progress: Watched<Vec<(Item, Progress)>>,
    /// The slips, newest plan first.
    pub sets: Watched<Vec<SlipSet>>,
    /// Somebody else changed the settings.
    pub clash: Watched<Option<Clash>>,
    /// Whether calls are under way.
    pub busy: Watched<bool>,
    /// A draft that came back.
    pub brought_back: Watched<Option<BroughtBack>>,
    /// A kept wish for organization registration that waits for the restrictions to be read.
    pub kept_registration: Watched<Option<Value>>,
    /// Whether the settings are being read.
    pub reading: Watched<bool>,
    /// Input that is no value yet.
    pub faults: Watched<Vec<Fault>>,
    /// Whose draft this is.
    pub subject: Watched<String>,
    /// Which sign-in pages people meet.
    pub logins: Watched<Known<Logins>>,
    /// The instance's identity providers, linked or not.
    pub providers: Watched<Known<Vec<Provider>>>,
    /// Whether the restrictions were asked for and could not be read.
    pub restrictions_not_read: Watched<bool>,
    /// What was typed to find a setting.
    pub find: Watched<String>,
    /// What was typed to find a provider that is not linked.
    pub find_provider: Watched<String>,
    /// The signed-in person; asked for when there is a draft.
    pub own: Watched<Known<Own>>,
    /// The owners of the instance; asked for when a plan is read.
    pub owners: Watched<OwnersRead>,
    /// Whether the signed-in person is being asked for.
    pub reading_own: Watched<bool>,
    /// What there is to say about the draft.
    pub judged: Watched<Judged>,
    /// What was typed to confirm.
    pub typed: Watched<String>,
    /// The findings that were acknowledged, by their mark.
    pub acknowledged: Watched<Vec<String>>,
    /// The part of the page that is downloaded when it is needed.
    pub part: Watched<Bringing>,
    /// The units the person chose for lifetimes, each for as long as its value can be said in it.
    pub units: Watched<Vec<(Field, Unit)>>,
    /// Which instance this is.
    pub instance: &'static Instance,
}

impl Model {
    /// An empty page.
    pub fn new(session: Session, announcer: Announcer, instance: Instance) -> Self {
        let model = Self {
            session,
            announcer,
            stage: Watched::new(Stage::Loading),
            access: Watched::new(Access::default()),
            loaded: Watched::new(None),
            wanted: Watched::new(LoginSettings::default()),
            open: Watched::new(Vec::new()),
            tell_later: Watched::new(false),
            progress: Watched::new(Vec::new()),
            sets: Watched::new(Vec::new()),
            clash: Watched::new(None),
            busy: Watched::new(false),
            brought_back: Watched::new(None),
            kept_registration: Watched::new(None),
            reading: Watched::new(false),
            faults: Watched::new(Vec::new()),
            subject: Watched::new(String::new()),
            logins: Watched::new(Known::NotYet),
            providers: Watched::new(Known::NotYet),
            restrictions_not_read: Watched::new(false),
            find: Watched::new(String::new()),
            find_provider: Watched::new(String::new()),
            own: Watched::new(Known::NotYet),
            owners: Watched::new(OwnersRead::default()),
            reading_own: Watched::new(false),
            judged: Watched::new(Judged::default()),
            typed: Watched::new(String::new()),
            acknowledged: Watched::new(Vec::new()),
            part: Watched::new(Bringing::NotAsked),
            units: Watched::new(Vec::new()),
            instance: Box::leak(Box::new(instance)),
        };
        model.begin_to_tell();
        model.begin_to_warn();
        model
    }

    /// The page of another person: nothing of the one before is left.
    pub fn clear(self, subject: String) {
        self.stage.set(Stage::Loading);
        self.access.set(Access::default());
        self.loaded.set(None);
        self.wanted.set(LoginSettings::default());
        self.progress.set(Vec::new());
        self.sets.set(Vec::new());
        self.clash.set(None);
        self.brought_back.set(None);
        self.kept_registration.set(None);
        self.faults.set(Vec::new());
        self.units.set(Vec::new());
        self.logins.set(Known::NotYet);
        self.providers.set(Known::NotYet);
        self.restrictions_not_read.set(false);
        self.own.set(Known::NotYet);
        self.owners.set(OwnersRead::default());
        self.acknowledged.set(Vec::new());
        self.typed.set(String::new());
        self.subject.set(subject);
    }

    /// The settings as the server holds them, as far as known.
    pub fn base(self) -> LoginSettings {
        self.loaded
            .with(|loaded| loaded.as_ref().map(|read| read.settings.clone()))
            .unwrap_or_default()
    }

    /// What differs between the server and the draft.
    pub fn differences(self) -> Vec<Change> {
        self.loaded.with(|loaded| {
            let Some(read) = loaded else {
                return Vec::new();
            };
            self.wanted.with(|wanted| changes(&read.settings, wanted))
        })
    }

    /// What is not applied yet: differences that are not on their way.
    pub fn open_changes(self) -> Vec<Change> {
        let mut open = self.differences();
        self.progress.with(|progress| {
            open.retain(|change| {
                !progress.iter().any(|(item, state)| {
                    *item == change.item
                        && matches!(
                            state,
                            Progress::Pending(_) | Progress::Late(_) | Progress::Unknown
                        )
                })
            });
        });
        open
    }

    /// What became of a change to this item.
    pub fn progress_of(self, item: &Item) -> Option<Progress> {
        self.progress.with(|progress| {
            progress
                .iter()
                .find(|(known, _)| known == item)
                .map(|(_, state)| *state)
        })
    }

    /// How the control of an item stands.
    pub fn state_of(self, item: &Item) -> ControlState {
        let in_conflict = self.clash.with(|clash| {
            clash
                .as_ref()
                .is_some_and(|clash| clash.merge.conflicts.iter().any(|one| one.item == *item))
        });
        if in_conflict {
            return ControlState::Conflict;
        }
        match self.progress_of(item) {
            Some(Progress::Pending(_)) => ControlState::Pending,
            Some(Progress::Late(_)) => ControlState::Late,
            Some(Progress::Confirmed(_)) => ControlState::Confirmed,
            Some(Progress::Refused) => ControlState::Refused,
            Some(Progress::Unknown) => ControlState::Unknown,
            None if self.is_changed(item) => ControlState::Draft,
            None => ControlState::Plain,
        }
    }

    /// Whether the draft differs from the server here.
    pub fn is_changed(self, item: &Item) -> bool {
        self.stored(item)
            .is_some_and(|stored| self.wanted.with(|wanted| wanted.item(item)) != stored)
    }

    /// What the server holds, once it was read.
    pub fn stored(self, item: &Item) -> Option<Value> {
        self.loaded.with(|loaded| {
            let settings = &loaded.as_ref()?.settings;
            let is_read =
                *item != Item::OrgRegistration || settings.org_registration_disallowed.is_some();
            is_read.then(|| settings.item(item))
        })
    }

    /// Whether controls may be changed now.
    pub fn is_open(self) -> bool {
        self.access.with(|access| access.write) && !self.busy.get()
    }

    /// Changes the draft; what became of an earlier change to it is no longer of interest.
    pub fn set(self, item: &Item, value: Value) {
        self.tell_later.set(true);
        self.forget_progress(item);
        self.wanted.update(|wanted| {
            wanted.set_item(item, value);
        });
        self.need_part();
        self.keep();
    }

    /// Takes what was read of the restrictions: whether registering organizations is disallowed.
    pub fn take_restrictions(self, disallowed: bool) {
        let was_wanted = self.wanted.with_untracked(|wanted| {
            let base = self.base().org_registration_disallowed;
            (wanted.org_registration_disallowed != base)
                .then_some(wanted.org_registration_disallowed)
        });
        self.loaded.update(|loaded| {
            if let Some(read) = loaded {
                read.settings.org_registration_disallowed = Some(disallowed);
            }
        });
        self.wanted.update(|wanted| {
            wanted.org_registration_disallowed = was_wanted.flatten().or(Some(disallowed));
        });
        self.bring_back_rest();
    }

    /// Takes one change out of the draft.
    pub fn discard(self, item: &Item) {
        self.faults
            .update(|faults| faults.retain(|fault| Item::Field(fault.field) != *item));
        if let Some(stored) = self.stored(item) {
            self.set(item, stored);
        }
    }

    /// Takes all changes out of the draft.
    pub fn discard_all(self) {
        for change in self.open_changes() {
            self.forget_progress(&change.item);
            self.wanted.update(|wanted| {
                wanted.set_item(&change.item, change.from);
            });
        }
        self.clash.set(None);
        self.brought_back.set(None);
        self.faults.set(Vec::new());
        self.keep();
    }

    /// What became of an earlier change to this item is no longer of interest.
    pub(super) fn forget_progress(self, item: &Item) {
        let known = |known: &Vec<(Item, Progress)>| known.iter().any(|(known, _)| known == item);
        if self.progress.with_untracked(known) {
            self.progress
                .update(|progress| progress.retain(|(known, _)| known != item));
        }
    }
}
