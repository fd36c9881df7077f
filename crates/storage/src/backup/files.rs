//! Files that only their owner can read, forced to the disk, and hashed.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

use aws_lc_rs::digest::{Context, SHA256};

use super::manifest::CopiedFile;
use super::{BackupFault, ChainRestored};
use crate::audit::ChainFile;

/// How much is read at once.
const STEP_BYTES: usize = 256 * 1024;

pub(super) fn failed(path: &Path) -> impl Fn(io::Error) -> BackupFault + use<> {
    let path = path.to_owned();
    move |source| BackupFault::File { path: path.clone(), source }
}

/// Makes a folder that only its owner can enter, unless there is an empty one.
pub(super) fn make_empty(folder: &Path) -> Result<(), BackupFault> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(failed(folder))?;
    let mut entries = std::fs::read_dir(folder).map_err(failed(folder))?;
    if entries.next().is_some() {
        return Err(BackupFault::FolderNotEmpty(folder.to_owned()));
    }
    Ok(())
}

/// A new file that only its owner can read.
pub(super) fn create_private(path: &Path) -> Result<File, BackupFault> {
    let mut options = OpenOptions::new();
    options.create_new(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(failed(path))
}

pub(super) fn write_private(path: &Path, bytes: &[u8]) -> Result<(), BackupFault> {
    let mut file = create_private(path)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(failed(path))
}

/// Makes sure that new names in a folder are on the disk.
pub(super) fn sync_folder(folder: &Path) -> Result<(), BackupFault> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed(folder))
}

/// A file's name, length and hash.
pub(super) fn described(path: &Path) -> Result<CopiedFile, BackupFault> {
    let mut file = File::open(path).map_err(failed(path))?;
    let (mut context, mut bytes) = (Context::new(&SHA256), 0);
    let mut step = vec![0; STEP_BYTES];
    loop {
        match file.read(&mut step).map_err(failed(path))? {
            0 => break,
            read => {
                context.update(&step[..read]);
                bytes += read as u64;
            }
        }
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let sha256 = hex(context.finish().as_ref());
    Ok(CopiedFile { name: name.unwrap_or_default(), bytes, sha256 })
}

fn hex(bytes: &[u8]) -> String {
    use core::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Copies the chain file's lines up to a place in the sequence: what was sealed
/// after the copy of the database is not in it.
pub(super) fn copy_chain(
    chain: &ChainFile,
    to: &Path,
    upto: i64,
) -> Result<CopiedFile, BackupFault> {
    let mut out = io::BufWriter::new(create_private(to)?);
    chain.copy_upto(upto, &mut out).map_err(failed(to))?;
    let file = out.into_inner().map_err(|error| failed(to)(error.into_error()))?;
    file.sync_all().map_err(failed(to))?;
    described(to)
}

/// Puts the chain file to its place, unless there is one.
pub(super) fn put_chain_back(
    chain: Option<&ChainFile>,
    from: &Path,
) -> Result<ChainRestored, BackupFault> {
    let Some(chain) = chain.filter(|_| from.exists()) else { return Ok(ChainRestored::None) };
    if chain.path().exists() {
        return Ok(ChainRestored::Kept);
    }
    copy(from, chain.path())?;
    Ok(ChainRestored::Now)
}

/// Copies a file to a new place, where it is at once or not at all.
pub(super) fn copy(from: &Path, to: &Path) -> Result<(), BackupFault> {
    let mut aside = to.as_os_str().to_owned();
    aside.push(".part");
    let aside = Path::new(&aside);
    let mut source = File::open(from).map_err(failed(from))?;
    let mut target = create_private(aside)?;
    io::copy(&mut source, &mut target)
        .and_then(|_| target.sync_all())
        .and_then(|()| std::fs::rename(aside, to))
        .map_err(failed(to))?;
    sync_folder(to.parent().unwrap_or(Path::new(".")))
}
