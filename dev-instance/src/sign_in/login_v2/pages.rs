//! The pages as HTML. Their fields and marks are those a driver of login v2 looks for; the words are
//! this program's own.

use super::page::{BASE, Body, Choice, Page};
use crate::instance::factor::SecondFactor;
use crate::redirect::with_query;
use maud::{DOCTYPE, Markup, html};

/// A page.
pub(super) fn render(page: &Page) -> Markup {
    let title = title(&page.body);
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
            }
            body {
                main {
                    h1 { (title) }
                    @if let Some(error) = &page.error {
                        div role="alert" data-testid="error" { (error) }
                    }
                    @match &page.body {
                        Body::Nothing => {}
                        Body::SignedOut => p { "You are signed out." },
                        body => (form(page, body)),
                    }
                }
            }
        }
    }
}

const fn title(body: &Body) -> &'static str {
    match body {
        Body::LoginName { .. } => "Welcome back!",
        Body::Accounts(_) => "Accounts",
        Body::Password { .. } => "Password",
        Body::Passkey { .. } => "Authenticate with a passkey",
        Body::Verify => "Verify user",
        Body::ChooseSecondFactor(_) => "Verify 2-Factor",
        Body::App => "Verify 2-Factor with your authenticator app",
        Body::SecurityKey => "Verify 2-Factor with your security key",
        Body::SetUp(_) => "Set up 2-Factor",
        Body::SetUpApp { .. } => "Set up an authenticator app",
        Body::SetUpSecurityKey => "Set up a security key",
        Body::SignedOut => "Signed out",
        Body::Nothing => "Sign-in failed",
    }
}

fn form(page: &Page, body: &Body) -> Markup {
    html! {
        form action={ (BASE) (body.place()) } method="POST" {
            input type="hidden" name="requestId" value={ "oidc_" (page.request) };
            @if !matches!(body, Body::LoginName { .. } | Body::Accounts(_)) {
                p { (page.login_name) }
            }
            (fields(page, body))
        }
    }
}

fn fields(page: &Page, body: &Body) -> Markup {
    match body {
        Body::LoginName {
            with_field,
            register,
            providers,
        } => html! {
            @if *with_field {
                label for="loginName" { "Login name" }
                input id="loginName" name="loginName" value=(page.login_name)
                    autocomplete="username" data-testid="username-text-input" required autofocus;
                (submit())
            }
            @if *register { (choice("register", "Register new user", "register-button")) }
            @for provider in providers { (choice(&provider.value, &provider.label, "idp-button")) }
        },
        Body::Accounts(accounts) => html! {
            @for Choice { value, label } in accounts {
                button name="choice" value=(value) type="submit" { span { (label) } }
            }
            (another_account(page))
        },
        Body::Password { reset } => html! {
            label for="password" { "Password" }
            input id="password" name="password" type="password" autocomplete="password"
                data-testid="password-text-input" required autofocus;
            @if *reset {
                button type="button" data-testid="reset-button" { "Reset password" }
            }
            (submit())
        },
        Body::Passkey { password_offered } => html! {
            p { "This stand-in verifies no passkeys." }
            @if *password_offered { (choice("password", "Use password", "password-button")) }
        },
        Body::Verify => html! {
            p { "A code was to be mailed to you; this stand-in mails nothing." }
            (code_field())
        },
        Body::ChooseSecondFactor(own) => factor_choices(own),
        Body::App => html! { (code_field()) (submit()) },
        Body::SecurityKey => html! { p { "This stand-in verifies no security keys." } },
        Body::SetUp(offered) => factor_choices(offered),
        Body::SetUpApp { secret } => html! {
            p { "Secret: " span id="secret" { (secret) } }
            (code_field())
            (submit())
        },
        Body::SetUpSecurityKey => html! { p { "This stand-in registers no security keys." } },
        Body::SignedOut | Body::Nothing => html! {},
    }
}

fn submit() -> Markup {
    html! { button type="submit" data-testid="submit-button" { "Continue" } }
}

fn choice(value: &str, label: &str, mark: &str) -> Markup {
    html! {
        button name="choice" value=(value) type="submit" data-testid=(mark) formnovalidate {
            (label)
        }
    }
}

fn code_field() -> Markup {
    html! {
        label for="code" { "Code" }
        input id="code" name="code" autocomplete="one-time-code" data-testid="code-text-input"
            required autofocus;
    }
}

fn factor_choices(factors: &[SecondFactor]) -> Markup {
    html! {
        @for factor in factors {
            @match factor {
                SecondFactor::Otp => (choice("app", "Authenticator app", "app-button")),
                SecondFactor::U2f => (choice("key", "Security key", "key-button")),
                // Offered only to people whose mail address or phone number is verified for it.
                SecondFactor::OtpEmail | SecondFactor::OtpSms | SecondFactor::RecoveryCodes => {}
            }
        }
    }
}

fn another_account(page: &Page) -> Markup {
    let request = format!("oidc_{}", page.request);
    let address = with_query(
        &format!("{BASE}/loginname"),
        &[("requestId", Some(&request))],
    );
    html! { a href=(address) { "Add another account" } }
}
