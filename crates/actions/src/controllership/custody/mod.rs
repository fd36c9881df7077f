//! Records that change hands when a delivery or an agreement changes or ends (§ 5.6):
//! planned, shown, told of, chosen about, carried out, received.

mod choosing;
mod declining;
mod going;
mod planning;
mod report;
mod telling;

pub use choosing::{Concerned, choose, concerning};
pub use declining::decline;
pub use going::{carry_out, receive, tell};
pub use planning::{NewPlan, drop, list, plan};
pub use report::{Counts, Line, Report, report};
pub use telling::tell_concerned;

pub use helsebro_storage::controllership::{Declined, Going, PlanRow};
