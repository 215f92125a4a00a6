//! The roles that can be held and the permissions each gives, as measured.

/// The roles that an instance member may hold.
pub(crate) const INSTANCE_ROLES: [&str; 7] = [
    "IAM_OWNER",
    "IAM_OWNER_VIEWER",
    "IAM_ORG_MANAGER",
    "IAM_USER_MANAGER",
    "IAM_ADMIN_IMPERSONATOR",
    "IAM_END_USER_IMPERSONATOR",
    "IAM_LOGIN_CLIENT",
];

/// The roles that a member of an organization may hold.
pub(crate) const ORG_ROLES: [&str; 7] = [
    "ORG_OWNER",
    "ORG_OWNER_VIEWER",
    "ORG_SETTINGS_MANAGER",
    "ORG_USER_MANAGER",
    "ORG_USER_PERMISSION_EDITOR",
    "ORG_PROJECT_CREATOR",
    "ORG_ADMIN_IMPERSONATOR",
];

/// The permissions of a role. Of the roles that no recording holds, those are kept that bear on the
/// login settings and on registering an app.
pub(crate) fn permissions(role: &str) -> &'static [&'static str] {
    match role {
        "IAM_OWNER" => &IAM_OWNER,
        "IAM_OWNER_VIEWER" => &IAM_OWNER_VIEWER,
        "ORG_OWNER" => &ORG_OWNER,
        "IAM_ORG_MANAGER" => &IAM_ORG_MANAGER,
        "IAM_USER_MANAGER" => &IAM_USER_MANAGER,
        "IAM_LOGIN_CLIENT" => &IAM_LOGIN_CLIENT,
        _ => &[],
    }
}

const IAM_ORG_MANAGER: [&str; 8] = [
    "org.read",
    "org.create",
    "policy.read",
    "policy.write",
    "project.read",
    "project.create",
    "project.app.read",
    "project.app.write",
];

const IAM_USER_MANAGER: [&str; 4] = ["org.read", "user.read", "user.write", "user.delete"];

const IAM_LOGIN_CLIENT: [&str; 6] = [
    "iam.policy.read",
    "iam.idp.read",
    "iam.restrictions.read",
    "org.read",
    "policy.read",
    "user.read",
];

#[rustfmt::skip]
const IAM_OWNER: [&str; 95] = [
    "iam.read", "iam.write", "iam.policy.read", "iam.policy.write", "iam.policy.delete",
    "iam.member.read", "iam.member.write", "iam.member.delete", "iam.idp.read", "iam.idp.write",
    "iam.idp.delete", "iam.action.read", "iam.action.write", "iam.action.delete", "iam.flow.read",
    "iam.flow.write", "iam.flow.delete", "iam.feature.read", "iam.feature.write",
    "iam.feature.delete", "iam.restrictions.read", "iam.restrictions.write", "iam.web_key.write",
    "iam.web_key.delete", "iam.web_key.read", "iam.debug.write", "iam.debug.read", "org.read",
    "org.global.read", "org.create", "org.write", "org.delete", "org.member.read",
    "org.member.write", "org.member.delete", "org.idp.read", "org.idp.write", "org.idp.delete",
    "org.action.read", "org.action.write", "org.action.delete", "org.flow.read", "org.flow.write",
    "org.flow.delete", "org.feature.read", "org.feature.write", "org.feature.delete", "user.read",
    "user.global.read", "user.write", "user.delete", "user.grant.read", "user.grant.write",
    "user.grant.delete", "user.membership.read", "user.credential.write", "user.passkey.write",
    "user.feature.read", "user.feature.write", "user.feature.delete", "policy.read", "policy.write",
    "policy.delete", "project.read", "project.create", "project.write", "project.delete",
    "project.member.read", "project.member.write", "project.member.delete", "project.role.read",
    "project.role.write", "project.role.delete", "project.app.read", "project.app.write",
    "project.app.delete", "project.grant.read", "project.grant.write", "project.grant.delete",
    "project.grant.member.read", "project.grant.member.write", "project.grant.member.delete",
    "events.read", "milestones.read", "session.read", "session.write", "session.delete",
    "action.target.read", "action.target.write", "action.target.delete", "action.execution.read",
    "action.execution.write", "userschema.read", "userschema.write", "userschema.delete",
];

#[rustfmt::skip]
const IAM_OWNER_VIEWER: [&str; 34] = [
    "iam.read", "iam.policy.read", "iam.member.read", "iam.idp.read", "iam.action.read",
    "iam.flow.read", "iam.restrictions.read", "iam.feature.read", "iam.web_key.read",
    "iam.debug.read", "org.read", "org.member.read", "org.idp.read", "org.action.read",
    "org.flow.read", "org.feature.read", "user.read", "user.global.read", "user.grant.read",
    "user.membership.read", "user.feature.read", "policy.read", "project.read",
    "project.member.read", "project.role.read", "project.app.read", "project.grant.read",
    "project.grant.member.read", "events.read", "milestones.read", "action.target.read",
    "action.execution.read", "userschema.read", "session.read",
];

#[rustfmt::skip]
const ORG_OWNER: [&str; 55] = [
    "org.read", "org.global.read", "org.write", "org.delete", "org.member.read", "org.member.write",
    "org.member.delete", "org.idp.read", "org.idp.write", "org.idp.delete", "org.action.read",
    "org.action.write", "org.action.delete", "org.flow.read", "org.flow.write", "org.flow.delete",
    "org.feature.read", "org.feature.write", "org.feature.delete", "user.read", "user.global.read",
    "user.write", "user.delete", "user.grant.read", "user.grant.write", "user.grant.delete",
    "user.membership.read", "user.credential.write", "user.passkey.write", "user.feature.read",
    "user.feature.write", "user.feature.delete", "policy.read", "policy.write", "policy.delete",
    "project.read", "project.create", "project.write", "project.delete", "project.member.read",
    "project.member.write", "project.member.delete", "project.role.read", "project.role.write",
    "project.role.delete", "project.app.read", "project.app.write", "project.grant.read",
    "project.grant.write", "project.grant.delete", "project.grant.member.read",
    "project.grant.member.write", "project.grant.member.delete", "session.read", "session.delete",
];
