//! XML as a small tree. No document type, no entities but the five.

use quick_xml::NsReader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::ResolveResult;

const DEPTH_LIMIT: usize = 64;
const ELEMENT_LIMIT: usize = 50_000;

/// An element with its namespace.
#[derive(Debug, Default)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) space: String,
    pub(crate) attributes: Vec<(String, String)>,
    /// Its own text, children left out.
    pub(crate) text: String,
    pub(crate) children: Vec<Element>,
}

impl Element {
    /// The first child with this name.
    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// Every child with this name.
    pub(crate) fn all<'a>(&'a self, name: &'static str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The element down a path of first children.
    pub(crate) fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |here, name| here.child(name))
    }

    /// Its text without space around it; none when there is none.
    pub(crate) fn words(&self) -> Option<String> {
        let text = self.whole_text();
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// The text down a path.
    pub(crate) fn words_at(&self, path: &[&str]) -> Option<String> {
        self.at(path).and_then(Self::words)
    }

    /// An attribute without namespace.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let held = self.attributes.iter().find(|(held, _)| held == name);
        held.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// The `V` of a coded value down a path.
    pub(crate) fn value_at(&self, path: &[&str]) -> Option<&str> {
        self.at(path).and_then(|found| found.attribute("V"))
    }

    fn whole_text(&self) -> String {
        let mut text = self.text.clone();
        for child in &self.children {
            text.push_str(&child.whole_text());
            text.push(' ');
        }
        text
    }
}

/// The root of a document, or in a few words why it is no such thing.
pub(crate) fn parse(bytes: &[u8]) -> Result<Element, &'static str> {
    let text = std::str::from_utf8(bytes).map_err(|_| "dokumentet er ikke UTF-8")?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = NsReader::from_str(text);
    let mut open: Vec<Element> = Vec::new();
    let mut root = None;
    let mut count = 0;
    loop {
        let (space, event) = reader.read_resolved_event().map_err(|_| NOT_XML)?;
        let space = match space {
            ResolveResult::Bound(space) => space.as_ref().to_owned(),
            ResolveResult::Unbound => String::new(),
            ResolveResult::Unknown(_) => return Err("et navn har et prefiks uten navnerom"),
        };
        match event {
            Event::Start(start) => {
                if root.is_some() || open.len() >= DEPTH_LIMIT {
                    return Err("dokumentet har for mange nivåer eller to røtter");
                }
                count += 1;
                open.push(element(&start, space)?);
            }
            Event::Empty(start) => {
                count += 1;
                close(element(&start, space)?, &mut open, &mut root)?;
            }
            Event::End(_) => {
                let done = open.pop().ok_or(NOT_XML)?;
                close(done, &mut open, &mut root)?;
            }
            Event::Text(text) => add(&text.xml10_content(), &mut open)?,
            Event::CData(text) => add(&text.xml10_content(), &mut open)?,
            Event::GeneralRef(reference) => add(&letter(&reference)?, &mut open)?,
            Event::DocType(_) => return Err("dokumentet har en dokumenttype"),
            Event::Decl(_) | Event::Comment(_) | Event::PI(_) => {}
            Event::Eof => break,
        }
        if count > ELEMENT_LIMIT {
            return Err("dokumentet har for mange elementer");
        }
    }
    if !open.is_empty() {
        return Err("dokumentet slutter før det er ferdig");
    }
    root.ok_or(NOT_XML)
}

const NOT_XML: &str = "dokumentet er ikke velformet XML";

fn element(start: &BytesStart<'_>, space: String) -> Result<Element, &'static str> {
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|_| NOT_XML)?;
        let name = attribute.key.as_ref().to_owned();
        let value = quick_xml::escape::unescape(&attribute.value).map_err(|_| NOT_XML)?;
        attributes.push((name, value.into_owned()));
    }
    let name = start.local_name().as_ref().to_owned();
    Ok(Element { name, space, attributes, ..Element::default() })
}

fn close(
    done: Element,
    open: &mut [Element],
    root: &mut Option<Element>,
) -> Result<(), &'static str> {
    match open.last_mut() {
        Some(parent) => parent.children.push(done),
        None if root.is_none() => *root = Some(done),
        None => return Err("dokumentet har to røtter"),
    }
    Ok(())
}

fn add(text: &str, open: &mut [Element]) -> Result<(), &'static str> {
    match open.last_mut() {
        Some(element) => element.text.push_str(text),
        None if text.trim().is_empty() => {}
        None => return Err(NOT_XML),
    }
    Ok(())
}

fn letter(reference: &BytesRef<'_>) -> Result<String, &'static str> {
    if let Some(letter) = reference.resolve_char_ref().map_err(|_| NOT_XML)? {
        return Ok(letter.to_string());
    }
    let known = quick_xml::escape::resolve_predefined_entity(&reference.xml10_content());
    known.map(str::to_owned).ok_or("dokumentet har en ukjent entitet")
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_tree_has_names_namespaces_values_and_text() {
        let root = parse(
            b"<?xml version='1.0'?><a xmlns='urn:x' xmlns:y='urn:y'><b V='1 &amp; 2'/>\
              <y:c>en &lt; to &#248;<![CDATA[ <og> ]]></y:c></a>",
        )
        .unwrap();
        assert_eq!((root.name.as_str(), root.space.as_str()), ("a", "urn:x"));
        assert_eq!(root.value_at(&["b"]), Some("1 & 2"));
        assert_eq!(root.child("c").unwrap().space, "urn:y");
        assert_eq!(root.words_at(&["c"]).unwrap(), "en < to ø <og>");
    }

    #[test]
    fn what_is_not_well_formed_is_refused() {
        let odd: [&[u8]; 9] = [
            b"",
            b"bare tekst",
            b"<a>",
            b"<a></b>",
            b"<a/><b/>",
            b"<a>&ukjent;</a>",
            b"<!DOCTYPE a><a/>",
            b"<x:a/>",
            b"<a>\xff</a>",
        ];
        for bytes in odd {
            assert!(parse(bytes).is_err(), "{}", String::from_utf8_lossy(bytes));
        }
    }
}
