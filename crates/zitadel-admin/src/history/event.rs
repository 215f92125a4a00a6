//! What is known of an event.

use login_policy::{Field, MultiFactorType, SecondFactorType, Value};

/// One entry of the event log (`zitadel.event.v1.Event`).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Event {
    /// Number within the aggregate; for the policy that of [`crate::Details::sequence`].
    pub sequence: u64,
    /// RFC 3339 as sent. Events of one transaction have the same.
    pub creation_date: Option<String>,
    /// Who did it.
    pub editor: Editor,
    /// ZITADEL's name of the type, e.g. `instance.policy.login.changed`.
    pub event_type: String,
    /// ZITADEL's text for the type in the person's language; none where it has none.
    pub text: Option<String>,
    /// What it did.
    pub change: EventChange,
    /// Members of the payload that this crate does not know or cannot read.
    pub unknown_members: Vec<String>,
}

/// Who did something.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Editor {
    /// Id of the user, or a word such as `SETUP`; none for the set-up of the instance.
    pub user_id: Option<String>,
    /// What they are called now; none where they are no user, or no longer.
    pub display_name: Option<String>,
}

/// What an event did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum EventChange {
    /// The policy came to be with these values; fields that are not named were zero.
    PolicyAdded(Vec<(Field, Value)>),
    /// These fields got these values.
    PolicyChanged(Vec<(Field, Value)>),
    /// A second factor was listed; `None`: the event does not say which.
    SecondFactorAdded(Option<SecondFactorType>),
    /// A second factor was taken from the list.
    SecondFactorRemoved(Option<SecondFactorType>),
    /// A multi factor was listed.
    MultiFactorAdded(Option<MultiFactorType>),
    /// A multi factor was taken from the list.
    MultiFactorRemoved(Option<MultiFactorType>),
    /// The provider with that id was linked.
    ProviderLinked(Option<String>),
    /// The provider with that id was unlinked.
    ProviderUnlinked(Option<String>),
    /// The provider with that id was deleted, and is no longer linked if it was.
    ProviderDeleted(Option<String>),
    /// Registering organizations was disallowed or allowed; `None`: other restrictions changed.
    RestrictionsSet(Option<bool>),
    /// Something else.
    Other,
}
