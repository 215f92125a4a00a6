//! Who holds a role on the instance, and who may be given one on the organization.

use super::body::Body;
use super::call::{Access, Api, ApiResult};
use super::details;
use super::refusal::Refusal;
use super::search::{Query, SearchRequest, text_fits};
use super::segment::{Segment, routes_for, validate_id};
use crate::instance::membership::Membership;
use crate::instance::revision::Revision;
use crate::instance::roles::{INSTANCE_ROLES, ORG_ROLES};
use crate::instance::state::Instance;
use crate::instance::user::{Human, User};
use crate::proto::defaults::without_defaults;
use crate::state::AppState;
use axum::Router;
use axum::routing::{post, put};
use serde::Deserialize;
use serde_json::{Value, json};

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/admin/v1/members", post(add))
        .route("/admin/v1/members/_search", post(search))
        .merge(routes_for("/admin/v1/members", put(update).delete(remove)))
        .route("/management/v1/orgs/me/members", post(add_to_org))
}

/// AddIAMMemberRequest, UpdateIAMMemberRequest and AddOrgMemberRequest.
#[derive(Default, Deserialize)]
#[serde(default)]
struct MemberRequest {
    #[serde(rename = "userId", alias = "user_id")]
    user: Option<String>,
    roles: Option<Vec<String>>,
}

impl MemberRequest {
    /// The roles, which must be some, and ones that exist.
    fn roles(&self, known: &[&str]) -> Result<Vec<String>, Refusal> {
        let roles = self.roles.clone().unwrap_or_default();
        let all_known = roles.iter().all(|role| known.contains(&role.as_str()));
        if roles.is_empty() || !all_known {
            return Err(Refusal::MemberInvalid);
        }
        Ok(roles)
    }
}

const QUERIES: [&str; 4] = [
    "firstNameQuery",
    "lastNameQuery",
    "emailQuery",
    "userIdQuery",
];

/// ListIAMMembers.
async fn search(api: Api, Body(request): Body<SearchRequest>) -> ApiResult {
    api.call(Access::Permission("iam.member.read"), |instance, _| {
        let known = |query: &Query| QUERIES.iter().any(|name| query.contains_key(*name));
        if let Some(index) = request.queries().iter().position(|query| !known(query)) {
            let field = format!("ListIAMMembersRequest.Queries[{index}]");
            let rule = "embedded message failed validation | caused by: \
                        invalid SearchQuery.Query: value is required";
            return Err(Refusal::invalid(field, rule));
        }
        let members = instance.members.seen().iter();
        let mut found: Vec<(&Membership, &User)> = members
            .filter_map(|member| Some((member, instance.user(&member.user)?)))
            .filter(|(_, user)| request.queries().iter().all(|query| fits(query, user)))
            .collect();
        // The order of the measured server, whatever `asc` says.
        found.sort_by_key(|(member, _)| member.revision.sequence);
        let details = details::of_list(instance, found.len());
        let rows = request.page(found).into_iter();
        let rows = rows.map(|(member, user)| to_json(instance, member, user));
        Ok(without_defaults(
            json!({"details": details, "result": rows.collect::<Vec<_>>()}),
        ))
    })
}

fn fits(query: &Query, user: &User) -> bool {
    let human = user.human();
    let part = |name: &str, member: &str, text: Option<&String>| {
        let wanted = query.get(name);
        wanted.is_none_or(|wanted| text_fits(wanted, member, text.map_or("", String::as_str)))
    };
    let first_name = human.map(|human| &human.first_name);
    let last_name = human.map(|human| &human.last_name);
    part("firstNameQuery", "firstName", first_name)
        && part("lastNameQuery", "lastName", last_name)
        && part("emailQuery", "email", human.map(|human| &human.email))
        && part("userIdQuery", "userId", Some(&user.id))
}

/// Member of the Admin API.
fn to_json(instance: &Instance, member: &Membership, user: &User) -> Value {
    let human = user.human();
    let text = |get: fn(&Human) -> &String| human.map(get);
    let kind = match human {
        Some(_) => "TYPE_HUMAN",
        None => "TYPE_MACHINE",
    };
    without_defaults(json!({
        "userId": member.user,
        "details": details::of_row(&member.revision, &instance.id),
        "roles": member.roles,
        "preferredLoginName": user.username,
        "email": text(|human| &human.email),
        "firstName": text(|human| &human.first_name),
        "lastName": text(|human| &human.last_name),
        "displayName": user.display_name(),
        "userType": kind,
        "userResourceOwner": instance.org.id,
    }))
}

/// AddIAMMember.
async fn add(api: Api, Body(request): Body<MemberRequest>) -> ApiResult {
    let access = Access::Permission("iam.member.write");
    api.call(access, |instance, caller| {
        let roles = request.roles(&INSTANCE_ROLES)?;
        let user = request.user.unwrap_or_default();
        if instance.user(&user).is_none() {
            return Err(Refusal::MemberUserNotFound);
        }
        let mut members = instance.members.truth().iter();
        if members.any(|member| member.user == user) {
            return Err(Refusal::MemberExists);
        }
        let payload = json!({"roles": roles, "userId": user});
        let kind = "instance.member.added";
        let stamp = instance.instance_event(Some(&caller.user), kind, Some(payload));
        let member = Membership {
            user,
            roles,
            revision: Revision::new(stamp),
        };
        instance.members.write(|members| members.push(member));
        Ok(json!({"details": details::of_addition(stamp, &instance.id)}))
    })
}

/// AddOrgMember.
async fn add_to_org(api: Api, Body(request): Body<MemberRequest>) -> ApiResult {
    let access = Access::Permission("org.member.write");
    api.call(access, |instance, caller| {
        let roles = request.roles(&ORG_ROLES)?;
        let user = request.user.unwrap_or_default();
        if instance.user(&user).is_none() {
            return Err(Refusal::MemberUserNotFound);
        }
        let mut members = instance.org.members.iter();
        if members.any(|member| member.user == user) {
            return Err(Refusal::OrgMemberExists);
        }
        let payload = json!({"roles": roles, "userId": user});
        let stamp = instance.org_event(Some(&caller.user), "org.member.added", Some(payload));
        instance.org.members.push(Membership {
            user,
            roles,
            revision: Revision::new(stamp),
        });
        Ok(json!({"details": details::of_addition(stamp, &instance.org.id)}))
    })
}

/// UpdateIAMMember.
async fn update(api: Api, Segment(user): Segment, Body(request): Body<MemberRequest>) -> ApiResult {
    let access = Access::Permission("iam.member.write");
    api.call(access, |instance, caller| {
        validate_id("UpdateIAMMemberRequest.UserId", &user)?;
        let roles = request.roles(&INSTANCE_ROLES)?;
        if find(instance, &user)?.roles == roles {
            return Err(Refusal::MemberNotChanged);
        }
        let payload = json!({"roles": roles, "userId": user});
        let kind = "instance.member.changed";
        let stamp = instance.instance_event(Some(&caller.user), kind, Some(payload));
        instance.members.write(|members| {
            for member in members.iter_mut().filter(|member| member.user == user) {
                member.roles.clone_from(&roles);
                member.revision.touch(stamp);
            }
        });
        Ok(json!({"details": details::of_change(stamp, &instance.id)}))
    })
}

/// RemoveIAMMember.
async fn remove(api: Api, Segment(user): Segment) -> ApiResult {
    let access = Access::Permission("iam.member.delete");
    api.call(access, |instance, caller| {
        validate_id("RemoveIAMMemberRequest.UserId", &user)?;
        find(instance, &user)?;
        let payload = json!({ "userId": user });
        let kind = "instance.member.removed";
        let stamp = instance.instance_event(Some(&caller.user), kind, Some(payload));
        instance
            .members
            .write(|members| members.retain(|member| member.user != user));
        Ok(json!({"details": details::of_change(stamp, &instance.id)}))
    })
}

fn find<'a>(instance: &'a Instance, user: &str) -> Result<&'a Membership, Refusal> {
    let mut members = instance.members.truth().iter();
    members
        .find(|member| member.user == user)
        .ok_or(Refusal::MemberNotFound)
}
