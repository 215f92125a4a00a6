//! People and machines over API v2: finding, making, deactivating and deleting them.

use super::body::Body;
use super::call::{Access, Api, ApiResult};
use super::details;
use super::refusal::Refusal;
use super::search::{Query, SearchRequest, text_fits, text_of};
use super::segment::{Segment, routes_for, validate_id};
use crate::clock::Timestamp;
use crate::instance::password;
use crate::instance::revision::Revision;
use crate::instance::state::Instance;
use crate::instance::user::{EnrolledMethods, Human, User, UserKind};
use crate::proto::defaults::without_defaults;
use crate::state::AppState;
use axum::Router;
use axum::extract::Path;
use axum::routing::{get, post};
use serde::Deserialize;
use serde_json::{Value, json};

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/v2/users", post(search))
        .route("/v2/users/human", post(create))
        .merge(routes_for("/v2/users", get(read).delete(remove)))
        .route("/v2/users/{id}/deactivate", post(deactivate))
        .route("/v2/users/{id}/reactivate", post(reactivate))
}

/// AddHumanUserRequest, as far as it is kept.
#[derive(Default, Deserialize)]
#[serde(default)]
struct CreateRequest {
    #[serde(rename = "userId", alias = "user_id")]
    id: Option<String>,
    username: Option<String>,
    profile: Option<Profile>,
    email: Option<Email>,
    password: Option<Password>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Profile {
    #[serde(alias = "given_name")]
    given_name: Option<String>,
    #[serde(alias = "family_name")]
    family_name: Option<String>,
    #[serde(alias = "preferred_language")]
    preferred_language: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Email {
    email: Option<String>,
    #[serde(alias = "is_verified")]
    is_verified: Option<bool>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Password {
    password: Option<String>,
    #[serde(alias = "change_required")]
    change_required: Option<bool>,
}

/// ListUsers: newest first unless `asc`.
async fn search(api: Api, Body(request): Body<SearchRequest>) -> ApiResult {
    api.call(Access::SignedIn, |instance, caller| {
        instance.require(&caller.user, "user.read")?;
        let fitting = |user: &&User| {
            let mut queries = request.queries().iter();
            queries.all(|query| fits(instance, query, user))
        };
        let mut found: Vec<&User> = instance.users.iter().filter(fitting).collect();
        if !request.is_ascending() {
            found.reverse();
        }
        let details = details::of_list_v2(instance, found.len());
        let rows = request.page(found).into_iter();
        let rows = rows.map(|user| to_json_v2(user, &instance.org.id));
        Ok(without_defaults(
            json!({"details": details, "result": rows.collect::<Vec<_>>()}),
        ))
    })
}

fn fits(instance: &Instance, query: &Query, user: &User) -> bool {
    let human = user.human();
    let within = |wanted: &Value| {
        let queries = wanted["queries"].as_array().cloned().unwrap_or_default();
        queries.into_iter().filter_map(|query| match query {
            Value::Object(query) => Some(query),
            _ => None,
        })
    };
    query.iter().all(|(name, wanted)| match name.as_str() {
        "typeQuery" => match text_of(wanted, "type") {
            "TYPE_HUMAN" => human.is_some(),
            "TYPE_MACHINE" => human.is_none(),
            _ => true,
        },
        "stateQuery" => match text_of(wanted, "state") {
            "USER_STATE_ACTIVE" => user.active,
            "USER_STATE_INACTIVE" => !user.active,
            _ => false,
        },
        "organizationIdQuery" => text_of(wanted, "organizationId") == instance.org.id,
        "inUserIdsQuery" => {
            let ids = wanted["userIds"].as_array();
            ids.is_some_and(|ids| ids.iter().any(|id| *id == user.id.as_str()))
        }
        "userNameQuery" => text_fits(wanted, "userName", &user.username),
        "loginNameQuery" => text_fits(wanted, "loginName", &user.username),
        "emailQuery" => human.is_some_and(|human| text_fits(wanted, "emailAddress", &human.email)),
        "andQuery" => within(wanted).all(|query| fits(instance, &query, user)),
        "orQuery" => within(wanted).any(|query| fits(instance, &query, user)),
        "notQuery" => {
            let query = wanted["query"].as_object();
            query.is_some_and(|query| !fits(instance, query, user))
        }
        _ => false,
    })
}

/// GetUserByID.
async fn read(api: Api, Segment(id): Segment) -> ApiResult {
    api.call(Access::SignedIn, |instance, caller| {
        validate_id("GetUserByIDRequest.UserId", &id)?;
        may_read(instance, &caller.user, &id)?;
        let user = instance.user(&id).ok_or(Refusal::UserNotFound)?;
        Ok(json!({
            "details": details::of_row(&user.revision, &instance.org.id),
            "user": to_json_v2(user, &instance.org.id),
        }))
    })
}

/// One's own account needs no permission.
pub(super) fn may_read(instance: &Instance, caller: &str, id: &str) -> Result<(), Refusal> {
    if caller == id {
        return Ok(());
    }
    Ok(instance.require(caller, "user.read")?)
}

/// AddHumanUser.
async fn create(api: Api, Body(request): Body<CreateRequest>) -> ApiResult {
    api.call(Access::SignedIn, |instance, caller| {
        instance.require(&caller.user, "user.write")?;
        let profile = request.profile.unwrap_or_default();
        let email = request.email.unwrap_or_default();
        let address = email.email.unwrap_or_default();
        let username = request.username.filter(|name| !name.is_empty());
        let username = username.unwrap_or_else(|| address.clone());
        let (password, change_required) = request
            .password
            .map(|password| (password.password, password.change_required))
            .unwrap_or_default();
        if let Some(password) = &password {
            password::check(password)?;
        }
        let same = |user: &User| user.username.to_lowercase() == username.to_lowercase();
        if instance.users.iter().any(same) {
            return Err(Refusal::UserExists);
        }
        let id = request.id.filter(|id| !id.is_empty());
        let id = id.unwrap_or_else(|| instance.new_id());
        let editor = Some(caller.user.as_str());
        let mut stamp = instance.owned_event("user", &id, editor, "user.human.added");
        let mut revision = Revision::new(stamp);
        let email_verified = email.is_verified.unwrap_or_default();
        if email_verified {
            let kind = "user.human.email.verified";
            stamp = instance.owned_event("user", &id, editor, kind);
            revision.touch(stamp);
        }
        let language = profile.preferred_language.filter(|tag| !tag.is_empty());
        let human = Human {
            first_name: profile.given_name.unwrap_or_default(),
            last_name: profile.family_name.unwrap_or_default(),
            email: address,
            email_verified,
            language: language.unwrap_or_else(|| "und".to_owned()),
            password_changed: password.as_ref().map(|_| stamp.at),
            password_change_required: change_required.unwrap_or_default(),
            methods: EnrolledMethods {
                password,
                ..EnrolledMethods::default()
            },
            ..Human::default()
        };
        instance.users.push(User {
            id: id.clone(),
            username,
            active: true,
            revision,
            kind: UserKind::Human(Box::new(human)),
        });
        Ok(json!({"userId": id, "details": details::of_change(stamp, &instance.org.id)}))
    })
}

/// DeleteUser. Roles, sessions and tokens go with the person.
async fn remove(api: Api, Segment(id): Segment) -> ApiResult {
    api.call(Access::SignedIn, |instance, caller| {
        validate_id("DeleteUserRequest.UserId", &id)?;
        if instance.user(&id).is_none() {
            return Err(Refusal::UserToChangeNotFound);
        }
        if caller.user != id {
            instance.require(&caller.user, "user.delete")?;
        }
        let editor = Some(caller.user.as_str());
        let mut members = instance.members.truth().iter();
        if members.any(|member| member.user == id) {
            let payload = json!({ "userId": id });
            let kind = "instance.member.cascade.removed";
            instance.instance_event(editor, kind, Some(payload));
            instance
                .members
                .write(|members| members.retain(|member| member.user != id));
        }
        instance.org.members.retain(|member| member.user != id);
        instance.users.retain(|user| user.id != id);
        let stamp = instance.owned_event("user", &id, editor, "user.removed");
        Ok(json!({"details": details::of_change(stamp, &instance.org.id)}))
    })
}

/// DeactivateUser: the person cannot sign in, and their tokens are refused.
async fn deactivate(api: Api, Path(id): Path<String>) -> ApiResult {
    set_active(&api, &id, false)
}

/// ReactivateUser.
async fn reactivate(api: Api, Path(id): Path<String>) -> ApiResult {
    set_active(&api, &id, true)
}

fn set_active(api: &Api, id: &str, active: bool) -> ApiResult {
    api.call(Access::SignedIn, |instance, caller| {
        instance.require(&caller.user, "user.write")?;
        let user = instance.user(id).ok_or(Refusal::UserToChangeNotFound)?;
        let kind = match (user.active, active) {
            (true, true) => return Err(Refusal::UserNotInactive),
            (false, false) => return Err(Refusal::UserAlreadyInactive),
            (false, true) => "user.reactivated",
            (true, false) => "user.deactivated",
        };
        let stamp = instance.owned_event("user", id, Some(&caller.user), kind);
        if let Some(user) = instance.user_mut(id) {
            user.active = active;
            user.revision.touch(stamp);
        }
        if !active {
            instance.end_sessions(|session| session.user == id);
        }
        Ok(json!({"details": details::of_change(stamp, &instance.org.id)}))
    })
}

/// User of the Auth API v1.
pub(super) fn to_json(user: &User, owner: &str) -> Value {
    let mut members = shared_members(user, owner);
    members["id"] = user.id.as_str().into();
    members["userName"] = user.username.as_str().into();
    match &user.kind {
        UserKind::Machine { name } => members["machine"] = json!({ "name": name }),
        UserKind::Human(human) => members["human"] = human_v1(human),
    }
    members
}

/// User of API v2.
fn to_json_v2(user: &User, owner: &str) -> Value {
    let mut members = shared_members(user, owner);
    members["userId"] = user.id.as_str().into();
    members["username"] = user.username.as_str().into();
    match &user.kind {
        UserKind::Machine { name } => members["machine"] = json!({ "name": name }),
        UserKind::Human(human) => members["human"] = human_v2(human),
    }
    members
}

fn shared_members(user: &User, owner: &str) -> Value {
    let state = match user.active {
        true => "USER_STATE_ACTIVE",
        false => "USER_STATE_INACTIVE",
    };
    json!({
        "details": details::of_row(&user.revision, owner),
        "state": state,
        "loginNames": [user.username],
        "preferredLoginName": user.username,
    })
}

fn human_v1(human: &Human) -> Value {
    let profile = without_defaults(json!({
        "firstName": human.first_name,
        "lastName": human.last_name,
        "displayName": human.display_name(),
        "preferredLanguage": human.language,
    }));
    let email = without_defaults(json!({
        "email": human.email,
        "isEmailVerified": human.email_verified,
    }));
    without_defaults(json!({
        "profile": profile,
        "email": email,
        "phone": {},
        "passwordChanged": human.password_changed.map(Timestamp::rfc3339),
    }))
}

/// Members with presence are written even when they are empty.
fn human_v2(human: &Human) -> Value {
    let profile = json!({
        "givenName": human.first_name,
        "familyName": human.last_name,
        "nickName": "",
        "displayName": human.display_name(),
        "preferredLanguage": human.language,
        "gender": "GENDER_UNSPECIFIED",
    });
    let email = without_defaults(json!({
        "email": human.email,
        "isVerified": human.email_verified,
    }));
    without_defaults(json!({
        "profile": profile,
        "email": email,
        "phone": {},
        "passwordChangeRequired": human.password_change_required,
        "passwordChanged": human.password_changed.map(Timestamp::rfc3339),
        "mfaInitSkipped": human.mfa_init_skipped.map(Timestamp::rfc3339),
    }))
}
