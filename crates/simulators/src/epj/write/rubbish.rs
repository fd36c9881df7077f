//! Files behind a message, and what no journal system should send.

use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::super::enclosed::Attachment;
use super::{element, safe};

/// The first bytes of a PDF, so that the attachment has the type it says.
const PDF_START: &[u8] = b"%PDF-1.4\n";

/// No XML at all.
pub(crate) fn not_xml(id: &str) -> String {
    format!("Dette er ikke en melding. {id}\n")
}

/// The document without its last third.
pub(crate) fn truncated(document: &str) -> String {
    let wanted = document.len() * 2 / 3;
    let end = (0..=wanted).rev().find(|at| document.is_char_boundary(*at)).unwrap_or(0);
    document[..end].to_owned()
}

/// The document with an element no schema knows, and without one that must be
/// there.
pub(crate) fn with_schema_error(document: &str) -> String {
    document.replacen("<MIGversion>v1.2 2006-05-24</MIGversion>", "<Ukjent/>", 1)
}

/// The document with a file behind what it says.
pub(crate) fn enclosing(document: &str, file: &Attachment) -> String {
    let Attachment { name, media_type, base64 } = file;
    let attachment = format!(
        "<Document><RefDoc><MsgType V=\"A\" DN=\"Vedlegg\"/><MimeType>{}</MimeType>{}<Content>\
         <Base64Container xmlns=\"http://www.kith.no/xmlstds/base64container\">{}\
         </Base64Container></Content></RefDoc></Document></MsgHead>",
        safe(media_type),
        element("Description", Some(name)),
        safe(base64)
    );
    document.replacen("</MsgHead>", &attachment, 1)
}

/// The document with an attachment of this many bytes.
pub(crate) fn with_attachment(document: &str, date: &str, bytes: usize) -> String {
    let mut content = vec![b' '; bytes];
    for (place, byte) in content.iter_mut().zip(PDF_START) {
        *place = *byte;
    }
    let mut attachment = format!(
        "<Document><ContentDescription>Vedlegg</ContentDescription><RefDoc>\
         <IssueDate V=\"{date}\"/><MsgType V=\"A\" DN=\"Vedlegg\"/>\
         <MimeType>application/pdf</MimeType><Description>stort.pdf</Description><Content>\
         <Base64Container xmlns=\"http://www.kith.no/xmlstds/base64container\">"
    );
    STANDARD.encode_string(&content, &mut attachment);
    let _ = write!(attachment, "</Base64Container></Content></RefDoc></Document></MsgHead>");
    document.replacen("</MsgHead>", &attachment, 1)
}
