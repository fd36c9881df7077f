//! Style sheet, script, icons and fonts, under names that change with their content.

use axum::Router;
use axum::extract::Path;
use axum::routing::get;

use crate::error::WebError;
use crate::web::Web;

pub(crate) fn router() -> Router<Web> {
    Router::new().route("/static/{hash}/{name}", get(file))
}

async fn file(Path((_hash, _name)): Path<(String, String)>) -> WebError {
    WebError::NotFound
}
