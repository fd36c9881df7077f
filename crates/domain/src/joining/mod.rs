//! How a municipality comes in, is bound, and gets out: terms and their versions, data
//! processing agreements, the order, the activation, notice and phase-out (S1-0-a to S1-7-a).
//!
//! One table of guards ([`Guard`]) and one of transitions ([`TRANSITIONS`]) say what can be
//! done when; whatever stands in neither is refused. Who is controller is worked out
//! elsewhere and comes in as an answer ([`Controllership`]).

mod activation;
mod agreement;
mod charge;
mod costs;
mod facts;
mod guard;
mod leaving;
mod machine;
mod module;
mod notice;
mod operating;
mod operator;
mod publishing;
mod request;
mod standing;
mod stopping;
mod sub_processors;
mod terms;
mod terms_file;
mod usage;

pub use activation::{Activation, CONNECTION_CLAUSE, Cause, Placed, State};
pub use agreement::{
    Agreement, AgreementFault, AgreementItem, AgreementState, Checklist, MAX_SUB_PROCESSORS,
    SubProcessor, agreement_on,
};
pub use charge::{Charged, MAX_AMOUNT, NewCharge, WHOLE_KEY, clause_of, quarter_of, share_of};
pub use costs::{
    Amount, CostKind, CostLine, FEE_DUE_DAYS, GeneralClause, INVOICE_DAYS, Obligation, Payee,
    STATUTORY_2026, allowed_cost, fee_due, invoice_due, payee_of, statutory_quarter,
};
pub use facts::{
    CAPABILITY_MONTHS, Controllership, Digifin, Facts, Loss, Proof, TestMessage, Warning,
    capability_stops_on,
};
pub use guard::{Findings, Guard, findings};
pub use leaving::{
    Leaving, MAX_TYPED_SUMS, MAX_VOLUME_BYTES, MAX_VOLUME_THREADS, OWN_COPIES_DAYS,
    QUIET_BEFORE_EXPORT, Receipted, TELLING_DAYS, Volume, hex, own_copies_until, telling_has_begun,
    volumes_of,
};
pub use machine::{
    DPIA_MISSING, ORGANISATION, OrganisationAct, Refused, TRANSITIONS, To, Transition,
};
pub use module::{Deployment, Module, Offer, Platform};
pub use notice::{
    CITIZENS_TOLD_DAYS, Form, Instruction, NOTICE_MONTHS, Notice, OPERATOR_MONTHS, Receipt,
    WindDown, earliest_last_day, first_day_off, told_by, wind_down_earliest,
};
pub use operating::{AssociationAgreement, OperatingBody, operated_on, operated_until};
pub use operator::{OperatorAccess, OperatorHeld};
pub use publishing::{MATERIAL_DAYS, REVIEW_MONTHS, may_publish, review_due, review_waits};
pub use request::{Acting, By, Event, MIN_REASON, Request};
pub use standing::{
    OVERDUE_DAYS, Overdue, REMINDER_DAYS, Standing, ahead, changed_since, counts, current,
    general_standing, overdue, reminders, special_standing,
};
pub use stopping::{STOP_DAYS, STOP_REVIEW, StopReview, stop_review};
pub use sub_processors::{
    CHANGE_NOTICE_DAYS, MAX_CHANGES_SHOWN, Objection, SubProcessorChange, earliest_use,
    processing_on, with_objections,
};
pub use terms::{
    Acceptance, Change, Clause, Document, Kind, MAX_CHANGES, MAX_CLAUSES, MAX_TERMS_BYTES,
    TermsVersion, VersionNumber,
};
pub use terms_file::{TermsFault, TermsFile, read_terms};
pub use usage::{Month, REPORT_MONTHS, SMALL_CELL, Told, may_leave, month_of, months_before};
