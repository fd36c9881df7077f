//! Who may act for whom: powers of attorney, parents, guardians and next of kin
//! (S1-2.1-a, L-PBRL-AGE, § 1.6).
//!
//! [`acting_for`] is the only way to act for somebody else, as
//! [`CitizenAccess::signed_in`] is the only way to be oneself. What the access may be
//! used for is in one table, [`CitizenAccess::may`].

mod access;
mod asking;
mod clinical;
mod coverage;
mod ends;
mod grant;
mod paper;
mod rule;

pub use access::{Basis, CitizenAccess, Deed, EidLevel, Reach, Sight};
pub use asking::{Asker, Direction, GrantRequest, MAX_OPEN_REQUESTS, NewRequest, REQUEST_DAYS};
pub use clinical::{
    Assessment, BlockClass, BlockReach, Clinician, DECIDED_FROM, MAX_ASSESSMENT, MIN_ASSESSMENT,
    ParentBlock, ParentOpening, YouthTold,
};
pub use coverage::{Coverage, Covers};
pub use ends::{GrantEnd, RECENT_DAYS, is_recent};
pub use grant::{Grant, GrantSource, MIN_GIVER_AGE, MIN_RECEIVER_AGE, Terms};
pub use paper::{MAX_WAITING_PAPERS, PaperGrant};
pub use rule::{
    CHILD_UNTIL, CompetenceDecision, Found, InRegister, Parenthood, Party, RegisteredParent,
    YOUTH_UNTIL, acting_for,
};
