use super::{check, names, read, rows};
use crate::outcome::{Basis, outcome};

const MEASURED: &str = include_str!("../../../../tests/contract/sign-in-outcomes.json");

#[test]
fn every_measured_sign_in_comes_out_as_it_was_measured() {
    let checked = check(MEASURED).unwrap();
    let told: Vec<String> = checked
        .disagreements
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(told, Vec::<String>::new());
    assert_eq!(checked.rows, 1028);
}

#[test]
fn every_measured_sign_in_is_called_measured() {
    let checked = check(MEASURED).unwrap();
    assert_eq!(checked.called_measured, checked.rows);
}

#[test]
fn an_amr_is_absent_only_for_people_from_a_provider_or_not_signed_in() {
    for row in rows(MEASURED).unwrap() {
        let arguments = read(&row).unwrap();
        let said = outcome(
            &arguments.policy,
            arguments.login,
            &arguments.means,
            arguments.way,
        )
        .unwrap();
        assert_eq!(said.token.is_some(), row.get("amr").is_some(), "{row}");
        assert_eq!(said.basis, Basis::Measured);
    }
}

#[test]
fn a_row_that_was_tampered_with_is_found_in_each_member() {
    let row = rows(MEASURED).unwrap().swap_remove(0);
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
        let checked = check(&format!("[{tampered}]")).unwrap();
        let what: Vec<&str> = checked.disagreements.iter().map(|one| one.what).collect();
        assert_eq!(what, [member]);
    }
}

#[test]
fn a_row_with_a_member_nobody_knows_is_reported_and_not_passed_over() {
    let row = rows(MEASURED).unwrap().swap_remove(0);
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
