//! What the forms of the pages send.

use serde::Deserialize;

/// The members of all forms; a page sends those of its own.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct PageForm {
    /// The id of the authorization request.
    #[serde(rename = "authRequestID")]
    pub auth_request_id: String,
    #[serde(rename = "gorilla.csrf.Token")]
    pub csrf_token: String,
    #[serde(rename = "loginName")]
    pub login_name: String,
    pub register: String,
    #[serde(rename = "userID")]
    pub user_id: String,
    pub password: String,
    #[serde(rename = "change-old-password")]
    pub old_password: String,
    #[serde(rename = "change-new-password")]
    pub new_password: String,
    #[serde(rename = "passwordlogin")]
    pub password_login: String,
    pub code: String,
    /// The number of a kind of second factor.
    pub provider: String,
    pub skip: String,
}

/// What the addresses of the pages say.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct PageQuery {
    /// The id of the authorization request.
    #[serde(rename = "authRequestID")]
    pub auth_request_id: String,
    /// The id of an identity provider.
    #[serde(rename = "idpConfigID")]
    pub provider: String,
}
