//! `Foresporsel`: something asked or said to someone.

use super::plain_text;
use super::role::{self, Role};
use crate::common::Code;
use crate::error::ReadError;
use crate::hidden::hides;
use crate::limits::MAX_SHORT_CHARS;
use crate::warning::Warnings;
use crate::xml::Element;

/// One question.
#[derive(Clone, PartialEq, Eq)]
pub struct Foresporsel {
    /// `TypeForesp`, usually from 7601.
    pub kind: Code,
    /// `EmneSporsmal`, on one line.
    pub topic: Option<String>,
    /// `Sporsmal` as plain text with its line breaks.
    pub text: Option<String>,
    /// `KodetOpplysning`, usually yes or no from 1101.
    pub coded: Option<Code>,
    /// `RollerRelatertNotat`, in order.
    pub roles: Vec<Role>,
}

hides! { Foresporsel {} }

const PLACE: &str = "Foresporsel";

pub(super) fn read(element: &Element, warnings: &mut Warnings) -> Result<Foresporsel, ReadError> {
    Ok(Foresporsel {
        kind: Code::read(element.required("TypeForesp", PLACE)?, "Foresporsel/TypeForesp")?,
        topic: element.line_in("EmneSporsmal", PLACE, MAX_SHORT_CHARS)?,
        text: plain_text::read(element, PLACE, "Sporsmal", warnings)?,
        coded: element
            .one("KodetOpplysning", PLACE)?
            .map(|found| Code::read(found, "Foresporsel/KodetOpplysning"))
            .transpose()?,
        roles: role::read_all(element, PLACE)?,
    })
}
