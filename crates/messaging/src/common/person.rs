//! Names of people.

use crate::error::ReadError;
use crate::limits::MAX_SHORT_CHARS;
use crate::xml::Element;

/// The names of a person in the order they are said, wherever a person stands.
pub(crate) fn person_name(element: &Element, place: &str) -> Result<Option<String>, ReadError> {
    let mut names = Vec::new();
    for part in ["GivenName", "MiddleName", "FamilyName"] {
        names.extend(element.line_in(part, place, MAX_SHORT_CHARS)?);
    }
    Ok(if names.is_empty() { None } else { Some(names.join(" ")) })
}
