//! The judgement of `flow` against every sign-in that was measured with the built-in login: each row
//! is walked from the login name to its outcome, proving at each page what the person can prove.

use super::flow::{FirstPage, Situation, Step, first_page, next_step};
use crate::instance::login_policy::{OTP, Policy, Settings, U2F};
use crate::instance::session::{Checks, amr};
use crate::instance::user::{Link, Means};
use crate::instance::{Stamp, Trace};
use crate::wire::clock::Moment;
use crate::wire::protojson;
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
