//! The rules against every sign-in that was measured with the built-in login: each is walked from the
//! login name to its outcome, proving at each page what the person can prove.

use super::rules::{FirstPage, Situation, Step, first_page, next_step};
use crate::clock::Timestamp;
use crate::instance::factor::SecondFactor;
use crate::instance::sign_in::{AuthMethod, Checks};
use crate::sign_in::measured_rows::{Row, Walked, check_of, rows, set_up_step};
use crate::version::Version;

/// What a step comes to.
enum Fate {
    Asked(String),
    Ended(&'static str, Option<String>),
    SignedIn(Vec<AuthMethod>),
}

fn fate(step: Step) -> Fate {
    match step {
        Step::IdentityProvider(_) => Fate::Asked("external-provider".to_owned()),
        Step::Passkey {
            password_offered: true,
        } => Fate::Asked("passkey, password offered".to_owned()),
        Step::Passkey {
            password_offered: false,
        } => Fate::Asked("passkey".to_owned()),
        Step::Password => Fate::Asked("password".to_owned()),
        Step::SecondFactor(usable) => Fate::Asked(
            match (
                usable.contains(&SecondFactor::U2f),
                usable.contains(&SecondFactor::Otp),
            ) {
                (true, true) => "security-key, authenticator-app offered",
                (true, false) => "security-key",
                _ => "authenticator-app",
            }
            .to_owned(),
        ),
        Step::SetUp { listed, .. } => {
            Fate::Ended("must-set-up-second-factor", Some(set_up_step(&listed)))
        }
        Step::SetPasswordByCode => {
            let step = "set-password-by-code".to_owned();
            Fate::Ended("must-set-password-by-code", Some(step))
        }
        Step::Refused => Fate::Ended("refused", Some("error".to_owned())),
        Step::NoWay | Step::ChangePassword => panic!("no row was measured with {step:?}"),
        Step::Done(methods) => Fate::SignedIn(methods),
    }
}

fn walk(row: &Row) -> Walked {
    let mut checks = Checks::default();
    let mut steps: Vec<String> = Vec::new();
    let end = |outcome, steps: &[String]| Walked {
        outcome,
        steps: steps.to_vec(),
        methods: Vec::new(),
    };
    match first_page(&row.policy, &row.linked) {
        FirstPage::LoginName => steps.push("login-name".to_owned()),
        FirstPage::ProvidersOnly => {
            let step = "no-way-offered";
            return end("no-way-offered", &[step.to_owned()]);
        }
        FirstPage::IdentityProvider(_) => {
            steps.push("external-provider".to_owned());
            if row.methods.links.is_empty() {
                return end("sent-to-a-provider-without-account", &steps);
            }
            checks.identity_provider = Some(Timestamp(1));
        }
    }
    loop {
        let step = next_step(&Situation {
            policy: &row.policy,
            linked: &row.linked,
            methods: &row.methods,
            checks: &checks,
            now: Timestamp(2),
            not_before: Timestamp(0),
            chose_password: false,
            password_change_required: false,
            skipped: None,
        });
        let step = match fate(step) {
            Fate::Asked(step) => step,
            Fate::Ended(outcome, last) => {
                steps.extend(last);
                return end(outcome, &steps);
            }
            Fate::SignedIn(methods) => {
                return Walked {
                    outcome: "signed-in",
                    steps,
                    methods,
                };
            }
        };
        if step == "password" && row.methods.password.is_none() {
            steps.push(step);
            return end("asked-for-a-password-not-set", &steps);
        }
        let check = check_of(&mut checks, &step);
        if check.is_some() {
            return end("asked-again-without-end", &steps);
        }
        *check = Some(Timestamp(1));
        steps.push(step);
    }
}

#[test]
fn every_measured_sign_in_comes_out_as_measured() {
    for (version, count) in [(Version::V4_3, 769), (Version::V4_13, 303)] {
        let rows = rows(version, "built-in");
        assert_eq!(rows.len(), count);
        for row in rows {
            row.check(&walk(&row));
        }
    }
}
