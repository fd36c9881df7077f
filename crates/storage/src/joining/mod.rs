//! Terms and their acceptances, data processing agreements, and activations (S1-0-a to S1-7-a).
//!
//! A municipality's own rows are read and written in its scope or in the system's: the
//! operator's acts are the system's, for this reason. Terms and the catalogue are public.

mod activations;
mod agreements;
mod charges;
mod facts;
mod held;
mod leaving;
mod operating;
mod operators;
mod providers;
mod sub_processors;
mod terms;
mod usage;
mod winding;

pub use activations::{
    ActivationEventRow, ActivationRow, OrderNumber, STOP_REVIEWED, activation,
    activation_tested_by, activations_in, activations_live, activations_of, add_activation,
    add_activation_event, add_stop_review, events_of, next_order_number, proof_of, set_service,
    update_activation,
};
pub use agreements::{
    AgreementRow, add_agreement, agreement, agreements_of, agreements_unsigned,
    controllers_agreements, sign_agreement,
};
pub use charges::{
    ChargeRow, add_charge, approve_charge, charge, charged_once, charges_approved, charges_of,
    discard_charge, statutory_totals,
};
pub use facts::{
    FactsRow, ObligationRow, add_obligation, add_offer, add_proof, facts_of, obligations_of,
    offers, save_facts, set_due,
};
pub use held::{
    HELD_KINDS, Held, HeldKind, HeldRecord, Is, Stretch, held_records, is_more_held, record_sizes,
};
pub use leaving::{
    HeldMessage, MAX_TOLD_AT_ONCE, NewVolume, add_receipt, add_telling, begin_leaving,
    confirm_export, end_leaving, ended_with_open_threads, gone, held_messages, hold, leaving_of,
    leavings, note_destroyed, note_sum, thread_sizes, to_tell, units_in, volume_threads,
};
pub use operating::{
    add_association_agreement, add_operating_body, association_agreements, operating_bodies,
};
pub use operators::{add_operator, operator_held};
pub use providers::{
    ProvidersAgreement, add_providers_agreement, providers_agreements, providers_agreements_of,
};
pub use sub_processors::{
    ChangeRow, add_change, change, changes, changes_for, controllers_objections, object,
    objections_to, standing_objections, take_objection_back, withdraw_change,
};
pub use terms::{acceptances_of, add_acceptance, add_terms, hash_of, publish_terms, sum_of, terms};
pub use usage::{count_month, is_counted, usage_of};
pub use winding::{
    WindDownRow, add_wind_down, add_wind_down_receipt, begin_wind_down, superior_bodies,
    wind_down_of, withdraw_wind_down,
};

use helsebro_domain::ids::MunicipalityId;

use crate::{Scope, StorageError, Tx};

/// Every statement here, for the test that prepares each on both databases.
pub(crate) const STATEMENTS: &[&[&str]] = &[
    activations::STATEMENTS,
    agreements::STATEMENTS,
    charges::STATEMENTS,
    facts::STATEMENTS,
    held::STATEMENTS,
    leaving::STATEMENTS,
    operating::STATEMENTS,
    operators::STATEMENTS,
    providers::STATEMENTS,
    sub_processors::STATEMENTS,
    terms::STATEMENTS,
    usage::STATEMENTS,
    winding::STATEMENTS,
];

/// Whether a transaction may touch a municipality's rows here.
fn own(tx: &Tx, municipality: MunicipalityId) -> Result<(), StorageError> {
    match tx.scope()? {
        Scope::System(_) => Ok(()),
        Scope::Municipality(own) if own == municipality => Ok(()),
        _ => Err(StorageError::OutOfScope { wanted: "the municipality" }),
    }
}
