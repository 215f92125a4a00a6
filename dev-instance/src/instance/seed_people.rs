//! The people who are there from the start, and how anybody comes to be there.

use super::membership::Membership;
use super::revision::Revision;
use super::state::Instance;
use super::user::{EnrolledMethods, ExternalLink, Human, User, UserKind};
use serde_json::json;

/// The password of everybody who has one.
const PASSWORD: &str = "Password1!";

/// The secret of `app-owner`'s authenticator app, in base32.
const TOTP_SECRET: &str = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

/// The people of the recordings. They have a password alone.
pub(super) fn add_recorded(instance: &mut Instance) {
    for (username, first_name, language, role) in [
        ("owner", "Owner", "en", "IAM_OWNER"),
        ("besitzer", "Besitzer", "de", "IAM_OWNER"),
        ("viewer", "Viewer", "en", "IAM_OWNER_VIEWER"),
        ("orgowner", "Orgowner", "en", "ORG_OWNER"),
        ("nobody", "Nobody", "en", ""),
    ] {
        let email = format!("{username}@example.com");
        let human = human(first_name, "Example", &email, language);
        let id = add_user(instance, username, with_password(human));
        match role {
            "" => {}
            "ORG_OWNER" => add_org_owner(instance, &id),
            role => add_member(instance, &id, role),
        }
    }
}

/// Role holders whose methods differ. `provider` is the one at which `linked-owner` has an account.
pub(super) fn add_with_other_methods(instance: &mut Instance, provider: &str) {
    let password = || Some(PASSWORD.to_owned());
    let passkey = EnrolledMethods {
        passkeys: vec!["Laptop".to_owned()],
        ..EnrolledMethods::default()
    };
    let app = EnrolledMethods {
        password: password(),
        totp: Some(TOTP_SECRET.to_owned()),
        ..EnrolledMethods::default()
    };
    let linked = EnrolledMethods {
        links: vec![ExternalLink {
            provider: provider.to_owned(),
            external_id: "5f0c2a1e".to_owned(),
            external_name: "lena".to_owned(),
        }],
        ..EnrolledMethods::default()
    };
    let key = EnrolledMethods {
        password: password(),
        security_keys: vec!["Blue key".to_owned()],
        ..EnrolledMethods::default()
    };
    for (username, first_name, role, methods) in [
        ("passkey-owner", "Petra", "IAM_OWNER", passkey),
        ("app-owner", "Anna", "IAM_OWNER", app),
        ("linked-owner", "Lena", "IAM_OWNER", linked),
        ("key-viewer", "Karl", "IAM_OWNER_VIEWER", key),
    ] {
        let email = format!("{username}@example.com");
        let mut human = human(first_name, "Example", &email, "en");
        human.methods = methods;
        let id = add_user(instance, username, UserKind::Human(Box::new(human)));
        add_member(instance, &id, role);
    }
}

/// Somebody with a verified mail address and no method to sign in.
pub(super) fn human(first_name: &str, last_name: &str, email: &str, language: &str) -> Human {
    Human {
        first_name: first_name.to_owned(),
        last_name: last_name.to_owned(),
        email: email.to_owned(),
        email_verified: true,
        language: language.to_owned(),
        ..Human::default()
    }
}

/// Gives somebody the password of everybody.
pub(super) fn with_password(mut human: Human) -> UserKind {
    human.methods.password = Some(PASSWORD.to_owned());
    UserKind::Human(Box::new(human))
}

/// Adds a user and hands on the id. A machine is one event, a human being two: added, and the mail
/// address verified.
pub(super) fn add_user(instance: &mut Instance, username: &str, mut kind: UserKind) -> String {
    let id = instance.new_id();
    let revision = match &mut kind {
        UserKind::Machine { .. } => {
            Revision::new(instance.owned_event("user", &id, None, "user.machine.added"))
        }
        UserKind::Human(human) => {
            let added = instance.owned_event("user", &id, None, "user.human.added");
            let verified = instance.owned_event("user", &id, None, "user.human.email.verified");
            human.password_changed = human.methods.password.as_ref().map(|_| added.at);
            Revision {
                sequence: verified.sequence,
                created: added.at,
                changed: added.at,
            }
        }
    };
    instance.users.push(User {
        id: id.clone(),
        username: username.to_owned(),
        active: true,
        revision,
        kind,
    });
    id
}

/// Gives somebody a role on the instance.
pub(super) fn add_member(instance: &mut Instance, user: &str, role: &str) {
    let payload = json!({"roles": [role], "userId": user});
    let stamp = instance.instance_event(None, "instance.member.added", Some(payload));
    let membership = Membership {
        user: user.to_owned(),
        roles: vec![role.to_owned()],
        revision: Revision::new(stamp),
    };
    instance.members.write(|members| members.push(membership));
}

/// Gives the role of an organization's owner.
pub(super) fn add_org_owner(instance: &mut Instance, user: &str) {
    let role = "ORG_OWNER";
    let payload = json!({"roles": [role], "userId": user});
    let stamp = instance.org_event(None, "org.member.added", Some(payload));
    instance.org.members.push(Membership {
        user: user.to_owned(),
        roles: vec![role.to_owned()],
        revision: Revision::new(stamp),
    });
}
