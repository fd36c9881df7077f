//! Style sheet, script, icons and fonts, under names that change with their content.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use helsebro_views::assets::{Asset, asset};

use crate::error::WebError;
use crate::web::Web;

/// The address of a file: its hash and its name.
pub(crate) const PATTERN: &str = "/static/{hash}/{name}";

/// A file under its hash never changes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

pub(crate) fn router() -> Router<Web> {
    Router::new().route(PATTERN, get(file))
}

/// `GET /static/{hash}/{name}`.
async fn file(uri: Uri, headers: HeaderMap) -> Result<Response, WebError> {
    let found = asset(uri.path()).ok_or(WebError::NotFound)?;
    let says = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let common = [
        (CACHE_CONTROL, FOR_EVER.to_owned()),
        (ETAG, found.etag.clone()),
        (VARY, "accept-encoding".to_owned()),
    ];
    if says(IF_NONE_MATCH) == found.etag {
        return Ok((StatusCode::NOT_MODIFIED, common).into_response());
    }
    Ok((common, sent(found, says(ACCEPT_ENCODING))).into_response())
}

fn sent(found: &'static Asset, accepts: &str) -> Response {
    let kind = [(CONTENT_TYPE, found.mime)];
    match &found.gzip {
        Some(packed) if accepts.contains("gzip") => {
            let packed = Body::from(Bytes::from_static(packed));
            (kind, [(CONTENT_ENCODING, "gzip")], packed).into_response()
        }
        _ => (kind, Body::from(Bytes::from_static(&found.bytes))).into_response(),
    }
}
