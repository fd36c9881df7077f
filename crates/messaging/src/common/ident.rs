//! `Ident`: an identifier and its kind, of organisations, professionals and patients.

use super::Code;
use crate::error::{AppRecCode, Fault, ReadError};
use crate::limits::{MAX_ID_CHARS, MAX_IDENTS, MAX_REGISTER_DIGITS};
use crate::names::OID_9051;
use crate::warning::{WarningCode, Warnings};
use crate::xml::Element;

/// One identifier as it stood.
pub(crate) struct Ident {
    pub(crate) kind: Code,
    pub(crate) number: String,
}

/// Digits in an organisation number.
const ORG_NUMBER_DIGITS: usize = 9;

/// The identifiers directly inside an element.
pub(crate) fn read_all(element: &Element, place: &str) -> Result<Vec<Ident>, ReadError> {
    let place = format!("{place}/Ident");
    let mut idents = Vec::new();
    for child in element.all("Ident") {
        if idents.len() >= MAX_IDENTS {
            return Err(ReadError::too_large(&place, "elements", MAX_IDENTS));
        }
        idents.push(read(child, &place)?);
    }
    Ok(idents)
}

/// The identifier that an element of type `Ident` is.
pub(crate) fn read(element: &Element, place: &str) -> Result<Ident, ReadError> {
    let number = element
        .line_in("Id", place, MAX_ID_CHARS)?
        .ok_or_else(|| ReadError::missing(&format!("{place}/Id")))?;
    let kind = Code::read(element.required("TypeId", place)?, &format!("{place}/TypeId"))?;
    Ok(Ident { kind, number })
}

/// The one number of a kind. The same number twice is tolerated; two numbers are
/// not, since each reader would choose for itself.
pub(crate) fn one_of_kind<'a>(
    idents: &'a [Ident],
    kind: &str,
    place: &str,
    code: AppRecCode,
    warnings: &mut Warnings,
) -> Result<Option<&'a Ident>, ReadError> {
    let mut found = idents.iter().filter(|ident| ident.kind.value() == kind);
    let Some(first) = found.next() else { return Ok(None) };
    for other in found {
        if other.number != first.number {
            let element = format!("{place}/Ident");
            return Err(ReadError::new(code, &element, Fault::Contradictory));
        }
        warnings.add(WarningCode::IdentRepeated, format!("{place}/Ident"));
    }
    Ok(Some(first))
}

/// The HER-id among identifiers.
pub(crate) fn her_id(
    idents: &[Ident],
    place: &str,
    warnings: &mut Warnings,
) -> Result<Option<String>, ReadError> {
    let Some(ident) = one_of_kind(idents, "HER", place, AppRecCode::T02, warnings)? else {
        return Ok(None);
    };
    Ok(checked_her_id(ident, &format!("{place}/Ident"), warnings))
}

/// The HER-id that an identifier of that kind holds.
pub(crate) fn checked_her_id(
    ident: &Ident,
    place: &str,
    warnings: &mut Warnings,
) -> Option<String> {
    if !are_digits(&ident.number, 1, MAX_REGISTER_DIGITS) {
        warnings.add(WarningCode::HerIdMalformed, format!("{place}/Id"));
        return None;
    }
    if ident.kind.system.as_deref() != Some(OID_9051) {
        warnings.add(WarningCode::HerIdWrongOid, format!("{place}/TypeId"));
    }
    Some(ident.number.clone())
}

/// The organisation number among identifiers.
pub(crate) fn org_number(
    idents: &[Ident],
    place: &str,
    warnings: &mut Warnings,
) -> Result<Option<String>, ReadError> {
    number(idents, "ENH", place, ORG_NUMBER_DIGITS..=ORG_NUMBER_DIGITS, warnings)
}

/// The number in the register of health personnel among identifiers.
pub(crate) fn hpr(
    idents: &[Ident],
    place: &str,
    warnings: &mut Warnings,
) -> Result<Option<String>, ReadError> {
    number(idents, "HPR", place, 1..=MAX_REGISTER_DIGITS, warnings)
}

/// The HPR number of a person who is only named, where a fault in it is of no account.
pub(crate) fn hpr_of(person: &Element, place: &str) -> Result<Option<String>, ReadError> {
    let idents = read_all(person, place)?;
    hpr(&idents, place, &mut Warnings::default())
}

fn number(
    idents: &[Ident],
    kind: &str,
    place: &str,
    length: core::ops::RangeInclusive<usize>,
    warnings: &mut Warnings,
) -> Result<Option<String>, ReadError> {
    let Some(ident) = one_of_kind(idents, kind, place, AppRecCode::T02, warnings)? else {
        return Ok(None);
    };
    if are_digits(&ident.number, *length.start(), *length.end()) {
        return Ok(Some(ident.number.clone()));
    }
    warnings.add(WarningCode::IdentMalformed, format!("{place}/Ident/Id"));
    Ok(None)
}

/// Whether the text is that many plain digits.
pub(crate) fn are_digits(text: &str, least: usize, most: usize) -> bool {
    (least..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}
