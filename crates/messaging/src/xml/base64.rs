//! A file's content, decoded while it is read, so that its text is never copied.

/// Signs in one group, and the bytes that they stand for.
const GROUP_SIGNS: usize = 4;
const SIGN_BITS: u32 = 6;

/// What has been decoded so far.
#[derive(Default)]
pub(crate) struct Decoding {
    bytes: Vec<u8>,
    /// Bits that are not a byte yet, and how many signs of the group have come.
    held: u32,
    signs: usize,
    /// How many signs that only fill up.
    filling: usize,
    is_broken: bool,
}

impl Decoding {
    /// Takes in more of the text; white space may stand anywhere.
    pub(crate) fn push(&mut self, text: &[u8]) {
        self.bytes.reserve(text.len() / GROUP_SIGNS * 3);
        for sign in text.iter().filter(|sign| !sign.is_ascii_whitespace()) {
            if *sign == b'=' {
                self.filling += 1;
                continue;
            }
            match value(*sign) {
                Some(value) if self.filling == 0 => self.sign(value),
                _ => {
                    self.is_broken = true;
                    return;
                }
            }
        }
    }

    fn sign(&mut self, value: u8) {
        self.held = self.held << SIGN_BITS | u32::from(value);
        self.signs += 1;
        if self.signs == GROUP_SIGNS {
            let [_, group @ ..] = self.held.to_be_bytes();
            self.bytes.extend_from_slice(&group);
            (self.held, self.signs) = (0, 0);
        }
    }

    /// The bytes; none when the text was not base64, was cut off, or held nothing.
    pub(crate) fn finish(mut self) -> Option<Vec<u8>> {
        // The bits to spare in the last group are nought.
        let spare = match (self.signs, self.filling) {
            (0, 0) => 0,
            (2, 2) => self.last(&[4]),
            (3, 1) => self.last(&[10, 2]),
            _ => return None,
        };
        (spare == 0 && !self.is_broken && !self.bytes.is_empty()).then_some(self.bytes)
    }

    /// Takes the bytes of a group that is not full; the bits that are left.
    fn last(&mut self, shifts: &[u32]) -> u32 {
        let mut left = self.held;
        for shift in shifts {
            let [.., byte] = (left >> shift).to_be_bytes();
            self.bytes.push(byte);
            left &= (1 << shift) - 1;
        }
        left
    }
}

/// What a sign stands for.
const fn value(sign: u8) -> Option<u8> {
    Some(match sign {
        b'A'..=b'Z' => sign - b'A',
        b'a'..=b'z' => sign - b'a' + 26,
        b'0'..=b'9' => sign - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    })
}

/// The signs, in the order of what they stand for.
const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Bytes as text, on one line, at the end of what is there.
pub(crate) fn encode(bytes: &[u8], out: &mut String) {
    out.reserve(bytes.len().div_ceil(3) * GROUP_SIGNS);
    for group in bytes.chunks(3) {
        let byte = |at: usize| u32::from(group.get(at).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for (place, shift) in [18_u32, 12, 6, 0].into_iter().enumerate() {
            let sign = usize::try_from(bits >> shift & 63).unwrap_or_default();
            match SIGNS.get(sign) {
                Some(sign) if place <= group.len() => out.push(char::from(*sign)),
                _ => out.push('='),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(parts: &[&str]) -> Option<Vec<u8>> {
        let mut decoding = Decoding::default();
        for part in parts {
            decoding.push(part.as_bytes());
        }
        decoding.finish()
    }

    #[test]
    fn what_is_written_is_read_as_the_same_wherever_the_text_is_broken() {
        for length in 1..70_usize {
            let bytes: Vec<u8> =
                (0..length).map(|at| u8::try_from(at * 37 % 256).unwrap()).collect();
            let mut text = String::new();
            encode(&bytes, &mut text);
            assert_eq!(text.len() % 4, 0);
            assert_eq!(decoded(&[&text]).as_deref(), Some(bytes.as_slice()), "{length}");
            for at in 0..text.len() {
                let (one, other) = text.split_at(at);
                assert_eq!(decoded(&[one, "\r\n  ", other]).as_deref(), Some(bytes.as_slice()));
            }
        }
    }

    #[test]
    fn the_standards_own_examples_are_written_as_they_stand_there() {
        for (bytes, text) in [
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            let mut written = String::new();
            encode(bytes.as_bytes(), &mut written);
            assert_eq!(written, text);
            assert_eq!(decoded(&[text]).unwrap(), bytes.as_bytes());
        }
    }

    #[test]
    fn what_is_cut_off_or_is_something_else_is_no_file() {
        for text in [
            "",
            "=",
            "====",
            "Z",
            "Zg",
            "Zg=",
            "Zg===",
            "Zm8",
            "Zm9",
            "Zm9v=",
            "Zm9vYg",
            "Zm8=Zm8=",
            "Zm9!",
            "Zm-v",
            "Zh==",
            "Zm9=",
            "Zm9v\u{0}",
            "Zm9vå",
        ] {
            assert_eq!(decoded(&[text]), None, "{text:?}");
        }
    }
}
