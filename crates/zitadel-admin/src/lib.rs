//! ZITADEL Admin API.
