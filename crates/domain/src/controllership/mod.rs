//! Who answers for which data.
//!
//! Under whose key something is kept stands in `labels`. The facts that decide who
//! is controller stand in `facts`, arranged in a `register`; `resolve` is the decision
//! table (§ 5), `custody` says who has a record after a change, `watch` what is wrong
//! with the register of deliveries. Whether an agreement is complete enough to be in
//! force is not asked here.

mod category;
mod custody;
mod facts;
mod labels;
mod leaving;
pub mod moving;
mod register;
pub mod registering;
mod resolution;
mod resolve;
mod row;
mod tasks;
mod watch;

pub use category::Category;
pub use custody::{
    Current, Notice, NoticeMissing, current_controller, goes_to, holders_now, may_go,
};
pub use facts::{
    Allocation, CommunityClause, Construct, ControllerMode, CustodyCase, CustodyEvent, Delivery,
    ExitPlan, Facts, HostClause, HostController, HostCooperation, JointRecord, LegalPerson,
    MAX_PARTIES, Mode, Named, OrgKind, Organisation, Outsourcing, Override, Party, Place,
    Processing, RecordOperator, Scope, Succession, System, TaskCommunity, Validity, Whose,
};
pub use labels::{Controller, labels};
pub use leaving::{HOST_EXIT_MONTHS, last_day_of_participation};
pub use register::Register;
pub use resolution::{Controllers, MoveBasis, Processor, Resolution};
pub use resolve::{Entry, HeldBy, Origin, Partition, Question, deliverer, resolve};
pub use row::{Flag, Mark, Row};
pub use tasks::{CLAUSE_DAYS, ENDING_NOTICE_WEEKS, MAX_OUTCOME, Task, TaskKind, tasks};
pub use watch::{Alarm, DeliveryOverlap, GAP_NOTICE_DAYS, alarms, may_register};
