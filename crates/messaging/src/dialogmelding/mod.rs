//! Dialogmelding 1.0 and 1.1: questions, answers and notes about a patient.
//!
//! Both versions are read by the same lines; 1.1 allows formatted text. What a
//! code asks of us is not decided here.

mod foresporsel;
mod notat;
mod plain_text;
mod role;

use crate::error::{AppRecCode, Fault, ReadError};
use crate::hidden::hides;
use crate::limits::{MAX_PARTS, MAX_SHORT_CHARS};
use crate::names::DIALOG_1_0;
use crate::warning::{WarningCode, Warnings};
use crate::xml::Element;

pub use foresporsel::Foresporsel;
pub use notat::Notat;
pub use role::Role;

/// A dialogue document.
#[derive(Clone, PartialEq, Eq)]
pub struct Dialogmelding {
    /// Which version of the schema it follows.
    pub version: Version,
    /// `Sakstype`: the `TjenesteId` of the health contact it belongs to.
    pub service_id: Option<String>,
    /// `Foresporsel`, in order.
    pub questions: Vec<Foresporsel>,
    /// `Notat`, in order.
    pub notes: Vec<Notat>,
}

hides! { Dialogmelding { version, questions, notes } }

/// The versions of the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// 2006-10-11.
    V1_0,
    /// 2013-01-23.
    V1_1,
}

impl Dialogmelding {
    /// Whether a citizen is the one who writes (HE, 22).
    pub(crate) fn is_from_citizen(&self) -> bool {
        self.questions.iter().any(|question| question.kind.value() == "HE")
            || self.notes.iter().any(|note| note.kind.value() == "22")
    }
}

const PLACE: &str = "Dialogmelding";

pub(crate) fn read(element: &Element, warnings: &mut Warnings) -> Result<Dialogmelding, ReadError> {
    let version = if *element.namespace == *DIALOG_1_0 { Version::V1_0 } else { Version::V1_1 };
    let service_id = service_id(element, warnings)?;
    let questions = parts(element, "Foresporsel", |part| foresporsel::read(part, warnings))?;
    let notes = parts(element, "Notat", |part| notat::read(part, warnings))?;
    if !questions.is_empty() && !notes.is_empty() {
        return Err(ReadError::new(AppRecCode::T02, PLACE, Fault::Contradictory));
    }
    Ok(Dialogmelding { version, service_id, questions, notes })
}

fn parts<T>(
    element: &Element,
    name: &str,
    mut read: impl FnMut(&Element) -> Result<T, ReadError>,
) -> Result<Vec<T>, ReadError> {
    let mut parts = Vec::new();
    for part in element.all(name) {
        if parts.len() >= MAX_PARTS {
            return Err(ReadError::too_large(&format!("{PLACE}/{name}"), "elements", MAX_PARTS));
        }
        parts.push(read(part)?);
    }
    Ok(parts)
}

/// The service id, also when written as `TjenesteId: 9`.
fn service_id(element: &Element, warnings: &mut Warnings) -> Result<Option<String>, ReadError> {
    const PREFIX: &str = "tjenesteid";
    let Some(found) = element.one("Sakstype", PLACE)? else { return Ok(None) };
    let place = "Dialogmelding/Sakstype";
    // The schema has text here; some write it as a coded value.
    let text = match element.line_in("Sakstype", PLACE, MAX_SHORT_CHARS)? {
        Some(text) => Some(text),
        None => found.attribute_line("V", place, MAX_SHORT_CHARS)?,
    };
    let Some(text) = text else { return Ok(None) };
    let Some((before, after)) = text.split_once(':') else { return Ok(Some(text)) };
    if !before.trim().eq_ignore_ascii_case(PREFIX) {
        return Ok(Some(text));
    }
    warnings.add(WarningCode::ServiceIdPrefix, place);
    let id = after.trim();
    Ok(if id.is_empty() { None } else { Some(id.to_owned()) })
}
