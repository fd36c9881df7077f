//! Files that go along with messages, both ways (S1-2.1.1-a).
//!
//! A file is looked at when it is added: what it is by its bytes, how large, and by
//! the scanner whether it is harmful. When the scanner is away the file waits in the
//! draft, and is looked through when the message is sent; before that nobody but its
//! writer knows of it, and nobody can open it.

mod desk;
mod draft;
mod keeping;
mod reading;
mod received;
mod sending;
mod sweeping;

use helsebro_domain::dialog::{FileFault, FileKind, FileLimits};
use helsebro_domain::ids::{AttachmentId, MessageId};
use helsebro_domain::refusals::Refusal;

pub use desk::{ReadyFor, add_at_desk, of_desk_draft, remove_at_desk};
pub use draft::{add, of_draft, remove};
pub use reading::{OpenFile, open_at_desk, open_citizens};
pub use received::{FileNotTaken, ReceivedFile};
pub(super) use received::{NotLaid, ReceivedFiles};
pub(super) use sending::{ReadyAtDesk, ReadyFiles};
pub use sweeping::sweep;

pub(crate) use keeping::{Copy, listed};

/// A file as it is listed. What it is called is content: it does not print.
#[derive(Clone)]
pub struct Attachment {
    /// Its id.
    pub id: AttachmentId,
    /// The message that it goes along with; none before that is sent.
    pub message: Option<MessageId>,
    /// What it is called.
    pub name: String,
    /// Which kind.
    pub kind: FileKind,
    /// How large.
    pub size_bytes: usize,
    /// Whether it was looked through for what is harmful.
    pub is_checked: bool,
}

/// A file that somebody hands us. It does not print.
#[derive(Clone)]
pub struct NewFile {
    /// What its sender calls it.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What became of a file that was handed us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It is kept, and was looked through.
    Checked,
    /// It is kept, but nobody could look through it now.
    NotChecked,
    /// It is none that is taken.
    NotTaken(FileFault),
    /// It is not kept: there is no room, or something harmful was found in it.
    Refused(Refusal),
}

/// The files of a draft, and how much room there is.
#[derive(Clone)]
pub struct Ready {
    /// The files, oldest first.
    pub files: Vec<Attachment>,
    /// How much may go along.
    pub limits: FileLimits,
}

impl Ready {
    /// How large each is.
    pub fn sizes(&self) -> Vec<usize> {
        self.files.iter().map(|file| file.size_bytes).collect()
    }
}

/// Whether a message takes the files of its draft along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum WithFiles {
    /// It has none, and nobody looks.
    #[default]
    None,
    /// All that are there.
    OfDraft,
}
