//! Files that go along with a message: laying them ready, and opening them. The same
//! page serves citizens and staff.

use helsebro_domain::dialog::{FileKind, MAX_FILES};

use crate::{Language, Words};

/// How many bytes a tenth of a megabyte has, as sizes are told.
const TENTH: usize = 100_000;

/// A file as it is listed. Its Debug does not tell what it is called.
#[derive(Clone, PartialEq, Eq)]
pub struct ListedFile {
    /// What it is called.
    pub name: String,
    /// Which kind.
    pub kind: FileKind,
    /// How large.
    pub size_bytes: usize,
    /// Where it is opened; none where it cannot be.
    pub href: Option<String>,
}

impl ListedFile {
    /// The kind in a word that is the same in every language.
    pub(crate) const fn kind_word(&self) -> &'static str {
        match self.kind {
            FileKind::Pdf => "PDF",
            FileKind::Jpeg => "JPEG",
            FileKind::Png => "PNG",
        }
    }
}

impl core::fmt::Debug for ListedFile {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("ListedFile(…)")
    }
}

/// A file that lies ready, and where it is taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadyFile {
    /// The file.
    pub file: ListedFile,
    /// Whether it was looked through for what is harmful.
    pub is_checked: bool,
    /// Where it is taken away; a form posts there.
    pub remove: String,
}

/// Laying files ready for a message. Posts `file` in a form of parts.
#[derive(Debug, Clone)]
pub struct ReadyFiles {
    /// Where the form is posted.
    pub action: String,
    /// Back to what is being written.
    pub back: String,
    /// What lies ready, oldest first.
    pub files: Vec<ReadyFile>,
    /// The most bytes of all of them together.
    pub total_bytes: usize,
    /// What was done just now.
    pub done: Option<FilesDone>,
    /// Why a file was not laid ready.
    pub trouble: Option<FileTrouble>,
}

crate::page::page!(ReadyFiles, "files/ready.html");

/// What was done just now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FilesDone {
    /// A file was laid ready.
    Added,
    /// A file was taken away.
    Removed,
    /// The message was not sent: nobody could look through the files.
    NotSent,
    /// The message was not sent: something harmful was found in a file.
    NotSentHarmful,
}

/// Why a file was not laid ready.
#[derive(Clone, PartialEq, Eq)]
pub struct FileTrouble {
    /// What it is called.
    pub name: String,
    /// What is wrong with it.
    pub what: Trouble,
}

impl core::fmt::Debug for FileTrouble {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "FileTrouble({:?})", self.what)
    }
}

/// What is wrong with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// None was chosen, or it is empty.
    Missing,
    /// It is of another kind.
    OtherKind,
    /// It is not whole.
    Broken,
    /// It can be read as two kinds at once, or is not what its name says.
    NotWhatItSays,
    /// It has so many bytes, and there is not room for them.
    TooLarge(usize),
    /// So many files as go along lie ready already.
    TooMany,
    /// Something harmful was found in it.
    Harmful,
}

impl ReadyFiles {
    /// The words for what is wrong.
    pub(crate) fn trouble_words(&self, w: &Words<'_>) -> String {
        let Some(trouble) = &self.trouble else { return String::new() };
        let name = &trouble.name;
        match trouble.what {
            Trouble::Missing => w.t("files-fault-missing"),
            Trouble::OtherKind => w.a("files-fault-kind", "name", name),
            Trouble::Broken => w.a("files-fault-broken", "name", name),
            Trouble::NotWhatItSays => w.a("files-fault-name", "name", name),
            Trouble::TooLarge(bytes) => {
                let total = w.size(self.total_bytes);
                w.a2("files-fault-large", "size", w.size(bytes), "total", total)
            }
            Trouble::TooMany => w.a("files-fault-many", "count", MAX_FILES),
            Trouble::Harmful => w.a("files-fault-harmful", "name", name),
        }
    }

    /// Whether it must be said that something could not be looked through, and is
    /// not said already.
    pub(crate) fn warns_unchecked(&self) -> bool {
        self.done != Some(FilesDone::NotSent) && self.files.iter().any(|ready| !ready.is_checked)
    }
}

impl Words<'_> {
    /// A size as it is said: «240 kB», «1,2 MB». Never less than it is.
    pub(crate) fn size(&self, bytes: impl crate::Plain<usize>) -> String {
        let bytes = bytes.plain();
        if bytes < 10 * TENTH {
            return format!("{}\u{a0}kB", bytes.div_ceil(1_000));
        }
        let tenths = bytes.div_ceil(TENTH);
        let (whole, rest) = (tenths / 10, tenths % 10);
        let point = if self.frame.language == Language::En { '.' } else { ',' };
        match rest {
            0 => format!("{whole}\u{a0}MB"),
            rest => format!("{whole}{point}{rest}\u{a0}MB"),
        }
    }
}

pub(crate) fn sample_files() -> Vec<ListedFile> {
    let file = |name: &str, kind, size_bytes| ListedFile {
        name: name.to_owned(),
        kind,
        size_bytes,
        href: Some("/meldinger/t1/vedlegg/v1".to_owned()),
    };
    vec![
        file("plaster.jpg", FileKind::Jpeg, 1_240_000),
        file("Tiltaksplan for hverdagsrehabilitering våren 2027.pdf", FileKind::Pdf, 84_200),
    ]
}

impl crate::Samples for ReadyFiles {
    fn samples() -> Vec<(&'static str, Self)> {
        let remove = "/meldinger/utkast/d1/vedlegg/v1".to_owned();
        let ready = |file, is_checked| ReadyFile { file, is_checked, remove: remove.clone() };
        let empty = Self {
            action: "/meldinger/utkast/d1/vedlegg".to_owned(),
            back: "/meldinger/utkast/d1".to_owned(),
            files: Vec::new(),
            total_bytes: 10_000_000,
            done: None,
            trouble: None,
        };
        let files: Vec<_> = sample_files().into_iter().map(|file| ready(file, true)).collect();
        let filled = Self { files, done: Some(FilesDone::Added), ..empty.clone() };
        let unchecked: Vec<_> = sample_files().into_iter().map(|file| ready(file, false)).collect();
        let trouble = |what| Self {
            trouble: Some(FileTrouble { name: "Rapport.docx".to_owned(), what }),
            ..filled.clone()
        };
        vec![
            (
                "not-sent",
                Self { done: Some(FilesDone::NotSent), files: unchecked.clone(), ..empty.clone() },
            ),
            ("not-sent-harmful", Self { done: Some(FilesDone::NotSentHarmful), ..filled.clone() }),
            ("removed", Self { done: Some(FilesDone::Removed), ..empty.clone() }),
            ("unchecked", Self { files: unchecked, ..filled.clone() }),
            ("missing", trouble(Trouble::Missing)),
            ("other-kind", trouble(Trouble::OtherKind)),
            ("broken", trouble(Trouble::Broken)),
            ("other-name", trouble(Trouble::NotWhatItSays)),
            ("too-large", trouble(Trouble::TooLarge(18_000_000))),
            ("too-many", trouble(Trouble::TooMany)),
            ("harmful", trouble(Trouble::Harmful)),
            ("filled", filled),
            ("empty", empty),
        ]
    }
}
