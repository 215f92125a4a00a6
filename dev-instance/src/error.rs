//! Every refusal of the API: its gRPC code, its id, its text, and how it becomes a body. The texts
//! are in `messages`; who refuses and when is decided elsewhere.

use crate::messages::Text;
use crate::wire::language::Language;
use serde_json::{Value, json};
use std::borrow::Cow;

/// A gRPC status code that this server answers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Code {
    InvalidArgument,
    NotFound,
    AlreadyExists,
    PermissionDenied,
    FailedPrecondition,
    Unimplemented,
    Unauthenticated,
}

impl Code {
    const fn number(self) -> u16 {
        match self {
            Self::InvalidArgument => 3,
            Self::NotFound => 5,
            Self::AlreadyExists => 6,
            Self::PermissionDenied => 7,
            Self::FailedPrecondition => 9,
            Self::Unimplemented => 12,
            Self::Unauthenticated => 16,
        }
    }

    /// The gateway's HTTP status; a wrong method is `Unimplemented` with 405.
    pub(crate) const fn status(self) -> u16 {
        match self {
            Self::InvalidArgument | Self::FailedPrecondition => 400,
            Self::NotFound => 404,
            Self::AlreadyExists => 409,
            Self::PermissionDenied => 403,
            Self::Unimplemented => 405,
            Self::Unauthenticated => 401,
        }
    }
}

/// How the text of a error is found.
#[derive(Clone, Debug)]
enum Words {
    /// A sentence of the gateway or of validation: no id, no details, no language.
    Plain(String),
    /// A text or raw key that is said in every language alike.
    Fixed(Cow<'static, str>),
    /// Said in the language of the caller.
    Spoken(Text),
}

/// A refusal.
#[derive(Clone, Debug)]
pub(crate) struct ApiError {
    pub code: Code,
    id: &'static str,
    words: Words,
}

impl ApiError {
    /// A refusal without id and details.
    pub(crate) fn plain(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            id: "",
            words: Words::Plain(message.into()),
        }
    }

    /// A refusal said in every language alike.
    pub(crate) const fn fixed(code: Code, id: &'static str, text: &'static str) -> Self {
        Self {
            code,
            id,
            words: Words::Fixed(Cow::Borrowed(text)),
        }
    }

    /// A raw key that names what it is about.
    pub(crate) fn about(code: Code, id: &'static str, text: String) -> Self {
        Self {
            code,
            id,
            words: Words::Fixed(Cow::Owned(text)),
        }
    }

    /// A refusal said in the language of the caller.
    pub(crate) const fn spoken(code: Code, id: &'static str, text: Text) -> Self {
        Self {
            code,
            id,
            words: Words::Spoken(text),
        }
    }

    /// The sentence of generated validation, for the first rule that is broken.
    pub(crate) fn invalid(field: &str, rule: &str) -> Self {
        Self::plain(Code::InvalidArgument, format!("invalid {field}: {rule}"))
    }

    /// The message with the id in brackets, if it has one.
    pub(crate) fn message(&self, language: Language) -> String {
        match &self.words {
            Words::Plain(message) => message.clone(),
            Words::Fixed(_) | Words::Spoken(_) => format!("{} ({})", self.text(language), self.id),
        }
    }

    /// The message without its id, as the sign-in pages say it.
    pub(crate) fn text(&self, language: Language) -> &str {
        match &self.words {
            Words::Plain(message) => message,
            Words::Fixed(text) => text,
            Words::Spoken(text) => text.said_in(language),
        }
    }

    /// The JSON body of the gateway.
    pub(crate) fn body(&self, language: Language) -> Value {
        if let Words::Plain(message) = &self.words {
            return json!({"code": self.code.number(), "message": message});
        }
        json!({
            "code": self.code.number(),
            "message": self.message(language),
            "details": [{
                "@type": "type.googleapis.com/zitadel.v1.ErrorDetail",
                "id": self.id,
                "message": self.text(language),
            }],
        })
    }
}
