//! What can go wrong when a page is drawn.

/// A page could not be drawn. Says nothing of what stood in it.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The template engine gave up.
    #[error("the template could not be written out")]
    Template(#[from] askama::Error),
}
