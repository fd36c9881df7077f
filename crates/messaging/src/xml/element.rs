//! An element and what is asked of it.

use std::cell::Cell;
use std::rc::Rc;

use crate::error::{AppRecCode, Fault, ReadError};
use crate::names::{COMMON, same_namespace};

use super::base64::Decoding;

/// The attributes that blocks ask for; all are without namespace.
pub(super) const ATTRIBUTES: [&str; 4] = ["V", "S", "DN", "OT"];

/// An element with its namespace resolved; prefixes are gone.
pub(crate) struct Element {
    /// Shared by all elements that are in it.
    pub(crate) namespace: Rc<str>,
    pub(crate) name: String,
    /// Attributes that blocks ask for, and only those with something in them.
    pub(crate) attributes: Vec<(&'static str, String)>,
    pub(crate) children: Vec<Node>,
    /// Bytes of text directly inside; of an attachment, characters that are not
    /// white space, counted and not kept.
    pub(crate) text_bytes: usize,
    /// What an attachment holds, where files are asked for.
    pub(crate) file: Cell<Option<Box<Decoding>>>,
}

/// What stands in an element.
pub(crate) enum Node {
    Element(Box<Element>),
    Text(String),
}

impl Element {
    /// Whether this is the element of that name in that namespace.
    pub(crate) fn is(&self, namespace: &str, name: &str) -> bool {
        same_namespace(&self.namespace, namespace) && self.name == name
    }

    /// What an attachment holds, once; none when that is nothing, or cannot be read.
    pub(crate) fn take_file(&self) -> Option<Vec<u8>> {
        self.file.take()?.finish()
    }

    /// The elements directly inside.
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element.as_ref()),
            Node::Text(_) => None,
        })
    }

    /// The elements of that name directly inside, in this one's namespace or
    /// that of the common components, which several blocks borrow from.
    pub(crate) fn all<'a, 'n>(
        &'a self,
        name: &'n str,
    ) -> impl Iterator<Item = &'a Self> + use<'a, 'n> {
        self.elements().filter(move |child| {
            child.name == name
                && (same_namespace(&child.namespace, &self.namespace)
                    || *child.namespace == *COMMON)
        })
    }

    /// The one element of that name, if any. Two are refused: a reader that
    /// takes the first and one that takes the last would read different messages.
    pub(crate) fn one<'a>(
        &'a self,
        name: &str,
        place: &str,
    ) -> Result<Option<&'a Self>, ReadError> {
        let mut found = self.all(name);
        let first = found.next();
        if found.next().is_some() {
            let element = format!("{place}/{name}");
            return Err(ReadError::new(AppRecCode::T02, &element, Fault::Repeated));
        }
        Ok(first)
    }

    /// The one element of that name, which must be there.
    pub(crate) fn required<'a>(&'a self, name: &str, place: &str) -> Result<&'a Self, ReadError> {
        self.one(name, place)?.ok_or_else(|| ReadError::missing(&format!("{place}/{name}")))
    }

    /// The text of the one element of that name, on one line; nothing when empty.
    pub(crate) fn line_in(
        &self,
        name: &str,
        place: &str,
        limit: usize,
    ) -> Result<Option<String>, ReadError> {
        let Some(child) = self.one(name, place)? else { return Ok(None) };
        within(line(&child.text()), || format!("{place}/{name}"), limit)
    }

    /// The value of an attribute, if it stands there.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str())
    }

    /// The value of an attribute on one line; nothing when empty.
    pub(crate) fn attribute_line(
        &self,
        name: &str,
        place: &str,
        limit: usize,
    ) -> Result<Option<String>, ReadError> {
        let found = line(self.attribute(name).unwrap_or_default());
        within(found, || format!("{place}/@{name}"), limit)
    }

    /// All text inside, markup taken away and nothing put in its place.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        self.push_text(&mut text);
        text
    }

    fn push_text(&self, text: &mut String) {
        for node in &self.children {
            match node {
                Node::Element(element) => element.push_text(text),
                Node::Text(part) => text.push_str(part),
            }
        }
    }
}

/// The text on one line: white space collapsed, none at the ends.
pub(crate) fn line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

fn within(
    text: String,
    element: impl FnOnce() -> String,
    limit: usize,
) -> Result<Option<String>, ReadError> {
    if text.is_empty() {
        return Ok(None);
    }
    // A character is at most four bytes, so most texts need no counting.
    if text.len() > limit && text.chars().count() > limit {
        return Err(ReadError::too_large(&element(), "characters", limit));
    }
    Ok(Some(text))
}
