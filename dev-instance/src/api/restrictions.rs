//! Restrictions of the instance.

use super::body::Body;
use super::call::{Access, Api, ApiResult};
use super::details;
use super::refusal::Refusal;
use crate::instance::event_log::NewEvent;
use crate::instance::restrictions::Restrictions;
use crate::instance::revision::Revision;
use crate::language;
use crate::proto::defaults::without_defaults;
use crate::state::AppState;
use crate::version::Version;
use axum::Router;
use axum::routing::get;
use serde::Deserialize;
use serde_json::{Map, Value, json};

pub(super) fn routes() -> Router<AppState> {
    Router::new().route("/admin/v1/restrictions", get(read).put(set))
}

/// SetRestrictionsRequest: members that were not sent stay as they are.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct SetRequest {
    #[serde(alias = "disallow_public_org_registration")]
    disallow_public_org_registration: Option<bool>,
    #[serde(alias = "allowed_languages")]
    allowed_languages: Option<LanguageList>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct LanguageList {
    list: Option<Vec<String>>,
}

/// GetRestrictions.
async fn read(api: Api) -> ApiResult {
    let access = Access::Permission("iam.restrictions.read");
    api.call(access, |instance, _| {
        let Some(set) = instance.restrictions.seen() else {
            return Ok(json!({"details": {}}));
        };
        Ok(without_defaults(json!({
            "details": details::of_row(&set.revision, &instance.id),
            "disallowPublicOrgRegistration": set.disallow_public_org_registration,
            "allowedLanguages": set.allowed_languages,
        })))
    })
}

/// SetRestrictions. What changes nothing is answered as done and leaves no event.
async fn set(api: Api, Body(request): Body<SetRequest>) -> ApiResult {
    let access = Access::Permission("iam.restrictions.write");
    api.call(access, |instance, caller| {
        let disallow = request.disallow_public_org_registration;
        let languages = request.allowed_languages;
        let languages = languages.map(|languages| languages.list.unwrap_or_default());
        if disallow.is_none() && languages.is_none() {
            return Err(Refusal::NoRestrictions);
        }
        if let Some(languages) = &languages {
            check_languages(instance.version, languages)?;
        }
        let old = instance.restrictions.truth().clone();
        let mut new = old.clone().unwrap_or_else(|| Restrictions {
            aggregate: instance.new_id(),
            disallow_public_org_registration: false,
            allowed_languages: Vec::new(),
            revision: Revision::default(),
        });
        let mut changed = Map::new();
        let disallow = disallow.filter(|flag| *flag != new.disallow_public_org_registration);
        if let Some(disallow) = disallow {
            changed.insert("disallowPublicOrgRegistration".to_owned(), disallow.into());
            new.disallow_public_org_registration = disallow;
        }
        if let Some(languages) = languages.filter(|list| *list != new.allowed_languages) {
            changed.insert("allowedLanguages".to_owned(), languages.clone().into());
            new.allowed_languages = languages;
        }
        if changed.is_empty() {
            let details = match old {
                Some(old) => details::of_change(old.revision.last(), &instance.id),
                None => json!({"resourceOwner": instance.id}),
            };
            return Ok(json!({ "details": details }));
        }
        let stamp = instance.log.push(NewEvent {
            aggregate: "restrictions",
            id: &new.aggregate,
            owner: &instance.id,
            editor: Some(&caller.user),
            kind: "restrictions.set",
            payload: Some(Value::Object(changed)),
        });
        if old.is_none() {
            new.revision = Revision::new(stamp);
        }
        new.revision.touch(stamp);
        instance.restrictions.write(|set| *set = Some(new));
        Ok(json!({"details": details::of_change(stamp, &instance.id)}))
    })
}

/// The measured server names one unknown language and several repeated ones by a sentence, and the
/// other way round by a raw key with a list.
fn check_languages(version: Version, languages: &[String]) -> Result<(), Refusal> {
    let well_formed = |tag: &String| {
        !tag.is_empty() && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    if !languages.iter().all(well_formed) {
        return Err(Refusal::LanguageNotParsed);
    }
    let tags: Vec<&str> = languages.iter().map(String::as_str).collect();
    let supported = language::supported(version);
    let is_unknown = |tag: &&str| !supported.contains(tag);
    let unknown: Vec<&str> = tags.iter().copied().filter(is_unknown).collect();
    match unknown.as_slice() {
        [] => {}
        [_] => return Err(Refusal::LanguageNotSupported),
        several => return Err(Refusal::LanguagesNotSupported(several.join(" "))),
    }
    let again = tags.iter().enumerate();
    let again = again.filter(|(index, tag)| tags[..*index].contains(tag));
    let repeated: Vec<&str> = again.map(|(_, tag)| *tag).collect();
    match repeated.as_slice() {
        [] => {}
        [one] => return Err(Refusal::LanguageRepeated((*one).to_owned())),
        _ => return Err(Refusal::LanguagesRepeated),
    }
    if !tags.is_empty() && !tags.contains(&"en") {
        return Err(Refusal::DefaultLanguageNotAllowed);
    }
    Ok(())
}
