//! The file, held against the blocks as they are walked over.

use std::io;
use std::time::Duration;

use helsebro_domain::time::Instant;

use super::block::{Block, Chain};
use super::file::{ChainFile, FileLine, FileLines, text_of};
use super::findings::{BlockAt, Finding, MAX_FINDINGS, Verified};

/// How long a block may be on its way from the database to the file.
const ON_ITS_WAY: Duration = Duration::from_secs(60);

/// The file, read as far as the blocks have come.
pub(super) struct Witness {
    lines: FileLines,
    next: Option<FileLine>,
    /// The line that was last taken.
    before: Option<FileLine>,
    /// Blocks, one after the other, that the file has not.
    missing: Option<(i64, i64)>,
    now: Instant,
}

impl Witness {
    pub(super) fn of(file: &ChainFile, now: Instant) -> io::Result<Self> {
        let mut lines = file.lines()?;
        let next = lines.next()?;
        Ok(Self { lines, next, before: None, missing: None, now })
    }

    /// Holds the next block against the file.
    pub(super) fn meet(&mut self, block: &Block, found: &mut Verified) -> io::Result<()> {
        self.pass_to(block.sequence, found)?;
        match self.next.as_ref().and_then(|line| line.sequence) {
            Some(sequence) if sequence == block.sequence => {
                self.tell_missing(found);
                if self.next.as_ref().is_some_and(|line| line.text != text_of(block)) {
                    let chain = Chain::from_id(block.chain);
                    found.add(Finding::FileDiffers(BlockAt { chain, number: block.number }));
                }
                self.step()?;
            }
            _ if self.is_on_its_way(block) => {}
            _ => {
                let from = self.missing.map_or(block.sequence, |(from, _)| from);
                self.missing = Some((from, block.sequence));
            }
        }
        Ok(())
    }

    /// What is left when all blocks were met. What the file knows beyond `upto`
    /// is given back: it may have been sealed since the walk began.
    pub(super) fn end(&mut self, upto: i64, found: &mut Verified) -> io::Result<Vec<i64>> {
        self.tell_missing(found);
        self.pass_to(upto.saturating_add(1), found)?;
        let mut beyond = Vec::new();
        while let Some(line) = &self.next {
            match line.sequence {
                Some(sequence) if beyond.len() < MAX_FINDINGS => {
                    beyond.push(sequence);
                    self.step()?;
                }
                Some(_) => break,
                None => self.pass_unreadable(found)?,
            }
        }
        Ok(beyond)
    }

    /// Passes by the lines before this place in the sequence.
    fn pass_to(&mut self, sequence: i64, found: &mut Verified) -> io::Result<()> {
        while let Some(line) = &self.next {
            match line.sequence {
                Some(at) if at >= sequence => break,
                Some(at) => {
                    // Two processes may have written the same.
                    if self.before.as_ref().is_none_or(|before| before.text != line.text) {
                        found.add(Finding::OnlyInFile(at));
                    }
                    self.step()?;
                }
                None => self.pass_unreadable(found)?,
            }
        }
        Ok(())
    }

    /// Goes on from a line that cannot be read. It is told unless the one after it
    /// is the same, whole, or it is the end of the file, where the next block will
    /// be written behind it.
    fn pass_unreadable(&mut self, found: &mut Verified) -> io::Result<()> {
        let Some(torn) = self.next.take() else { return Ok(()) };
        self.next = self.lines.next()?;
        if self.next.as_ref().is_some_and(|after| !after.text.starts_with(&torn.text)) {
            found.add(Finding::FileUnreadable(torn.number));
        }
        Ok(())
    }

    /// Whether the block was sealed just now; the clocks of two machines may differ.
    fn is_on_its_way(&self, block: &Block) -> bool {
        let apart = self.now.since(block.sealed_at).max(block.sealed_at.since(self.now));
        apart < ON_ITS_WAY
    }

    fn step(&mut self) -> io::Result<()> {
        if let Some(taken) = self.next.take() {
            self.before = Some(taken);
        }
        self.next = self.lines.next()?;
        Ok(())
    }

    fn tell_missing(&mut self, found: &mut Verified) {
        if let Some((from, to)) = self.missing.take() {
            found.add(Finding::NotInFile(from, to));
        }
    }
}
