//! Authorization Code with PKCE.
