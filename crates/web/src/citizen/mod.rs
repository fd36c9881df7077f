//! The citizen's door.

use axum::Router;

use crate::web::Web;

pub(crate) fn router() -> Router<Web> {
    Router::new()
}
