//! `Notat`: an answer or a note.
//!
//! A note may repeat the question it answers; that is not read, since the
//! reference to the conversation says the same.

use super::plain_text;
use super::role::{self, Role};
use crate::common::Code;
use crate::error::ReadError;
use crate::hidden::hides;
use crate::limits::MAX_SHORT_CHARS;
use crate::warning::Warnings;
use crate::xml::Element;

/// One note.
#[derive(Clone, PartialEq, Eq)]
pub struct Notat {
    /// `TemaKodet`, usually from 7602.
    pub kind: Code,
    /// `Tema`, on one line.
    pub topic: Option<String>,
    /// `TekstNotatInnhold` as plain text with its line breaks.
    pub text: Option<String>,
    /// `RollerRelatertNotat`, in order.
    pub roles: Vec<Role>,
}

hides! { Notat {} }

const PLACE: &str = "Notat";

pub(super) fn read(element: &Element, warnings: &mut Warnings) -> Result<Notat, ReadError> {
    Ok(Notat {
        kind: Code::read(element.required("TemaKodet", PLACE)?, "Notat/TemaKodet")?,
        topic: element.line_in("Tema", PLACE, MAX_SHORT_CHARS)?,
        text: plain_text::read(element, PLACE, "TekstNotatInnhold", warnings)?,
        roles: role::read_all(element, PLACE)?,
    })
}
