//! Waiting until reads show what the server accepted: reads may lag behind writes.

use super::timer::Timer;
use login_policy::{Item, Value};
use std::time::Duration;
use zitadel_admin::{
    CallError, NotSent, PolicyRead, RefusalKind, Transport, TransportError, call, get_login_policy,
    get_restrictions,
};

/// How long a read may take to show an accepted write before the page says so.
const DEADLINE_MS: f64 = 10_000.0;
const FIRST_PAUSE: Duration = Duration::from_millis(40);
const LONGEST_PAUSE: Duration = Duration::from_secs(1);

/// What reads have to show before accepted calls are confirmed. The policy counts its own events;
/// links of providers and restrictions do not count among them, so there the value itself is
/// expected.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct ReadExpectation {
    /// The policy shows at least this sequence.
    sequence: u64,
    /// These links, and the restriction, have these values.
    values: Vec<(Item, Value)>,
    /// The restriction is to be read, whatever its value.
    pub restriction: bool,
}

impl ReadExpectation {
    /// What is expected of items that were accepted with these sequences; `wanted` tells the value
    /// of one.
    pub fn of(accepted: &[(Item, u64)], wanted: impl Fn(&Item) -> Value) -> Self {
        let mut expectation = Self::default();
        for (item, sequence) in accepted {
            match item {
                Item::Provider(_) | Item::OrgRegistration => {
                    expectation.restriction |= *item == Item::OrgRegistration;
                    expectation.values.push((item.clone(), wanted(item)));
                }
                _ => expectation.sequence = expectation.sequence.max(*sequence),
            }
        }
        expectation
    }

    /// Reads once; whether that shows everything.
    pub async fn read_once(&self, api: &impl Transport) -> Result<(PolicyRead, bool), CallError> {
        let read = read_settings(api, self.restriction).await?;
        let is_met = read.details.sequence >= self.sequence
            && self
                .values
                .iter()
                .all(|(item, value)| read.settings.item(item) == *value);
        Ok((read, is_met))
    }
}

/// Reads until everything is shown, even if a read fails; `None` when the deadline passes.
pub(super) async fn poll_until_shown(
    api: &impl Transport,
    timer: &impl Timer,
    expectation: &ReadExpectation,
) -> Result<Option<PolicyRead>, CallError> {
    let begun = timer.now_ms();
    let mut pause = FIRST_PAUSE;
    loop {
        let outcome = expectation.read_once(api).await;
        match outcome {
            Ok((read, true)) => return Ok(Some(read)),
            Err(error) if is_final(&error) => return Err(error),
            _ if timer.now_ms() - begun >= DEADLINE_MS => return outcome.map(|_| None),
            _ => {}
        }
        timer.sleep(pause).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

/// Reads the settings, with the restrictions if they matter.
pub(super) async fn read_settings(
    api: &impl Transport,
    with_restrictions: bool,
) -> Result<PolicyRead, CallError> {
    let mut read = call(api, get_login_policy()).await?;
    if with_restrictions {
        let restrictions = call(api, get_restrictions()).await?;
        read.settings.org_registration_disallowed =
            Some(restrictions.disallow_public_org_registration);
    }
    Ok(read)
}

/// Whether reading again would fail likewise.
fn is_final(error: &CallError) -> bool {
    match error {
        CallError::Transport(TransportError::NotSent { reason }) => {
            *reason == NotSent::SessionEnded
        }
        CallError::Refused(refusal) => matches!(
            refusal.kind,
            RefusalKind::TokenInvalid
                | RefusalKind::MfaRequired
                | RefusalKind::NoMembership
                | RefusalKind::NoPermission
        ),
        _ => false,
    }
}
