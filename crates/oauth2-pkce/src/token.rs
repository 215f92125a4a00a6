//! The token request and its answer (RFC 6749 §4.1.3 and §5, RFC 7636 §4.5). What comes out is an
//! unverified set from which nothing can be taken: until the ID token is judged, no token may be
//! used for anything (RFC 9700 §4.5.3.2).

use std::fmt;
use std::marker::PhantomData;

use oauth2::{AccessToken, RefreshToken};
use plain_json::Json;

use crate::callback::AuthorizationCode;
use crate::discovery::Metadata;
use crate::error::{Told, push_number};
use crate::life::Life;
use crate::oauth_error::OpError;
use crate::ports::{HttpRequest, HttpResponse};
use crate::registration::Registration;
use crate::secret::IdToken;
use crate::transaction::Transaction;

/// The longest answer read, in bytes.
const LIMIT: usize = 256 * 1_024;

/// A state of a [`TokenSet`]: received, not judged.
pub enum Unverified {}

/// A state of a [`TokenSet`]: its ID token was judged, or there was none to judge.
pub enum Verified {}

/// Tokens that came together. `Debug` shows none of them.
pub struct TokenSet<Judged> {
    pub(crate) access_token: AccessToken,
    pub(crate) refresh_token: Option<RefreshToken>,
    pub(crate) id_token: Option<IdToken>,
    pub(crate) life: Life,
    pub(crate) scopes: String,
    pub(crate) judged: PhantomData<Judged>,
}

impl TokenSet<Unverified> {
    pub(crate) fn verified(self) -> TokenSet<Verified> {
        TokenSet {
            access_token: self.access_token,
            refresh_token: self.refresh_token,
            id_token: self.id_token,
            life: self.life,
            scopes: self.scopes,
            judged: PhantomData,
        }
    }
}

impl TokenSet<Verified> {
    /// For the `Authorization` header; never for an address (RFC 6750 §5.3).
    pub fn access_token(&self) -> &AccessToken {
        &self.access_token
    }

    /// How long the access token lives.
    pub fn life(&self) -> Life {
        self.life
    }

    /// For the next renewal, if the server gave one.
    pub fn refresh_token(&self) -> Option<&RefreshToken> {
        self.refresh_token.as_ref()
    }

    /// To be sent as a hint when signing out.
    pub fn id_token(&self) -> Option<&IdToken> {
        self.id_token.as_ref()
    }

    /// The scopes granted, separated by spaces; they may be fewer than were asked for.
    pub fn scopes(&self) -> &str {
        &self.scopes
    }
}

impl<Judged> fmt::Debug for TokenSet<Judged> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("TokenSet([redacted])")
    }
}

/// Exchanges a code (RFC 6749 §4.1.3 with RFC 7636 §4.5): no secret, no `Authorization` header.
pub fn exchange_request(
    metadata: &Metadata,
    registration: &Registration,
    transaction: &Transaction,
    code: AuthorizationCode,
) -> HttpRequest {
    HttpRequest::form(
        metadata.token_endpoint.clone(),
        &[
            ("grant_type", "authorization_code"),
            ("code", code.secret()),
            ("redirect_uri", transaction.redirect_uri.as_str()),
            ("client_id", registration.client_id.as_str()),
            ("code_verifier", transaction.verifier.secret()),
        ],
    )
}

/// Judges the answer to [`exchange_request`] that was received at `now`. Errors are told apart by
/// status first: ZITADEL says `invalid_request` for every code it does not accept, with status
/// 400 or 404.
pub fn judge_exchange(
    response: &HttpResponse,
    registration: &Registration,
    now: f64,
) -> Result<TokenSet<Unverified>, TokenError> {
    match response.status {
        200..=299 => {
            let tokens = read(response, registration.scopes.as_str(), now)?;
            if tokens.id_token.is_none() {
                return Err(TokenError::Unreadable("id_token"));
            }
            Ok(tokens)
        }
        408 | 429 | 500.. => Err(TokenError::Server(response.status)),
        400..=499 => {
            let error = OpError::read(response);
            Err(if error.is_about_the_client() || response.status == 401 {
                TokenError::ClientConfig(error)
            } else if error.code.is_empty() {
                TokenError::Unreadable("error")
            } else {
                TokenError::CodeRefused(error)
            })
        }
        _ => Err(TokenError::Unreadable("status")),
    }
}

/// Reads a successful token answer (RFC 6749 §5.1). `asked` are the scopes that hold when the
/// answer names none.
pub(crate) fn read(
    response: &HttpResponse,
    asked: &str,
    now: f64,
) -> Result<TokenSet<Unverified>, TokenError> {
    let json = Some(&response.body)
        .filter(|body| body.len() <= LIMIT)
        .and_then(|body| Json::object(body))
        .ok_or(TokenError::Unreadable("JSON"))?;
    let token = |name| json.text(name).filter(|text| is_token(text));
    let is_bearer = json
        .text("token_type")
        .is_some_and(|kind| kind.eq_ignore_ascii_case("Bearer"));
    if !is_bearer {
        return Err(TokenError::Unreadable("token_type"));
    }
    let access_token = token("access_token").ok_or(TokenError::Unreadable("access_token"))?;
    Ok(TokenSet {
        access_token: AccessToken::new(access_token.to_owned()),
        refresh_token: token("refresh_token").map(|text| RefreshToken::new(text.to_owned())),
        id_token: token("id_token").map(|text| IdToken::new(text.to_owned())),
        life: Life::new(now, seconds(json.get("expires_in"))),
        scopes: json.text("scope").unwrap_or(asked).to_owned(),
        judged: PhantomData,
    })
}

/// What may stand in a header: RFC 6749 appendix A.12.
fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_graphic())
}

/// `expires_in` as a number, or as the text of one.
fn seconds(value: Option<&Json>) -> Option<f64> {
    match value? {
        Json::Number(seconds) => Some(seconds.to_f64()),
        Json::Text(text) => text.parse::<u32>().ok().map(f64::from),
        _ => None,
    }
}

/// Why a code did not lead to tokens.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TokenError {
    /// The server does not accept the code: used, expired, or begun elsewhere.
    CodeRefused(OpError),
    /// This client is set up wrongly at the server.
    ClientConfig(OpError),
    /// The server has a problem of its own; the status.
    Server(u16),
    /// The answer is not what the protocol promises; the part that is wrong.
    Unreadable(&'static str),
}

impl TokenError {
    /// The stable code of this failure.
    pub fn code(&self) -> &'static str {
        match self {
            TokenError::CodeRefused(_) => "AUTH-CODE",
            TokenError::ClientConfig(_) => "AUTH-CLIENTCFG",
            TokenError::Server(_) => "AUTH-OP",
            TokenError::Unreadable(_) => "AUTH-TOKENRESP",
        }
    }
}

impl Told for TokenError {
    fn tell(&self, out: &mut String) {
        match self {
            TokenError::CodeRefused(error) => {
                out.push_str("token: code refused: ");
                error.tell(out);
            }
            TokenError::ClientConfig(error) => {
                out.push_str("token: client refused: ");
                error.tell(out);
            }
            TokenError::Server(status) => {
                out.push_str("token: status ");
                push_number(out, i64::from(*status));
            }
            TokenError::Unreadable(part) => {
                out.push_str("token: unusable ");
                out.push_str(part);
                out.push_str(" in the answer");
            }
        }
    }
}
