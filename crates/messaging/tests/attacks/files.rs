//! The files.

use helsebro_messaging::AppRecCode::{self, T01, T10, T99};
use helsebro_messaging::limits;

use crate::message;

/// A file that is made when it is needed.
pub(crate) struct Attack {
    pub(crate) name: &'static str,
    pub(crate) make: Box<dyn Fn() -> Vec<u8>>,
    pub(crate) answer: Answer,
}

/// What must come of it.
pub(crate) enum Answer {
    Refused(AppRecCode),
    Read,
}

/// Enough to matter, and little enough to wait for.
const BULK: usize = 900_000;

/// What stands after the text of the envelope that is bent.
pub(crate) const ENVELOPE_TAIL: &str = "</TekstNotatInnhold>";

const TEXT: &str = "Ja, vi kommer klokka 10.";

/// An answer with this instead of its text, and this before its root element.
pub(crate) fn envelope(inside: &str, before: &str) -> String {
    let answer = message("dialog-svar");
    assert!(answer.contains(TEXT) && answer.contains(ENVELOPE_TAIL));
    answer.replace(TEXT, inside).replacen("<MsgHead ", &format!("{before}<MsgHead "), 1)
}

/// The beginning of an envelope, with these attributes on its root element.
pub(crate) fn head(attributes: &str) -> String {
    format!("<MsgHead xmlns=\"http://www.kith.no/xmlstds/msghead/2006-05-24\"{attributes}>")
}

/// So many bytes as base64, without line breaks.
pub(crate) fn base64(bytes: usize) -> String {
    "QUJD".repeat(bytes.div_ceil(3))
}

/// A message with an attachment in this encoding.
pub(crate) fn with_attachment(base64: &str, encoding: &str) -> Vec<u8> {
    let answer = message("dialog-svar").replacen("UTF-8", encoding, 1);
    let attachment = format!(
        "<Document><RefDoc><MsgType V=\"A\"/><MimeType>application/pdf</MimeType><Content>\
         <b:Base64Container xmlns:b=\"http://www.kith.no/xmlstds/base64container\">{base64}\
         </b:Base64Container></Content></RefDoc></Document></MsgHead>"
    );
    let text = answer.replace("</MsgHead>", &attachment);
    if encoding == "UTF-8" { text.into_bytes() } else { latin1(&text) }
}

/// As ISO-8859-1, where the few signs of ours that are not ASCII are one byte each.
fn latin1(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    for part in text.split_inclusive(|c: char| !c.is_ascii()) {
        let last = part.chars().last().unwrap();
        bytes.extend_from_slice(&part.as_bytes()[..part.len() - last.len_utf8()]);
        bytes.push(u8::try_from(u32::from(last)).unwrap());
    }
    bytes
}

fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2], mark: bool) -> Vec<u8> {
    let mark = if mark { "\u{FEFF}" } else { "" };
    format!("{mark}{text}").encode_utf16().flat_map(to_bytes).collect()
}

pub(crate) fn attacks() -> Vec<Attack> {
    [entities(), bulk(), attachments(), encodings(), not_xml()].into_iter().flatten().collect()
}

fn attack(name: &'static str, answer: Answer, make: impl Fn() -> Vec<u8> + 'static) -> Attack {
    Attack { name, make: Box::new(make), answer }
}

fn refused(name: &'static str, code: AppRecCode, make: impl Fn() -> String + 'static) -> Attack {
    attack(name, Answer::Refused(code), move || make().into_bytes())
}

fn entities() -> Vec<Attack> {
    vec![
        refused("entities that grow tenfold each", T99, || {
            let levels: String = (1..12)
                .map(|level| {
                    format!("<!ENTITY e{level} \"{}\">", format!("&e{};", level - 1).repeat(10))
                })
                .collect();
            envelope("&e11;", &format!("<!DOCTYPE MsgHead [<!ENTITY e0 \"lol\">{levels}]>"))
        }),
        refused("one long entity many times", T99, || {
            let entity = "a".repeat(100_000);
            let doctype = format!("<!DOCTYPE MsgHead [<!ENTITY a \"{entity}\">]>");
            envelope(&"&a;".repeat(100_000), &doctype)
        }),
        refused("an entity from a file", T99, || {
            envelope("&a;", "<!DOCTYPE MsgHead [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>")
        }),
        refused("a parameter entity from the network", T99, || {
            envelope("", "<!DOCTYPE MsgHead [<!ENTITY % a SYSTEM \"http://127.0.0.1/a\"> %a;]>")
        }),
        refused("a document type from the network", T99, || {
            envelope("", "<!DOCTYPE MsgHead SYSTEM \"http://127.0.0.1/a.dtd\">")
        }),
        refused("a document type that never ends", T99, || {
            envelope("", &format!("<!DOCTYPE MsgHead [{}]>", "<!-- a -->".repeat(100_000)))
        }),
        refused("an entity that was never declared", T01, || envelope("&a;", "")),
        refused("references to one sign each", T99, || {
            envelope(&"&#65;".repeat(limits::MAX_ATTACHMENT_REFERENCES + 1), "")
        }),
    ]
}

fn bulk() -> Vec<Attack> {
    vec![
        refused("elements inside each other", T99, || envelope(&"<b>".repeat(BULK / 3), "")),
        refused("elements beside each other", T99, || envelope(&"<b/>".repeat(BULK / 4), "")),
        refused("elements and texts in turn", T99, || envelope(&"a<b/>\n".repeat(BULK / 6), "")),
        refused("attributes on one element", T99, || {
            let many: String = (0..BULK / 10).map(|number| format!(" a{number}=''")).collect();
            envelope(&format!("<b{many}/>"), "")
        }),
        attack("attributes on many elements", Answer::Read, || {
            let some: String =
                (0..limits::MAX_ATTRIBUTES).map(|number| format!(" a{number}='1'")).collect();
            envelope(&format!("Hei<b{some}/>").repeat(BULK / some.len()), "").into_bytes()
        }),
        refused("values that are kept on many elements", T99, || {
            envelope(&"<b V='1' S='1' DN='1' OT='1'/>".repeat(limits::MAX_ELEMENTS), "")
        }),
        refused("long values on many elements", T99, || {
            let value = "x".repeat(limits::MAX_ATTRIBUTE_BYTES);
            envelope(
                &format!("<b DN='{value}'/>").repeat(limits::MAX_KEPT_BYTES / value.len() + 1),
                "",
            )
        }),
        refused("namespaces on one element", T99, || {
            let many: String =
                (0..BULK / 20).map(|number| format!(" xmlns:n{number}='n'")).collect();
            head(&many)
        }),
        refused("a namespace of its own on each element", T99, || {
            let many: String = (0..=limits::MAX_ELEMENTS)
                .map(|number| format!("<b xmlns='n{number:030}'/>"))
                .collect();
            envelope(&many, "")
        }),
        refused("one long value", T99, || envelope(&format!("<b a='{}'/>", "x".repeat(BULK)), "")),
        refused("one long name", T99, || envelope(&format!("<{}/>", "b".repeat(BULK)), "")),
        refused("one long text", T99, || envelope(&"å".repeat(BULK / 2), "")),
        refused("long texts in many elements", T99, || {
            let text = "å".repeat(limits::MAX_TEXT_BYTES / 4);
            envelope(&format!("<b>{text}</b>").repeat(limits::MAX_KEPT_BYTES / text.len() + 1), "")
        }),
        refused("nothing but space", T99, || envelope(&" \n".repeat(BULK / 2), "")),
        refused("a document many times", T99, || {
            let answer = message("dialog-svar");
            let start = answer.find("<Document>").unwrap();
            let end = answer.find("</Document>").unwrap() + "</Document>".len();
            let document = &answer[start..end];
            answer.replace(document, &document.repeat(BULK / document.len()))
        }),
        attack("a long comment", Answer::Read, || {
            envelope(&format!("<!--{}-->Hei", "a".repeat(BULK)), "").into_bytes()
        }),
        attack("a long instruction", Answer::Read, || {
            envelope(&format!("<?a {}?>Hei", "a".repeat(BULK)), "").into_bytes()
        }),
        refused("a receipt with errors without end", T99, || {
            let errors = "<Error V=\"X99\"/>".repeat(BULK / 16);
            format!(
                "<AppRec xmlns=\"http://www.kith.no/xmlstds/apprec/2012-02-15\">{errors}</AppRec>"
            )
        }),
        refused("a list of persons without end", T99, || {
            let persons = "<Person/>".repeat(limits::MAX_PERSONS + 1);
            let list = format!(
                "<Document><RefDoc><MsgType V=\"XML\"/><Content><Personer \
                 xmlns=\"http://www.kith.no/xmlstds/person/2014-03-28\">{persons}</Personer>\
                 </Content></RefDoc></Document></MsgHead>"
            );
            message("dialog-svar").replace("</MsgHead>", &list)
        }),
        refused("more than an envelope may hold", T99, || {
            envelope("", "") + &" ".repeat(limits::MAX_ENVELOPE_BYTES)
        }),
    ]
}

fn attachments() -> Vec<Attack> {
    let large = || base64(BULK);
    vec![
        attack("the largest attachment in lines of ISO-8859-1", Answer::Read, || {
            let line = base64(57) + "\r\n";
            let lines = line.repeat(limits::MAX_ATTACHMENT_BYTES / 57);
            with_attachment(&lines, "ISO-8859-1")
        }),
        attack("an attachment in lines", Answer::Read, || {
            with_attachment(&"QUJDQUJDQUJDQUJDQUJDQUJD\r\n".repeat(BULK / 26), "UTF-8")
        }),
        attack("an attachment as character data", Answer::Read, move || {
            with_attachment(&format!("<![CDATA[{}]]>", large()), "UTF-8")
        }),
        attack("an attachment that is too large", Answer::Refused(T99), || {
            with_attachment(&base64(limits::MAX_ATTACHMENT_BYTES + 1), "UTF-8")
        }),
        attack("an attachment of references", Answer::Refused(T99), || {
            with_attachment(&"&#65;".repeat(limits::MAX_ATTACHMENT_REFERENCES + 1), "UTF-8")
        }),
        attack("nothing but æ in ISO-8859-1", Answer::Refused(T99), || {
            let text = envelope("æ", "").replacen("UTF-8", "ISO-8859-1", 1);
            let bytes = latin1(&text);
            let at = bytes.iter().position(|byte| *byte == 0xE6).unwrap();
            let many = vec![0xE6; limits::MAX_KEPT_BYTES * 2];
            [&bytes[..at], &many, &bytes[at..]].concat()
        }),
        attack("as much æ as is kept in ISO-8859-1", Answer::Refused(T99), || {
            let text = envelope("æ", "").replacen("UTF-8", "ISO-8859-1", 1);
            let bytes = latin1(&text);
            let at = bytes.iter().position(|byte| *byte == 0xE6).unwrap();
            let many = vec![0xE6; limits::MAX_KEPT_BYTES - 100];
            [&bytes[..at], &many, &bytes[at..]].concat()
        }),
    ]
}

fn encodings() -> Vec<Attack> {
    let answer = || message("dialog-svar");
    let wide = |name, to_bytes: fn(u16) -> [u8; 2], mark| {
        attack(name, Answer::Refused(T10), move || utf16(&answer(), to_bytes, mark))
    };
    let with_bytes = |name, bytes: &'static [u8]| {
        attack(name, Answer::Refused(T01), move || {
            let whole = answer().into_bytes();
            let at = answer().find(TEXT).unwrap();
            [&whole[..at], bytes, &whole[at..]].concat()
        })
    };
    vec![
        wide("UTF-16 little end first with mark", u16::to_le_bytes, true),
        wide("UTF-16 little end first without mark", u16::to_le_bytes, false),
        wide("UTF-16 big end first with mark", u16::to_be_bytes, true),
        wide("UTF-16 big end first without mark", u16::to_be_bytes, false),
        refused("declared as UTF-16", T10, move || answer().replacen("UTF-8", "UTF-16", 1)),
        refused("declared as windows-1252", T10, move || {
            answer().replacen("UTF-8", "windows-1252", 1)
        }),
        attack("ISO-8859-1 declared as UTF-8", Answer::Refused(T01), move || latin1(&answer())),
        attack("UTF-8 declared as ISO-8859-1", Answer::Read, move || {
            answer().replacen("UTF-8", "ISO-8859-1", 1).into_bytes()
        }),
        with_bytes("a lone surrogate", b"\xED\xA0\x80"),
        with_bytes("a pair of surrogates", b"\xED\xA0\xBD\xED\xB8\x80"),
        with_bytes("an overlong sign", b"\xC0\xBC"),
        with_bytes("a sign beyond the last", b"\xF4\x90\x80\x80"),
        with_bytes("a byte that never stands alone", b"\xBF"),
        with_bytes("a byte of zeros", b"\0"),
        refused("a reference to a surrogate", T01, || envelope("&#xD800;", "")),
        refused("a reference to zero", T01, || envelope("&#0;", "")),
        refused("a reference beyond the last sign", T01, || envelope("&#x110000;", "")),
        refused("a reference too long for any number", T01, || {
            envelope(&format!("&#{};", "9".repeat(100_000)), "")
        }),
    ]
}

fn not_xml() -> Vec<Attack> {
    [
        ("nothing", b"".as_slice()),
        ("a picture", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR"),
        ("a packed file", b"PK\x03\x04\x14\0\0\0"),
        ("another kind of message", b"MSH|^~\\&|A|B|C|D\r"),
        ("an object", b"{\"resourceType\":\"Communication\"}"),
        ("a page", b"<html><body><p>Hei<br></body></html>"),
        ("a signature", b"0\x82\x01\n\x06\t*\x86H\x86\xF7\r\x01\x07\x02"),
    ]
    .into_iter()
    .map(|(name, bytes)| attack(name, Answer::Refused(T01), move || bytes.to_vec()))
    .collect()
}
