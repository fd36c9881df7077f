//! What makes a context a page: a template, and samples of each state.

use crate::{Frame, RenderError};

/// Pages that were drawn: name and HTML.
pub type Drawn = Vec<(String, String)>;

/// A page: plain data that becomes HTML.
pub trait Page: Sized {
    /// The template, as in `citizen/home.html`.
    const NAME: &'static str;

    /// Draws the page.
    ///
    /// # Errors
    /// When the template cannot be written out.
    fn render(&self, frame: &Frame) -> Result<String, RenderError>;

    /// One of each state, by a short name in kebab case.
    fn samples() -> Vec<(&'static str, Self)>;
}

/// Samples of a page, written beside it. Synthetic people only.
pub trait Samples: Sized {
    /// One of each state, by a short name in kebab case.
    fn samples() -> Vec<(&'static str, Self)>;
}

/// Draws every sample of a page and adds them to `drawn`, named
/// `citizen/home/empty`.
///
/// # Errors
/// When a template cannot be written out.
pub fn draw_samples<P: Page>(frame: &Frame, drawn: &mut Drawn) -> Result<(), RenderError> {
    let page = P::NAME.trim_end_matches(".html");
    for (state, sample) in P::samples() {
        drawn.push((format!("{page}/{state}"), sample.render(frame)?));
    }
    Ok(())
}

/// Makes a context a page: `page!(Home, "citizen/home.html");`. The template
/// sees `frame`, `w` (the words) and `page` (the context).
macro_rules! page {
    ($page:ty, $path:tt) => {
        const _: () = {
            #[derive(askama::Template)]
            #[template(path = $path)]
            struct View<'a> {
                frame: &'a $crate::Frame,
                w: $crate::Words<'a>,
                page: &'a $page,
            }

            impl $crate::Page for $page {
                const NAME: &'static str = $path;

                fn render(
                    &self,
                    frame: &$crate::Frame,
                ) -> ::core::result::Result<::std::string::String, $crate::RenderError> {
                    let view = View { frame, w: $crate::Words::of(frame), page: self };
                    Ok(askama::Template::render(&view)?)
                }

                fn samples() -> ::std::vec::Vec<(&'static str, Self)> {
                    <Self as $crate::Samples>::samples()
                }
            }
        };
    };
}
pub(crate) use page;
