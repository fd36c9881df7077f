//! The file outside the database that every block is noted in.
//!
//! One JSON line a block, in the order of the sequence, only ever added to and
//! forced to the disk. The database commits first and the file follows; the file
//! itself says how far it has come, so whatever a crash kept out of it is written
//! the next time. What a crash tore stays as a line of its own, for the file may
//! lie where nothing can be taken back.

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::block::{Block, Chain};
use super::blocks;
use crate::StorageError;
use crate::db::Db;
use crate::scope::{Scope, SystemReason};

/// How much of the file's end is read to find its last line.
const TAIL_BYTES: u64 = 16 * 1024;

/// The longest line that is read; ours are a fifth of it.
const MAX_LINE_BYTES: u64 = 1_024;

/// How many pages of blocks one call writes at most; the next call goes on.
const MAX_PAGES: u32 = 500;

const SCOPE: Scope = Scope::System(SystemReason::Audit);

/// The file. Cheap to clone.
#[derive(Debug, Clone)]
pub struct ChainFile(Arc<PathBuf>);

/// What a call of [`ChainFile::catch_up`] did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CaughtUp {
    /// How many blocks it wrote.
    pub written: u64,
    /// How many blocks the file knows that the database has not: something was
    /// taken from the database, or an older copy of it was put back.
    pub ahead: u64,
}

/// Why the file could not be brought up to the database.
#[derive(Debug, thiserror::Error)]
pub enum ChainFileFault {
    /// The file failed.
    #[error("the chain file could not be read or written")]
    File(#[from] io::Error),
    /// The database failed.
    #[error("the database failed")]
    Storage(#[from] StorageError),
    /// The end of the file is not lines of ours.
    #[error("the chain file holds something else than blocks")]
    NotOurs,
}

/// How the file ends.
struct Tail {
    sequence: i64,
    torn: bool,
}

impl ChainFile {
    /// The file at this path; it is made when the first block is written.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self(Arc::new(path.into()))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Writes the blocks that the file has not, and waits until the disk has them.
    ///
    /// # Errors
    /// When the file or the database fails.
    pub async fn catch_up(&self, db: &Db) -> Result<CaughtUp, ChainFileFault> {
        let mut done = CaughtUp::default();
        let mut sequence = self.on_the_side(|file| file.tail().map(|tail| tail.sequence)).await?;
        for _ in 0..MAX_PAGES {
            let (newest, page) = db
                .read(SCOPE, "audit.heads_after", async |mut tx| {
                    let page = blocks::heads_after(&mut tx, sequence).await?;
                    Ok::<_, StorageError>((blocks::newest(&mut tx).await?, page))
                })
                .await?;
            let Some(last) = page.last().map(|block| block.sequence) else {
                done.ahead = u64::try_from(sequence.saturating_sub(newest)).unwrap_or(0);
                return Ok(done);
            };
            done.written += self.on_the_side(move |file| file.write(&page)).await?;
            sequence = last;
        }
        Ok(done)
    }

    /// How many blocks it knows that the database has not; nothing is written.
    ///
    /// # Errors
    /// When the file or the database fails.
    pub async fn ahead_of(&self, db: &Db) -> Result<u64, ChainFileFault> {
        let sequence = self.on_the_side(|file| file.tail().map(|tail| tail.sequence)).await?;
        let newest = db.read(SCOPE, "audit.newest", async |mut tx| blocks::newest(&mut tx).await);
        Ok(u64::try_from(sequence.saturating_sub(newest.await?)).unwrap_or(0))
    }

    /// Its lines, from the first; none when there is no file.
    pub(super) fn lines(&self) -> io::Result<FileLines> {
        match File::open(self.path()) {
            Ok(file) => Ok(FileLines { reader: Some(BufReader::new(file)), number: 0 }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Ok(FileLines { reader: None, number: 0 })
            }
            Err(error) => Err(error),
        }
    }

    /// Copies its lines up to a place in the sequence.
    pub(crate) fn copy_upto(&self, sequence: i64, out: &mut impl Write) -> io::Result<()> {
        let mut lines = self.lines()?;
        while let Some(line) = lines.next()? {
            if line.sequence.is_none_or(|at| at <= sequence) {
                writeln!(out, "{}", line.text)?;
            }
        }
        Ok(())
    }

    /// Does what waits for the disk beside the runtime.
    async fn on_the_side<T: Send + 'static>(
        &self,
        run: impl FnOnce(&Self) -> Result<T, ChainFileFault> + Send + 'static,
    ) -> Result<T, ChainFileFault> {
        let file = self.clone();
        let done = tokio::task::spawn_blocking(move || run(&file)).await;
        done.map_err(|_| io::Error::other("the write was interrupted"))?
    }

    fn tail(&self) -> Result<Tail, ChainFileFault> {
        match File::open(self.path()) {
            Ok(mut file) => tail_of(&mut file),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Ok(Tail { sequence: 0, torn: false })
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Adds the blocks that are not there, while no other process does.
    fn write(&self, page: &[Block]) -> Result<u64, ChainFileFault> {
        let is_new = !self.path().exists();
        let mut options = OpenOptions::new();
        options.create(true).read(true).append(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(self.path())?;
        file.lock()?;
        let tail = tail_of(&mut file)?;
        let mut text = String::new();
        let mut written = 0;
        for block in page.iter().filter(|block| block.sequence > tail.sequence) {
            text.push_str(&text_of(block));
            text.push('\n');
            written += 1;
        }
        if written > 0 {
            if tail.torn {
                text.insert(0, '\n');
            }
            file.write_all(text.as_bytes())?;
            file.sync_data()?;
        }
        if is_new && let Some(folder) = self.path().parent() {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            File::open(folder)?.sync_all()?;
        }
        Ok(written)
    }
}

fn tail_of(file: &mut File) -> Result<Tail, ChainFileFault> {
    let length = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(length.saturating_sub(TAIL_BYTES)))?;
    let mut bytes = Vec::new();
    file.take(TAIL_BYTES).read_to_end(&mut bytes)?;
    let torn = bytes.last().is_some_and(|last| *last != b'\n');
    let mut whole: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
    // What stands behind the last line end is torn, or nothing.
    whole.pop();
    let found = whole.iter().rev().find_map(|line| sequence_of(core::str::from_utf8(line).ok()?));
    match found {
        Some(sequence) => Ok(Tail { sequence, torn }),
        None if whole.is_empty() && length < MAX_LINE_BYTES => Ok(Tail { sequence: 0, torn }),
        None => Err(ChainFileFault::NotOurs),
    }
}

const BEGINS: &str = r#"{"sequence":"#;

/// The line of a block. Its hash covers what is not told here.
pub(super) fn text_of(block: &Block) -> String {
    use core::fmt::Write as _;
    let Block { sequence, number, lines, sealed_at, .. } = block;
    let chain = Chain::from_id(block.chain);
    let mut hash = String::with_capacity(block.hash.len() * 2);
    for byte in &block.hash {
        // Writing to a string does not fail.
        let _ = write!(hash, "{byte:02x}");
    }
    format!(
        "{BEGINS}{sequence},\"chain\":\"{chain}\",\"number\":{number},\"lines\":{lines},\
         \"hash\":\"{hash}\",\"sealed_at\":\"{sealed_at}\"}}"
    )
}

/// Where in the sequence a line stands; none when it is not a whole line of ours.
fn sequence_of(line: &str) -> Option<i64> {
    let rest = line.strip_prefix(BEGINS).filter(|rest| rest.ends_with("\"}"))?;
    rest.split_once(',')?.0.parse().ok().filter(|sequence| *sequence > 0)
}

/// A line of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FileLine {
    /// Which line, from 1.
    pub(super) number: u64,
    pub(super) text: String,
    /// None when it cannot be read as one of ours.
    pub(super) sequence: Option<i64>,
}

/// The lines of the file, one after the other.
pub(super) struct FileLines {
    reader: Option<BufReader<File>>,
    number: u64,
}

impl FileLines {
    /// The next line; what a crash tore is passed by when the line after it is
    /// the same, whole.
    pub(super) fn next(&mut self) -> io::Result<Option<FileLine>> {
        let Some(reader) = &mut self.reader else { return Ok(None) };
        let mut bytes = Vec::new();
        let read = reader.by_ref().take(MAX_LINE_BYTES).read_until(b'\n', &mut bytes)?;
        if read == 0 {
            return Ok(None);
        }
        self.number += 1;
        let is_whole = bytes.pop_if(|last| *last == b'\n').is_some();
        let text = String::from_utf8(bytes).unwrap_or_default();
        let sequence = sequence_of(&text).filter(|_| is_whole);
        Ok(Some(FileLine { number: self.number, text, sequence }))
    }
}

#[cfg(test)]
mod tests {
    use helsebro_domain::time::Instant;
    use uuid::Uuid;

    use super::*;

    fn block(sequence: i64) -> Block {
        Block {
            sequence,
            chain: Uuid::nil(),
            number: sequence,
            month: 202_702,
            first: Uuid::nil(),
            last: Uuid::nil(),
            lines: 3,
            previous: vec![0; 32],
            hash: vec![0xab; 32],
            sealed_at: Instant::from_micros(0),
            members: Vec::new(),
        }
    }

    fn sequences(file: &ChainFile) -> Vec<Option<i64>> {
        let mut lines = file.lines().unwrap();
        core::iter::from_fn(|| lines.next().unwrap()).map(|line| line.sequence).collect()
    }

    #[test]
    fn a_block_is_one_line_of_json_that_says_where_it_stands() {
        let text = text_of(&block(7));
        let hash = "ab".repeat(32);
        assert_eq!(
            text,
            format!(
                "{{\"sequence\":7,\"chain\":\"platform\",\"number\":7,\"lines\":3,\
                 \"hash\":\"{hash}\",\"sealed_at\":\"1970-01-01T00:00:00Z\"}}"
            )
        );
        assert_eq!(sequence_of(&text), Some(7));
        for cut in 0..text.len() {
            assert_eq!(sequence_of(&text[..cut]), None, "{cut}");
        }
    }

    #[test]
    fn blocks_that_are_there_are_not_written_again_and_a_torn_line_is_written_anew() {
        let folder = tempfile::tempdir().unwrap();
        let file = ChainFile::at(folder.path().join("chain"));
        assert_eq!(file.write(&[block(1), block(2)]).unwrap(), 2);
        assert_eq!(file.write(&[block(2), block(3)]).unwrap(), 1);
        let whole = std::fs::read_to_string(file.path()).unwrap();
        std::fs::write(file.path(), &whole[..whole.len() - 20]).unwrap();
        assert_eq!(file.tail().unwrap().sequence, 2);
        assert_eq!(file.write(&[block(3)]).unwrap(), 1);
        assert_eq!(sequences(&file), [Some(1), Some(2), None, Some(3)]);
    }

    #[test]
    fn another_file_is_not_written_to() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes");
        std::fs::write(&path, "milk\nbread\n").unwrap();
        let refused = ChainFile::at(&path).write(&[block(1)]);
        assert!(matches!(refused, Err(ChainFileFault::NotOurs)));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "milk\nbread\n");
    }
}
