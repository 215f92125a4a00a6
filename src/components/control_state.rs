//! How far the value of a control has come.

/// How far the value of a control has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum ControlState {
    /// As the server holds it.
    #[default]
    Plain,
    /// Changed here, not sent.
    Draft,
    /// Accepted, and not yet seen in a read.
    Pending,
    /// Accepted, and not seen for so long that the page asks.
    Overdue,
    /// Just now, with the sequence that proves it.
    Confirmed,
    /// The server said no; the intention is kept.
    Refused,
    /// The connection was lost after sending.
    Unknown,
    /// Somebody else changed it meanwhile.
    Conflict,
}

impl ControlState {
    /// The value of `data-state`, which draws the line in the margin.
    pub fn data_state(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Draft => Some("draft"),
            Self::Pending | Self::Overdue => Some("pending"),
            Self::Confirmed => Some("confirmed"),
            Self::Refused => Some("error"),
            Self::Unknown => Some("unknown"),
            Self::Conflict => Some("conflict"),
        }
    }

    /// Whether the control waits for the server and takes no input.
    pub fn is_busy(self) -> bool {
        matches!(self, Self::Pending | Self::Overdue)
    }
}
