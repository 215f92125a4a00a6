//! Who holds a role on the instance.

use super::Input;
use super::search::{page, text_fits};
use crate::error::{ApiError, Code};
use crate::instance::access::Caller;
use crate::instance::roles::INSTANCE_ROLES;
use crate::instance::user::Person;
use crate::instance::{Instance, Member, Trace};
use crate::messages::Text;
use crate::wire::message::Message;
use crate::wire::protojson::{Field, Schema};
use crate::wire::writer::Writer;
use serde_json::{Value, json};

/// AddIAMMemberRequest and UpdateIAMMemberRequest.
pub(crate) static WRITE: &Schema = &[
    ("userId", Field::Text),
    ("roles", Field::List(&Field::Text)),
];

const QUERIES: [&str; 4] = [
    "firstNameQuery",
    "lastNameQuery",
    "emailQuery",
    "userIdQuery",
];

/// ListIAMMembers.
pub(crate) fn search(
    instance: &mut Instance,
    _: &Caller,
    input: &Input,
) -> Result<Value, ApiError> {
    let queries = input.body.messages("queries");
    for (index, query) in queries.iter().enumerate() {
        if !QUERIES.iter().any(|name| query.0.contains_key(*name)) {
            let field = format!("ListIAMMembersRequest.Queries[{index}]");
            let rule = "embedded message failed validation | caused by: \
                        invalid SearchQuery.Query: value is required";
            return Err(ApiError::invalid(&field, rule));
        }
    }
    let mut found: Vec<(&Member, &Person)> = instance
        .members
        .seen()
        .iter()
        .filter_map(|member| Some((member, instance.person(&member.user)?)))
        .filter(|(_, person)| queries.iter().all(|query| fits(query, person)))
        .collect();
    // The order of the measured server, whatever `asc` says.
    found.sort_by_key(|(member, _)| member.trace.sequence);
    let total = found.len();
    let rows: Vec<Value> = page(found, &input.body.message("query"))
        .into_iter()
        .map(|(member, person)| to_json(instance, member, person))
        .collect();
    Ok(Writer::new()
        .put("details", instance.list_details(total))
        .put("result", rows)
        .done())
}

fn fits(query: &Message, person: &Person) -> bool {
    let human = person.human();
    let part = |name: &str, member: &str, text: Option<&String>| {
        query
            .optional_message(name)
            .is_none_or(|wanted| text_fits(&wanted, member, text.map_or("", String::as_str)))
    };
    part(
        "firstNameQuery",
        "firstName",
        human.map(|human| &human.first_name),
    ) && part(
        "lastNameQuery",
        "lastName",
        human.map(|human| &human.last_name),
    ) && part("emailQuery", "email", human.map(|human| &human.email))
        && part("userIdQuery", "userId", Some(&person.id))
}

fn to_json(instance: &Instance, member: &Member, person: &Person) -> Value {
    let human = person.human();
    let text = |get: fn(&crate::instance::user::Human) -> &String| {
        human.map(|human| get(human).clone()).unwrap_or_default()
    };
    let kind = if human.is_some() {
        "TYPE_HUMAN"
    } else {
        "TYPE_MACHINE"
    };
    Writer::new()
        .put("userId", member.user.as_str())
        .put("details", member.trace.details(&instance.id))
        .put("roles", member.roles.clone())
        .put("preferredLoginName", person.username.as_str())
        .put("email", text(|human| &human.email))
        .put("firstName", text(|human| &human.first_name))
        .put("lastName", text(|human| &human.last_name))
        .put("displayName", person.display_name())
        .put("userType", kind)
        .put("userResourceOwner", instance.org.id.as_str())
        .done()
}

/// AddIAMMember.
pub(crate) fn add(instance: &mut Instance, by: &Caller, input: &Input) -> Result<Value, ApiError> {
    let user = input.body.text("userId").to_owned();
    let roles = roles(input)?;
    if instance.person(&user).is_none() {
        return Err(ApiError::spoken(
            Code::FailedPrecondition,
            "INSTA-GSXOn",
            Text::UserNotFound,
        ));
    }
    if instance
        .members
        .truth()
        .iter()
        .any(|known| known.user == user)
    {
        return Err(ApiError::fixed(
            Code::AlreadyExists,
            "INSTA-pFDwe",
            "Errors.Instance.Member.AlreadyExists",
        ));
    }
    let payload = json!({"roles": roles, "userId": user});
    let stamp = instance.instance_event(Some(&by.user), "instance.member.added", Some(payload));
    let member = Member {
        user,
        roles,
        trace: Trace::new(stamp),
    };
    instance.members.write(|members| members.push(member));
    Ok(json!({"details": stamp.added(&instance.id)}))
}

/// UpdateIAMMember.
pub(crate) fn update(
    instance: &mut Instance,
    by: &Caller,
    input: &Input,
) -> Result<Value, ApiError> {
    let roles = roles(input)?;
    let user = input.param(0);
    let held = find(instance, user)?;
    if held.roles == roles {
        return Err(ApiError::spoken(
            Code::FailedPrecondition,
            "INSTANCE-LiaZi",
            Text::NoChanges,
        ));
    }
    let payload = json!({"roles": roles, "userId": user});
    let stamp = instance.instance_event(Some(&by.user), "instance.member.changed", Some(payload));
    instance.members.write(|members| {
        for member in members.iter_mut().filter(|member| member.user == user) {
            member.roles.clone_from(&roles);
            member.trace.touch(stamp);
        }
    });
    Ok(json!({"details": stamp.changed(&instance.id)}))
}

/// RemoveIAMMember.
pub(crate) fn remove(
    instance: &mut Instance,
    by: &Caller,
    input: &Input,
) -> Result<Value, ApiError> {
    let user = input.param(0);
    find(instance, user)?;
    let payload = json!({ "userId": user });
    let stamp = instance.instance_event(Some(&by.user), "instance.member.removed", Some(payload));
    instance
        .members
        .write(|members| members.retain(|member| member.user != user));
    Ok(json!({"details": stamp.changed(&instance.id)}))
}

fn find<'a>(instance: &'a Instance, user: &str) -> Result<&'a Member, ApiError> {
    let mut members = instance.members.truth().iter();
    members
        .find(|member| member.user == user)
        .ok_or(ApiError::spoken(
            Code::NotFound,
            "INSTANCE-D8JxR",
            Text::MemberNotFound,
        ))
}

fn roles(input: &Input) -> Result<Vec<String>, ApiError> {
    let roles = input.body.texts("roles");
    let known = |role: &String| INSTANCE_ROLES.contains(&role.as_str());
    if roles.is_empty() || !roles.iter().all(known) {
        return Err(ApiError::spoken(
            Code::InvalidArgument,
            "INSTANCE-4m0fS",
            Text::MemberInvalid,
        ));
    }
    Ok(roles)
}
