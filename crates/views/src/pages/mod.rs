//! One context for each page: plain values, ready to show.
//!
//! A context knows nothing of where its values came from. Links to things are
//! given by the door; fixed places stand in [`crate::links`].

pub mod citizen;
pub mod demo;
pub mod public;
mod shared;
pub mod staff;

pub use shared::{
    Author, Entry, Field, FieldFault, Happening, Mark, Message, MessageForm, Side, Switchboard,
    UnitInfo, What, entries,
};

/// Declares a page: its context, and how it is drawn.
macro_rules! page {
    (
        $(#[$doc:meta])*
        $name:ident => $path:literal { $($(#[$field_doc:meta])* pub $field:ident: $kind:ty,)* }
    ) => {
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $kind,)*
        }

        const _: () = {
            #[derive(askama::Template)]
            #[template(path = $path)]
            struct View<'a> {
                f: &'a $crate::frame::Frame,
                w: $crate::words::Words,
                p: &'a $name,
            }

            impl $name {
                /// Draws the page.
                ///
                /// # Errors
                /// When the template cannot be written out.
                pub fn render(
                    &self,
                    frame: &$crate::frame::Frame,
                ) -> Result<String, $crate::RenderError> {
                    let w = $crate::words::Words::of(frame);
                    Ok(askama::Template::render(&View { f: frame, w, p: self })?)
                }
            }
        };
    };
}
pub(crate) use page;
