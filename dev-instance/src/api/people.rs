//! People and machines over API v2: finding, making, deactivating and deleting them, and by what
//! means each can sign in.

use super::Input;
use super::search::{QUERY, page, text_fits};
use crate::error::{ApiError, Code};
use crate::instance::access::Caller;
use crate::instance::user::{Human, Kind, Means, Person};
use crate::instance::{Instance, Trace};
use crate::messages::Text;
use crate::wire::message::Message;
use crate::wire::protojson::{Field, Schema};
use crate::wire::writer::Writer;
use serde_json::{Value, json};

/// AddHumanUserRequest, as far as it is kept.
pub(crate) static CREATE: &Schema = &[
    ("userId", Field::Text),
    ("username", Field::Text),
    ("profile", Field::Message(PROFILE)),
    ("email", Field::Message(EMAIL)),
    ("password", Field::Message(PASSWORD)),
];
static PROFILE: &Schema = &[
    ("givenName", Field::Text),
    ("familyName", Field::Text),
    ("preferredLanguage", Field::Text),
];
static EMAIL: &Schema = &[("email", Field::Text), ("isVerified", Field::Bool)];
static PASSWORD: &Schema = &[("password", Field::Text), ("changeRequired", Field::Bool)];

/// ListUsersRequest.
pub(crate) static SEARCH: &Schema = &[
    ("query", Field::Message(QUERY)),
    ("queries", Field::List(&Field::Any)),
];

const NOT_FOUND: ApiError =
    ApiError::spoken(Code::NotFound, "COMMAND-bd4ir1mblj", Text::UserNotFound);

/// ListUsers: newest first unless `asc`.
pub(crate) fn search(
    instance: &mut Instance,
    caller: &Caller,
    input: &Input,
) -> Result<Value, ApiError> {
    instance.require(&caller.user, "user.read")?;
    let queries = input.body.messages("queries");
    let query = input.body.message("query");
    let everybody = instance.people.iter();
    let mut found: Vec<&Person> = everybody
        .filter(|person| queries.iter().all(|query| fits(instance, query, person)))
        .collect();
    if !query.flag("asc") {
        found.reverse();
    }
    let total = found.len();
    let rows: Vec<Value> = page(found, &query)
        .into_iter()
        .map(|person| person.to_json_v2(&instance.org.id))
        .collect();
    Ok(Writer::new()
        .put("details", instance.list_details_v2(total))
        .put("result", rows)
        .done())
}

fn fits(instance: &Instance, query: &Message, person: &Person) -> bool {
    let human = person.human();
    query.0.keys().all(|name| {
        let wanted = query.message(name);
        let all = || wanted.messages("queries").into_iter();
        match name.as_str() {
            "typeQuery" => match wanted.text("type") {
                "TYPE_HUMAN" => human.is_some(),
                "TYPE_MACHINE" => human.is_none(),
                _ => true,
            },
            "stateQuery" => match wanted.text("state") {
                "USER_STATE_ACTIVE" => person.active,
                "USER_STATE_INACTIVE" => !person.active,
                _ => false,
            },
            "organizationIdQuery" => wanted.text("organizationId") == instance.org.id,
            "inUserIdsQuery" => wanted.texts("userIds").contains(&person.id),
            "userNameQuery" => text_fits(&wanted, "userName", &person.username),
            "loginNameQuery" => text_fits(&wanted, "loginName", &person.username),
            "emailQuery" => {
                human.is_some_and(|human| text_fits(&wanted, "emailAddress", &human.email))
            }
            "andQuery" => all().all(|query| fits(instance, &query, person)),
            "orQuery" => all().any(|query| fits(instance, &query, person)),
            "notQuery" => !fits(instance, &wanted.message("query"), person),
            _ => false,
        }
    })
}

/// GetUserByID.
pub(crate) fn get(
    instance: &mut Instance,
    caller: &Caller,
    input: &Input,
) -> Result<Value, ApiError> {
    let id = input.param(0);
    may_read(instance, caller, id)?;
    let person = instance.person(id).ok_or(ApiError::spoken(
        Code::NotFound,
        "QUERY-Dfbg2",
        Text::UserNotFound,
    ))?;
    Ok(json!({
        "details": v2_details(instance, &person.trace),
        "user": person.to_json_v2(&instance.org.id),
    }))
}

fn v2_details(instance: &Instance, trace: &Trace) -> Value {
    trace.details(&instance.org.id)
}

/// ListAuthenticationMethodTypes. Somebody who does not exist has none.
pub(crate) fn methods(
    instance: &mut Instance,
    caller: &Caller,
    input: &Input,
) -> Result<Value, ApiError> {
    let id = input.param(0);
    may_read(instance, caller, id)?;
    let methods = instance
        .person(id)
        .map(Person::method_names)
        .unwrap_or_default();
    Ok(Writer::new()
        .put("details", instance.list_details_v2(methods.len()))
        .put("authMethodTypes", methods)
        .done())
}

/// ListIDPLinks.
pub(crate) fn links(
    instance: &mut Instance,
    caller: &Caller,
    input: &Input,
) -> Result<Value, ApiError> {
    let id = input.param(0);
    may_read(instance, caller, id)?;
    let human = instance.person(id).and_then(Person::human);
    let links = human.map_or(&[][..], |human| &human.means.links);
    let rows: Vec<Value> = links
        .iter()
        .map(|link| {
            json!({
                "idpId": link.provider,
                "userId": link.external_id,
                "userName": link.external_name,
            })
        })
        .collect();
    // Until somebody is linked, the server knows no time for this list.
    let mut details = instance.list_details_v2(rows.len());
    let linked = |person: &Person| {
        let human = person.human();
        human.is_some_and(|human| !human.means.links.is_empty())
    };
    if !instance.people.iter().any(linked) {
        details["timestamp"] = "0001-01-01T00:00:00Z".into();
    }
    Ok(Writer::new()
        .put("details", details)
        .put("result", rows)
        .done())
}

/// One's own account needs no permission.
fn may_read(instance: &Instance, caller: &Caller, id: &str) -> Result<(), ApiError> {
    if caller.user == id {
        Ok(())
    } else {
        instance.require(&caller.user, "user.read")
    }
}

/// AddHumanUser.
pub(crate) fn create(
    instance: &mut Instance,
    by: &Caller,
    input: &Input,
) -> Result<Value, ApiError> {
    instance.require(&by.user, "user.write")?;
    let (profile, email) = (input.body.message("profile"), input.body.message("email"));
    let username = match input.body.text("username") {
        "" => email.text("email"),
        name => name,
    };
    let username = username.to_owned();
    let password = input.body.optional_message("password");
    if let Some(password) = &password {
        check_password(password.text("password"))?;
    }
    let taken = |person: &Person| person.username.to_lowercase() == username.to_lowercase();
    if instance.people.iter().any(taken) {
        return Err(ApiError::spoken(
            Code::AlreadyExists,
            "V3-DKcYh",
            Text::UserExists,
        ));
    }
    let id = match input.body.text("userId") {
        "" => instance.new_id(),
        id => id.to_owned(),
    };
    let mut stamp = instance.owned_event("user", &id, Some(&by.user), "user.human.added");
    let mut trace = Trace::new(stamp);
    if email.flag("isVerified") {
        let kind = "user.human.email.verified";
        stamp = instance.owned_event("user", &id, Some(&by.user), kind);
        trace.touch(stamp);
    }
    let human = Human {
        first_name: profile.text("givenName").to_owned(),
        last_name: profile.text("familyName").to_owned(),
        email: email.text("email").to_owned(),
        email_verified: email.flag("isVerified"),
        language: match profile.text("preferredLanguage") {
            "" => "und".to_owned(),
            tag => tag.to_owned(),
        },
        password_changed: password.as_ref().map(|_| stamp.at),
        password_change_required: password.as_ref().is_some_and(|p| p.flag("changeRequired")),
        means: Means {
            password: password.map(|password| password.text("password").to_owned()),
            ..Means::default()
        },
        ..Human::default()
    };
    instance.people.push(Person {
        id: id.clone(),
        username,
        active: true,
        trace,
        kind: Kind::Human(Box::new(human)),
    });
    Ok(json!({"userId": id, "details": stamp.changed(&instance.org.id)}))
}

/// The password rules of a new instance.
pub(crate) fn check_password(password: &str) -> Result<(), ApiError> {
    let has = |test: fn(char) -> bool| password.chars().any(test);
    if password.chars().count() < 8 {
        return Err(ApiError::spoken(
            Code::InvalidArgument,
            "COMMA-HuJf6",
            Text::PasswordTooShort,
        ));
    }
    let complex = has(char::is_lowercase)
        && has(char::is_uppercase)
        && has(|letter| letter.is_ascii_digit())
        && has(|letter| !letter.is_alphanumeric());
    if complex {
        Ok(())
    } else {
        Err(ApiError::spoken(
            Code::InvalidArgument,
            "COMMA-VoaRj",
            Text::PasswordNotComplex,
        ))
    }
}

/// DeleteUser. Roles, sessions and tokens go with the person.
pub(crate) fn delete(
    instance: &mut Instance,
    by: &Caller,
    input: &Input,
) -> Result<Value, ApiError> {
    let id = input.param(0);
    if instance.person(id).is_none() {
        return Err(NOT_FOUND);
    }
    if by.user != id {
        instance.require(&by.user, "user.delete")?;
    }
    let held = instance
        .members
        .truth()
        .iter()
        .any(|member| member.user == id);
    if held {
        let payload = json!({ "userId": id });
        let kind = "instance.member.cascade.removed";
        instance.instance_event(Some(&by.user), kind, Some(payload));
        instance
            .members
            .write(|members| members.retain(|member| member.user != id));
    }
    instance.org_members.retain(|member| member.user != id);
    instance.people.retain(|person| person.id != id);
    let stamp = instance.owned_event("user", id, Some(&by.user), "user.removed");
    Ok(json!({"details": stamp.changed(&instance.org.id)}))
}

/// DeactivateUser: the person cannot sign in, and their tokens are refused.
pub(crate) fn deactivate(
    instance: &mut Instance,
    by: &Caller,
    input: &Input,
) -> Result<Value, ApiError> {
    set_active(instance, by, input, false)
}

/// ReactivateUser.
pub(crate) fn reactivate(
    instance: &mut Instance,
    by: &Caller,
    input: &Input,
) -> Result<Value, ApiError> {
    set_active(instance, by, input, true)
}

fn set_active(
    instance: &mut Instance,
    by: &Caller,
    input: &Input,
    active: bool,
) -> Result<Value, ApiError> {
    let id = input.param(0);
    instance.require(&by.user, "user.write")?;
    let person = instance.person(id).ok_or(NOT_FOUND)?;
    if person.active == active {
        let (id, text) = if active {
            ("COMMAND-6M0sf", Text::UserNotInactive)
        } else {
            ("COMMAND-5M0sf", Text::UserAlreadyInactive)
        };
        return Err(ApiError::spoken(Code::FailedPrecondition, id, text));
    }
    let kind = if active {
        "user.reactivated"
    } else {
        "user.deactivated"
    };
    let stamp = instance.owned_event("user", id, Some(&by.user), kind);
    if let Some(person) = instance.person_mut(id) {
        person.active = active;
        person.trace.touch(stamp);
    }
    if !active {
        instance.end_sessions(|session| session.user == id);
    }
    Ok(json!({"details": stamp.changed(&instance.org.id)}))
}
