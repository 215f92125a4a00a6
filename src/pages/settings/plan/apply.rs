//! Carrying out a plan, call by call, and waiting until a read shows it.
//!
//! Pure apart from the ports it is handed: no browser, no words. The server's calls are not atomic
//! and have no precondition, so the policy is read again before the first call and between calls;
//! a sequence that moved by somebody else's hand stops the rest.

use login_policy::{Call, Change, Item, Plan, Value, changes};
use zitadel_admin::{
    CallError, Details, NotSent, PolicyRead, RefusalKind, Transport, TransportError, call,
    exchange_for, get_login_policy, get_restrictions,
};

/// Time, handed in.
pub trait Pace {
    /// Milliseconds of a clock that never jumps.
    fn stopwatch_ms(&self) -> f64;
    /// Waits.
    fn sleep_ms(&self, milliseconds: u32) -> impl Future<Output = ()>;
}

/// A call the server accepted.
#[derive(Clone, PartialEq, Debug)]
pub struct Receipt {
    /// What was asked for.
    pub call: Call,
    /// What it changed.
    pub changes: Vec<Change>,
    /// Sequence, date and resource owner, as the server answered.
    pub details: Details,
    /// From sending to the whole answer, in milliseconds.
    pub duration_ms: f64,
}

/// How a plan ended.
#[derive(Clone, PartialEq, Debug)]
pub enum End {
    /// Every call was accepted.
    AllAccepted,
    /// Somebody else changed the settings; what they are now.
    Moved(Box<PolicyRead>),
    /// The settings could not be read before a call; it was not sent.
    NotRead(CallError),
    /// A call was refused or got lost; those after it were not sent.
    Failed {
        /// Which.
        call: Call,
        /// What it would have changed.
        changes: Vec<Change>,
        /// Why.
        error: CallError,
    },
}

/// Carries out a plan that begins at `base`; tells of each receipt as it comes.
pub async fn carry_out(
    api: &impl Transport,
    pace: &impl Pace,
    base: &PolicyRead,
    plan: Plan,
    mut accepted: impl FnMut(Receipt),
) -> End {
    let restricts = |call: &Call| matches!(call, Call::UpdateRestrictions { .. });
    let with_restrictions = plan.calls.iter().any(restricts);
    let mut shown = base.settings.clone();
    let mut last = base.details.sequence;
    for (index, next) in plan.calls.into_iter().enumerate() {
        match read(api, index == 0 && with_restrictions).await {
            Err(error) => return End::NotRead(error),
            Ok(now) if has_moved(index == 0, &now, base, last) => {
                return End::Moved(Box::new(now));
            }
            Ok(_) => {}
        }
        let before = shown.clone();
        next.apply(&mut shown);
        let changed = changes(&before, &shown);
        let begun = pace.stopwatch_ms();
        match call(api, exchange_for(&next)).await {
            Ok(details) => {
                if counts_in_policy(&next) {
                    last = last.max(details.sequence);
                }
                accepted(Receipt {
                    call: next,
                    changes: changed,
                    details,
                    duration_ms: pace.stopwatch_ms() - begun,
                });
            }
            Err(error) => {
                return End::Failed {
                    call: next,
                    changes: changed,
                    error,
                };
            }
        }
    }
    End::AllAccepted
}

/// Before the first call anything that differs from what was loaded is somebody else's. Between
/// calls the read may lag behind one's own receipts, so only a later sequence is.
fn has_moved(first: bool, now: &PolicyRead, base: &PolicyRead, last: u64) -> bool {
    if first {
        // Restrictions that were not read are not compared.
        now.details.sequence != last || !changes(&base.settings, &now.settings).is_empty()
    } else {
        now.details.sequence > last
    }
}

/// Whether the policy's own sequence shows a call. Links to providers and the restrictions are kept
/// elsewhere by the server.
pub fn counts_in_policy(call: &Call) -> bool {
    !matches!(
        call,
        Call::LinkProvider(_) | Call::UnlinkProvider(_) | Call::UpdateRestrictions { .. }
    )
}

/// How long a read may take to show an accepted write before the page says so.
const DEADLINE_MS: f64 = 10_000.0;
const FIRST_WAIT_MS: u32 = 40;
const LONGEST_WAIT_MS: u32 = 1_000;

/// Reads the settings, with the restrictions if they matter.
async fn read(api: &impl Transport, with_restrictions: bool) -> Result<PolicyRead, CallError> {
    let mut read = call(api, get_login_policy()).await?;
    if with_restrictions {
        let restrictions = call(api, get_restrictions()).await?;
        read.settings.org_registration_disallowed =
            Some(restrictions.disallow_public_org_registration);
    }
    Ok(read)
}

/// What reads have to show before accepted calls are confirmed. The policy counts its own events;
/// links of providers and restrictions do not count among them, so there the value itself is
/// looked for.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Awaited {
    /// The policy shows at least this sequence.
    sequence: u64,
    /// These links, and the restriction, have these values.
    values: Vec<(Item, Value)>,
    /// The restriction is to be read, whatever its value.
    pub restriction: bool,
}

impl Awaited {
    /// What items with these sequences wait for; `wanted` tells the value of one.
    pub fn of(pending: &[(Item, u64)], wanted: impl Fn(&Item) -> Value) -> Self {
        let mut awaited = Self::default();
        for (item, sequence) in pending {
            match item {
                Item::Provider(_) | Item::OrgRegistration => {
                    awaited.restriction |= *item == Item::OrgRegistration;
                    awaited.values.push((item.clone(), wanted(item)));
                }
                _ => awaited.sequence = awaited.sequence.max(*sequence),
            }
        }
        awaited
    }

    /// Reads once; whether that shows everything.
    pub async fn look(&self, api: &impl Transport) -> Result<(PolicyRead, bool), CallError> {
        let read = read(api, self.restriction).await?;
        let shows = read.details.sequence >= self.sequence
            && self
                .values
                .iter()
                .all(|(item, value)| read.settings.item(item) == *value);
        Ok((read, shows))
    }
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

/// Reads until everything is shown, even if a read fails; `None` when the deadline passes.
pub async fn until_shown(
    api: &impl Transport,
    pace: &impl Pace,
    awaited: &Awaited,
) -> Result<Option<PolicyRead>, CallError> {
    let begun = pace.stopwatch_ms();
    let mut wait = FIRST_WAIT_MS;
    loop {
        let looked = awaited.look(api).await;
        match looked {
            Ok((read, true)) => return Ok(Some(read)),
            Err(error) if is_final(&error) => return Err(error),
            _ if pace.stopwatch_ms() - begun >= DEADLINE_MS => return looked.map(|_| None),
            _ => {}
        }
        pace.sleep_ms(wait).await;
        wait = (wait * 2).min(LONGEST_WAIT_MS);
    }
}
