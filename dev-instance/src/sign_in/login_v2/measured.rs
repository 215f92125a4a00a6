//! The rules against every sign-in that was measured with login v2: each is walked from the first page
//! to its outcome, proving at each page what the person can prove.

use super::rules::{Situation, Step, first_page, next_step, refusal};
use crate::clock::Timestamp;
use crate::instance::sign_in::{AuthMethod, Checks};
use crate::sign_in::measured_rows::{Row, Walked, check_of, factor_name, rows, set_up_step};
use crate::version::Version;
use serde_json::json;

/// A walk under way.
struct Walk<'a> {
    version: Version,
    row: &'a Row,
    chosen: Option<AuthMethod>,
    checks: Checks,
    steps: Vec<String>,
}

impl Walk<'_> {
    fn end(&self, outcome: &'static str) -> Walked {
        Walked {
            outcome,
            steps: self.steps.clone(),
            methods: Vec::new(),
        }
    }

    fn refused(&mut self, error: &str) -> Walked {
        assert_eq!(self.row.json["error"], error, "{}", self.row.json);
        let by_provider = self
            .steps
            .last()
            .is_some_and(|step| step == "external-provider");
        let page = if by_provider && self.version == Version::V4_13 {
            "provider: failure"
        } else {
            "error"
        };
        self.steps.push(page.to_owned());
        self.end("refused")
    }

    fn first_page(&mut self) -> Option<Walked> {
        let page = first_page(self.version, &self.row.policy, &self.row.linked);
        let offers = json!({"register": page.register, "providers": page.providers});
        if page.login_name {
            assert_eq!(self.row.json["offers"], offers, "{}", self.row.json);
            self.steps.push("login-name".to_owned());
            return None;
        }
        if !page.providers {
            self.steps.push("no-way-offered".to_owned());
            return Some(self.end("no-way-offered"));
        }
        self.steps.push("provider-buttons".to_owned());
        self.chosen = Some(AuthMethod::IdentityProvider);
        None
    }

    fn go(&mut self) -> Walked {
        if let Some(ended) = self.first_page() {
            return ended;
        }
        loop {
            let step = next_step(&Situation {
                version: self.version,
                policy: &self.row.policy,
                methods: &self.row.methods,
                checks: &self.checks,
                now: Timestamp(2),
                not_before: Timestamp(0),
                chosen: self.chosen,
            });
            if let Some(ended) = self.take(step) {
                return ended;
            }
        }
    }

    fn take(&mut self, step: Step) -> Option<Walked> {
        let methods = &self.row.methods;
        let (name, method) = match step {
            Step::IdentityProvider => {
                ("external-provider".to_owned(), AuthMethod::IdentityProvider)
            }
            Step::Passkey { password_offered } => {
                let offer = if password_offered {
                    ", password offered"
                } else {
                    ""
                };
                (format!("passkey{offer}"), AuthMethod::Passkey)
            }
            Step::Password => ("password".to_owned(), AuthMethod::Password),
            Step::SecondFactor(own) => {
                let names: Vec<&str> = own.iter().map(|factor| factor_name(*factor)).collect();
                if names.len() > 1 {
                    let choice = format!("choose-second-factor: {}", names.join(", "));
                    self.steps.push(choice);
                }
                let method = match names[0] {
                    "authenticator-app" => AuthMethod::Otp,
                    _ => AuthMethod::U2f,
                };
                (names[0].to_owned(), method)
            }
            Step::SetUp(offered) => {
                self.steps.push(set_up_step(&offered));
                return Some(self.end(if offered.is_empty() {
                    "no-second-factor-offered"
                } else {
                    "must-set-up-second-factor"
                }));
            }
            Step::VerifyByCode => {
                self.steps.push("verify-by-code".to_owned());
                return Some(self.end("must-set-password-by-code"));
            }
            Step::Refused(error) => return Some(self.refused(error)),
            Step::Done(methods) => {
                return Some(Walked {
                    methods,
                    ..self.end("signed-in")
                });
            }
        };
        self.steps.push(name.clone());
        if method == AuthMethod::Passkey && self.row.json["chose"] == "password" {
            self.chosen = Some(AuthMethod::Password);
            return None;
        }
        match method {
            AuthMethod::IdentityProvider if methods.links.is_empty() => {
                return Some(self.end("sent-to-a-provider-without-account"));
            }
            AuthMethod::Password if methods.password.is_none() => {
                return Some(self.end("asked-for-a-password-not-set"));
            }
            _ => {}
        }
        if let Some(error) = refusal(self.version, &self.row.policy.settings, method) {
            return Some(self.refused(error));
        }
        let check = check_of(&mut self.checks, &name);
        assert!(check.is_none(), "asked again: {}", self.row.json);
        *check = Some(Timestamp(1));
        None
    }
}

#[test]
fn every_measured_sign_in_comes_out_as_measured() {
    for (version, count) in [(Version::V4_3, 259), (Version::V4_13, 323)] {
        let rows = rows(version, "v2");
        assert_eq!(rows.len(), count);
        for row in rows {
            let by_button = row.json["chose"] == "provider";
            let mut walk = Walk {
                version,
                row: &row,
                chosen: by_button.then_some(AuthMethod::IdentityProvider),
                checks: Checks::default(),
                steps: Vec::new(),
            };
            row.check(&walk.go());
        }
    }
}
