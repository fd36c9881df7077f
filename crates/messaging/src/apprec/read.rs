//! Reading a receipt.

use super::{AppRec, AppRecError, AppRecStatus, OriginalMessage, party};
use crate::common::Code;
use crate::dates;
use crate::error::{AppRecCode, Fault, ReadError};
use crate::limits::{MAX_ERRORS, MAX_ID_CHARS, MAX_SHORT_CHARS};
use crate::msghead::{gen_date, wire_id};
use crate::names::{APPREC_1_0, APPREC_1_1, APPREC_MIG_VERSION};
use crate::warning::{WarningCode, Warnings};
use crate::xml::{Element, Encoding, Files, decode, parse};

const PLACE: &str = "AppRec";

/// Reads a business receipt.
///
/// # Errors
///
/// [`ReadError`] when the bytes are not well-formed XML under our limits, not an
/// `AppRec`, or when it does not say what became of which message.
pub fn read_apprec(bytes: &[u8]) -> Result<AppRec, ReadError> {
    let (text, encoding) = decode(bytes)?;
    let root = parse(&text, Files::Counted)?;
    if !is_apprec(&root) {
        return Err(ReadError::new(AppRecCode::T10, "The root element", Fault::Unsupported));
    }
    read_root(&root, encoding)
}

/// Whether this is the root element of a receipt.
pub(crate) fn is_apprec(root: &Element) -> bool {
    root.is(APPREC_1_1, PLACE) || root.is(APPREC_1_0, PLACE)
}

/// Reads a receipt whose root element is known to be one.
pub(crate) fn read_root(root: &Element, encoding: Encoding) -> Result<AppRec, ReadError> {
    let mut warnings = Warnings::default();
    if encoding == Encoding::Latin1 {
        warnings.add(WarningCode::EncodingLatin1, PLACE);
    }
    if *root.namespace == *APPREC_1_0 {
        warnings.add(WarningCode::AppRecVersionOld, PLACE);
    } else if root.line_in("MIGversion", PLACE, MAX_SHORT_CHARS)?.as_deref()
        != Some(APPREC_MIG_VERSION)
    {
        warnings.add(WarningCode::MigVersion, "AppRec/MIGversion");
    }
    let id = wire_id(root, PLACE, "Id", &mut warnings)?;
    let gen_date = gen_date(root, PLACE, &mut warnings)?;
    let sender = party::read(root, "Sender", &mut warnings)?;
    let receiver = party::read(root, "Receiver", &mut warnings)?;
    let status = status(root)?;
    let errors = errors(root)?;
    if (status == AppRecStatus::Ok) != errors.is_empty() {
        warnings.add(WarningCode::StatusAgainstErrors, "AppRec/Status");
    }
    let original = original(root, &mut warnings)?;
    let warnings = warnings.into_vec();
    Ok(AppRec { id, gen_date, sender, receiver, status, errors, original, warnings })
}

fn status(root: &Element) -> Result<AppRecStatus, ReadError> {
    let place = "AppRec/Status";
    let code = Code::read(root.required("Status", PLACE)?, place)?;
    AppRecStatus::parse(code.value()).ok_or_else(|| ReadError::malformed(place))
}

fn errors(root: &Element) -> Result<Vec<AppRecError>, ReadError> {
    let place = "AppRec/Error";
    let mut errors = Vec::new();
    for element in root.all("Error") {
        if errors.len() >= MAX_ERRORS {
            return Err(ReadError::too_large(place, "elements", MAX_ERRORS));
        }
        let Code { value, system, name } = Code::read(element, place)?;
        let value = value.unwrap_or_default();
        let detail = element.attribute_line("OT", place, MAX_SHORT_CHARS)?;
        let code = AppRecCode::parse(&value);
        errors.push(AppRecError { code, value, system, name, detail });
    }
    Ok(errors)
}

fn original(root: &Element, warnings: &mut Warnings) -> Result<OriginalMessage, ReadError> {
    let place = "AppRec/OriginalMsgId";
    let found = root.required("OriginalMsgId", PLACE)?;
    let function = match found.one("MsgType", place)? {
        Some(found) => Code::read(found, "AppRec/OriginalMsgId/MsgType")?.value,
        None => None,
    };
    let issued_at = found.line_in("IssueDate", place, MAX_ID_CHARS)?;
    let issued_at = issued_at.as_deref().and_then(dates::instant).map(|(at, _)| at);
    if issued_at.is_none() {
        warnings.add(WarningCode::IssueDateUnreadable, "AppRec/OriginalMsgId/IssueDate");
    }
    Ok(OriginalMessage { function, issued_at, id: wire_id(found, place, "Id", warnings)? })
}
