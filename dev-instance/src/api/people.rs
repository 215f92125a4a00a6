//! People and machines over API v2: finding, making, deactivating and deleting them, and by what
//! means each can sign in.

use super::Input;
use super::search::{QUERY, page, text_fits};
use crate::fault::{Code, Fault};
use crate::texts::Text;
use crate::wire::message::Message;
use crate::wire::protojson::{Field, Schema};
use crate::wire::writer::Writer;
use crate::world::access::Caller;
use crate::world::person::{Human, Kind, Means, Person};
use crate::world::{Trace, World};
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

const NOT_FOUND: Fault = Fault::spoken(Code::NotFound, "COMMAND-bd4ir1mblj", Text::UserNotFound);

/// ListUsers: newest first unless `asc`.
pub(crate) fn search(world: &mut World, caller: &Caller, input: &Input) -> Result<Value, Fault> {
    world.require(&caller.user, "user.read")?;
    let queries = input.body.messages("queries");
    let query = input.body.message("query");
    let everybody = world.people.iter();
    let mut found: Vec<&Person> = everybody
        .filter(|person| queries.iter().all(|query| fits(world, query, person)))
        .collect();
    if !query.flag("asc") {
        found.reverse();
    }
    let total = found.len();
    let rows: Vec<Value> = page(found, &query)
        .into_iter()
        .map(|person| person.to_json_v2(&world.org.id))
        .collect();
    Ok(Writer::new()
        .put("details", world.list_details_v2(total))
        .put("result", rows)
        .done())
}

fn fits(world: &World, query: &Message, person: &Person) -> bool {
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
            "organizationIdQuery" => wanted.text("organizationId") == world.org.id,
            "inUserIdsQuery" => wanted.texts("userIds").contains(&person.id),
            "userNameQuery" => text_fits(&wanted, "userName", &person.username),
            "loginNameQuery" => text_fits(&wanted, "loginName", &person.username),
            "emailQuery" => {
                human.is_some_and(|human| text_fits(&wanted, "emailAddress", &human.email))
            }
            "andQuery" => all().all(|query| fits(world, &query, person)),
            "orQuery" => all().any(|query| fits(world, &query, person)),
            "notQuery" => !fits(world, &wanted.message("query"), person),
            _ => false,
        }
    })
}

/// GetUserByID.
pub(crate) fn get(world: &mut World, caller: &Caller, input: &Input) -> Result<Value, Fault> {
    let id = input.param(0);
    may_read(world, caller, id)?;
    let person = world.person(id).ok_or(Fault::spoken(
        Code::NotFound,
        "QUERY-Dfbg2",
        Text::UserNotFound,
    ))?;
    Ok(json!({
        "details": v2_details(world, &person.trace),
        "user": person.to_json_v2(&world.org.id),
    }))
}

fn v2_details(world: &World, trace: &Trace) -> Value {
    trace.details(&world.org.id)
}

/// ListAuthenticationMethodTypes. Somebody who does not exist has none.
pub(crate) fn methods(world: &mut World, caller: &Caller, input: &Input) -> Result<Value, Fault> {
    let id = input.param(0);
    may_read(world, caller, id)?;
    let methods = world
        .person(id)
        .map(Person::method_names)
        .unwrap_or_default();
    Ok(Writer::new()
        .put("details", world.list_details_v2(methods.len()))
        .put("authMethodTypes", methods)
        .done())
}

/// ListIDPLinks.
pub(crate) fn links(world: &mut World, caller: &Caller, input: &Input) -> Result<Value, Fault> {
    let id = input.param(0);
    may_read(world, caller, id)?;
    let human = world.person(id).and_then(Person::human);
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
    let mut details = world.list_details_v2(rows.len());
    let linked = |person: &Person| {
        let human = person.human();
        human.is_some_and(|human| !human.means.links.is_empty())
    };
    if !world.people.iter().any(linked) {
        details["timestamp"] = "0001-01-01T00:00:00Z".into();
    }
    Ok(Writer::new()
        .put("details", details)
        .put("result", rows)
        .done())
}

/// One's own account needs no permission.
fn may_read(world: &World, caller: &Caller, id: &str) -> Result<(), Fault> {
    if caller.user == id {
        Ok(())
    } else {
        world.require(&caller.user, "user.read")
    }
}

/// AddHumanUser.
pub(crate) fn create(world: &mut World, by: &Caller, input: &Input) -> Result<Value, Fault> {
    world.require(&by.user, "user.write")?;
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
    if world.people.iter().any(taken) {
        return Err(Fault::spoken(
            Code::AlreadyExists,
            "V3-DKcYh",
            Text::UserExists,
        ));
    }
    let id = match input.body.text("userId") {
        "" => world.new_id(),
        id => id.to_owned(),
    };
    let mut stamp = world.owned_event("user", &id, Some(&by.user), "user.human.added");
    let mut trace = Trace::new(stamp);
    if email.flag("isVerified") {
        let kind = "user.human.email.verified";
        stamp = world.owned_event("user", &id, Some(&by.user), kind);
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
    world.people.push(Person {
        id: id.clone(),
        username,
        active: true,
        trace,
        kind: Kind::Human(Box::new(human)),
    });
    Ok(json!({"userId": id, "details": stamp.changed(&world.org.id)}))
}

/// The password rules of a new instance.
pub(crate) fn check_password(password: &str) -> Result<(), Fault> {
    let has = |test: fn(char) -> bool| password.chars().any(test);
    if password.chars().count() < 8 {
        return Err(Fault::spoken(
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
        Err(Fault::spoken(
            Code::InvalidArgument,
            "COMMA-VoaRj",
            Text::PasswordNotComplex,
        ))
    }
}

/// DeleteUser. Roles, sessions and tokens go with the person.
pub(crate) fn delete(world: &mut World, by: &Caller, input: &Input) -> Result<Value, Fault> {
    let id = input.param(0);
    if world.person(id).is_none() {
        return Err(NOT_FOUND);
    }
    if by.user != id {
        world.require(&by.user, "user.delete")?;
    }
    let held = world.members.truth().iter().any(|member| member.user == id);
    if held {
        let payload = json!({ "userId": id });
        let kind = "instance.member.cascade.removed";
        world.instance_event(Some(&by.user), kind, Some(payload));
        world
            .members
            .write(|members| members.retain(|member| member.user != id));
    }
    world.org_members.retain(|member| member.user != id);
    world.people.retain(|person| person.id != id);
    let stamp = world.owned_event("user", id, Some(&by.user), "user.removed");
    Ok(json!({"details": stamp.changed(&world.org.id)}))
}

/// DeactivateUser: the person cannot sign in, and their tokens are refused.
pub(crate) fn deactivate(world: &mut World, by: &Caller, input: &Input) -> Result<Value, Fault> {
    set_active(world, by, input, false)
}

/// ReactivateUser.
pub(crate) fn reactivate(world: &mut World, by: &Caller, input: &Input) -> Result<Value, Fault> {
    set_active(world, by, input, true)
}

fn set_active(world: &mut World, by: &Caller, input: &Input, active: bool) -> Result<Value, Fault> {
    let id = input.param(0);
    world.require(&by.user, "user.write")?;
    let person = world.person(id).ok_or(NOT_FOUND)?;
    if person.active == active {
        let (id, text) = if active {
            ("COMMAND-6M0sf", Text::UserNotInactive)
        } else {
            ("COMMAND-5M0sf", Text::UserAlreadyInactive)
        };
        return Err(Fault::spoken(Code::FailedPrecondition, id, text));
    }
    let kind = if active {
        "user.reactivated"
    } else {
        "user.deactivated"
    };
    let stamp = world.owned_event("user", id, Some(&by.user), kind);
    if let Some(person) = world.person_mut(id) {
        person.active = active;
        person.trace.touch(stamp);
    }
    if !active {
        world.end_sessions(|session| session.user == id);
    }
    Ok(json!({"details": stamp.changed(&world.org.id)}))
}
