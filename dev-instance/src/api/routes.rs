//! Every call of the API in one table: method, path, who may make it, what body it reads, who
//! handles it. An earlier row wins where two fit.

use super::{Access, Input, Route};
use super::{
    apps, events, factors, features, links, me, members, org, people, policy, providers,
    restrictions, search, totp,
};
use crate::error::ApiError;
use crate::instance::Instance;
use crate::instance::access::Caller;
use crate::instance::application::FORM;
use crate::instance::login_policy::{MULTI_FACTORS, SECOND_FACTORS};
use crate::wire::protojson::Schema;
use serde_json::{Value, json};

type Handle = fn(&mut Instance, &Caller, &Input) -> Result<Value, ApiError>;

/// Healthz.
fn healthy(_: &mut Instance, _: &Caller, _: &Input) -> Result<Value, ApiError> {
    Ok(json!({}))
}

const fn public(method: &'static str, path: &'static str, handle: Handle) -> Route {
    Route {
        method,
        path,
        access: Access::Public,
        body: None,
        names: None,
        handle,
    }
}

/// A call for everybody with a token; what it reads is bound to the caller or checked within.
const fn signed_in(
    method: &'static str,
    path: &'static str,
    body: Option<&'static Schema>,
    handle: Handle,
) -> Route {
    Route {
        access: Access::SignedIn,
        body,
        ..public(method, path, handle)
    }
}

/// A call for those with a permission.
const fn needs(
    permission: &'static str,
    method: &'static str,
    path: &'static str,
    body: Option<&'static Schema>,
    handle: Handle,
) -> Route {
    Route {
        access: Access::Needs(permission),
        body,
        ..public(method, path, handle)
    }
}

/// A call whose variable segment is an enum.
const fn with_names(names: &'static [&'static str], route: Route) -> Route {
    Route {
        names: Some(names),
        ..route
    }
}

#[rustfmt::skip]
pub(super) static ROUTES: [Route; 62] = [
    needs("iam.policy.read", "GET", "/admin/v1/policies/login", None, policy::get),
    needs("iam.policy.write", "PUT", "/admin/v1/policies/login", Some(policy::UPDATE), policy::update),
    needs("iam.policy.read", "POST", "/admin/v1/policies/login/second_factors/_search", None, factors::list_second),
    needs("iam.policy.write", "POST", "/admin/v1/policies/login/second_factors", Some(factors::ADD_SECOND), factors::add_second),
    with_names(&SECOND_FACTORS, needs("iam.policy.write", "DELETE", "/admin/v1/policies/login/second_factors/{type}", None, factors::remove_second)),
    needs("iam.policy.read", "POST", "/admin/v1/policies/login/multi_factors/_search", None, factors::list_multi),
    needs("iam.policy.write", "POST", "/admin/v1/policies/login/multi_factors", Some(factors::ADD_MULTI), factors::add_multi),
    with_names(&MULTI_FACTORS, needs("iam.policy.write", "DELETE", "/admin/v1/policies/login/multi_factors/{type}", None, factors::remove_multi)),
    needs("iam.policy.read", "POST", "/admin/v1/policies/login/idps/_search", Some(search::LIST), links::list),
    needs("iam.policy.write", "POST", "/admin/v1/policies/login/idps", Some(links::ADD), links::add),
    needs("iam.policy.write", "DELETE", "/admin/v1/policies/login/idps/{idp_id}", None, links::remove),
    needs("iam.idp.read", "POST", "/admin/v1/idps/templates/_search", Some(search::SEARCH), providers::search),
    needs("iam.idp.read", "GET", "/admin/v1/idps/templates/{id}", None, providers::get),
    needs("iam.idp.delete", "DELETE", "/admin/v1/idps/templates/{id}", None, providers::delete),
    needs("iam.idp.write", "POST", "/admin/v1/idps/{kind}", Some(providers::CREATE), providers::create),
    needs("iam.restrictions.read", "GET", "/admin/v1/restrictions", None, restrictions::get),
    needs("iam.restrictions.write", "PUT", "/admin/v1/restrictions", Some(restrictions::SET), restrictions::set),
    signed_in("GET", "/admin/v1/languages", None, restrictions::supported),
    signed_in("GET", "/admin/v1/languages/allowed", None, restrictions::allowed),
    needs("iam.read", "GET", "/admin/v1/languages/default", None, restrictions::default),
    needs("iam.member.read", "POST", "/admin/v1/members/_search", Some(search::SEARCH), members::search),
    needs("iam.member.write", "POST", "/admin/v1/members", Some(members::WRITE), members::add),
    needs("iam.member.write", "PUT", "/admin/v1/members/{user_id}", Some(members::WRITE), members::update),
    needs("iam.member.delete", "DELETE", "/admin/v1/members/{user_id}", None, members::remove),
    needs("events.read", "POST", "/admin/v1/events/_search", Some(events::LIST), events::list),
    needs("iam.read", "POST", "/admin/v1/orgs/_search", Some(search::SEARCH), org::search),
    needs("iam.read", "GET", "/admin/v1/instances/me", None, org::instance),
    public("GET", "/admin/v1/healthz", healthy),
    signed_in("GET", "/auth/v1/users/me", None, me::get),
    signed_in("POST", "/auth/v1/users/me/auth_factors/_search", None, me::factors),
    signed_in("POST", "/auth/v1/users/me/passwordless/_search", None, me::passkeys),
    signed_in("POST", "/auth/v1/users/me/idps/_search", Some(search::LIST), me::links),
    signed_in("POST", "/auth/v1/permissions/zitadel/me/_search", None, me::permissions),
    signed_in("POST", "/auth/v1/memberships/me/_search", Some(search::SEARCH), me::memberships),
    signed_in("GET", "/auth/v1/policies/label", None, me::branding),
    signed_in("GET", "/auth/v1/policies/login", None, policy::get_effective),
    signed_in("GET", "/auth/v1/languages", None, restrictions::supported),
    needs("org.read", "GET", "/management/v1/orgs/me", None, org::mine),
    needs("policy.read", "GET", "/management/v1/policies/login", None, policy::get_effective),
    needs("policy.write", "POST", "/management/v1/policies/login", Some(policy::UPDATE), org::add_policy),
    needs("policy.delete", "DELETE", "/management/v1/policies/login", None, org::reset_policy),
    needs("project.read", "POST", "/management/v1/projects/_search", Some(search::SEARCH), apps::search_projects),
    needs("project.create", "POST", "/management/v1/projects", Some(apps::CREATE_PROJECT), apps::create_project),
    needs("project.delete", "DELETE", "/management/v1/projects/{project_id}", None, apps::remove_project),
    needs("project.app.delete", "DELETE", "/management/v1/projects/{project_id}/apps/{app_id}", None, apps::remove),
    needs("project.app.read", "POST", "/management/v1/projects/{project_id}/apps/_search", Some(search::SEARCH), apps::search),
    needs("project.app.write", "POST", "/management/v1/projects/{project_id}/apps/oidc", Some(FORM), apps::create),
    needs("project.app.read", "GET", "/management/v1/projects/{project_id}/apps/{app_id}", None, apps::get),
    needs("project.app.write", "PUT", "/management/v1/projects/{project_id}/apps/{app_id}/oidc_config", Some(FORM), apps::update),
    signed_in("GET", "/v2/settings/login", None, policy::get_v2),
    signed_in("GET", "/v2/features/instance", None, features::get),
    signed_in("PUT", "/v2/features/instance", Some(features::SET), features::set),
    signed_in("POST", "/v2/users", Some(people::SEARCH), people::search),
    signed_in("POST", "/v2/users/human", Some(people::CREATE), people::create),
    signed_in("GET", "/v2/users/{id}", None, people::get),
    signed_in("DELETE", "/v2/users/{id}", None, people::delete),
    signed_in("POST", "/v2/users/{id}/totp", Some(totp::BEGIN), totp::begin),
    signed_in("POST", "/v2/users/{id}/totp/verify", Some(totp::VERIFY), totp::verify),
    signed_in("POST", "/v2/users/{id}/deactivate", None, people::deactivate),
    signed_in("POST", "/v2/users/{id}/reactivate", None, people::reactivate),
    signed_in("GET", "/v2/users/{id}/authentication_methods", None, people::methods),
    signed_in("POST", "/v2/users/{id}/links/_search", Some(search::LIST), people::links),
];
