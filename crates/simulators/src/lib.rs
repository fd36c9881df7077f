//! Stand-ins for the parties outside, served over loopback HTTP: ID-porten for
//! citizens, HelseID for staff and machines, a municipality's journal system, the
//! registers of persons and contact points, and the gateways for SMS and e-mail.
//!
//! They are written from the parties' contracts and share no code with the
//! adapters that call them, so that a misreading in an adapter shows here. They
//! are strict: whatever the contract does not allow is answered with 400. They
//! hold no persons of their own; whoever starts them hands in the settings, the
//! clock and the dice. Nothing here is for production: the login pages let
//! anyone be anyone.

pub mod epj;
mod errors;
pub mod helseid;
pub mod idporten;
mod oidc;
pub mod outside;
pub mod seals;
pub mod town;

pub use errors::SimulatorError;
pub use jsonwebtoken::jwk::Jwk;
pub use oidc::{
    Client, Control, Delivery, DeliveryAnswer, Fault, Faults, Handle, Lasting, SessionSeen,
};
