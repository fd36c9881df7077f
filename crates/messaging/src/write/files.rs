//! Files that go along: one document each, after what is said.

use helsebro_domain::dialog::FileKind;

use super::text::required_short;
use super::{CannotWrite, What, Xml};
use crate::limits::{MAX_ATTACHMENT_BYTES, MAX_DOCUMENTS};
use crate::names::BASE64;

/// A file that goes along with a message. It does not print.
pub struct OutgoingFile<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Which kind it is.
    pub kind: FileKind,
    /// What it holds.
    pub bytes: &'a [u8],
}

/// A file that can be written.
pub(super) struct Ready<'a> {
    name: String,
    kind: FileKind,
    bytes: &'a [u8],
}

pub(super) fn prepare<'a>(files: &[OutgoingFile<'a>]) -> Result<Vec<Ready<'a>>, CannotWrite> {
    // Two documents are left for what is said and for who says it.
    let most = MAX_DOCUMENTS - 2;
    if files.len() > most {
        return Err(CannotWrite::TooLong { what: What::File, most, unit: "documents" });
    }
    files.iter().map(ready).collect()
}

fn ready<'a>(file: &OutgoingFile<'a>) -> Result<Ready<'a>, CannotWrite> {
    if file.bytes.is_empty() {
        return Err(CannotWrite::Empty(What::File));
    }
    if file.bytes.len() > MAX_ATTACHMENT_BYTES {
        let (what, most) = (What::File, MAX_ATTACHMENT_BYTES);
        return Err(CannotWrite::TooLong { what, most, unit: "bytes" });
    }
    let name = required_short(file.name, What::FileName)?;
    Ok(Ready { name, kind: file.kind, bytes: file.bytes })
}

pub(super) fn write(files: &[Ready<'_>], issued: &str, xml: &mut Xml) {
    for file in files {
        xml.element("Document", &[], |xml| {
            xml.element("RefDoc", &[], |xml| {
                xml.empty("IssueDate", &[("V", issued)]);
                xml.empty("MsgType", &[("V", "A"), ("DN", "Vedlegg")]);
                xml.text("MimeType", file.kind.mime());
                xml.text("Description", &file.name);
                xml.element("Content", &[], |xml| {
                    xml.bytes("Base64Container", BASE64, file.bytes);
                });
            });
        });
    }
}
