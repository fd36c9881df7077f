//! Joining and leaving: terms, data processing agreements, orders and activations
//! (S1-0-a to S1-7-a).
//!
//! The municipality acts in its own scope, by a role in its console; the operator in the
//! system's, by a right of its own. What may be done is one table in the rules; here it is
//! loaded, asked and stored.

mod access;
mod agreements;
mod board;
mod charging;
mod entering;
mod exporting;
mod exporting_records;
mod facts;
mod finishing;
mod leaving;
mod moving;
mod noticing;
mod operating;
mod orders;
mod providers;
mod sub_processors;
mod sweeping;
mod telling;
mod terms;
mod testing;
mod usage;
mod winding;

pub use access::{home, operator};
pub use agreements::{Drafted, agreements, countersign, propose, propose_whole, sign};
pub use board::{Accepted, Board, CheckList, Named, board, check_list};
pub use charging::{
    ChargeLine, TypedCharge, TypedCost, approve_charge, charges, charges_of, discard_charge,
    enter_charge,
};
pub use entering::{
    NewMember, TestedProduct, add_proof, confirm_network, enter_operator, enter_product,
    make_operators, offer, prove, register_member, set_impact, set_officer,
};
pub use exporting::{
    Export, ExportedEvent, ExportedFile, ExportedMessage, ExportedNote, ExportedThread, export,
    note_export,
};
pub use exporting_records::{ExportedField, ExportedRecord};
pub use helsebro_storage::joining::{
    ActivationRow, AgreementRow, ChangeRow, ChargeRow, FactsRow, HELD_KINDS, ProvidersAgreement,
    WindDownRow,
};
pub use leaving::{GoneHome, confirm_export, destroy_key, gone_homes, leaving, sign_receipt};
pub use moving::{
    Ask, activate, cancel, confirm, create, give_notice, order, reject, resume, review_stop, stop,
    stop_for_terms, withdraw_notice,
};
pub use noticing::{NoticeLetter, enter_notice};
pub use operating::{enter_association_agreement, enter_operating_body, operating};
pub use orders::{OrderLine, affected_by, order_line, orders};
pub use providers::{enter_providers_agreement, providers_agreements};
pub use sub_processors::{
    AnnouncedSub, announce_sub_processor, announced_sub_processors, object_to_sub_processor,
    sub_processors, take_objection_back, withdraw_sub_processor,
};
pub use sweeping::sweep;
pub use terms::{NewTerms, Offered, accept, add, offered, publish, shelf};
pub use testing::{TestAnswer, answer_test, note_tested, send_test, test_answered};
pub use usage::{usage, usage_of_all, usage_report};
pub use winding::{
    Announced, NewWindDown, Winding, announce_wind_down, announced, begin_wind_down,
    receipt_wind_down, wind_down, withdraw_wind_down,
};

use helsebro_domain::audit::{Actor, AuditLine, Event, Object};
use helsebro_domain::ids::{AuditId, MunicipalityId, StaffId};
use helsebro_domain::time::Instant;
use helsebro_storage::{Scope, SystemReason};

use crate::Acts;

/// The operator's scope, and the system's own.
pub(crate) const OPERATOR: Scope = Scope::System(SystemReason::Joining);

/// A line about something done by a role in a console, the municipality's or the
/// operator's; none is the system.
pub(crate) fn line(
    acts: &Acts,
    (staff, org): (Option<StaffId>, Option<MunicipalityId>),
    (event, object): (Event, Object),
    now: Instant,
) -> AuditLine {
    let id = AuditId::from_uuid(acts.fresh(now));
    let mut line = AuditLine::accepted(id, now, event, staff.map_or(Actor::System, Actor::Staff));
    line.org = org;
    line.object = object;
    line.rules = &["S1-1-b"];
    line
}
