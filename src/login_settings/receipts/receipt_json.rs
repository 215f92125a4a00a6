//! A receipt as JSON, to be copied: the members are called as the API calls them.

use crate::login_settings::state::Receipt;
use login_policy::ServerVersion;
use serde::Serialize;
use serde_json::Value;
use zitadel_admin::{Details, exchange_for};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ReceiptJson<'a> {
    operation: &'a str,
    method: &'a str,
    path: &'a str,
    body: Value,
    details: DetailsJson<'a>,
    duration_ms: u64,
    server: ServerJson<'a>,
}

/// Which server answered.
#[derive(Serialize)]
struct ServerJson<'a> {
    /// As the server tells it; `null` where that could not be read.
    version: Option<&'a str>,
}

/// `zitadel.v1.ObjectDetails` as protobuf writes it in JSON: a 64-bit number is a text.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DetailsJson<'a> {
    sequence: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    creation_date: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    change_date: Option<&'a str>,
    resource_owner: &'a str,
}

/// What was sent, what the server answered, how long that took, and which server it is; indented.
pub(super) fn receipt_json(receipt: &Receipt, server: &ServerVersion) -> String {
    let exchange = exchange_for(&receipt.call);
    let request = &exchange.request;
    let json = ReceiptJson {
        operation: exchange.operation.name(),
        method: request.method().as_str(),
        path: request.uri().path(),
        // A removal has no body.
        body: serde_json::from_str(request.body()).unwrap_or(Value::Null),
        details: details_json(&receipt.details),
        duration_ms: receipt.duration_ms.round() as u64,
        server: ServerJson {
            version: Some(server.text()).filter(|version| !version.is_empty()),
        },
    };
    // Texts and numbers can always be written.
    serde_json::to_string_pretty(&json).unwrap_or_default()
}

fn details_json(details: &Details) -> DetailsJson<'_> {
    DetailsJson {
        sequence: details.sequence.to_string(),
        creation_date: details.creation_date.as_deref(),
        change_date: details.change_date.as_deref(),
        resource_owner: &details.resource_owner,
    }
}

#[cfg(test)]
mod tests {
    use super::receipt_json;
    use crate::login_settings::state::Receipt;
    use login_policy::{Call, SecondFactorType, ServerVersion};
    use serde_json::{Value, json};
    use zitadel_admin::Details;

    fn receipt(call: Call) -> Receipt {
        Receipt {
            call,
            changes: Vec::new(),
            details: Details {
                sequence: 42,
                creation_date: Some("2026-07-01T12:00:00Z".to_owned()),
                change_date: None,
                resource_owner: "7".to_owned(),
            },
            duration_ms: 12.4,
        }
    }

    fn parsed(call: Call) -> Value {
        let server = ServerVersion::parse("v4.13.1-106-g02d07e951");
        serde_json::from_str(&receipt_json(&receipt(call), &server)).expect("JSON")
    }

    #[test]
    fn a_receipt_names_what_was_sent_and_what_was_answered() {
        let json = parsed(Call::AddSecondFactor(SecondFactorType::Otp));
        let wanted = json!({
            "operation": "AddSecondFactorToLoginPolicy",
            "method": "POST",
            "path": "/admin/v1/policies/login/second_factors",
            "body": { "type": "SECOND_FACTOR_TYPE_OTP" },
            "details": {
                "sequence": "42",
                "creationDate": "2026-07-01T12:00:00Z",
                "resourceOwner": "7",
            },
            "durationMs": 12,
            "server": { "version": "v4.13.1-106-g02d07e951" },
        });
        assert_eq!(json, wanted);
    }

    #[test]
    fn a_removal_has_no_body() {
        let json = parsed(Call::RemoveSecondFactor(SecondFactorType::Otp));
        assert_eq!(json["body"], Value::Null);
    }

    #[test]
    fn a_version_that_was_not_read_is_said_to_be_none() {
        let receipt = receipt(Call::RemoveSecondFactor(SecondFactorType::Otp));
        let json = receipt_json(&receipt, &ServerVersion::default());
        let json: Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(json["server"], json!({ "version": null }));
    }
}
