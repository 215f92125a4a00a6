//! What a person is asked next at sign-in, as measured with the built-in login. A pure judgement of
//! the policy, of what the person has and of what they have proved; knows no page and no browser.

use crate::wire::clock::Moment;
use crate::world::person::Means;
use crate::world::policy::{OTP, Policy, U2F};
use crate::world::session::{Checks, Method};

/// What the judgement rests on.
pub(crate) struct Situation<'a> {
    pub policy: &'a Policy,
    /// Ids of the providers that the policy links.
    pub linked: &'a [String],
    pub means: &'a Means,
    pub checks: &'a Checks,
    pub now: Moment,
    /// Checks before this moment do not count (`prompt=login`, `max_age`).
    pub not_before: Moment,
    /// Whether the person pressed "use password" on the passkey page.
    pub chose_password: bool,
    pub password_change_required: bool,
    /// When the invitation to set up a second factor was last skipped.
    pub skipped: Option<Moment>,
}

/// What comes next.
#[derive(PartialEq, Eq, Debug)]
pub(crate) enum Step {
    /// To the provider with this id.
    External(String),
    /// No field to type a name in, and no way with one.
    NoWay,
    Passkey {
        password_offered: bool,
    },
    Password,
    SetPasswordByCode,
    /// One of these second factors of theirs.
    SecondFactor(Vec<usize>),
    /// Set up one of these second factors.
    SetUp {
        listed: Vec<usize>,
        may_skip: bool,
    },
    /// A second factor is demanded and none can be set up.
    Refused,
    ChangePassword,
    Done(Vec<Method>),
}

/// What the first page does before anybody is known.
#[derive(PartialEq, Eq, Debug)]
pub(crate) enum FirstPage {
    /// Ask for the login name.
    LoginName,
    /// Straight to the only provider.
    External(String),
    /// Only the buttons of providers, if there are any.
    ProvidersOnly,
}

/// The first page. Username and password off takes the login name field away with it.
pub(crate) fn first_page(policy: &Policy, linked: &[String]) -> FirstPage {
    if policy.settings.username_password() {
        return FirstPage::LoginName;
    }
    match linked {
        [only] if policy.settings.external() => FirstPage::External(only.clone()),
        _ => FirstPage::ProvidersOnly,
    }
}

/// What somebody who said who they are is asked next.
pub(crate) fn next_step(situation: &Situation<'_>) -> Step {
    match first_factor(situation) {
        Ok(method) => after_first_factor(situation, method),
        Err(step) => step,
    }
}

impl Situation<'_> {
    /// Whether a check is recent enough: a lifetime of zero or below is never.
    fn holds(&self, check: Option<Moment>, lifetime: i64) -> bool {
        check.is_some_and(|at| {
            let until = at.0.saturating_add(lifetime / 1000);
            at >= self.not_before && until > self.now.0
        })
    }
}

/// A linked account wins over a passkey, a passkey over a password.
fn first_factor(situation: &Situation<'_>) -> Result<Method, Step> {
    let Situation {
        policy,
        linked,
        means,
        checks,
        ..
    } = situation;
    let settings = &policy.settings;
    let account = means
        .links
        .iter()
        .find(|link| linked.contains(&link.provider));
    let account = account.filter(|_| settings.external());
    if let Some(link) = account {
        return if situation.holds(checks.external, settings.external_lifetime()) {
            Ok(Method::External)
        } else {
            Err(Step::External(link.provider.clone()))
        };
    }
    if !settings.username_password() {
        return Err(match first_page(policy, linked) {
            FirstPage::External(provider) => Step::External(provider),
            FirstPage::LoginName | FirstPage::ProvidersOnly => Step::NoWay,
        });
    }
    if settings.passkeys() && !means.passkeys.is_empty() && !situation.chose_password {
        return if situation.holds(checks.passkey, settings.multi_factor_lifetime()) {
            Ok(Method::Passkey)
        } else {
            Err(Step::Passkey {
                password_offered: means.password.is_some(),
            })
        };
    }
    if means.password.is_none() && means.passkeys.is_empty() {
        return Err(Step::SetPasswordByCode);
    }
    if means.password.is_some() && situation.holds(checks.password, settings.password_lifetime()) {
        Ok(Method::Password)
    } else {
        Err(Step::Password)
    }
}

fn after_first_factor(situation: &Situation<'_>, method: Method) -> Step {
    let mut methods = vec![method];
    if method != Method::Passkey {
        match second_factor(situation, method) {
            Ok(second) => methods.extend(second),
            Err(step) => return step,
        }
    }
    if method == Method::Password && situation.password_change_required {
        return Step::ChangePassword;
    }
    Step::Done(methods)
}

/// A second factor that the person has and the list allows is asked for even when nobody is forced.
fn second_factor(situation: &Situation<'_>, first: Method) -> Result<Option<Method>, Step> {
    let Situation {
        policy,
        means,
        checks,
        ..
    } = situation;
    let lifetime = policy.settings.second_factor_lifetime();
    let own = [
        (OTP, means.totp.is_some(), checks.otp, Method::Otp),
        (
            U2F,
            !means.security_keys.is_empty(),
            checks.u2f,
            Method::U2f,
        ),
    ];
    let usable = own
        .iter()
        .filter(|(number, has, _, _)| *has && policy.second_factors.contains(number));
    let mut asked = Vec::new();
    for (number, _, check, method) in usable {
        if situation.holds(*check, lifetime) {
            return Ok(Some(*method));
        }
        asked.push(*number);
    }
    if !asked.is_empty() {
        return Err(Step::SecondFactor(asked));
    }
    let listed = policy.second_factors.clone();
    if policy.settings.forces(first == Method::External) {
        return Err(if listed.is_empty() {
            Step::Refused
        } else {
            Step::SetUp {
                listed,
                may_skip: false,
            }
        });
    }
    let pause = policy.settings.skip_lifetime();
    let skipped = situation.holds(situation.skipped, pause);
    if pause > 0 && !skipped && !listed.is_empty() {
        return Err(Step::SetUp {
            listed,
            may_skip: true,
        });
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::protojson;
    use crate::world::person::Link;
    use crate::world::policy::Settings;
    use crate::world::session::amr;
    use crate::world::{Stamp, Trace};
    use serde_json::{Value, json};

    const MEASURED: &str = include_str!("../../../tests/contract/sign-in-outcomes.json");

    /// The policy of a row in the form of a PUT.
    fn policy(row: &Value) -> Policy {
        let mut body = json!({
            "passwordCheckLifetime": "864000s",
            "externalLoginCheckLifetime": "864000s",
            "secondFactorCheckLifetime": "64800s",
            "multiFactorCheckLifetime": "43200s",
        });
        for (name, value) in row.as_object().unwrap() {
            body[name] = value.clone();
        }
        let force = row["forceMfa"].as_str().unwrap();
        body["forceMfa"] = matches!(force, "everybody" | "both").into();
        body["forceMfaLocalOnly"] = matches!(force, "local-only" | "both").into();
        body["passwordlessType"] = i64::from(row["allowPasskeys"] == true).into();
        let message = protojson::decode(crate::api::LOGIN_POLICY, &body.to_string()).unwrap();
        let factors = row["secondFactors"].as_array().unwrap().iter();
        Policy {
            settings: Settings::from_message(&message),
            second_factors: factors
                .map(|name| if name == "OTP" { OTP } else { U2F })
                .collect(),
            multi_factors: Vec::new(),
            trace: Trace::new(Stamp {
                sequence: 1,
                at: Moment(0),
            }),
        }
    }

    fn means(row: &Value) -> Means {
        let has = |name: &str| row[name] == true;
        let one = |name: &str| {
            if has(name) {
                vec!["One".to_owned()]
            } else {
                Vec::new()
            }
        };
        let link = Link {
            provider: "provider".to_owned(),
            external_id: "1".to_owned(),
            external_name: "one".to_owned(),
        };
        Means {
            password: has("password").then(|| "Password1!".to_owned()),
            totp: has("authenticatorApp").then(|| "SECRET".to_owned()),
            security_keys: one("securityKey"),
            passkeys: one("passkey"),
            links: if has("externalLink") {
                vec![link]
            } else {
                Vec::new()
            },
        }
    }

    /// Walks the pages, proving at each whatever the person can prove.
    fn walk(policy: &Policy, linked: &[String], means: &Means) -> (String, Vec<String>, Value) {
        let mut checks = Checks::default();
        let mut steps: Vec<String> = Vec::new();
        let outcome = |text: &str, steps: &[String]| (text.to_owned(), steps.to_vec(), Value::Null);
        let came_by_provider = match first_page(policy, linked) {
            FirstPage::LoginName => {
                steps.push("login-name".to_owned());
                false
            }
            FirstPage::External(_) => true,
            FirstPage::ProvidersOnly => {
                return outcome("no-way-offered", &["no-way-offered".to_owned()]);
            }
        };
        if came_by_provider {
            steps.push("external-provider".to_owned());
            if means.links.is_empty() {
                return outcome("sent-to-a-provider-without-account", &steps);
            }
            checks.external = Some(Moment(1));
        }
        loop {
            let step = next_step(&Situation {
                policy,
                linked,
                means,
                checks: &checks,
                now: Moment(2),
                not_before: Moment(0),
                chose_password: false,
                password_change_required: false,
                skipped: None,
            });
            let (name, proved) = match step {
                Step::External(_) => ("external-provider".to_owned(), &mut checks.external),
                Step::Passkey {
                    password_offered: true,
                } => ("passkey, password offered".to_owned(), &mut checks.passkey),
                Step::Passkey {
                    password_offered: false,
                } => ("passkey".to_owned(), &mut checks.passkey),
                Step::Password => ("password".to_owned(), &mut checks.password),
                Step::SecondFactor(asked) if asked == [OTP] => {
                    ("authenticator-app".to_owned(), &mut checks.otp)
                }
                Step::SecondFactor(_) => ("security-key".to_owned(), &mut checks.u2f),
                Step::SetUp { listed, .. } => {
                    let names: Vec<&str> = listed
                        .iter()
                        .map(|number| {
                            if *number == OTP {
                                "authenticator-app"
                            } else {
                                "security-key"
                            }
                        })
                        .collect();
                    steps.push(format!("set-up-second-factor: {}", names.join(", ")));
                    return outcome("must-set-up-second-factor", &steps);
                }
                Step::SetPasswordByCode => {
                    steps.push("set-password-by-code".to_owned());
                    return outcome("must-set-password-by-code", &steps);
                }
                Step::Refused => {
                    steps.push("error".to_owned());
                    return outcome("refused", &steps);
                }
                Step::NoWay | Step::ChangePassword => {
                    panic!("no row was measured with {step:?}")
                }
                Step::Done(methods) => {
                    let amr = amr(&methods);
                    let amr = if amr.is_empty() {
                        Value::Null
                    } else {
                        amr.into()
                    };
                    return ("signed-in".to_owned(), steps, amr);
                }
            };
            if name == "password" && means.password.is_none() {
                steps.push(name);
                return outcome("asked-for-a-password-not-set", &steps);
            }
            if proved.is_some() {
                return outcome("asked-again-without-end", &steps);
            }
            *proved = Some(Moment(1));
            if steps.last() != Some(&name) {
                steps.push(name);
            }
        }
    }

    #[test]
    fn every_measured_sign_in_at_the_built_in_login_comes_out_as_measured() {
        let measured: Value = serde_json::from_str(MEASURED).unwrap();
        let rows = measured["rows"].as_array().unwrap().iter();
        let mut checked = 0;
        for row in rows.filter(|row| row["login"] == "built-in") {
            let policy = policy(&row["policy"]);
            let linked = match row["policy"]["providerLinked"] == true {
                true => vec!["provider".to_owned()],
                false => Vec::new(),
            };
            let (outcome, steps, amr) = walk(&policy, &linked, &means(&row["person"]));
            assert_eq!(row["outcome"], outcome.as_str(), "{row}");
            assert_eq!(row["steps"], json!(steps), "{row}");
            assert_eq!(row["amr"], amr, "{row}");
            checked += 1;
        }
        assert_eq!(checked, 769);
    }
}
