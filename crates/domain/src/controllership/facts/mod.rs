//! The facts that decide who is controller.
//!
//! Plain values, valid half-open. Nothing here asks whether an agreement may be in
//! force or a record may be registered; what is here is what holds.

mod agreements;
mod changes;
mod delivery;
mod parties;
mod places;
mod validity;

pub use agreements::{
    Allocation, CommunityClause, Construct, ExitPlan, HostClause, HostController, HostCooperation,
    JointRecord, MAX_PARTIES, Named, Processing, System, TaskCommunity,
};
pub use changes::{CustodyCase, CustodyEvent, Override, Succession, Whose};
pub use delivery::{Delivery, Mode, Outsourcing, RecordOperator};
pub use parties::{ControllerMode, LegalPerson, OrgKind, Organisation, Party};
pub use places::{Place, Scope};
pub use validity::Validity;

/// Every fact of an installation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Who is controller for the platform part.
    pub mode: ControllerMode,
    /// The organisations.
    pub organisations: Vec<Organisation>,
    /// Who delivers what.
    pub deliveries: Vec<Delivery>,
    /// The joint journals.
    pub joint_records: Vec<JointRecord>,
    /// The host cooperations.
    pub host_cooperations: Vec<HostCooperation>,
    /// The task communities.
    pub task_communities: Vec<TaskCommunity>,
    /// The decisions that place controllership.
    pub overrides: Vec<Override>,
    /// Who took over from which municipality.
    pub successions: Vec<Succession>,
    /// Who processes for whom.
    pub processings: Vec<Processing>,
    /// The records that change hands.
    pub custody: Vec<CustodyEvent>,
}
