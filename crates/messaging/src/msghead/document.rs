//! `Document`: what the envelope carries.

use crate::common::Code;
use crate::dialogmelding::{self, Dialogmelding};
use crate::error::{AppRecCode, Fault, ReadError};
use crate::hidden::hides;
use crate::limits::{MAX_DOCUMENTS, MAX_ID_CHARS, MAX_NAME_BYTES, MAX_SHORT_CHARS};
use crate::names::{BASE64, DIALOG_1_0, DIALOG_1_1, PERSONS, RELATION, is_services};
use crate::pasientrelasjon::{self, Pasientrelasjon};
use crate::personer::{self, Personer};
use crate::tjenesteoversikt::{self, Tjenesteoversikt};
use crate::warning::Warnings;
use crate::xml::Element;

/// One document of the envelope.
pub struct Document {
    /// `ContentDescription`, or else `RefDoc/Description`; the other way about for a
    /// file, which has its name in the latter.
    pub description: Option<String>,
    /// What it holds.
    pub content: Content,
}

hides! { Document { content } }

/// What a document holds.
#[non_exhaustive]
pub enum Content {
    /// A dialogue message, 1.0 or 1.1.
    Dialogmelding(Dialogmelding),
    /// A list of health contacts.
    Tjenesteoversikt(Tjenesteoversikt),
    /// Who acts for the patient.
    Pasientrelasjon(Pasientrelasjon),
    /// A list of persons.
    Personer(Personer),
    /// Something else in XML.
    Other {
        /// Its namespace.
        namespace: String,
        /// The name of its root element.
        root: String,
    },
    /// A file.
    Attachment {
        /// `MimeType`, as the sender gave it.
        mime: Option<String>,
        /// Characters of base64 that stood there, white space not counted; none when
        /// only a reference did.
        base64_chars: usize,
        /// What it holds; none when that was not asked for, or is nothing that is base64.
        file: Option<Vec<u8>>,
    },
    /// No content at all.
    Nothing,
}

impl core::fmt::Debug for Content {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Dialogmelding(dialog) => dialog.fmt(f),
            Self::Tjenesteoversikt(list) => list.fmt(f),
            Self::Pasientrelasjon(relation) => relation.fmt(f),
            Self::Personer(list) => list.fmt(f),
            Self::Other { .. } => f.write_str("Other"),
            Self::Attachment { base64_chars, .. } => write!(f, "Attachment({base64_chars})"),
            Self::Nothing => f.write_str("Nothing"),
        }
    }
}

/// All documents of an envelope, in order.
pub(super) fn read_all(
    root: &Element,
    warnings: &mut Warnings,
) -> Result<Vec<Document>, ReadError> {
    let mut documents = Vec::new();
    for element in root.all("Document") {
        read(element, &mut documents, warnings)?;
        if documents.len() > MAX_DOCUMENTS {
            return Err(ReadError::too_large("MsgHead/Document", "elements", MAX_DOCUMENTS));
        }
    }
    if !documents.is_empty() {
        return Ok(documents);
    }
    // Reports to health registries have their documents one level down.
    if root.all("PatientReport").next().is_some() {
        let element = "MsgHead/PatientReport";
        return Err(ReadError::new(AppRecCode::T10, element, Fault::Unsupported));
    }
    Err(ReadError::missing("MsgHead/Document"))
}

fn read(
    element: &Element,
    documents: &mut Vec<Document>,
    warnings: &mut Warnings,
) -> Result<(), ReadError> {
    let place = "Document/RefDoc";
    let reference = element.required("RefDoc", "Document")?;
    let described = element.line_in("ContentDescription", "Document", MAX_SHORT_CHARS)?;
    let named = reference.line_in("Description", place, MAX_SHORT_CHARS)?;
    let kind = Code::read(reference.required("MsgType", place)?, "Document/RefDoc/MsgType")?;
    let mime = reference.line_in("MimeType", place, MAX_ID_CHARS)?;
    let inside = reference.one("Content", place)?;
    let before = documents.len();
    for content in inside.into_iter().flat_map(Element::elements) {
        if documents.len() > MAX_DOCUMENTS {
            break;
        }
        let content = read_content(content, mime.clone(), warnings)?;
        let description = description(&content, described.as_ref(), named.as_ref());
        documents.push(Document { description, content });
    }
    if documents.len() == before {
        let content = if kind.value() == "A" {
            Content::Attachment { mime, base64_chars: 0, file: None }
        } else {
            Content::Nothing
        };
        let description = description(&content, described.as_ref(), named.as_ref());
        documents.push(Document { description, content });
    }
    Ok(())
}

/// What a document is called: a file by its own name before what is said of it.
fn description(
    content: &Content,
    described: Option<&String>,
    named: Option<&String>,
) -> Option<String> {
    let (first, second) = match content {
        Content::Attachment { .. } => (named, described),
        _ => (described, named),
    };
    first.or(second).cloned()
}

/// The namespace and name decide, not what `MsgType` says about them.
fn read_content(
    element: &Element,
    mime: Option<String>,
    warnings: &mut Warnings,
) -> Result<Content, ReadError> {
    if element.is(DIALOG_1_1, "Dialogmelding") || element.is(DIALOG_1_0, "Dialogmelding") {
        return dialogmelding::read(element, warnings).map(Content::Dialogmelding);
    }
    if is_services(&element.namespace)
        && matches!(element.name.as_str(), "TjenesteOversikt" | "Tjenesteoversikt")
    {
        return tjenesteoversikt::read(element, warnings).map(Content::Tjenesteoversikt);
    }
    if element.is(RELATION, "Pasientrelasjon") {
        return pasientrelasjon::read(element, warnings).map(Content::Pasientrelasjon);
    }
    if element.is(PERSONS, "Personer") {
        return personer::read(element, warnings).map(Content::Personer);
    }
    if element.is(BASE64, "Base64Container") {
        let (base64_chars, file) = (element.text_bytes, element.take_file());
        return Ok(Content::Attachment { mime, base64_chars, file });
    }
    let namespace = element.namespace.chars().take(MAX_NAME_BYTES).collect();
    Ok(Content::Other { namespace, root: element.name.clone() })
}
