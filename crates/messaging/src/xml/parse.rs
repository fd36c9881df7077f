//! From text to elements.

use std::borrow::Cow;
use std::cell::Cell;
use std::rc::Rc;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{NamespaceError, ResolveResult};
use quick_xml::reader::NsReader;

use super::decode::is_xml_char;
use super::element::{ATTRIBUTES, Element, Node};
use crate::error::{AppRecCode, Fault, ReadError};
use crate::limits::{
    MAX_ATTACHMENT_BYTES, MAX_ATTACHMENT_REFERENCES, MAX_ATTRIBUTE_BYTES, MAX_ATTRIBUTES,
    MAX_DEPTH, MAX_ELEMENTS, MAX_KEPT_BYTES, MAX_NAME_BYTES, MAX_NAMESPACES, MAX_TEXT_BYTES,
};
use crate::names::BASE64;

/// Whether what attachments hold is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Files {
    /// It is counted and let go.
    #[default]
    Counted,
    /// It is decoded and kept.
    Kept,
}

/// The root element of a document.
pub(crate) fn parse(text: &str, files: Files) -> Result<Element, ReadError> {
    let mut tree = Tree { files, ..Tree::default() };
    tree.grow(text, |_| false)?;
    tree.finish()
}

/// The root element with what stands in it up to and with its first child of
/// this name, whatever comes after; none when that cannot be reached.
pub(crate) fn parse_until(text: &str, namespace: &str, child: &str) -> Option<Element> {
    let mut tree = Tree::default();
    let found = |tree: &Tree| match tree.open.as_slice() {
        [root] => {
            matches!(root.children.last(), Some(Node::Element(last)) if last.is(namespace, child))
        }
        _ => false,
    };
    tree.grow(text, found).ok()?;
    tree.open.into_iter().next().or(tree.root)
}

/// The tree while it grows: the open elements from the root down.
#[derive(Default)]
struct Tree {
    open: Vec<Element>,
    root: Option<Element>,
    elements: usize,
    /// Bytes of names, values and texts so far.
    kept_bytes: usize,
    /// The namespace of the last element; most have the same as the one before.
    namespace: Option<Rc<str>>,
    files: Files,
    /// References in attachments so far.
    references: usize,
}

/// Characters of base64 for the largest attachment.
const MAX_BASE64_CHARS: usize = MAX_ATTACHMENT_BYTES.div_ceil(3) * 4;

impl Tree {
    /// Takes in the text until its end, or until an element has closed that is enough.
    fn grow(&mut self, text: &str, enough: impl Fn(&Self) -> bool) -> Result<(), ReadError> {
        let mut reader = NsReader::from_str(text);
        reader.resolver_mut().set_max_namespace_bindings(MAX_NAMESPACES);
        let mut first = true;
        loop {
            let (namespace, event) =
                reader.read_resolved_event().map_err(|error| cannot_follow(&error))?;
            match event {
                Event::Start(start) => self.open(&namespace, &start)?,
                Event::Empty(start) => {
                    self.open(&namespace, &start)?;
                    self.close()?;
                }
                Event::End(_) => {
                    self.close()?;
                    if enough(self) {
                        return Ok(());
                    }
                }
                // An attachment is counted where it stands; a copy of it would cost as much.
                Event::Text(part) if self.is_in_attachment() => self.attachment(&part)?,
                Event::CData(part) if self.is_in_attachment() => self.attachment(&part)?,
                Event::Text(part) => self.text(&part.xml10_content())?,
                Event::CData(part) => self.characters(&part.xml10_content())?,
                // Some writers give the end of a line as a reference.
                Event::GeneralRef(entity) if self.is_in_attachment() => {
                    self.refer()?;
                    let mut buffer = [0; 4];
                    self.attachment(character(&entity)?.encode_utf8(&mut buffer))?;
                }
                Event::GeneralRef(entity) => {
                    let mut buffer = [0; 4];
                    self.characters(character(&entity)?.encode_utf8(&mut buffer))?;
                }
                Event::DocType(_) => {
                    return Err(ReadError::new(AppRecCode::T99, "The envelope", Fault::Doctype));
                }
                Event::Decl(_) if !first => {
                    return Err(ReadError::not_well_formed("a declaration that is not first"));
                }
                Event::Decl(_) | Event::Comment(_) | Event::PI(_) => {}
                Event::Eof => return Ok(()),
            }
            first = false;
        }
    }

    fn open(
        &mut self,
        namespace: &ResolveResult<'_>,
        start: &BytesStart<'_>,
    ) -> Result<(), ReadError> {
        if self.open.len() >= MAX_DEPTH {
            return Err(ReadError::too_large(
                "The envelope",
                "elements inside each other",
                MAX_DEPTH,
            ));
        }
        self.elements += 1;
        if self.elements > MAX_ELEMENTS {
            return Err(ReadError::too_large("The envelope", "elements", MAX_ELEMENTS));
        }
        if self.open.is_empty() && self.root.is_some() {
            return Err(ReadError::not_well_formed("more than one root element"));
        }
        let namespace = match namespace {
            ResolveResult::Bound(found) => found.into_inner(),
            ResolveResult::Unbound => "",
            ResolveResult::Unknown(_) => {
                return Err(ReadError::not_well_formed("a prefix that is not declared"));
            }
        };
        let namespace = self.shared(namespace)?;
        let name = start.name();
        check_name(name.as_ref())?;
        let name = name.local_name().as_ref().to_owned();
        let attributes = attributes(start)?;
        let values: usize = attributes.iter().map(|(_, value)| value.len()).sum();
        self.keep(name.len() + values)?;
        self.open.push(Element {
            namespace,
            name,
            attributes,
            children: Vec::new(),
            text_bytes: 0,
            file: Cell::new(None),
        });
        Ok(())
    }

    fn close(&mut self) -> Result<(), ReadError> {
        let Some(closed) = self.open.pop() else {
            return Err(ReadError::not_well_formed("an end without a start"));
        };
        match self.open.last_mut() {
            Some(parent) => parent.children.push(Node::Element(Box::new(closed))),
            None => self.root = Some(closed),
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), ReadError> {
        if text.contains(']') && text.contains("]]>") {
            return Err(ReadError::not_well_formed("the end of a character section in text"));
        }
        // White space may stand around the root element.
        if self.open.is_empty() && text.trim_ascii().is_empty() {
            return Ok(());
        }
        self.characters(text)
    }

    fn characters(&mut self, text: &str) -> Result<(), ReadError> {
        self.keep(text.len())?;
        let Some(element) = self.open.last_mut() else {
            return Err(ReadError::not_well_formed("text outside the root element"));
        };
        element.text_bytes += text.len();
        if element.text_bytes > MAX_TEXT_BYTES {
            return Err(ReadError::too_large("An element", "bytes of text", MAX_TEXT_BYTES));
        }
        if let Some(Node::Text(before)) = element.children.last_mut() {
            before.push_str(text);
        } else {
            element.children.push(Node::Text(text.to_owned()));
        }
        Ok(())
    }

    fn is_in_attachment(&self) -> bool {
        self.open.last().is_some_and(|element| element.is(BASE64, "Base64Container"))
    }

    fn attachment(&mut self, text: &str) -> Result<(), ReadError> {
        let files = self.files;
        let Some(element) = self.open.last_mut() else { return Ok(()) };
        element.text_bytes +=
            text.as_bytes().chunks(COUNTED_AT_ONCE).map(count_signs).sum::<usize>();
        if element.text_bytes > MAX_BASE64_CHARS {
            return Err(ReadError::too_large("Base64Container", "bytes", MAX_ATTACHMENT_BYTES));
        }
        if files == Files::Kept {
            element.file.get_mut().get_or_insert_default().push(text.as_bytes());
        }
        Ok(())
    }

    /// Counts references, which cost far more to follow than other signs.
    fn refer(&mut self) -> Result<(), ReadError> {
        self.references += 1;
        if self.references > MAX_ATTACHMENT_REFERENCES {
            let (what, limit) = ("references", MAX_ATTACHMENT_REFERENCES);
            return Err(ReadError::too_large("Base64Container", what, limit));
        }
        Ok(())
    }

    /// Counts what is kept.
    fn keep(&mut self, bytes: usize) -> Result<(), ReadError> {
        self.kept_bytes += bytes;
        if self.kept_bytes > MAX_KEPT_BYTES {
            let what = "bytes outside attachments";
            return Err(ReadError::too_large("The envelope", what, MAX_KEPT_BYTES));
        }
        Ok(())
    }

    /// The namespace, shared with the element before when it is the same.
    fn shared(&mut self, namespace: &str) -> Result<Rc<str>, ReadError> {
        if let Some(last) = &self.namespace
            && **last == *namespace
        {
            return Ok(Rc::clone(last));
        }
        self.keep(namespace.len())?;
        let new: Rc<str> = Rc::from(namespace);
        self.namespace = Some(Rc::clone(&new));
        Ok(new)
    }

    fn finish(self) -> Result<Element, ReadError> {
        if !self.open.is_empty() {
            return Err(ReadError::not_well_formed("it ends before its root element does"));
        }
        self.root.ok_or_else(|| ReadError::not_well_formed("there is no root element"))
    }
}

/// How many bytes are counted in one byte.
const COUNTED_AT_ONCE: usize = 255;

/// How many of these bytes, at most [`COUNTED_AT_ONCE`], are not white space.
fn count_signs(bytes: &[u8]) -> usize {
    let signs: u8 = bytes.iter().map(|byte| u8::from(!byte.is_ascii_whitespace())).sum();
    usize::from(signs)
}

/// The library's error quotes the envelope, so only its kind is kept.
fn cannot_follow(error: &quick_xml::Error) -> ReadError {
    if let quick_xml::Error::Namespace(NamespaceError::TooManyBindings(_)) = error {
        return ReadError::too_large("An element", "namespaces", MAX_NAMESPACES);
    }
    ReadError::not_well_formed("its markup cannot be followed")
}

fn attributes(start: &BytesStart<'_>) -> Result<Vec<(&'static str, String)>, ReadError> {
    let bad = || ReadError::not_well_formed("an attribute that cannot be read");
    let mut kept = Vec::new();
    for (before, attribute) in start.attributes().enumerate() {
        if before >= MAX_ATTRIBUTES {
            return Err(ReadError::too_large("An element", "attributes", MAX_ATTRIBUTES));
        }
        let attribute = attribute.map_err(|_| bad())?;
        if attribute.value.len() > MAX_ATTRIBUTE_BYTES {
            return Err(ReadError::too_large("An attribute", "bytes", MAX_ATTRIBUTE_BYTES));
        }
        check_name(attribute.key.as_ref())?;
        // Only the predefined entities are known, so a value cannot grow.
        let value: Cow<'_, str> =
            attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| bad())?;
        // What stands there as it is was looked at with the whole text.
        let is_written_out = matches!(value, Cow::Owned(_));
        if attribute.value.contains('<') || is_written_out && !value.chars().all(is_xml_char) {
            return Err(bad());
        }
        let asked_for = ATTRIBUTES.into_iter().find(|name| *name == attribute.key.as_ref());
        if let Some(name) = asked_for
            && !value.is_empty()
        {
            kept.push((name, value.into_owned()));
        }
    }
    Ok(kept)
}

/// The character that a reference stands for.
fn character(entity: &BytesRef<'_>) -> Result<char, ReadError> {
    let bad = || ReadError::not_well_formed("a reference that cannot be resolved");
    let found = match entity.resolve_char_ref() {
        Ok(Some(found)) => found,
        Ok(None) => match entity.as_ref() {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "apos" => '\'',
            "quot" => '"',
            _ => return Err(bad()),
        },
        Err(_) => return Err(bad()),
    };
    if is_xml_char(found) { Ok(found) } else { Err(bad()) }
}

/// Names are letters, digits and a few signs; the library takes more than XML does.
fn check_name(name: &str) -> Result<(), ReadError> {
    if name.len() > MAX_NAME_BYTES {
        return Err(ReadError::too_large("A name", "bytes", MAX_NAME_BYTES));
    }
    let starts = |c: char| c.is_alphabetic() || c == '_';
    let goes_on = |c: char| {
        c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '\u{B7}' | '\u{300}'..='\u{36F}')
    };
    let is_plain = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_alphabetic())
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let right =
        |part: &str| is_plain(part) || part.starts_with(starts) && part.chars().all(goes_on);
    let right = match name.split_once(':') {
        Some((prefix, local)) => right(prefix) && right(local),
        None => right(name),
    };
    if right { Ok(()) } else { Err(ReadError::not_well_formed("a name that XML does not allow")) }
}
