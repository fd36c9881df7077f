//! Files that go along with a message (S1-2.1.1-a): which kinds, how large, what
//! they are called.
//!
//! What a file is, its bytes say and never its name; the name must only not say
//! otherwise. A name is content: it is sealed with the file and does not print.

use core::fmt;

use unicode_normalization::UnicodeNormalization;

use crate::refusals::{ReasonCode, Refusal};

use super::file_bytes;

/// The most bytes that one file may have, whichever way it comes: as much as
/// journal systems are known to take in one part of a message.
pub const MAX_FILE_BYTES: usize = 18_000_000;

/// The most files that go along with one message.
pub const MAX_FILES: usize = 10;

/// The most bytes of all the files of one message, when nothing else is set.
pub const DEFAULT_TOTAL_BYTES: usize = 10_000_000;

/// The most bytes of all the files of a message to a journal system: as text in their
/// envelope they are a third larger, and receivers are advised to warn from 10 MB (HIS 1036).
pub const MAX_WIRE_BYTES: usize = 7_000_000;

/// The most files that are taken in with one message from a journal system.
pub const MAX_RECEIVED_FILES: usize = 20;

/// The most letters that the name of a file keeps.
pub const MAX_FILE_NAME: usize = 100;

/// The most letters of an ending that is kept when a name is cut.
const MAX_ENDING: usize = 8;

const RULES: &[&str] = &["S1-2.1.1-a"];

/// The kinds that are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKind {
    /// A document.
    Pdf,
    /// A photograph.
    Jpeg,
    /// A picture.
    Png,
}

impl FileKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Pdf, Self::Jpeg, Self::Png];

    /// What it is called on the net.
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }

    /// The endings that a name of this kind can have; the first is the usual one.
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Jpeg => &["jpg", "jpeg", "jpe", "jfif"],
            Self::Png => &["png"],
        }
    }

    /// The kind that a sender says it is, also in the old ways of saying it.
    pub fn said(mime: &str) -> Option<Self> {
        let said = mime.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        match said.as_str() {
            "application/pdf" | "application/x-pdf" => Some(Self::Pdf),
            "image/jpeg" | "image/jpg" | "image/pjpeg" => Some(Self::Jpeg),
            "image/png" | "image/x-png" => Some(Self::Png),
            _ => None,
        }
    }
}

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FileFault {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// It is of another kind.
    #[error("the file is of another kind")]
    OtherKind,
    /// It begins as one of ours and is not whole.
    #[error("the file is not whole")]
    Broken,
    /// It can be read as two kinds at once.
    #[error("the file is of two kinds at once")]
    TwoKinds,
    /// Its name says another kind than its bytes.
    #[error("the file is not what its name says")]
    OtherName,
}

impl FileFault {
    /// The same as a refusal.
    pub const fn refusal(self) -> Refusal {
        Refusal::told(ReasonCode::AttachmentNotTaken, RULES)
    }
}

/// What a file was found to be, and how many of its bytes are it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundFile {
    /// Which kind.
    pub kind: FileKind,
    /// How many bytes, from the first; what a telephone adds after a photograph's
    /// end is not part of it.
    pub length: usize,
}

impl FoundFile {
    /// Looks at a file whose name is known.
    ///
    /// # Errors
    /// [`FileFault`] when it is not one of ours, not whole, or also something else.
    pub fn of(bytes: &[u8], name: &FileName) -> Result<Self, FileFault> {
        let found = file_bytes::look(bytes)?;
        match name.ending() {
            Some(ending) if !found.kind.endings().contains(&ending.as_str()) => {
                Err(FileFault::OtherName)
            }
            _ => Ok(found),
        }
    }

    /// Looks at a file that came without a name, only with what its sender says it is.
    ///
    /// # Errors
    /// As [`FoundFile::of`].
    pub fn said_to_be(bytes: &[u8], said: Option<&str>) -> Result<Self, FileFault> {
        let found = file_bytes::look(bytes)?;
        match said.map(FileKind::said) {
            Some(kind) if kind != Some(found.kind) => Err(FileFault::OtherName),
            _ => Ok(found),
        }
    }
}

/// What a file is called: a name without a path, without signs that steer, and short.
#[derive(Clone, PartialEq, Eq)]
pub struct FileName(String);

impl FileName {
    /// Cleans a name that came from outside; none when nothing is left of it.
    pub fn clean(raw: &str) -> Option<Self> {
        let most = raw.char_indices().nth(MAX_FILE_NAME * 10).map_or(raw.len(), |(at, _)| at);
        let last = raw[..most].rsplit(['/', '\\']).next().unwrap_or_default();
        let seen = last.nfc().filter(|letter| !steers(*letter));
        let plain: String = seen.map(|letter| if is_odd(letter) { '_' } else { letter }).collect();
        let words: Vec<&str> = plain.split_whitespace().collect();
        let name = words.join(" ");
        let name = name.trim_matches(|letter| letter == '.' || letter == ' ');
        (!name.is_empty()).then(|| Self(cut(name)))
    }

    /// The name of a file that has none, by its place among the others.
    pub fn numbered(number: usize) -> Self {
        Self(number.to_string())
    }

    /// A name that was stored, as it was stored.
    pub const fn stored(text: String) -> Self {
        Self(text)
    }

    /// The same name, with the ending of its kind when it has none.
    #[must_use]
    pub fn ending_as(self, kind: FileKind) -> Self {
        match self.ending() {
            Some(ending) if kind.endings().contains(&ending.as_str()) => self,
            _ => {
                let ending = kind.endings().first().copied().unwrap_or_default();
                Self(format!("{}.{ending}", self.0))
            }
        }
    }

    /// The letters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands after the last dot, in small letters, when it can be an ending.
    fn ending(&self) -> Option<String> {
        let (stem, ending) = self.0.rsplit_once('.')?;
        let is_ending = !stem.is_empty()
            && (1..=MAX_ENDING).contains(&ending.len())
            && ending.chars().all(|letter| letter.is_ascii_alphanumeric());
        is_ending.then(|| ending.to_ascii_lowercase())
    }
}

impl fmt::Debug for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FileName(…)")
    }
}

/// Whether a sign is not seen, or turns what stands after it around.
fn steers(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// Whether a sign means something to a file system or a heading.
fn is_odd(letter: char) -> bool {
    matches!(letter, '"' | '<' | '>' | ':' | '|' | '?' | '*' | ';' | '%')
}

/// A name cut to its most letters, its ending kept.
fn cut(name: &str) -> String {
    if name.chars().count() <= MAX_FILE_NAME {
        return name.to_owned();
    }
    let ending = match name.rsplit_once('.') {
        Some((_, ending)) if ending.chars().count() <= MAX_ENDING => format!(".{ending}"),
        _ => String::new(),
    };
    let room = MAX_FILE_NAME - ending.chars().count();
    let stem: String = name.chars().take(room).collect();
    format!("{}{ending}", stem.trim_end())
}

/// How much may go along with one message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileLimits {
    total_bytes: usize,
}

impl Default for FileLimits {
    fn default() -> Self {
        Self { total_bytes: DEFAULT_TOTAL_BYTES }
    }
}

impl FileLimits {
    /// As the installation sets it, never more than one file may have.
    pub fn of(total_bytes: usize) -> Self {
        Self { total_bytes: total_bytes.min(MAX_FILE_BYTES) }
    }

    /// The same for a message that goes to a journal system, where envelopes that are
    /// larger than the national advice may not be taken.
    #[must_use]
    pub fn on_the_wire(self) -> Self {
        Self { total_bytes: self.total_bytes.min(MAX_WIRE_BYTES) }
    }

    /// Whether any file may go along.
    pub const fn takes_any(self) -> bool {
        self.total_bytes > 0
    }

    /// The most bytes of all files of a message together.
    pub const fn total_bytes(self) -> usize {
        self.total_bytes
    }

    /// How many bytes there is still room for beside those that are there.
    pub fn room(self, there: &[usize]) -> usize {
        let taken: usize = there.iter().sum();
        self.total_bytes.saturating_sub(taken).min(MAX_FILE_BYTES)
    }

    /// Whether one more file may be added to those that are there.
    ///
    /// # Errors
    /// `TOO_MANY_ATTACHMENTS` or `ATTACHMENT_TOO_LARGE`.
    pub fn may_add(self, there: &[usize], bytes: usize) -> Result<(), Refusal> {
        if there.len() >= MAX_FILES {
            return Err(too_many_files());
        }
        if bytes > self.room(there) {
            return Err(Refusal::told(ReasonCode::AttachmentTooLarge, RULES));
        }
        Ok(())
    }

    /// Whether these may go along with one message.
    ///
    /// # Errors
    /// As [`FileLimits::may_add`].
    pub fn may_send(self, files: &[usize]) -> Result<(), Refusal> {
        if files.len() > MAX_FILES {
            return Err(too_many_files());
        }
        if files.iter().sum::<usize>() > self.total_bytes {
            return Err(Refusal::told(ReasonCode::AttachmentTooLarge, RULES));
        }
        Ok(())
    }
}

/// What is known of a file's harm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checked {
    /// Nobody has been able to look.
    NotYet,
    /// Looked through, and nothing was found.
    Clean,
}

impl Checked {
    /// Lets a file go to somebody else: only one that was looked through.
    ///
    /// # Errors
    /// `ATTACHMENT_NOT_SCANNED`.
    pub fn may_leave(self) -> Result<(), Refusal> {
        match self {
            Self::Clean => Ok(()),
            Self::NotYet => Err(not_scanned()),
        }
    }
}

/// The refusal of what nobody has been able to look through.
pub const fn not_scanned() -> Refusal {
    Refusal::told(ReasonCode::AttachmentNotScanned, RULES)
}

/// The refusal of more files than go along with one message.
pub const fn too_many_files() -> Refusal {
    Refusal::told(ReasonCode::TooManyAttachments, RULES)
}

/// The refusal of what was found to be harmful.
pub const fn harmful() -> Refusal {
    Refusal::told(ReasonCode::AttachmentHarmful, RULES)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(raw: &str) -> FileName {
        FileName::clean(raw).unwrap()
    }

    /// S1-2.1.1-a.
    #[test]
    fn a_name_loses_its_path_and_every_sign_that_steers() {
        for (raw, expected) in [
            ("plaster.jpg", "plaster.jpg"),
            ("C:\\Users\\anne\\plaster.jpg", "plaster.jpg"),
            ("../../etc/passwd", "passwd"),
            ("sår\u{0}\r\nSet-Cookie: x.png", "sårSet-Cookie_ x.png"),
            ("bilde\u{202e}gpj.exe", "bildegpj.exe"),
            ("a\"b<c>.pdf", "a_b_c_.pdf"),
            (" .. skjult  navn . ", "skjult navn"),
            ("a\u{30a}.png", "\u{e5}.png"),
            (&format!("{}/plaster.jpg", "mappe/".repeat(MAX_FILE_NAME)), "plaster.jpg"),
        ] {
            assert_eq!(name(raw).as_str(), expected, "{raw:?}");
        }
        for raw in ["", "...", "/", "\u{202e}", " \n "] {
            assert!(FileName::clean(raw).is_none(), "{raw:?}");
        }
    }

    #[test]
    fn a_name_is_cut_and_keeps_its_ending() {
        let long = name(&format!("{}.pdf", "å".repeat(MAX_FILE_NAME)));
        assert_eq!(long.as_str().chars().count(), MAX_FILE_NAME);
        assert!(long.as_str().ends_with("å.pdf"));
        let whole = format!("{}.pdf", "x".repeat(MAX_FILE_NAME - 4));
        assert_eq!(name(&whole).as_str(), whole);
        assert_eq!(name(&"x".repeat(90_000)).as_str().len(), MAX_FILE_NAME);
        let no_ending = format!("{}.{}", "x".repeat(MAX_FILE_NAME), "y".repeat(MAX_ENDING + 1));
        assert_eq!(name(&no_ending).as_str(), "x".repeat(MAX_FILE_NAME));
    }

    #[test]
    fn a_name_without_an_ending_gets_the_one_of_its_kind() {
        assert_eq!(name("plaster").ending_as(FileKind::Jpeg).as_str(), "plaster.jpg");
        assert_eq!(name("plaster.JPEG").ending_as(FileKind::Jpeg).as_str(), "plaster.JPEG");
        assert_eq!(name("kopi.v2").ending_as(FileKind::Jpeg).as_str(), "kopi.v2.jpg");
        assert_eq!(FileName::numbered(2).ending_as(FileKind::Pdf).as_str(), "2.pdf");
        assert_eq!(format!("{:?}", name("plaster.jpg")), "FileName(…)");
    }

    #[test]
    fn the_old_ways_of_naming_a_kind_are_understood() {
        assert_eq!(FileKind::said("image/pjpeg"), Some(FileKind::Jpeg));
        assert_eq!(FileKind::said("Application/PDF; x=1"), Some(FileKind::Pdf));
        assert_eq!(FileKind::said("text/html"), None);
        for kind in FileKind::ALL {
            assert_eq!(FileKind::said(kind.mime()), Some(kind));
        }
    }

    fn refused(answer: Result<(), Refusal>) -> ReasonCode {
        answer.unwrap_err().code()
    }

    /// S1-2.1.1-a: at, under and over each limit.
    #[test]
    fn the_files_of_a_message_have_room_for_so_many_bytes_together() {
        let limits = FileLimits::default();
        assert!(FileLimits::of(1).takes_any() && !FileLimits::of(0).takes_any());
        assert_eq!(limits.may_add(&[], 10_000_000), Ok(()));
        assert_eq!(refused(limits.may_add(&[], 10_000_001)), ReasonCode::AttachmentTooLarge);
        assert_eq!(limits.may_add(&[4_000_000], 6_000_000), Ok(()));
        let over = limits.may_add(&[4_000_000], 6_000_001);
        assert_eq!(refused(over), ReasonCode::AttachmentTooLarge);
        assert_eq!(limits.may_add(&[1; MAX_FILES - 1], 1), Ok(()));
        let one_more = limits.may_add(&[1; MAX_FILES], 1);
        assert_eq!(refused(one_more), ReasonCode::TooManyAttachments);
        assert_eq!(limits.may_send(&[5_000_000, 5_000_000]), Ok(()));
        let over = limits.may_send(&[5_000_000, 5_000_001]);
        assert_eq!(refused(over), ReasonCode::AttachmentTooLarge);
        assert_eq!(limits.may_send(&[1; MAX_FILES]), Ok(()));
        assert_eq!(refused(limits.may_send(&[1; 11])), ReasonCode::TooManyAttachments);
    }

    #[test]
    fn less_goes_to_a_journal_system_and_no_setting_lets_more_than_one_file_have() {
        let wire = FileLimits::default().on_the_wire();
        assert_eq!(wire.may_add(&[], MAX_WIRE_BYTES), Ok(()));
        let over = wire.may_add(&[], MAX_WIRE_BYTES + 1);
        assert_eq!(refused(over), ReasonCode::AttachmentTooLarge);
        let over = wire.may_send(&[MAX_WIRE_BYTES, 1]);
        assert_eq!(refused(over), ReasonCode::AttachmentTooLarge);
        assert_eq!(FileLimits::of(100).on_the_wire().total_bytes(), 100);
        assert!(!FileLimits::of(0).on_the_wire().takes_any());
        assert_eq!(FileLimits::of(usize::MAX).total_bytes(), MAX_FILE_BYTES);
    }

    #[test]
    fn only_what_was_looked_through_goes_to_somebody_else() {
        assert_eq!(Checked::Clean.may_leave(), Ok(()));
        assert_eq!(refused(Checked::NotYet.may_leave()), ReasonCode::AttachmentNotScanned);
    }
}
