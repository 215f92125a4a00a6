//! The way back from the sign-in pages to the app (RFC 6749 §4.1.2), with a code or with a reason why
//! there is none.

use crate::instance::sign_in::AuthRequest;
use crate::instance::state::Instance;
use crate::opaque_token::{self, TokenKind};
use crate::redirect::{Found, with_query};
use crate::state::AppState;
use crate::user_agent::UserAgent;
use axum::Extension;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

/// The parameters of the callback.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct CallbackParams {
    /// Of the authorization request.
    id: String,
}

/// `GET /oauth/v2/authorize/callback`: where the built-in pages send the browser when the person is
/// known.
pub(super) async fn finish(
    State(state): State<AppState>,
    Extension(UserAgent(agent)): Extension<UserAgent>,
    Query(params): Query<CallbackParams>,
) -> Response {
    let mut instance = state.instance();
    let request = instance.sign_ins.requests.get(&params.id);
    if request.is_some_and(|request| request.agent != agent) {
        return refused("ID=EVENT-adk13 Message=Errors.AuthRequest.UserAgentNotCorresponding");
    }
    hand_out_code(&mut instance, &params.id).map_or_else(
        || refused("ID=CACHE-d24aD Message=Errors.AuthRequest.NotFound"),
        IntoResponse::into_response,
    )
}

/// Sends the browser to the app with a code. A request whose sign-in is not completed goes back
/// without one. `None` where there is no such request.
pub(crate) fn hand_out_code(instance: &mut Instance, id: &str) -> Option<Found> {
    let code = opaque_token::new(instance.version, TokenKind::Code);
    let request = instance.sign_ins.requests.get_mut(id)?;
    if request.completed.is_none() {
        return Some(interaction_required(request));
    }
    let parameters = [
        ("code", Some(code.as_str())),
        ("state", request.state.as_deref()),
    ];
    let location = with_query(&request.redirect_uri, &parameters);
    request.code = Some(code.clone());
    instance.sign_ins.codes.insert(code, id.to_owned());
    Some(Found(location))
}

/// Tells the app that nobody comes through without a page (OpenID Connect Core §3.1.2.6).
pub(crate) fn interaction_required(request: &AuthRequest) -> Found {
    let parameters = [
        ("error", Some("interaction_required")),
        ("error_description", Some("The user has to interact")),
        ("state", request.state.as_deref()),
    ];
    Found(with_query(&request.redirect_uri, &parameters))
}

fn refused(text: &str) -> Response {
    (StatusCode::BAD_REQUEST, format!("{text}\n")).into_response()
}
