//! Who is refused to write electronically to which unit (L-EFV-14).

mod rows;

pub use rows::{
    BlockWords, MAX_BLOCKS, StoredBlock, add_block, block, blocks, blocks_about, comment, decide,
    holding, lift, own_block, own_blocks,
};

/// Every statement here, for the test that prepares each on both databases.
pub(crate) const STATEMENTS: &[&[&str]] = &[rows::STATEMENTS];
