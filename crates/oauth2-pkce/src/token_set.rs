//! Tokens that came together. An unverified set yields none of them: until the ID token is
//! validated, no token may be used for anything (RFC 9700 §4.5.3.2).

use std::fmt;
use std::marker::PhantomData;

use oauth2::basic::BasicTokenType;
use oauth2::{AccessToken, RefreshToken};

use crate::secret::IdToken;
use crate::token_lifetime::TokenLifetime;
use crate::token_response::TokenResponse;

/// A state of a [`TokenSet`]: received, not validated.
pub enum Unverified {}

/// A state of a [`TokenSet`]: its ID token was validated, or there was none in a renewal.
pub enum Verified {}

/// Tokens that came together. `Debug` shows none of them.
pub struct TokenSet<State> {
    pub(crate) access_token: AccessToken,
    pub(crate) refresh_token: Option<RefreshToken>,
    pub(crate) id_token: Option<IdToken>,
    pub(crate) lifetime: TokenLifetime,
    pub(crate) scopes: String,
    state: PhantomData<State>,
}

impl TokenSet<Verified> {
    /// For the `Authorization` header; never for an address (RFC 6750 §5.3).
    pub fn access_token(&self) -> &AccessToken {
        &self.access_token
    }

    /// How long the access token lives.
    pub fn lifetime(&self) -> TokenLifetime {
        self.lifetime
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

impl TokenSet<Unverified> {
    /// Takes the tokens of an answer that came at `now`. `asked` are the scopes that hold when the
    /// answer names none (RFC 6749 §5.1). The error names the part of the answer that is unusable.
    pub(crate) fn from_response(
        response: TokenResponse,
        asked: &str,
        now: f64,
    ) -> Result<TokenSet<Unverified>, &'static str> {
        if response.error.is_some() {
            return Err("error");
        }
        if response.token_type != BasicTokenType::Bearer {
            return Err("token_type");
        }
        if !is_token(response.access_token.secret()) {
            return Err("access_token");
        }
        let scopes = match &response.scopes {
            Some(scopes) => {
                let scopes: Vec<&str> = scopes.iter().map(|scope| scope.as_str()).collect();
                scopes.join(" ")
            }
            None => asked.to_owned(),
        };
        Ok(TokenSet {
            access_token: response.access_token,
            refresh_token: response
                .refresh_token
                .filter(|token| is_token(token.secret())),
            id_token: response.id_token.filter(|token| is_token(token.secret())),
            lifetime: TokenLifetime::new(now, response.expires_in),
            scopes,
            state: PhantomData,
        })
    }

    /// To be called when the ID token of the set was validated, and of a renewal without one.
    pub(crate) fn into_verified(self) -> TokenSet<Verified> {
        TokenSet {
            access_token: self.access_token,
            refresh_token: self.refresh_token,
            id_token: self.id_token,
            lifetime: self.lifetime,
            scopes: self.scopes,
            state: PhantomData,
        }
    }
}

impl<State> fmt::Debug for TokenSet<State> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("TokenSet([redacted])")
    }
}

/// What may stand in a header (RFC 6749 appendix A.12).
fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_graphic())
}
