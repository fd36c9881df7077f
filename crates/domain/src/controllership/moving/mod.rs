//! Records that are to change hands: what would move, be copied or stay, who has a say,
//! and when they may go (§ 5.6).
//!
//! A plan is written first and shown. Nothing has changed hands before it is carried out,
//! and then not before the receiver has said that it has them.

mod declining;
mod going;
mod heaps;
mod planned;

pub use declining::{Choosing, Decline, may_choose, may_decline};
pub use going::{CHOICE_DAYS, Choice, Told, events, may_carry_out, may_receive, may_tell};
pub use heaps::{Cause, Fate, Heap, heaps};
pub use planned::{Plan, Wanted, planned};
