//! What a walk over the chains found.

use core::fmt;

use uuid::Uuid;

use super::block::Chain;

/// The most findings that are kept; the rest are counted.
pub const MAX_FINDINGS: usize = 200;

/// A line, by its month and id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineAt {
    /// Its month, as 202702.
    pub month: i64,
    /// Its id.
    pub id: Uuid,
}

/// A block, by its chain and its number there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlockAt {
    /// Whose chain.
    pub chain: Chain,
    /// Which block of it, from 1.
    pub number: i64,
}

/// One thing that is not as it was when it was sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// A line says something else than when it was sealed.
    Changed(LineAt, BlockAt),
    /// A line stands where another one of its block stood.
    Moved(LineAt, BlockAt),
    /// A line that was sealed is gone.
    Missing(LineAt, BlockAt),
    /// A line that waits to be sealed is gone.
    MissingUnsealed(LineAt, Chain),
    /// A line is there that was never sealed and does not wait for it.
    Added(LineAt),
    /// A line is in two blocks.
    Twice(LineAt),
    /// A line that was sealed is not entered by the person it is about.
    NotEntered(LineAt),
    /// The line that tells of a deletion does not vouch for the lines that went with it.
    NotVouchedFor(LineAt),
    /// The order of lines in a block is another.
    Reordered(LineAt, BlockAt),
    /// What a block says about itself is not what its hash was taken over.
    BlockChanged(BlockAt),
    /// A block does not follow the one before it in its chain.
    NotLinked(BlockAt),
    /// Blocks are gone, from this place in the sequence to that.
    BlocksMissing(i64, i64),
    /// Blocks are not in the file, from this place in the sequence to that.
    NotInFile(i64, i64),
    /// The file knows a block at this place in the sequence that the database
    /// has not.
    OnlyInFile(i64),
    /// The file says something else about a block than the database.
    FileDiffers(BlockAt),
    /// A line of the file is not one of ours.
    FileUnreadable(u64),
}

impl Finding {
    /// What kind it is, in one word, for programs.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Changed(..) => "changed",
            Self::Moved(..) => "moved",
            Self::Missing(..) => "missing",
            Self::MissingUnsealed(..) => "missing_unsealed",
            Self::Added(..) => "added",
            Self::Twice(..) => "twice",
            Self::NotEntered(..) => "not_entered",
            Self::NotVouchedFor(..) => "not_vouched_for",
            Self::Reordered(..) => "reordered",
            Self::BlockChanged(..) => "block_changed",
            Self::NotLinked(..) => "not_linked",
            Self::BlocksMissing(..) => "blocks_missing",
            Self::NotInFile(..) => "not_in_file",
            Self::OnlyInFile(..) => "only_in_file",
            Self::FileDiffers(..) => "file_differs",
            Self::FileUnreadable(..) => "file_unreadable",
        }
    }
}

impl fmt::Display for LineAt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {} of {}", self.id, self.month)
    }
}

impl fmt::Display for BlockAt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "block {} of chain {}", self.number, self.chain)
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed(line, block) => write!(f, "{line} was changed ({block})"),
            Self::Moved(line, block) => {
                write!(f, "{line} stands in the place of another ({block})")
            }
            Self::Missing(line, block) => write!(f, "{line} is gone ({block})"),
            Self::MissingUnsealed(line, chain) => {
                write!(f, "{line} is gone; it waited to be sealed (chain {chain})")
            }
            Self::Added(line) => write!(f, "{line} was added: it is in no block"),
            Self::Twice(line) => write!(f, "{line} is in two blocks"),
            Self::NotEntered(line) => {
                write!(f, "{line} is not entered by the person it is about")
            }
            Self::NotVouchedFor(line) => {
                write!(f, "{line} does not vouch for the lines that went with a record")
            }
            Self::Reordered(line, block) => write!(f, "{line} has another place ({block})"),
            Self::BlockChanged(block) => write!(f, "{block} was changed itself"),
            Self::NotLinked(block) => write!(f, "{block} does not follow the one before it"),
            Self::BlocksMissing(from, to) => {
                write!(f, "blocks are gone: {from} to {to} of the sequence")
            }
            Self::NotInFile(from, to) => {
                write!(f, "blocks are not in the chain file: {from} to {to} of the sequence")
            }
            Self::OnlyInFile(sequence) => write!(
                f,
                "the chain file knows a block that the database has not: {sequence} of the sequence"
            ),
            Self::FileDiffers(block) => {
                write!(f, "{block}: the chain file says otherwise than the database")
            }
            Self::FileUnreadable(line) => {
                write!(f, "line {line} of the chain file cannot be read")
            }
        }
    }
}

/// What was seen of one chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChainSeen {
    /// Whose.
    pub chain: Chain,
    /// How many blocks.
    pub blocks: u64,
    /// How many lines they say they hold.
    pub lines: u64,
    /// How many findings are about it.
    pub findings: u64,
}

/// What a walk over all chains found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verified {
    /// Each chain, by whose it is.
    pub chains: Vec<ChainSeen>,
    /// How many lines there are in all.
    pub lines: u64,
    /// How many of them are not sealed yet.
    pub unsealed: u64,
    /// Whether a file was held against the database.
    pub with_file: bool,
    /// What is not as it was, the first of them.
    pub findings: Vec<Finding>,
    /// How many more there are.
    pub more_findings: u64,
}

impl Verified {
    /// Whether everything is as it was when it was sealed.
    pub fn is_well(&self) -> bool {
        self.findings.is_empty()
    }

    pub(super) fn add(&mut self, finding: Finding) {
        if let Some(chain) = finding.chain() {
            let seen = self.chains.iter_mut().find(|seen| seen.chain == chain);
            if let Some(seen) = seen {
                seen.findings += 1;
            }
        }
        if self.findings.len() < MAX_FINDINGS {
            self.findings.push(finding);
        } else {
            self.more_findings += 1;
        }
    }
}

impl Finding {
    const fn chain(&self) -> Option<Chain> {
        match self {
            Self::Changed(_, block)
            | Self::Moved(_, block)
            | Self::Missing(_, block)
            | Self::Reordered(_, block)
            | Self::BlockChanged(block)
            | Self::NotLinked(block)
            | Self::FileDiffers(block) => Some(block.chain),
            Self::MissingUnsealed(_, chain) => Some(*chain),
            _ => None,
        }
    }
}
