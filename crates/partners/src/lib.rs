//! Everyone outside that we call.
//!
//! One folder for each partner: `mod.rs` says in our own words what we ask of
//! it, `client.rs` asks the real one, `fake.rs` answers from memory in tests of
//! other rooms. What several partners share lies beside them: the way we call
//! over HTTP with limits ([`http`]), the keys we sign with ([`keys`]), the
//! sign-in protocol ([`oidc`]) and what a sending can come to ([`sending`]).
//!
//! Here are no rules about what a person may do, no sessions and no storage: an
//! adapter tells who signed in, and the caller decides what follows. Time and
//! dice are handed in, so that a sign-in can be played at any date.

mod breaker;
pub mod email;
pub mod epj;
mod faults;
pub mod helseid;
pub mod http;
pub mod idporten;
pub mod keys;
pub mod krr;
pub mod maskinporten;
pub mod oidc;
pub mod population;
mod registers;
pub mod scanner;
pub mod seal;
pub mod sending;
mod sending_fake;
pub mod sms;

pub use faults::{BadSettings, ErrorCode, PartnerFault, Step};
pub use oidc::Later;
pub use registers::RegisterFault;
pub use sending_fake::FakeSender;
