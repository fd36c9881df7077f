//! Files.
use crate::Markup;
/// Href.
pub fn href(name: &str) -> String { format!("/static/0/{name}") }
pub(crate) fn icon(_: &str) -> Markup { Markup::safe(String::new()) }
