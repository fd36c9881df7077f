//! What a copy holds.

use std::path::{Component, Path};

use serde::{Deserialize, Serialize};

use super::{BackupFault, MAX_NAMED, files};
use crate::db::EngineKind;

/// The layout of a copy that this version writes and reads.
pub(super) const FORMAT: u32 = 1;

const NAME: &str = "manifest.json";

/// The largest manifest that is read.
const MAX_MANIFEST_BYTES: u64 = 1024 * 1024;

/// What a copy holds. It names tables and counts, and nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The layout of the copy.
    pub format: u32,
    /// Which kind of database it is of: `sqlite` or `postgresql`.
    pub kind: String,
    /// The version of its schema.
    pub schema: i64,
    /// When it was taken.
    pub made_at: String,
    /// How far the sequence of audit blocks had come.
    pub sequence: i64,
    /// Its files.
    pub files: Vec<CopiedFile>,
    /// Its tables, in the order in which they can be filled.
    pub tables: Vec<CopiedTable>,
}

/// A file of a copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopiedFile {
    /// Its name in the folder.
    pub name: String,
    /// How long it is.
    pub bytes: u64,
    /// Its SHA-256 in hexadecimal.
    pub sha256: String,
}

/// A table of a copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopiedTable {
    /// Its name.
    pub name: String,
    /// How many rows it has.
    pub rows: u64,
    /// The columns in the order in which they were copied; none when the whole
    /// file was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
}

pub(super) const fn kind_of(kind: EngineKind) -> &'static str {
    match kind {
        EngineKind::Sqlite => "sqlite",
        EngineKind::Postgres => "postgresql",
    }
}

impl Manifest {
    /// How many rows there are in all.
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|table| table.rows).sum()
    }

    /// How many bytes there are in all.
    pub fn bytes(&self) -> u64 {
        self.files.iter().map(|file| file.bytes).sum()
    }

    /// Writes it, at once or not at all.
    pub(super) fn write(&self, folder: &Path) -> Result<(), BackupFault> {
        let text = serde_json::to_vec_pretty(self)
            .map_err(|error| files::failed(folder)(std::io::Error::other(error)))?;
        let (aside, path) = (folder.join("manifest.part"), folder.join(NAME));
        files::write_private(&aside, &text)?;
        std::fs::rename(&aside, &path).map_err(files::failed(&path))?;
        files::sync_folder(folder)
    }

    /// Reads the manifest of a copy.
    ///
    /// # Errors
    /// When there is none that this version understands.
    pub fn read(folder: &Path) -> Result<Self, BackupFault> {
        let none = || BackupFault::NoManifest(folder.to_owned());
        let path = folder.join(NAME);
        let length = std::fs::metadata(&path).map_err(|_| none())?.len();
        if length > MAX_MANIFEST_BYTES {
            return Err(none());
        }
        let text = std::fs::read(&path).map_err(files::failed(&path))?;
        let manifest: Self = serde_json::from_slice(&text).map_err(|_| none())?;
        if manifest.is_ours() { Ok(manifest) } else { Err(none()) }
    }

    /// Whether it names nothing but files of the folder, and words for tables and
    /// columns: they become part of statements.
    fn is_ours(&self) -> bool {
        let is_plain = |file: &CopiedFile| {
            let mut parts = Path::new(&file.name).components();
            matches!((parts.next(), parts.next()), (Some(Component::Normal(_)), None))
        };
        let is_word = |name: &String| {
            let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
            !name.is_empty() && name.bytes().all(fits)
        };
        let mut words =
            self.tables.iter().flat_map(|table| table.columns.iter().chain([&table.name]));
        self.format == FORMAT
            && self.files.len() <= MAX_NAMED
            && self.tables.len() <= MAX_NAMED
            && self.files.iter().all(is_plain)
            && words.all(is_word)
    }

    /// Holds every file against what it must be.
    pub(super) fn check_files(&self, folder: &Path) -> Result<(), BackupFault> {
        for file in &self.files {
            let damaged = |_| BackupFault::Damaged(file.name.clone());
            if files::described(&folder.join(&file.name)).map_err(damaged)? != *file {
                return Err(BackupFault::Damaged(file.name.clone()));
            }
        }
        Ok(())
    }
}
