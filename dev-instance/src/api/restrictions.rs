//! Restrictions of the instance, and its languages. Restrictions are an aggregate of their own: their
//! sequence is not the policy's.

use super::Input;
use crate::error::{ApiError, Code};
use crate::instance::access::Caller;
use crate::instance::event_log::New;
use crate::instance::{Instance, Restrictions, Trace};
use crate::messages::Text;
use crate::wire::language::SUPPORTED;
use crate::wire::protojson::{Field, Schema};
use crate::wire::writer::Writer;
use serde_json::{Map, Value, json};

/// SetRestrictionsRequest: members that were not sent stay as they are.
pub(crate) static SET: &Schema = &[
    ("disallowPublicOrgRegistration", Field::Bool),
    ("allowedLanguages", Field::Message(LANGUAGES)),
];
static LANGUAGES: &Schema = &[("list", Field::List(&Field::Text))];

/// GetRestrictions.
pub(crate) fn get(instance: &mut Instance, _: &Caller, _: &Input) -> Result<Value, ApiError> {
    let Some(set) = instance.restrictions.seen() else {
        return Ok(json!({"details": {}}));
    };
    Ok(Writer::new()
        .put("details", set.trace.details(&instance.id))
        .put(
            "disallowPublicOrgRegistration",
            set.disallow_public_org_registration,
        )
        .put("allowedLanguages", set.allowed_languages.clone())
        .done())
}

/// SetRestrictions. What changes nothing is answered as done and leaves no event.
pub(crate) fn set(instance: &mut Instance, by: &Caller, input: &Input) -> Result<Value, ApiError> {
    let disallow = input.body.optional_flag("disallowPublicOrgRegistration");
    let languages = input.body.optional_message("allowedLanguages");
    let languages = languages.map(|message| message.texts("list"));
    if disallow.is_none() && languages.is_none() {
        return Err(ApiError::spoken(
            Code::InvalidArgument,
            "COMMAND-oASwj",
            Text::NoRestrictions,
        ));
    }
    if let Some(languages) = &languages {
        check_languages(languages)?;
    }

    let old = instance.restrictions.truth().clone();
    let mut changed = Map::new();
    let old_disallow = old
        .as_ref()
        .is_some_and(|old| old.disallow_public_org_registration);
    if let Some(disallow) = disallow.filter(|disallow| *disallow != old_disallow) {
        changed.insert("disallowPublicOrgRegistration".to_owned(), disallow.into());
    }
    let old_languages = old.as_ref().map(|old| old.allowed_languages.clone());
    let old_languages = old_languages.unwrap_or_default();
    if let Some(languages) = languages.as_ref().filter(|list| **list != old_languages) {
        changed.insert("allowedLanguages".to_owned(), languages.clone().into());
    }
    if changed.is_empty() {
        let details = match old {
            Some(old) => last_change(&old.trace).changed(&instance.id),
            None => json!({"resourceOwner": instance.id}),
        };
        return Ok(json!({ "details": details }));
    }

    let aggregate = match &old {
        Some(old) => old.aggregate.clone(),
        None => instance.new_id(),
    };
    let instance_id = instance.id.clone();
    let stamp = instance.log.push(New {
        aggregate: "restrictions",
        id: &aggregate,
        owner: &instance_id,
        editor: Some(&by.user),
        kind: "restrictions.set",
        payload: Some(Value::Object(changed)),
    });
    let mut trace = old.as_ref().map_or(Trace::new(stamp), |old| old.trace);
    trace.touch(stamp);
    let new = Restrictions {
        aggregate,
        disallow_public_org_registration: disallow.unwrap_or(old_disallow),
        allowed_languages: languages.unwrap_or(old_languages),
        trace,
    };
    instance.restrictions.write(|set| *set = Some(new));
    Ok(json!({"details": stamp.changed(&instance_id)}))
}

const fn last_change(trace: &Trace) -> crate::instance::Stamp {
    crate::instance::Stamp {
        sequence: trace.sequence,
        at: trace.changed,
    }
}

fn check_languages(languages: &[String]) -> Result<(), ApiError> {
    let well_formed = |tag: &String| {
        !tag.is_empty() && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    let refuse = |id, text| Err(ApiError::spoken(Code::InvalidArgument, id, text));
    if !languages.iter().all(well_formed) {
        return refuse("LANG-jc8Sq", Text::LanguageNotParsed);
    }
    // The measured server names one unknown language and several repeated ones by a sentence, and
    // the other way round by a raw key with a list.
    let raw = |key: &str, tags: &[&str]| {
        let text = format!("{key}: [{}]", tags.join(" "));
        Err(ApiError::about(Code::InvalidArgument, "LANG-XHiK5", text))
    };
    let tags: Vec<&str> = languages.iter().map(String::as_str).collect();
    let is_unknown = |tag: &&str| !SUPPORTED.contains(tag);
    let unknown: Vec<&str> = tags.iter().copied().filter(is_unknown).collect();
    match unknown.as_slice() {
        [] => {}
        [_] => return refuse("LANG-lg4DP", Text::LanguageNotSupported),
        several => return raw("Errors.Languages.NotSupported", several),
    }
    let again = tags.iter().enumerate();
    let again = again.filter(|(index, tag)| tags[..*index].contains(tag));
    let repeated: Vec<&str> = again.map(|(_, tag)| *tag).collect();
    match repeated.as_slice() {
        [] => {}
        one @ [_] => return raw("Errors.Languages.Duplicate", one),
        _ => return refuse("LANG-3M9f2", Text::LanguagesRepeated),
    }
    if !languages.is_empty() && !languages.iter().any(|tag| tag == "en") {
        return Err(ApiError::spoken(
            Code::FailedPrecondition,
            "COMMAND-L0m2u",
            Text::DefaultLanguageNotAllowed,
        ));
    }
    Ok(())
}

/// GetSupportedLanguages.
pub(crate) fn supported(_: &mut Instance, _: &Caller, _: &Input) -> Result<Value, ApiError> {
    Ok(json!({"languages": SUPPORTED}))
}

/// GetAllowedLanguages: the restriction, or all.
pub(crate) fn allowed(instance: &mut Instance, _: &Caller, _: &Input) -> Result<Value, ApiError> {
    let set = instance.restrictions.seen().as_ref();
    let listed = set.map(|set| set.allowed_languages.clone());
    let listed = listed.filter(|list| !list.is_empty());
    Ok(listed.map_or_else(
        || json!({"languages": SUPPORTED}),
        |list| json!({ "languages": list }),
    ))
}

/// GetDefaultLanguage.
pub(crate) fn default(_: &mut Instance, _: &Caller, _: &Input) -> Result<Value, ApiError> {
    Ok(json!({"language": "en"}))
}
