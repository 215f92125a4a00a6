//! Every refusal that was recorded, with its kind, which is the same for both releases.

use zitadel_admin::{Operation, Refusal, RefusalKind as Kind};

use crate::support::{Release, all, operation_of};

/// Recorded requests that are none of this crate's, made to see what ZITADEL says to a wrong
/// method or path. They are read as if they had been this operation.
const STRAY: Operation = Operation::AddMultiFactor;

/// All recorded refusals: scenario, kind, names of the exchanges.
const EXPECTED: &[(&str, Kind, &[&str])] = &[
    (
        "add-multi-factor",
        Kind::AlreadyExists,
        &[
            "add what is there: conflict",
            "add again at once: conflict",
            "extra member",
            "text content type",
        ],
    ),
    (
        "add-multi-factor",
        Kind::NotExisting,
        &["remove what is not there: not found"],
    ),
    (
        "add-multi-factor",
        Kind::InvalidValue,
        &[
            "unspecified",
            "zero",
            "unknown name",
            "unknown number",
            "empty object",
            "empty body",
            "null",
            "boolean",
            "DELETE unknown name",
            "DELETE unspecified",
        ],
    ),
    (
        "add-multi-factor",
        Kind::BadRequest,
        &["array", "text", "cut-off JSON"],
    ),
    (
        "add-multi-factor",
        Kind::MethodNotAllowed,
        &["GET", "PUT", "PATCH", "DELETE without a type"],
    ),
    ("add-multi-factor", Kind::RouteMissing, &["unknown path"]),
    ("cors", Kind::TokenInvalid, &["401 with an origin"]),
    ("cors", Kind::BadRequest, &["400 with an origin"]),
    ("cors", Kind::RouteMissing, &["unknown path with an origin"]),
    (
        "errors-by-language",
        Kind::AlreadyExists,
        &[
            "conflict, German profile",
            "conflict, machine user, Accept-Language de",
        ],
    ),
    (
        "errors-by-language",
        Kind::NotExisting,
        &[
            "not found, German profile",
            "not found, English profile, Accept-Language de",
        ],
    ),
    (
        "errors-by-language",
        Kind::NothingChanged,
        &[
            "unchanged, machine user, Accept-Language de",
            "unchanged, machine user, Accept-Language de-CH",
            "unchanged, machine user, Accept-Language fr",
            "unchanged, machine user, Accept-Language ja",
            "unchanged, machine user, Accept-Language zh",
            "unchanged, machine user, Accept-Language ro",
            "unchanged, machine user, Accept-Language xx",
            "unchanged, machine user, Accept-Language ar",
            "unchanged, machine user, Accept-Language *",
            "unchanged, German profile",
        ],
    ),
    (
        "errors-by-language",
        Kind::InvalidValue,
        &["validation, German profile"],
    ),
    (
        "errors-by-language",
        Kind::TokenInvalid,
        &["missing token, Accept-Language de"],
    ),
    (
        "forced-mfa",
        Kind::MfaRequired,
        &[
            "next read by the same person",
            "next write by the same person",
            "own permissions",
        ],
    ),
    ("history", Kind::InvalidValue, &["too many types"]),
    ("history", Kind::NoPermission, &["organization owner"]),
    (
        "identity-providers",
        Kind::AlreadyExists,
        &["link again: conflict"],
    ),
    (
        "identity-providers",
        Kind::ProviderNotExisting,
        &["link one that is not there"],
    ),
    (
        "identity-providers",
        Kind::NotExisting,
        &["unlink again: not found"],
    ),
    (
        "identity-providers",
        Kind::NoPermission,
        &["viewer links", "organization owner lists providers"],
    ),
    (
        "oidc",
        Kind::TokenInvalid,
        &[
            "old access token after a refresh",
            "access token after sign-out",
        ],
    ),
    (
        "owners",
        Kind::InvalidValue,
        &["members with an empty query"],
    ),
    (
        "owners",
        Kind::NoPermission,
        &["members as organization owner"],
    ),
    (
        "owners",
        Kind::NoMembership,
        &["members as nobody", "ways of somebody else, as nobody"],
    ),
    (
        "refused",
        Kind::TokenInvalid,
        &[
            "no token",
            "empty bearer",
            "other scheme",
            "garbage token",
            "ID token instead of an access token",
            "token without the project audience scope",
            "revoked token",
        ],
    ),
    (
        "refused",
        Kind::NoPermission,
        &[
            "viewer: may read, not write",
            "viewer: remove",
            "viewer: update",
            "organization owner: no instance role",
            "organization owner: read",
        ],
    ),
    (
        "refused",
        Kind::NoMembership,
        &["no role at all", "no role at all: read"],
    ),
    (
        "refused",
        Kind::BadRequest,
        &["malformed body is refused before the token is looked at"],
    ),
    (
        "refused",
        Kind::OriginNotAllowed,
        &["origin the app does not have"],
    ),
    (
        "refused",
        Kind::AlreadyExists,
        &["origin of the redirect URI"],
    ),
    ("refused", Kind::InstanceUnknown, &["unknown host"]),
    (
        "restrictions-and-languages",
        Kind::InvalidValue,
        &["nothing"],
    ),
    (
        "restrictions-and-languages",
        Kind::PreconditionFailed,
        &["no default language"],
    ),
    (
        "restrictions-and-languages",
        Kind::NoPermission,
        &["viewer"],
    ),
    (
        "second-factors",
        Kind::AlreadyExists,
        &["add OTP", "add U2F"],
    ),
    ("second-factors", Kind::NotExisting, &["remove OTP"]),
    (
        "second-factors",
        Kind::InvalidValue,
        &["unknown name", "unknown number"],
    ),
    (
        "sign-out",
        Kind::TokenInvalid,
        &[
            "end_session only: access token",
            "after revoking the refresh token: access token",
            "after revoking the access token: access token",
        ],
    ),
    (
        "update-policy",
        Kind::NothingChanged,
        &[
            "unchanged",
            "the answer to a GET sent back as it is",
            "empty object again: unchanged",
        ],
    ),
    (
        "update-policy",
        Kind::InvalidValue,
        &[
            "unknown passwordless number",
            "hours as a duration",
            "bool as text",
        ],
    ),
    ("update-policy", Kind::BadRequest, &["number as a duration"]),
    (
        "update-policy",
        Kind::RedirectUriInvalid,
        &["redirect without scheme", "redirect https without host"],
    ),
];

#[test]
fn every_recorded_refusal_has_its_kind() {
    for release in Release::ALL {
        check_kinds(release);
    }
}

fn check_kinds(release: Release) {
    let mut seen = Vec::new();
    for one in release.exchanges() {
        let operation = operation_of(&one.method, &one.path);
        let is_login_settings = one.path.starts_with("/admin/v1/policies")
            || one.path == "/admin/v1/nothing"
            || operation.is_some();
        if one.response.status().is_success() || !is_login_settings {
            continue;
        }
        let key = (one.file.as_str(), one.name.as_str());
        let expected = EXPECTED
            .iter()
            .find(|(file, _, names)| *file == key.0 && names.contains(&key.1))
            .unwrap_or_else(|| panic!("no kind is expected of {key:?}"));
        let refusal = Refusal::from_response(operation.unwrap_or(STRAY), &one.response);
        assert_eq!(refusal.kind, expected.1, "{release:?}, {key:?}: {refusal}");
        assert_eq!(refusal.status, one.response.status());
        seen.push((one.file.clone(), one.name.clone()));
    }
    for (file, _, names) in EXPECTED {
        for name in *names {
            assert!(
                seen.contains(&((*file).to_owned(), (*name).to_owned())),
                "{release:?}, {file}: {name} was not met"
            );
        }
    }
}

#[test]
fn every_id_in_recorded_details_is_found() {
    let mut count = 0;
    for one in all() {
        let Some(operation) = operation_of(&one.method, &one.path) else {
            continue;
        };
        let body: serde_json::Value = serde_json::from_str(one.response.body()).unwrap_or_default();
        if let Some(id) = body["details"][0]["id"].as_str() {
            let refusal = Refusal::from_response(operation, &one.response);
            assert_eq!(
                refusal.id.as_deref(),
                Some(id),
                "{}: {}",
                one.file,
                one.name
            );
            count += 1;
        }
    }
    assert!(count > 80, "only {count} recorded refusals have an id");
}

/// What differs between the releases: two refusals have another id, and the text for an unknown host
/// ends sooner. Kinds are the same.
#[test]
fn the_releases_differ_in_these_ids_and_no_other() {
    let mut different = Vec::new();
    for (old, new) in Release::V4_3
        .exchanges()
        .iter()
        .zip(Release::V4_13.exchanges())
    {
        assert_eq!((&old.file, &old.name), (&new.file, &new.name));
        assert_eq!(old.response.status(), new.response.status());
        let (Some(operation), false) = (
            operation_of(&old.method, &old.path),
            old.response.status().is_success(),
        ) else {
            continue;
        };
        let old_refusal = Refusal::from_response(operation, &old.response);
        let new_refusal = Refusal::from_response(operation, &new.response);
        assert_eq!(old_refusal.kind, new_refusal.kind);
        if old_refusal.id != new_refusal.id {
            different.push((new.name, old_refusal.id.unwrap(), new_refusal.id.unwrap()));
        }
    }
    let renamed = |name: &str| {
        let ids = ("IAM-SFdqd".to_owned(), "INST-SFdqd".to_owned());
        (name.to_owned(), ids.0, ids.1)
    };
    assert_eq!(
        different,
        [
            renamed("redirect without scheme"),
            renamed("redirect https without host")
        ]
    );
}
