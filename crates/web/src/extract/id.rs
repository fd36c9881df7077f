//! The id in an address.

use core::str::FromStr;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;

use crate::error::WebError;
use crate::web::Web;

/// The id in an address. What is no id is no page (§ 1.4).
pub struct PathId<T>(pub T);

/// The two ids in an address.
pub struct PathIds<A, B>(pub A, pub B);

impl<A: FromStr + Send, B: FromStr + Send> FromRequestParts<Web> for PathIds<A, B> {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, WebError> {
        let texts = Path::<(String, String)>::from_request_parts(parts, web).await;
        let Path((one, other)) = texts.map_err(|_| WebError::NotFound)?;
        match (one.parse(), other.parse()) {
            (Ok(one), Ok(other)) => Ok(Self(one, other)),
            _ => Err(WebError::NotFound),
        }
    }
}

impl<T: FromStr + Send> FromRequestParts<Web> for PathId<T> {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, WebError> {
        let text = Path::<String>::from_request_parts(parts, web).await;
        let Path(text) = text.map_err(|_| WebError::NotFound)?;
        text.parse().map(Self).map_err(|_| WebError::NotFound)
    }
}
