//! The id in an address.

use core::str::FromStr;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;

use crate::error::WebError;
use crate::web::Web;

/// The id in an address. What is no id is no page (§ 1.4).
pub struct PathId<T>(pub T);

impl<T: FromStr + Send> FromRequestParts<Web> for PathId<T> {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, WebError> {
        let text = Path::<String>::from_request_parts(parts, web).await;
        let Path(text) = text.map_err(|_| WebError::NotFound)?;
        text.parse().map(Self).map_err(|_| WebError::NotFound)
    }
}
