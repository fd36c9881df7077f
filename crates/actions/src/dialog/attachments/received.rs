//! Files that came with a message from a journal system: the same gate as for any
//! other, and all of them or none.

use helsebro_domain::dialog::{FileFault, FileName, FoundFile, MAX_RECEIVED_FILES, harmful};
use helsebro_domain::ids::{AttachmentId, MessageId, MunicipalityId, PersonId, ThreadId};
use helsebro_domain::refusals::Refusal;
use helsebro_storage::dialog::UnsentBy;
use helsebro_storage::{Scope, StorageError, Tx, dialog};

use super::keeping::{self, Copy, Looked};
use crate::{ActError, Acts};

/// A file as a journal system sends it. What it is called is content: it does not print.
#[derive(Clone)]
pub struct ReceivedFile {
    /// What its sender calls it, when anything.
    pub name: Option<String>,
    /// Which kind its sender says it is.
    pub said: Option<String>,
    /// What it holds; none when that cannot be read, or lies somewhere else.
    pub bytes: Option<Vec<u8>>,
}

impl core::fmt::Debug for ReceivedFile {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("ReceivedFile(…)")
    }
}

/// Why a file was not taken, and with it nothing of its message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FileNotTaken {
    /// There is nothing in it that can be read.
    #[error("the file is not there, or is not base64")]
    Unreadable,
    /// It is none that is taken.
    #[error(transparent)]
    Fault(#[from] FileFault),
    /// Something was found in it.
    #[error("something harmful was found in the file")]
    Harmful,
}

impl FileNotTaken {
    /// The same as a refusal.
    pub const fn refusal(self) -> Refusal {
        match self {
            Self::Unreadable => FileFault::Broken.refusal(),
            Self::Fault(fault) => fault.refusal(),
            Self::Harmful => harmful(),
        }
    }
}

/// Why a message with files goes no further.
pub(in super::super) enum NotLaid {
    /// The file of this number, counted from one, is not taken.
    File(usize, FileNotTaken),
    /// There are more than are taken.
    TooMany,
    /// Nobody can look through them now.
    NotLookedThrough,
    /// The database failed.
    Act(ActError),
}

impl From<ActError> for NotLaid {
    fn from(error: ActError) -> Self {
        Self::Act(error)
    }
}

/// Files that lie there and go along with a message when it is stored. Nobody sees them
/// before that; what is left behind is swept away.
#[derive(Default)]
pub(in super::super) struct ReceivedFiles(Vec<AttachmentId>);

impl ReceivedFiles {
    /// Looks at all of them, and lays them away when each is one that is taken.
    pub(in super::super) async fn of(
        acts: &Acts,
        home: MunicipalityId,
        person: PersonId,
        files: &[ReceivedFile],
    ) -> Result<Self, NotLaid> {
        if files.len() > MAX_RECEIVED_FILES {
            return Err(NotLaid::TooMany);
        }
        let mut ready = Vec::with_capacity(files.len());
        for (number, file) in (1..).zip(files) {
            let bytes = file.bytes.as_deref();
            let bytes = bytes.ok_or(NotLaid::File(number, FileNotTaken::Unreadable))?;
            ready.push((look(acts, number, file, bytes).await?, bytes));
        }
        let (scope, by) = (Scope::Municipality(home), UnsentBy::Received { person });
        let copies = [Copy::Citizens, Copy::Units(home)];
        let mut laid = Vec::with_capacity(ready.len());
        for file in ready {
            laid.push(keeping::lay(acts, scope, by, &copies, file).await?.id);
        }
        Ok(Self(laid))
    }

    /// They go along with a message that was just stored.
    pub(in super::super) async fn send_in(
        &self,
        tx: &mut Tx,
        message: (ThreadId, MessageId),
    ) -> Result<(), StorageError> {
        for id in &self.0 {
            dialog::keep_received_attachment(tx, *id, message).await?;
        }
        Ok(())
    }
}

/// What one file is, by its bytes and by what the scanner says.
async fn look(
    acts: &Acts,
    number: usize,
    file: &ReceivedFile,
    bytes: &[u8],
) -> Result<Looked, NotLaid> {
    let not = |why: FileNotTaken| NotLaid::File(number, why);
    let found = FoundFile::said_to_be(bytes, file.said.as_deref());
    let found = found.map_err(|fault| not(fault.into()))?;
    match keeping::scanned(acts, bytes).await {
        Ok(Some(at)) => {
            let name = file.name.as_deref().and_then(FileName::clean);
            let name = name.unwrap_or_else(|| FileName::numbered(number)).ending_as(found.kind);
            Ok(Looked { found, name, checked_at: Some(at) })
        }
        Ok(None) => Err(NotLaid::NotLookedThrough),
        Err(_) => Err(not(FileNotTaken::Harmful)),
    }
}
