//! Files that nobody sends by mistake. They are made here and never stored.
//!
//! Each is answered with a clear refusal, or read within the limits, and none
//! costs much more memory than its own size.

#![expect(clippy::unwrap_used, reason = "what tests share is not itself marked as a test")]

mod files;
mod memory;

use std::fs;

use helsebro_messaging::{
    AppRecCode, Content, Fault, Header, Incoming, about, limits, read, read_incoming,
};

use files::{ENVELOPE_TAIL, base64, envelope, head, with_attachment};

/// One of our own messages.
fn message(situation: &str) -> String {
    fs::read_to_string(format!("tests/messages/{situation}.xml")).unwrap()
}

fn code(bytes: &[u8]) -> Option<AppRecCode> {
    read_incoming(bytes).err().map(|error| error.code())
}

#[test]
fn an_attachment_of_the_largest_size_is_read_and_one_that_is_larger_is_not() {
    let largest = base64(limits::MAX_ATTACHMENT_BYTES);
    let envelope = read(&with_attachment(&largest, "UTF-8")).unwrap();
    let Content::Attachment { base64_chars, .. } = envelope.documents[1].content else {
        panic!("not an attachment")
    };
    assert_eq!(base64_chars, 24_000_000);
    let larger = base64(limits::MAX_ATTACHMENT_BYTES + 1);
    let error = read(&with_attachment(&larger, "UTF-8")).unwrap_err();
    assert_eq!((error.code(), error.element()), (AppRecCode::T99, "Base64Container"));
    let limit = limits::MAX_ATTACHMENT_BYTES;
    assert_eq!(error.fault(), Fault::TooLarge { what: "bytes", limit });
}

#[test]
fn a_message_cut_off_anywhere_is_refused_and_its_head_is_kept_once_it_is_whole() {
    for situation in ["dialog-svar", "kontaktliste-kari"] {
        let whole = message(situation).into_bytes();
        let head_ends = message(situation).find("</MsgInfo>").unwrap() + "</MsgInfo>".len();
        let mut answered = 0;
        for end in (0..whole.len()).step_by(97) {
            let cut = &whole[..end];
            // White space after the root is no loss.
            assert!(matches!(code(cut), Some(AppRecCode::T01)), "{situation} at {end}");
            assert_eq!(about(cut).is_some(), end >= head_ends, "{situation} at {end}");
            answered += usize::from(end >= head_ends);
        }
        assert!(answered > 5, "{situation}");
        let header = Header::of(&read(&whole).unwrap());
        assert!(about(&whole[..head_ends]) == Some(header), "{situation}");
    }
}

#[test]
fn two_envelopes_in_one_are_refused_where_they_could_be_taken_for_one() {
    let [one, other] = [message("dialog-svar"), message("kontaktliste-kari")];
    let without_declaration = other.split_once("?>").unwrap().1;
    let info = |text: &str| {
        let start = text.find("<MsgInfo>").unwrap();
        let end = text.find("</MsgInfo>").unwrap() + "</MsgInfo>".len();
        text[start..end].to_owned()
    };
    for (what, spliced, expected) in [
        ("one after the other", format!("{one}{other}"), AppRecCode::T01),
        ("without declaration", format!("{one}{without_declaration}"), AppRecCode::T01),
        (
            "two heads",
            one.replace("</MsgInfo>", &format!("</MsgInfo>{}", info(&other))),
            AppRecCode::T02,
        ),
        (
            "two senders",
            one.replacen("<Sender>", "<Sender><Organisation/></Sender><Sender>", 1),
            AppRecCode::T02,
        ),
        ("two contents", one.replace("</Content>", "</Content><Content/>"), AppRecCode::T02),
    ] {
        assert_eq!(code(spliced.as_bytes()), Some(expected), "{what}");
    }
    for step in (0..one.len().min(other.len())).step_by(97) {
        let spliced = [&one.as_bytes()[..step], &other.as_bytes()[step..]].concat();
        if let Ok(Incoming::Message(envelope)) = read_incoming(&spliced) {
            // The halves fitted: it is one message, with the head of one of them.
            let id = envelope.info.message_id.raw().to_owned();
            assert!(one.contains(&id) || other.contains(&id));
        }
    }
    // An envelope within another is a document like any other.
    let inner = without_declaration.trim();
    let nested = one.replace("<Content>", &format!("<Content>{inner}"));
    let nested = read(nested.as_bytes()).unwrap();
    assert!(
        matches!(&nested.documents[0].content, Content::Other { root, .. } if root == "MsgHead")
    );
}

#[test]
fn a_head_is_found_however_long_what_follows_is_and_not_when_it_comes_late() {
    let long = with_attachment(&base64(3_000_000), "UTF-8");
    assert!(about(&long).is_some());
    let late = format!("<!--{}-->", " ".repeat(limits::MAX_HEADER_BYTES));
    assert!(
        about(message("dialog-svar").replace("<MsgInfo>", &format!("{late}<MsgInfo>")).as_bytes())
            .is_none()
    );
    assert!(about(envelope("", "").as_bytes()).is_some());
    for nothing in
        [b"".as_slice(), b"<", b"{}", b"<MsgHead/>", head("").as_bytes(), ENVELOPE_TAIL.as_bytes()]
    {
        assert!(about(nothing).is_none());
    }
}
