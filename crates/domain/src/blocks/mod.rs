//! Refusing somebody to write electronically to a unit, after abuse (L-EFV-14).
//!
//! She is told first, with the reasons and a day to comment by. Somebody else than whoever
//! began it decides, with reasons, an end and a way to complain. Only where security asks
//! for it does it hold at once, and then for a short time. She reads what she has got all
//! along, and is told how else to reach the unit.

mod block;

pub use block::{
    Begins, Block, BlockState, COMMENT_DAYS, Decided, MAX_BLOCK_DAYS, MAX_BLOCK_WORDS,
    MIN_BLOCK_WORDS, Outcome, UNDECIDED_DAYS, enough_words,
};
