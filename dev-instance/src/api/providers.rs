//! Identity providers of the instance: making, finding and deleting them.

use super::Input;
use super::search::{page, text_fits};
use crate::error::{ApiError, Code};
use crate::instance::access::Caller;
use crate::instance::identity_provider::{KINDS, Provider};
use crate::instance::{Instance, Trace};
use crate::messages::Text;
use crate::wire::protojson::{Field, Schema};
use crate::wire::writer::Writer;
use serde_json::{Value, json};

/// The requests that make a provider, of all kinds together.
pub(crate) static CREATE: &Schema = &[
    ("name", Field::Text),
    ("issuer", Field::Text),
    ("clientId", Field::Text),
    ("scopes", Field::List(&Field::Text)),
    ("tenant", Field::Any),
    ("emailVerified", Field::Bool),
    ("isIdTokenMapping", Field::Bool),
    ("usePkce", Field::Bool),
    ("authorizationEndpoint", Field::Text),
    ("tokenEndpoint", Field::Text),
    ("userEndpoint", Field::Text),
    ("idAttribute", Field::Text),
    ("jwtEndpoint", Field::Text),
    ("keysEndpoint", Field::Text),
    ("headerName", Field::Text),
    ("teamId", Field::Text),
    ("keyId", Field::Text),
    ("servers", Field::List(&Field::Text)),
    ("startTls", Field::Bool),
    ("baseDn", Field::Text),
    ("bindDn", Field::Text),
    ("userBase", Field::Text),
    ("userObjectClasses", Field::List(&Field::Text)),
    ("userFilters", Field::List(&Field::Text)),
    ("timeout", Field::Any),
    ("attributes", Field::Any),
    ("rootCa", Field::Text),
    ("metadataXml", Field::Text),
    ("binding", Field::Any),
    ("withSignedRequest", Field::Bool),
    ("nameIdFormat", Field::Any),
    ("transientMappingAttributeName", Field::Text),
    ("federatedLogoutEnabled", Field::Bool),
    ("signatureAlgorithm", Field::Any),
    ("providerOptions", Field::Any),
];

/// The calls Add…Provider, one for each kind.
pub(crate) fn create(
    instance: &mut Instance,
    by: &Caller,
    input: &Input,
) -> Result<Value, ApiError> {
    let kind = KINDS.iter().find(|kind| kind.path == input.param(0));
    let Some(kind) = kind else {
        return Err(ApiError::plain(Code::NotFound, "Not Found"));
    };
    let id = instance.new_id();
    let name = input.body.text("name");
    let payload = Writer::new().put("id", id.as_str()).put("name", name);
    let event = "instance.idp.added";
    let stamp = instance.instance_event(Some(&by.user), event, Some(payload.done()));
    let provider = Provider::new(id.clone(), kind, &input.body, Trace::new(stamp));
    instance.providers.write(|all| all.push(provider));
    Ok(json!({"details": stamp.added(&instance.id), "id": id}))
}

/// ListProviders.
pub(crate) fn search(
    instance: &mut Instance,
    _: &Caller,
    input: &Input,
) -> Result<Value, ApiError> {
    let queries = input.body.messages("queries");
    for query in &queries {
        if query.0.is_empty() {
            return Err(ApiError::fixed(
                Code::InvalidArgument,
                "ADMIN-Dr2aa",
                "List.Query.Invalid",
            ));
        }
    }
    let fits = |provider: &&Provider| {
        queries.iter().all(|query| {
            let by_name = query.optional_message("idpNameQuery");
            let by_id = query.optional_message("idpIdQuery");
            by_name.is_none_or(|wanted| text_fits(&wanted, "name", &provider.name))
                && by_id.is_none_or(|wanted| wanted.text("id") == provider.id)
        })
    };
    let found: Vec<&Provider> = instance.providers.seen().iter().filter(fits).collect();
    let total = found.len();
    let rows: Vec<Value> = page(found, &input.body.message("query"))
        .into_iter()
        .map(|provider| provider.to_json(&instance.id))
        .collect();
    Ok(Writer::new()
        .put("details", instance.list_details(total))
        .put("result", rows)
        .done())
}

/// GetProviderByID, which catches the read side up.
pub(crate) fn get(instance: &mut Instance, _: &Caller, input: &Input) -> Result<Value, ApiError> {
    instance.providers.catch_up();
    let mut all = instance.providers.truth().iter();
    let provider = all.find(|provider| provider.id == input.param(0));
    provider
        .map(|provider| json!({"idp": provider.to_json(&instance.id)}))
        .ok_or(NOT_EXISTING)
}

/// DeleteProvider. The link goes with the provider and leaves no event of its own.
pub(crate) fn delete(
    instance: &mut Instance,
    by: &Caller,
    input: &Input,
) -> Result<Value, ApiError> {
    let id = input.param(0);
    if !instance
        .providers
        .truth()
        .iter()
        .any(|known| known.id == id)
    {
        return Err(NOT_EXISTING);
    }
    let payload = json!({ "id": id });
    let stamp = instance.instance_event(Some(&by.user), "instance.idp.removed", Some(payload));
    instance
        .providers
        .write(|all| all.retain(|known| known.id != id));
    instance
        .links
        .write(|links| links.retain(|link| link != id));
    Ok(json!({"details": stamp.changed(&instance.id)}))
}

const NOT_EXISTING: ApiError =
    ApiError::spoken(Code::NotFound, "INST-Se3tg", Text::ProviderUnknown);
