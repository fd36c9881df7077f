//! What a file is, by its bytes.
//!
//! Enough of each kind's structure is walked to know where it begins and ends: a
//! file that is cut off, that is also something else, or that hides another file
//! behind its end is not one of ours. What stands inside it is the scanner's to see.

use super::files::{FileFault, FileKind, FoundFile};

/// How far into a file a browser looks to guess what it is.
const SNIFFED: usize = 1_024;

/// How near its end a PDF must say that it ends.
const PDF_TAIL: usize = 2_048;

/// The most bytes from an archive's last record to the end of the file.
const ARCHIVE_TAIL: usize = 65_557;

/// The most parts of a picture that are walked.
const MAX_PARTS: usize = 200_000;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Looks at a whole file.
pub(super) fn look(bytes: &[u8]) -> Result<FoundFile, FileFault> {
    if bytes.is_empty() {
        return Err(FileFault::Empty);
    }
    let (kind, length) = if bytes.starts_with(b"%PDF-") {
        (FileKind::Pdf, pdf(bytes)?)
    } else if bytes.starts_with(b"\xff\xd8\xff") {
        (FileKind::Jpeg, jpeg(bytes)?)
    } else if bytes.starts_with(PNG) {
        (FileKind::Png, png(bytes)?)
    } else {
        return Err(FileFault::OtherKind);
    };
    let hides = behind_the_end(&bytes[length..]) || is_archive(bytes);
    if hides || is_page(bytes) || (kind != FileKind::Pdf && within(bytes, SNIFFED, b"%PDF-")) {
        return Err(FileFault::TwoKinds);
    }
    Ok(FoundFile { kind, length })
}

/// A PDF ends with where its table is and `%%EOF`, and nothing but line ends after.
fn pdf(bytes: &[u8]) -> Result<usize, FileFault> {
    let versioned = bytes.get(5).is_some_and(u8::is_ascii_digit) && bytes.get(6) == Some(&b'.');
    let end = bytes.iter().rposition(|byte| !matches!(byte, b'\0' | b' ' | b'\t' | b'\r' | b'\n'));
    let end = end.map_or(0, |last| last + 1);
    let tail = &bytes[end.saturating_sub(PDF_TAIL)..end];
    if !versioned || !tail.ends_with(b"%%EOF") || find(tail, b"startxref").is_none() {
        return Err(FileFault::Broken);
    }
    Ok(bytes.len())
}

/// A PNG is a row of parts, each with its length; the first describes it, and it
/// ends where its last part ends.
fn png(bytes: &[u8]) -> Result<usize, FileFault> {
    let mut at = PNG.len();
    let mut has_content = false;
    for number in 0..MAX_PARTS {
        let length = number_at(bytes, at).ok_or(FileFault::Broken)?;
        let name = bytes.get(at + 4..at + 8).ok_or(FileFault::Broken)?;
        let next = at.checked_add(12).and_then(|at| at.checked_add(length));
        let next = next.filter(|next| *next <= bytes.len()).ok_or(FileFault::Broken)?;
        if (number == 0) != (name == b"IHDR") || !name.iter().all(u8::is_ascii_alphabetic) {
            return Err(FileFault::Broken);
        }
        has_content |= name == b"IDAT";
        match name {
            b"IHDR" if length != 13 => return Err(FileFault::Broken),
            b"IEND" if length == 0 && has_content => return Ok(next),
            b"IEND" => return Err(FileFault::Broken),
            _ => at = next,
        }
    }
    Err(FileFault::Broken)
}

/// A JPEG is a row of marked parts; after the beginning of a scan come its bytes,
/// up to the next mark that is none of the scan's own.
fn jpeg(bytes: &[u8]) -> Result<usize, FileFault> {
    let mut at = 2;
    let (mut has_frame, mut has_scan) = (false, false);
    for _ in 0..MAX_PARTS {
        if bytes.get(at) != Some(&0xff) {
            return Err(FileFault::Broken);
        }
        let rest = &bytes[at..];
        let filled = rest.iter().take_while(|byte| **byte == 0xff).count();
        let mark = *bytes.get(at + filled).ok_or(FileFault::Broken)?;
        at += filled + 1;
        match mark {
            0xd9 if has_frame && has_scan => return Ok(at),
            0x00 | 0xd8 | 0xd9 => return Err(FileFault::Broken),
            0x01 | 0xd0..=0xd7 => continue,
            _ => {}
        }
        let length =
            bytes.get(at..at + 2).map(|two| usize::from(two[0]) << 8 | usize::from(two[1]));
        let length = length.filter(|length| *length >= 2).ok_or(FileFault::Broken)?;
        at += length;
        has_frame |= matches!(mark, 0xc0..=0xcf) && !matches!(mark, 0xc4 | 0xc8 | 0xcc);
        if mark == 0xda {
            has_scan = true;
            at = end_of_scan(bytes, at)?;
        }
    }
    Err(FileFault::Broken)
}

/// Where the bytes of a scan end: at a mark that is neither a zero nor a restart.
fn end_of_scan(bytes: &[u8], from: usize) -> Result<usize, FileFault> {
    let mut at = from;
    loop {
        let rest = bytes.get(at..).ok_or(FileFault::Broken)?;
        at += rest.iter().position(|byte| *byte == 0xff).ok_or(FileFault::Broken)?;
        match bytes.get(at + 1) {
            Some(0x00 | 0xd0..=0xd7) => at += 2,
            Some(0xff) => at += 1,
            Some(_) => return Ok(at),
            None => return Err(FileFault::Broken),
        }
    }
}

/// Whether what stands after a picture's end begins as something that can be opened.
/// It is cut off all the same; a file that was made to be two things is not taken.
fn behind_the_end(rest: &[u8]) -> bool {
    let known: [&[u8]; 6] =
        [b"PK\x03\x04", b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf", b"MZ", b"\x7fELF"];
    known.iter().any(|start| rest.starts_with(start))
        || within(rest, SNIFFED, b"%PDF-")
        || is_page(rest)
}

/// Whether the file's end is an archive's: such a file opens as one, whatever it
/// begins as.
fn is_archive(bytes: &[u8]) -> bool {
    let from = bytes.len().saturating_sub(ARCHIVE_TAIL);
    let mut tail = &bytes[from..];
    while let Some(at) = find(tail, b"PK\x05\x06") {
        let record = &tail[at..];
        let comment = record.get(20..22).map(|two| usize::from(two[1]) << 8 | usize::from(two[0]));
        if comment.is_some_and(|comment| comment + 22 == record.len()) {
            return true;
        }
        tail = &tail[at + 4..];
    }
    false
}

/// Whether a browser that guesses could take the file for a page.
fn is_page(bytes: &[u8]) -> bool {
    let signs: [&[u8]; 4] = [b"<html", b"<script", b"<!doctype html", b"<svg"];
    let first = bytes[..bytes.len().min(SNIFFED)].to_ascii_lowercase();
    signs.iter().any(|sign| find(&first, sign).is_some())
}

fn within(bytes: &[u8], first: usize, sign: &[u8]) -> bool {
    find(&bytes[..bytes.len().min(first)], sign).is_some()
}

fn find(bytes: &[u8], sign: &[u8]) -> Option<usize> {
    bytes.windows(sign.len()).position(|part| part == sign)
}

fn number_at(bytes: &[u8], at: usize) -> Option<usize> {
    let four: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
    usize::try_from(u32::from_be_bytes(four)).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::dialog::FileName;

    fn pdf() -> Vec<u8> {
        b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\nxref\n0 1\ntrailer\n<< /Root 1 0 R >>\n\
          startxref\n45\n%%EOF\n"
            .to_vec()
    }

    fn part(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len()).unwrap().to_be_bytes();
        [&length[..], name, content, &[0; 4]].concat()
    }

    fn png() -> Vec<u8> {
        png_of(&[(b"IHDR", &[1; 13]), (b"IDAT", b"abc"), (b"IEND", b"")])
    }

    fn segment(mark: u8, content: &[u8]) -> Vec<u8> {
        let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
        [&[0xff, mark], &length[..], content].concat()
    }

    fn frame() -> Vec<u8> {
        segment(0xc0, &[8; 15])
    }

    /// The beginning of a scan and its bytes: with a zero, a restart and a filled mark in it.
    fn scan() -> Vec<u8> {
        let bytes = [0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56, 0xff];
        [&segment(0xda, &[1; 10])[..], &bytes].concat()
    }

    fn jpeg_of(segments: &[Vec<u8>]) -> Vec<u8> {
        [vec![0xff, 0xd8], segments.concat(), vec![0xff, 0xd9]].concat()
    }

    fn jpeg_with(comment: &[u8]) -> Vec<u8> {
        jpeg_of(&[segment(0xfe, comment), frame(), scan()])
    }

    fn png_of(parts: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
        let parts: Vec<_> = parts.iter().map(|(name, content)| part(name, content)).collect();
        [PNG.to_vec(), parts.concat()].concat()
    }

    fn jpeg() -> Vec<u8> {
        jpeg_with(b"hei")
    }

    fn zip(comment: &[u8]) -> Vec<u8> {
        let length = u16::try_from(comment.len()).unwrap().to_le_bytes();
        [b"PK\x05\x06", &[0; 16][..], &length, comment].concat()
    }

    fn and(one: Vec<u8>, more: &[u8]) -> Vec<u8> {
        [one, more.to_vec()].concat()
    }

    fn named(bytes: &[u8], name: &str) -> Result<FoundFile, FileFault> {
        FoundFile::of(bytes, &FileName::clean(name).unwrap())
    }

    /// S1-2.1.1-a.
    #[test]
    fn three_kinds_are_known_by_their_bytes() {
        for (bytes, name, kind) in [
            (pdf(), "brev.pdf", FileKind::Pdf),
            (jpeg(), "plaster.JPG", FileKind::Jpeg),
            (png(), "plaster.png", FileKind::Png),
            (jpeg(), "uten ending", FileKind::Jpeg),
            (png(), "v1.2 av rapport", FileKind::Png),
            (png(), "kopi.2-3", FileKind::Png),
            (png(), "notat.januarfebruar", FileKind::Png),
        ] {
            let found = named(&bytes, name).unwrap();
            assert_eq!(found, FoundFile { kind, length: bytes.len() }, "{name}");
        }
    }

    /// S1-2.1.1-a.
    #[test]
    fn a_file_that_is_something_else_is_not_taken() {
        use FileFault::{Broken, Empty, OtherKind, OtherName, TwoKinds};
        let page = jpeg_with(b"<HTML><script>alert(1)</script>");
        for (what, bytes, name, expected) in [
            ("nothing", Vec::new(), "a.pdf", Empty),
            ("a page", b"<html>hei</html>".to_vec(), "a.pdf", OtherKind),
            ("an archive", b"PK\x03\x04hei".to_vec(), "rapport.docx", OtherKind),
            ("a programme", b"MZ\x90".to_vec(), "a.jpg", OtherKind),
            ("bytes before a PDF", and(b"x".to_vec(), &pdf()), "a.pdf", OtherKind),
            ("another ending", jpeg(), "plaster.png", OtherName),
            ("a programme's ending", jpeg(), "plaster.jpg.exe", OtherName),
            ("a page in a picture", page, "a.jpg", TwoKinds),
            ("a PDF in a picture", jpeg_with(&pdf()), "a.jpg", TwoKinds),
            ("a PDF after a picture", and(png(), &pdf()), "a.png", TwoKinds),
            ("an archive after a picture", and(jpeg(), &zip(b"")), "a.jpg", TwoKinds),
            ("a page after a picture", and(png(), b"\n<script>"), "a.png", TwoKinds),
            ("an archive after a PDF", and(pdf(), &zip(b"")), "a.pdf", Broken),
            (
                "an archive around a PDF's end",
                and(pdf(), &zip(b"startxref %%EOF")),
                "a.pdf",
                TwoKinds,
            ),
            ("only a beginning", b"%PDF-".to_vec(), "a.pdf", Broken),
            ("two beginnings", b"\xff\xd8\xff\xd8\xff\xd9".to_vec(), "a.jpg", Broken),
            ("no picture", b"\xff\xd8\xff\xd9".to_vec(), "a.jpg", Broken),
            ("no content", png_of(&[(b"IHDR", &[1; 13]), (b"IEND", b"")]), "a.png", Broken),
        ] {
            assert_eq!(named(&bytes, name), Err(expected), "{what}");
        }
    }

    /// S1-2.1.1-a: what is not built as its kind is built.
    #[test]
    fn a_file_whose_parts_are_not_those_of_its_kind_is_not_taken() {
        let (header, content): (&[u8], &[u8]) = (&[1; 13], b"abc");
        let end: (&[u8; 4], &[u8]) = (b"IEND", b"");
        let no_dot = |byte| if byte == b'.' { b'x' } else { byte };
        for (what, bytes) in [
            ("a version that is none", pdf().into_iter().map(no_dot).collect()),
            ("another part first", png_of(&[(b"IDAT", content), (b"IHDR", header), end])),
            ("a short header", png_of(&[(b"IHDR", &header[1..]), (b"IDAT", content), end])),
            ("two headers", png_of(&[(b"IHDR", header), (b"IHDR", header), end])),
            (
                "a part without a name",
                png_of(&[(b"IHDR", header), (b"a1bc", content), (b"IDAT", content), end]),
            ),
            (
                "an end with content",
                png_of(&[(b"IHDR", header), (b"IDAT", content), (b"IEND", content), end]),
            ),
            ("a second beginning", jpeg_of(&[segment(0xd8, b"hei"), frame(), scan()])),
            ("a frame and no scan", jpeg_of(&[frame()])),
            ("a scan and no frame", jpeg_of(&[segment(0xfe, b"hei"), scan()])),
            ("tables and no frame", jpeg_of(&[segment(0xc4, b"hei"), scan()])),
        ] {
            assert_eq!(look(&bytes), Err(FileFault::Broken), "{what}");
        }
    }

    /// Marks without content, long parts and filled marks are as good as others.
    #[test]
    fn every_part_that_a_picture_may_have_is_walked() {
        let alone = vec![0xff, 0x01, 0xff, 0xd3];
        for bytes in [
            jpeg_of(&[alone, frame(), scan()]),
            jpeg_with(&[b' '; 300]),
            jpeg_of(&[segment(0xc4, b"hei"), frame(), scan(), segment(0xc4, b"hei"), scan()]),
        ] {
            assert_eq!(look(&bytes).unwrap().length, bytes.len());
        }
    }

    /// S1-2.1.1-a: whatever opens as something else is two kinds, however far behind it stands.
    #[test]
    fn what_hides_behind_a_pictures_end_is_found() {
        let picture = jpeg_with(&[b' '; SNIFFED]);
        let hidden = |more: &[u8]| look(&and(picture.clone(), more));
        assert!(hidden(b"a telephone's own").is_ok());
        let (long, twice) = (zip(&[b' '; 300]), and(b"PK\x05\x06no".to_vec(), &zip(b"")));
        for more in [
            &b"PK\x03\x04"[..],
            b"PK\x05\x06",
            b"Rar!",
            b"7z\xbc\xaf",
            b"MZ",
            b"\x7fELF",
            b"..%PDF-1.7",
            b"..<SVG",
            &and(b"..".to_vec(), &long),
            &and(b"..".to_vec(), &twice),
        ] {
            assert_eq!(hidden(more), Err(FileFault::TwoKinds), "{more:?}");
        }
    }

    #[test]
    fn what_a_telephone_adds_after_the_end_is_not_part_of_the_picture() {
        let with_more = and(jpeg(), b"\0\0SEFT-and-more");
        assert_eq!(named(&with_more, "a.jpg").unwrap().length, jpeg().len());
    }

    /// S1-2.1.1-a.
    #[test]
    fn a_file_that_is_cut_off_anywhere_is_not_taken() {
        for whole in [jpeg(), png()] {
            for length in 0..whole.len() {
                assert!(look(&whole[..length]).is_err(), "{length} of {}", whole.len());
            }
        }
        let whole = pdf();
        for length in 0..whole.len() - 2 {
            assert!(look(&whole[..length]).is_err(), "{length} of {}", whole.len());
        }
    }

    #[test]
    fn what_a_sender_says_must_be_what_it_is() {
        assert!(FoundFile::said_to_be(&jpeg(), Some("image/pjpeg")).is_ok());
        assert!(FoundFile::said_to_be(&jpeg(), None).is_ok());
        for said in ["image/png", "text/html", ""] {
            let not = FoundFile::said_to_be(&jpeg(), Some(said));
            assert_eq!(not, Err(FileFault::OtherName), "{said}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_answered(kind in 0_usize..4, rest in proptest::collection::vec(any::<u8>(), 0..400)) {
            let start: &[u8] = [&b""[..], b"%PDF-1.4", b"\xff\xd8\xff", PNG][kind];
            let bytes = [start, &rest].concat();
            if let Ok(found) = look(&bytes) {
                prop_assert!(found.length <= bytes.len());
            }
        }
    }
}
