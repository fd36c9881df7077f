//! How long what is held is kept, and what holds a deletion back (L-PJL-25, L-ARK-13,
//! L-BEV).
//!
//! Nothing is deleted by itself. A plan says what would be deleted and why the rest is
//! kept; another person than whoever made it carries it out, and each conversation is
//! looked at anew when its turn comes.

mod class;
mod judging;
mod plan;

pub use class::{Class, Held, KEEP_YEARS};
pub use judging::{Facts, Finding, earliest, judge, judge_granted};
pub use plan::{Granted, MAX_PLAN_AGE_DAYS, Plan, PlanState};
