//! Text keys for the calls of a plan: to be made, made, refused, or of unknown outcome.

use login_policy::Call;

/// How far a call is when it is named.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CallStatus {
    /// It would be made.
    Planned,
    /// It was accepted.
    Accepted,
    /// It was refused.
    Refused,
    /// It was sent; whether it was carried out is not known.
    Unknown,
}

/// The text key for a call; its text has the placeholder `name`.
pub fn call_label(call: &Call, status: CallStatus) -> &'static str {
    use CallStatus::{Accepted, Planned, Refused, Unknown};
    match call {
        Call::AddSecondFactor(_) | Call::AddMultiFactor(_) | Call::LinkProvider(_) => {
            match status {
                Planned => "call.add.planned",
                Accepted => "call.add.done",
                Refused => "call.add.refused",
                Unknown => "call.add.unknown",
            }
        }
        Call::RemoveSecondFactor(_) | Call::RemoveMultiFactor(_) | Call::UnlinkProvider(_) => {
            match status {
                Planned => "call.remove.planned",
                Accepted => "call.remove.done",
                Refused => "call.remove.refused",
                Unknown => "call.remove.unknown",
            }
        }
        Call::UpdatePolicy(_) | Call::UpdateRestrictions { .. } => match status {
            Planned => "call.change.planned",
            Accepted => "call.change.done",
            Refused => "call.change.refused",
            Unknown => "call.change.unknown",
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{CallStatus, call_label};
    use login_policy::{Call, SecondFactorType};

    #[test]
    fn a_call_is_named_by_what_it_does_and_how_far_it_is() {
        let add = Call::AddSecondFactor(SecondFactorType::Otp);
        let unlink = Call::UnlinkProvider("1".to_owned());
        assert_eq!(call_label(&add, CallStatus::Planned), "call.add.planned");
        assert_eq!(
            call_label(&unlink, CallStatus::Unknown),
            "call.remove.unknown"
        );
    }
}
