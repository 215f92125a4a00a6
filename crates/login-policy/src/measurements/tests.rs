use super::{check, names, outcome_of, parse, parse_row};
use crate::outcome::Basis;
use crate::rules::Rules;

const MEASURED: [(&str, usize); 2] = [
    (
        include_str!("../../../../tests/contract/sign-in-outcomes.json"),
        1028,
    ),
    (
        include_str!("../../../../tests/contract/sign-in-outcomes-v4x.json"),
        626,
    ),
];
const FIRST: &str = MEASURED[0].0;

#[test]
fn every_measured_sign_in_comes_out_as_it_was_measured() {
    for (file, amount) in MEASURED {
        let checked = check(file).unwrap();
        let told: Vec<String> = checked
            .disagreements
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(told, Vec::<String>::new());
        assert_eq!(checked.rows, amount);
    }
}

#[test]
fn every_measured_sign_in_is_called_measured() {
    for (file, _) in MEASURED {
        let file = parse(file).unwrap();
        for row in &file.rows {
            let said = outcome_of(&parse_row(row, file.rules).unwrap()).unwrap();
            assert_eq!(said.basis, Basis::Measured, "{row}");
        }
    }
}

#[test]
fn an_amr_is_absent_only_for_people_from_a_provider_or_not_signed_in() {
    for (file, _) in MEASURED {
        let file = parse(file).unwrap();
        for row in &file.rows {
            let said = outcome_of(&parse_row(row, file.rules).unwrap()).unwrap();
            assert_eq!(said.token.is_some(), row.get("amr").is_some(), "{row}");
        }
    }
}

#[test]
fn a_file_and_a_row_may_name_a_commit_or_a_version() {
    for (server, rules) in [
        ("ee3654fe6", Rules::V4_3),
        ("02d07e951 (v4.x, 2026-07-10)", Rules::V4_12),
        ("v4.5.2", Rules::V4_3),
        ("4.7", Rules::V4_6),
        ("4.11.3", Rules::V4_11),
        ("v4.13.1-106-g02d07e951", Rules::V4_12),
        ("5.0.0", Rules::V4_12),
    ] {
        let file = parse(&format!("{{\"zitadel\":\"{server}\",\"rows\":[]}}")).unwrap();
        assert_eq!(file.rules, rules, "{server}");
        let mut row = parse(FIRST).unwrap().rows.swap_remove(0);
        row["zitadel"] = server.into();
        assert_eq!(
            parse_row(&row, Rules::V4_3).unwrap().rules,
            rules,
            "{server}"
        );
    }
    assert!(parse("{\"zitadel\":\"main\",\"rows\":[]}").is_err());
    let mut row = parse(FIRST).unwrap().rows.swap_remove(0);
    row["zitadel"] = "main".into();
    assert_eq!(parse_row(&row, Rules::V4_3), Err("zitadel".to_owned()));
}

#[test]
fn the_generations_in_between_take_of_each_measurement_what_had_come() {
    let row = |policy: &str, person: &str, outcome: &str, steps: &str, server: &str| {
        format!(
            r#"{{"zitadel":"{server}","login":"v2","policy":{policy},"person":{person},"outcome":"{outcome}",
            "steps":{steps},"offers":{{"register":true,"providers":false}}}}"#
        )
    };
    let address = r#"{"disableLoginWithEmail":true,"providerLinked":false}"#;
    let refused = row(
        address,
        r#"{"password":true}"#,
        "refused",
        r#"["login-name","error"]"#,
        "4.11.0",
    );
    let refused = refused.replacen(
        "\"outcome\"",
        "\"error\":\"User not found in the system\",\"outcome\"",
        1,
    );
    assert_eq!(
        check(&format!("[{refused}]")).unwrap().disagreements,
        Vec::new()
    );
    let wrong = refused.replace("4.11.0", "4.12.0");
    assert_ne!(
        check(&format!("[{wrong}]")).unwrap().disagreements,
        Vec::new()
    );
}

#[test]
fn a_row_that_was_tampered_with_is_found_in_each_member() {
    for (file, _) in MEASURED {
        let file = parse(file).unwrap();
        let row = &file.rows[0];
        let server = match file.rules {
            Rules::V4_3 => "ee3654fe6",
            _ => "02d07e951",
        };
        for (member, other) in [
            ("outcome", "\"refused\""),
            ("steps", "[\"login-name\"]"),
            ("offers", "{\"register\":false,\"providers\":true}"),
            ("amr", "[\"pwd\",\"mfa\"]"),
            ("api", "403"),
            ("error", "\"User not found in the system!\""),
        ] {
            let mut tampered = row.clone();
            tampered[member] = serde_json::from_str(other).unwrap();
            let text = format!("{{\"zitadel\":\"{server}\",\"rows\":[{tampered}]}}");
            let checked = check(&text).unwrap();
            let what: Vec<&str> = checked.disagreements.iter().map(|one| one.what).collect();
            assert_eq!(what, [member]);
        }
    }
}

#[test]
fn a_row_with_a_member_nobody_knows_is_reported_and_not_passed_over() {
    let row = parse(FIRST).unwrap().rows.swap_remove(0);
    for (where_, member) in [("policy", "allowMagic"), ("person", "tattoo")] {
        let mut odd = row.clone();
        odd[where_][member] = true.into();
        let checked = check(&format!("{{\"rows\":[{odd}]}}")).unwrap();
        assert_eq!(checked.disagreements.len(), 1);
        assert_eq!(checked.disagreements[0].what, "row");
        assert!(checked.disagreements[0].got.contains(member));
    }
}

#[test]
fn a_text_that_is_no_list_of_rows_is_an_error() {
    for text in ["", "1", "{}", "{\"rows\":1}", "[{]"] {
        assert!(check(text).is_err(), "{text}");
    }
    assert_eq!(check("[]").unwrap().rows, 0);
}

#[test]
fn lists_of_codes_have_names_too() {
    use crate::outcome::Step;
    use crate::policy::SecondFactorType::{OtpEmail, OtpSms};
    let page = names::step(&Step::SetUpSecondFactor(vec![OtpEmail, OtpSms]));
    assert_eq!(page, "set-up-second-factor: code-by-mail, code-by-text");
}
