//! Personer: a list of persons, which travels beside a question about them.

use crate::error::ReadError;
use crate::hidden::hides;
use crate::limits::MAX_PERSONS;
use crate::msghead::{Patient, read_person};
use crate::warning::Warnings;
use crate::xml::Element;

/// A list of persons.
#[derive(Clone, PartialEq, Eq)]
pub struct Personer {
    /// The persons, in order.
    pub persons: Vec<Patient>,
}

hides! { Personer {} }

pub(crate) fn read(element: &Element, warnings: &mut Warnings) -> Result<Personer, ReadError> {
    let place = "Personer/Person";
    let mut persons = Vec::new();
    for found in element.all("Person") {
        if persons.len() >= MAX_PERSONS {
            return Err(ReadError::too_large(place, "elements", MAX_PERSONS));
        }
        persons.push(read_person(found, place, warnings)?);
    }
    Ok(Personer { persons })
}
