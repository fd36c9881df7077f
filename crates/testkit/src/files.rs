//! Small files of each kind, as whole as the rules ask, and the harm that the fake
//! scanner knows.

use helsebro_actions::dialog::attachments::NewFile;
use helsebro_partners::scanner::FakeScanner;

/// A document with these words in it.
pub fn pdf(words: &[u8]) -> Vec<u8> {
    let (start, end) = (b"%PDF-1.7\n% ", b"\ntrailer\n<< >>\nstartxref\n0\n%%EOF\n");
    [&start[..], words, end].concat()
}

/// A picture of so many bytes and a few more.
pub fn png(content: usize) -> Vec<u8> {
    let part = |name: &[u8; 4], content: &[u8]| {
        let length = u32::try_from(content.len()).expect("a small part").to_be_bytes();
        [&length[..], name, content, &[0; 4]].concat()
    };
    let parts = [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        part(b"IHDR", &[1; 13]),
        part(b"IDAT", &vec![7; content]),
        part(b"IEND", b""),
    ];
    parts.concat()
}

/// A file as somebody hands it over.
pub fn file(name: &str, bytes: Vec<u8>) -> NewFile {
    NewFile { name: name.to_owned(), bytes }
}

/// A document in which the scanner finds something.
pub fn harmful() -> Vec<u8> {
    pdf(FakeScanner::HARMFUL)
}
