//! What nearly every answer carries: when and by which event something was changed.

use http::Response;
use serde::Deserialize;

use crate::decode::{DecodeError, decode, required};
use crate::wire::Uint64;

/// `zitadel.v1.ObjectDetails`, and `zitadel.object.v2.Details`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Details {
    /// Number of the last event within the resource owner's own counter; 0: never changed.
    pub sequence: u64,
    /// RFC 3339 as sent. The answer to a removal or an update has none.
    pub creation_date: Option<String>,
    /// RFC 3339 as sent. The answer to an addition has none.
    pub change_date: Option<String>,
    /// Id of the instance, or of the organization, that owns it.
    pub resource_owner: String,
}

/// The wire form of [`Details`].
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ObjectDetails {
    sequence: Option<Uint64>,
    creation_date: Option<String>,
    change_date: Option<String>,
    resource_owner: Option<String>,
}

#[derive(Deserialize)]
struct DetailsAnswer {
    details: Option<ObjectDetails>,
}

impl From<ObjectDetails> for Details {
    fn from(wire: ObjectDetails) -> Self {
        Self {
            sequence: wire.sequence.unwrap_or_default().0,
            creation_date: wire.creation_date,
            change_date: wire.change_date,
            resource_owner: wire.resource_owner.unwrap_or_default(),
        }
    }
}

/// Reads an answer of which nothing but the details is wanted. They are in every answer, also where
/// nothing was ever changed.
pub(crate) fn decode_details(response: &Response<String>) -> Result<Details, DecodeError> {
    let answer: DetailsAnswer = decode(response)?;
    Ok(required(answer.details, "details")?.into())
}
