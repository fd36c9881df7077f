//! A small tree of XML, read with suspicion.
//!
//! Bytes become text ([`decode`]) and text becomes elements ([`parse`]) under the
//! limits of the crate. Document types are refused, so the only entities are the
//! five that XML itself defines. Comments and processing instructions are
//! dropped. What the elements mean is not known here.

mod base64;
mod decode;
mod element;
mod parse;

pub(crate) use base64::encode;
pub(crate) use decode::{Encoding, decode, decode_start, is_xml_char};
pub(crate) use element::{Element, Node, line};
pub(crate) use parse::{Files, parse, parse_until};
