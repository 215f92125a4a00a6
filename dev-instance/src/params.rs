//! The parameters of a request, from the query or, where it is a form, from the body.

use axum::extract::{Form, FromRequest, Request};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use std::convert::Infallible;

/// Extracts the parameters. What cannot be read counts as not sent, as it does for Go's server.
pub(crate) struct Params<T>(pub T);

impl<S, T> FromRequest<S> for Params<T>
where
    S: Send + Sync,
    T: DeserializeOwned + Default,
{
    type Rejection = Infallible;

    async fn from_request(request: Request, state: &S) -> Result<Self, Infallible> {
        let form = Form::<T>::from_request(request, state).await;
        Ok(Self(form.map_or_else(|_| T::default(), |Form(form)| form)))
    }
}

/// A parameter without a value counts as not sent.
pub(crate) fn non_empty<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<String>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    Ok(text.filter(|text| !text.is_empty()))
}
