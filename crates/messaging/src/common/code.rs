//! Coded values, `CS` and `CV` in the schemas.

use crate::error::ReadError;
use crate::hidden::hides;
use crate::limits::{MAX_ID_CHARS, MAX_SHORT_CHARS};
use crate::xml::Element;

/// A coded value as it stood: code, code system and display name.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Code {
    /// `V`, the code.
    pub value: Option<String>,
    /// `S`, the code system's OID.
    pub system: Option<String>,
    /// `DN`, the display name.
    pub name: Option<String>,
}

// The three are free text on the wire and may hold anything.
hides! { Code {} }

impl Code {
    /// The code, or nothing.
    pub fn value(&self) -> &str {
        self.value.as_deref().unwrap_or_default()
    }

    /// Whether the code system is this one. A missing system is taken to be it.
    pub(crate) fn is_in(&self, system: &str) -> bool {
        self.system.as_deref().is_none_or(|found| found == system)
    }

    pub(crate) fn read(element: &Element, place: &str) -> Result<Self, ReadError> {
        Ok(Self {
            value: element.attribute_line("V", place, MAX_ID_CHARS)?,
            system: element.attribute_line("S", place, MAX_ID_CHARS)?,
            name: element.attribute_line("DN", place, MAX_SHORT_CHARS)?,
        })
    }
}
