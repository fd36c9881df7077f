//! A block: which lines it holds, and what its hash is taken over.

use core::fmt;

use aws_lc_rs::digest::{Context, SHA256};
use helsebro_domain::ids::MunicipalityId;
use helsebro_domain::time::Instant;
use uuid::Uuid;

use super::canonical::{Hash, HashedLine, finished};
use crate::from_row;

/// The most lines in a block.
pub const MAX_BLOCK_LINES: u32 = 1_000;

/// How much of a line's hash stands beside its id, to name which line was changed.
/// The block's own hash is taken over the whole of it.
const HINT_BYTES: usize = 8;

const ENTRY_BYTES: usize = 16 + HINT_BYTES;

/// Whose lines are chained together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Chain {
    /// Lines that belong to no municipality.
    Platform,
    /// One municipality's.
    Municipality(MunicipalityId),
}

impl Chain {
    pub(super) fn of(org: Option<MunicipalityId>) -> Self {
        org.map_or(Self::Platform, Self::Municipality)
    }

    pub(super) fn from_id(id: Uuid) -> Self {
        if id.is_nil() { Self::Platform } else { Self::Municipality(MunicipalityId::from_uuid(id)) }
    }

    pub(super) const fn id(self) -> Uuid {
        match self {
            Self::Platform => Uuid::nil(),
            Self::Municipality(id) => id.uuid(),
        }
    }
}

impl fmt::Display for Chain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Platform => f.write_str("platform"),
            Self::Municipality(id) => write!(f, "{id}"),
        }
    }
}

/// A block as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) sequence: i64,
    pub(super) chain: Uuid,
    pub(super) number: i64,
    pub(super) month: i64,
    pub(super) first: Uuid,
    pub(super) last: Uuid,
    pub(super) lines: i64,
    pub(super) previous: Vec<u8>,
    pub(super) hash: Vec<u8>,
    pub(super) sealed_at: Instant,
    pub(super) members: Vec<u8>,
}

from_row!(Block {
    sequence,
    chain,
    number,
    month,
    first,
    last,
    lines,
    previous,
    hash,
    sealed_at,
    members,
});

/// One line of a block, as the block remembers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) id: Uuid,
    pub(super) hint: [u8; HINT_BYTES],
}

impl Entry {
    pub(super) fn of(line: &HashedLine) -> Self {
        Self { id: line.id, hint: hint_of(&line.hash) }
    }
}

pub(super) fn hint_of(hash: &Hash) -> [u8; HINT_BYTES] {
    let mut hint = [0; HINT_BYTES];
    hint.copy_from_slice(&hash[..HINT_BYTES]);
    hint
}

/// The lines as a block remembers them.
pub(super) fn members_of(lines: &[HashedLine]) -> Vec<u8> {
    let mut members = Vec::with_capacity(lines.len() * ENTRY_BYTES);
    for entry in lines.iter().map(Entry::of) {
        members.extend_from_slice(entry.id.as_bytes());
        members.extend_from_slice(&entry.hint);
    }
    members
}

impl Block {
    /// Its lines; none when what is stored is not a list of lines.
    pub(super) fn entries(&self) -> Option<Vec<Entry>> {
        let (entries, rest) = self.members.as_chunks::<ENTRY_BYTES>();
        let whole = rest.is_empty() && i64::try_from(entries.len()) == Ok(self.lines);
        let entry = |bytes: &[u8; ENTRY_BYTES]| {
            let (id, hint) = bytes.split_at(16);
            Some(Entry { id: Uuid::from_slice(id).ok()?, hint: hint.try_into().ok()? })
        };
        if whole { entries.iter().map(entry).collect() } else { None }
    }

    /// The hash of the block's heading and these lines.
    pub(super) fn hash_over<'l>(&self, lines: impl Iterator<Item = (Uuid, &'l Hash)>) -> Hash {
        let mut context = Context::new(&SHA256);
        context.update(b"helsebro audit block 1");
        for number in [self.sequence, self.number, self.month, self.lines, self.sealed_at.micros()]
        {
            context.update(&number.to_be_bytes());
        }
        for id in [self.chain, self.first, self.last] {
            context.update(id.as_bytes());
        }
        let length = u64::try_from(self.previous.len()).unwrap_or(u64::MAX);
        context.update(&length.to_be_bytes());
        context.update(&self.previous);
        for (id, hash) in lines {
            context.update(id.as_bytes());
            context.update(hash);
        }
        finished(context)
    }
}
