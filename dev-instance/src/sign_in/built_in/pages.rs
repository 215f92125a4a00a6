//! The pages as HTML. Their ids, names, classes and addresses are those a driver of ZITADEL's
//! built-in login looks for; the words are this program's own.

use super::csrf;
use super::page::{AccountButton, Context, Page, ProviderButton};
use crate::instance::factor::SecondFactor;
use maud::{DOCTYPE, Markup, html};

/// The page with the token that its form must send back.
pub(super) fn render(page: &Page, token: &str) -> Markup {
    let (title, body) = title_and_body(page, token);
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
                    (body)
                }
            }
        }
    }
}

fn title_and_body<'a>(page: &'a Page, token: &str) -> (&'a str, Markup) {
    let form =
        |context: &Context, action: &str, inner: Markup| form(context, token, action, &inner);
    match page {
        Page::LoginName {
            context,
            with_field,
            register,
            providers,
        } => {
            let inner = name_fields(&context.login_name, *with_field, *register);
            let body = html! {
                (form(context, "/ui/login/loginname", inner))
                @for provider in providers { (provider_button(context, provider)) }
            };
            ("Sign in", body)
        }
        Page::SelectUser { context, accounts } => {
            let body = form(
                context,
                "/ui/login/userselection",
                account_buttons(accounts),
            );
            ("Choose an account", body)
        }
        Page::Password {
            context,
            reset_link,
        } => {
            let inner = password_fields(context, *reset_link);
            ("Password", form(context, "/ui/login/password", inner))
        }
        Page::Passkey {
            context,
            password_offered,
        } => {
            let inner = passkey_fields(*password_offered);
            let action = "/ui/login/login/passwordless";
            ("Passkey", form(context, action, inner))
        }
        Page::SetPasswordByCode(context) => {
            let body = form(context, "/ui/login/password/init", set_password_fields());
            ("Set a password", body)
        }
        Page::SecondFactor { context, usable } => second_factor(context, usable, token),
        Page::SetUpSecondFactor {
            context,
            listed,
            may_skip,
        } => {
            let inner = set_up_fields(listed, *may_skip);
            let body = form(context, "/ui/login/mfa/prompt", inner);
            ("Set up a second factor", body)
        }
        Page::SetUpApp { context, secret } => {
            let body = form(context, "/ui/login/mfa/init/verify", app_fields(secret));
            ("Authenticator app", body)
        }
        Page::SetUpKey(context) => {
            let inner = html! {
                p { "This stand-in registers no security keys." }
                (labelled("name", "Name of the key", "text"))
                button id="btn-register" type="button" { "Register" }
            };
            let body = form(context, "/ui/login/mfa/init/u2f/verify", inner);
            ("Security key", body)
        }
        Page::ChangePassword(context) => {
            let inner = html! {
                (labelled("change-old-password", "Old password", "password"))
                (labelled("change-new-password", "New password", "password"))
                (labelled("change-password-confirmation", "New password again", "password"))
                button id="change-password-button" type="submit" { "Next" }
            };
            let body = form(context, "/ui/login/password/change", inner);
            ("Change password", body)
        }
        Page::Done { context, title } => {
            let inner = html! { button class="lgn-raised-button" type="submit" { "Next" } };
            (title, form(context, "/ui/login/login", inner))
        }
        Page::LogoutDone => ("Signed out", html! { p { "You are signed out." } }),
        Page::Error(text) => ("Sign-in failed", notice(text)),
    }
}

fn form(context: &Context, token: &str, action: &str, inner: &Markup) -> Markup {
    html! {
        form action=(action) method="POST" {
            input type="hidden" name=(csrf::FIELD) value=(token);
            input type="hidden" name="authRequestID" value=(context.request);
            @if let Some(text) = &context.notice { (notice(text)) }
            (inner)
        }
    }
}

fn notice(text: &str) -> Markup {
    html! { div class="lgn-error" role="alert" { p class="lgn-error-message" { (text) } } }
}

fn submit() -> Markup {
    html! {
        button id="submit-button" class="lgn-raised-button lgn-primary" type="submit" { "Next" }
    }
}

/// A field that must be filled in.
fn labelled(id: &str, label: &str, kind: &str) -> Markup {
    html! {
        label for=(id) { (label) }
        input id=(id) name=(id) type=(kind) required;
    }
}

fn name_fields(typed: &str, with_field: bool, register: bool) -> Markup {
    html! {
        @if with_field {
            label for="loginName" { "Login name" }
            input id="loginName" name="loginName" value=(typed) autocomplete="username"
                required autofocus;
            (submit())
        }
        @if register {
            button name="register" value="true" type="submit" formnovalidate { "Register" }
        }
    }
}

fn provider_button(context: &Context, provider: &ProviderButton) -> Markup {
    let address = format!(
        "/ui/login/login/externalidp?authRequestID={}&idpConfigID={}",
        context.request, provider.id
    );
    html! {
        a class="lgn-idp" href=(address) { span class="provider-name" { (provider.name) } }
    }
}

fn account_buttons(accounts: &[AccountButton]) -> Markup {
    html! {
        @for account in accounts {
            button name="userID" value=(account.user) type="submit" {
                span class="lgn-displayname" { (account.display_name) } " "
                span class="lgn-loginname" { (account.login_name) }
            }
        }
        button name="userID" value="0" type="submit" { "Other user" }
    }
}

fn password_fields(context: &Context, reset_link: bool) -> Markup {
    let reset = format!("/ui/login/password/reset?authRequestID={}", context.request);
    html! {
        input name="loginName" value=(context.login_name) autocomplete="username" hidden;
        label for="password" { "Password" }
        input id="password" name="password" type="password" autocomplete="current-password"
            required autofocus;
        @if reset_link { a class="sub-formfield-link" href=(reset) { "Forgot password" } }
        (submit())
    }
}

fn passkey_fields(password_offered: bool) -> Markup {
    html! {
        input type="hidden" name="credentialAssertionData";
        input type="hidden" name="credentialData";
        p { "This stand-in verifies no passkeys." }
        a id="btn-login" class="lgn-raised-button" { "Sign in with passkey" }
        @if password_offered {
            button name="passwordlogin" value="true" type="submit" { "Use password" }
        }
    }
}

fn set_password_fields() -> Markup {
    html! {
        p { "A code was to be mailed to you; this stand-in mails nothing." }
        (labelled("code", "Code", "text"))
        (labelled("password", "New password", "password"))
        (labelled("passwordconfirm", "New password again", "password"))
        button id="init-button" type="submit" { "Next" }
    }
}

/// Of several factors a security key is asked for, and the app offered instead.
fn second_factor(
    context: &Context,
    usable: &[SecondFactor],
    token: &str,
) -> (&'static str, Markup) {
    if usable.contains(&SecondFactor::U2f) {
        let inner = html! {
            p { "This stand-in verifies no security keys." }
            a id="btn-login" class="lgn-raised-button" { "Use security key" }
            @for other in usable.iter().filter(|factor| **factor != SecondFactor::U2f) {
                @let (value, label) = radio_button(*other);
                button name="provider" value=(value) type="submit" formnovalidate { (label) }
            }
        };
        let action = "/ui/login/mfa/verify";
        return ("Security key", form(context, token, action, &inner));
    }
    let inner = html! {
        label for="code" { "Code" }
        input id="code" name="code" autocomplete="one-time-code" required autofocus;
        (submit())
    };
    let action = "/ui/login/mfa/verify";
    ("Authenticator app", form(context, token, action, &inner))
}

fn set_up_fields(listed: &[SecondFactor], may_skip: bool) -> Markup {
    html! {
        @for factor in listed {
            @let (value, label) = radio_button(*factor);
            input type="radio" id=(value) name="provider" value=(value);
            label for=(value) { (label) }
        }
        @if may_skip { button name="skip" value="true" type="submit" { "Skip" } }
        button class="lgn-raised-button lgn-primary" type="submit" { "Next" }
    }
}

fn app_fields(secret: &str) -> Markup {
    html! {
        p {
            "Secret: " span id="secret" { (secret) }
            button id="copy" type="button" data-copy=(secret) { "Copy" }
        }
        label for="code" { "Code" }
        input id="code" name="code" autocomplete="off" required autofocus;
        (submit())
    }
}

/// The number and label of a kind of factor on the pages.
const fn radio_button(factor: SecondFactor) -> (&'static str, &'static str) {
    match factor {
        SecondFactor::Otp => ("0", "Authenticator app"),
        SecondFactor::U2f => ("1", "Security key"),
        SecondFactor::OtpSms => ("3", "Code by text message"),
        SecondFactor::OtpEmail => ("4", "Code by mail"),
        // Never offered; the measured pages have no button for it.
        SecondFactor::RecoveryCodes => ("", "Recovery codes"),
    }
}
