//! The pages as HTML. Their ids, names, classes and addresses are those a driver of ZITADEL's
//! built-in login looks for; the words are this program's own.

use super::csrf;
use super::factors::form_of_factor;
use crate::instance::login_policy::OTP;
use crate::wire::html::escape;
use crate::wire::http::Reply;

/// What went wrong, said above the form.
pub(crate) struct Notice(String);

impl Notice {
    /// A sentence.
    pub(crate) fn new(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// What every page within a sign-in needs.
pub(crate) struct Context {
    /// The id of the authorization request.
    pub request: String,
    pub login_name: String,
    pub notice: Option<Notice>,
}

/// A page.
pub(crate) enum Page {
    LoginName {
        context: Context,
        with_field: bool,
        register: bool,
        /// Id and name of each provider.
        providers: Vec<(String, String)>,
    },
    /// Id, shown name and login name of each person.
    SelectUser(Context, Vec<(String, String, String)>),
    /// Whether the reset link is shown.
    Password(Context, bool),
    /// Whether the password is offered instead.
    Passkey(Context, bool),
    SetPasswordByCode(Context),
    /// The person's second factors.
    SecondFactor(Context, Vec<usize>),
    Prompt {
        context: Context,
        listed: Vec<usize>,
        may_skip: bool,
    },
    /// The secret of the new app.
    SetUpApp(Context, String),
    SetUpKey(Context),
    ChangePassword(Context),
    /// Something was done; there is one way on.
    Next(&'static str, Context),
    LogoutDone,
    Error(String),
}

/// The page with the token that its form must send back.
pub(crate) fn reply(page: &Page, token: &str) -> Reply {
    let (title, body) = render(page, token);
    let html = format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title}</title></head><body><main><h1>{title}</h1>\n{body}\n</main></body></html>\n"
    );
    Reply::new(200)
        .with("Content-Type", "text/html; charset=utf-8")
        .body(html)
}

const SUBMIT: &str = "<button id=\"submit-button\" class=\"lgn-raised-button lgn-primary\" \
                      type=\"submit\">Next</button>";

fn render(page: &Page, token: &str) -> (&'static str, String) {
    let form = |context: &Context, action: &str, inner: &str| form(context, token, action, inner);
    match page {
        Page::LoginName {
            context,
            with_field,
            register,
            providers,
        } => {
            let inner = name_fields(&context.login_name, *with_field, *register);
            let mut body = form(context, "/ui/login/loginname", &inner);
            for (id, name) in providers {
                body += &provider_button(&context.request, id, name);
            }
            ("Sign in", body)
        }
        Page::SelectUser(context, people) => (
            "Choose an account",
            form(context, "/ui/login/userselection", &people_buttons(people)),
        ),
        Page::Password(context, reset) => {
            let reset = if *reset {
                format!(
                    "<a class=\"sub-formfield-link\" \
                     href=\"/ui/login/password/reset?authRequestID={}\">Forgot password</a>",
                    escape(&context.request)
                )
            } else {
                String::new()
            };
            let inner = format!(
                "<input name=\"loginName\" value=\"{}\" autocomplete=\"username\" hidden>\
                 <label for=\"password\">Password</label>\
                 <input id=\"password\" name=\"password\" type=\"password\" \
                 autocomplete=\"current-password\" required autofocus>{reset}{SUBMIT}",
                escape(&context.login_name)
            );
            ("Password", form(context, "/ui/login/password", &inner))
        }
        Page::Passkey(context, password_offered) => {
            let password = if *password_offered {
                "<button name=\"passwordlogin\" value=\"true\" type=\"submit\">\
                 Use password</button>"
            } else {
                ""
            };
            let inner = format!(
                "<input type=\"hidden\" name=\"credentialAssertionData\">\
                 <input type=\"hidden\" name=\"credentialData\">\
                 <p>This stand-in verifies no passkeys.</p>\
                 <a id=\"btn-login\" class=\"lgn-raised-button\">Sign in with passkey</a>{password}"
            );
            (
                "Passkey",
                form(context, "/ui/login/login/passwordless", &inner),
            )
        }
        Page::SetPasswordByCode(context) => {
            let inner = "<p>A code was to be mailed to you; this stand-in mails nothing.</p>\
                <label for=\"code\">Code</label><input id=\"code\" name=\"code\" required>\
                <label for=\"password\">New password</label>\
                <input id=\"password\" name=\"password\" type=\"password\" required>\
                <label for=\"passwordconfirm\">New password again</label>\
                <input id=\"passwordconfirm\" name=\"passwordconfirm\" type=\"password\" required>\
                <button id=\"init-button\" type=\"submit\">Next</button>";
            (
                "Set a password",
                form(context, "/ui/login/password/init", inner),
            )
        }
        Page::SecondFactor(context, usable) => second_factor(context, usable, token),
        Page::Prompt {
            context,
            listed,
            may_skip,
        } => {
            let inner = prompt_fields(listed, *may_skip);
            (
                "Set up a second factor",
                form(context, "/ui/login/mfa/prompt", &inner),
            )
        }
        Page::SetUpApp(context, secret) => {
            let inner = format!(
                "<p>Secret: <span id=\"secret\">{secret}</span>\
                 <button id=\"copy\" type=\"button\" data-copy=\"{secret}\">Copy</button></p>\
                 <label for=\"code\">Code</label>\
                 <input id=\"code\" name=\"code\" autocomplete=\"off\" required autofocus>{SUBMIT}"
            );
            (
                "Authenticator app",
                form(context, "/ui/login/mfa/init/verify", &inner),
            )
        }
        Page::SetUpKey(context) => {
            let inner = "<p>This stand-in registers no security keys.</p>\
                <label for=\"name\">Name of the key</label>\
                <input id=\"name\" name=\"name\" required>\
                <button id=\"btn-register\" type=\"button\">Register</button>";
            (
                "Security key",
                form(context, "/ui/login/mfa/init/u2f/verify", inner),
            )
        }
        Page::ChangePassword(context) => {
            let field = |id: &str, label: &str| {
                format!(
                    "<label for=\"{id}\">{label}</label>\
                     <input id=\"{id}\" name=\"{id}\" type=\"password\" required>"
                )
            };
            let inner = [
                field("change-old-password", "Old password"),
                field("change-new-password", "New password"),
                field("change-password-confirmation", "New password again"),
                "<button id=\"change-password-button\" type=\"submit\">Next</button>".to_owned(),
            ];
            let inner = inner.concat();
            (
                "Change password",
                form(context, "/ui/login/password/change", &inner),
            )
        }
        Page::Next(title, context) => {
            let inner = "<button class=\"lgn-raised-button\" type=\"submit\">Next</button>";
            (title, form(context, "/ui/login/login", inner))
        }
        Page::LogoutDone => ("Signed out", "<p>You are signed out.</p>".to_owned()),
        Page::Error(text) => ("Sign-in failed", notice(&Notice(text.clone()))),
    }
}

fn form(context: &Context, token: &str, action: &str, inner: &str) -> String {
    format!(
        "<form action=\"{action}\" method=\"POST\">\
         <input type=\"hidden\" name=\"{}\" value=\"{token}\">\
         <input type=\"hidden\" name=\"authRequestID\" value=\"{}\">\n{}{inner}\n</form>",
        csrf::FIELD,
        escape(&context.request),
        context.notice.as_ref().map(notice).unwrap_or_default(),
    )
}

fn notice(Notice(text): &Notice) -> String {
    format!(
        "<div class=\"lgn-error\" role=\"alert\"><p class=\"lgn-error-message\">{}</p></div>",
        escape(text)
    )
}

fn name_fields(typed: &str, with_field: bool, register: bool) -> String {
    let mut inner = String::new();
    if with_field {
        inner += &format!(
            "<label for=\"loginName\">Login name</label>\
             <input id=\"loginName\" name=\"loginName\" value=\"{}\" \
             autocomplete=\"username\" required autofocus>",
            escape(typed)
        );
        inner += SUBMIT;
    }
    if register {
        inner += "<button name=\"register\" value=\"true\" type=\"submit\" formnovalidate>\
                  Register</button>";
    }
    inner
}

fn provider_button(request: &str, id: &str, name: &str) -> String {
    format!(
        "<a class=\"lgn-idp\" \
         href=\"/ui/login/login/externalidp?authRequestID={}&amp;idpConfigID={}\">\
         <span class=\"provider-name\">{}</span></a>",
        escape(request),
        escape(id),
        escape(name)
    )
}

fn people_buttons(people: &[(String, String, String)]) -> String {
    let mut inner = String::new();
    for (id, shown, login_name) in people {
        inner += &format!(
            "<button name=\"userID\" value=\"{}\" type=\"submit\">\
             <span class=\"lgn-displayname\">{}</span> \
             <span class=\"lgn-loginname\">{}</span></button>",
            escape(id),
            escape(shown),
            escape(login_name)
        );
    }
    inner + "<button name=\"userID\" value=\"0\" type=\"submit\">Other user</button>"
}

fn second_factor(context: &Context, usable: &[usize], token: &str) -> (&'static str, String) {
    if !usable.contains(&OTP) {
        let inner = "<p>This stand-in verifies no security keys.</p>\
            <a id=\"btn-login\" class=\"lgn-raised-button\">Use security key</a>";
        let body = form(context, token, "/ui/login/mfa/u2f/verify", inner);
        return ("Security key", body);
    }
    let mut inner = format!(
        "<label for=\"code\">Code</label>\
         <input id=\"code\" name=\"code\" autocomplete=\"one-time-code\" required autofocus>{SUBMIT}"
    );
    for factor in usable.iter().filter(|factor| **factor != OTP) {
        let (value, label) = form_of_factor(*factor);
        inner += &format!(
            "<button name=\"provider\" value=\"{value}\" type=\"submit\" formnovalidate>\
             {label}</button>"
        );
    }
    let body = form(context, token, "/ui/login/mfa/verify", &inner);
    ("Authenticator app", body)
}

fn prompt_fields(listed: &[usize], may_skip: bool) -> String {
    let mut inner = String::new();
    for factor in listed {
        let (value, label) = form_of_factor(*factor);
        inner += &format!(
            "<input type=\"radio\" id=\"{value}\" name=\"provider\" value=\"{value}\">\
             <label for=\"{value}\">{label}</label>"
        );
    }
    if may_skip {
        inner += "<button name=\"skip\" value=\"true\" type=\"submit\">Skip</button>";
    }
    inner + "<button class=\"lgn-raised-button lgn-primary\" type=\"submit\">Next</button>"
}
