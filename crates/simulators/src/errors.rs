//! What can keep a stand-in from starting or answering.

use thiserror::Error;

/// Why a simulator could not start, or failed at its own work.
#[derive(Debug, Error)]
pub enum SimulatorError {
    /// The listener or the issuer is reachable from other machines.
    #[error("a simulator serves loopback only")]
    NotLoopback,
    /// The settings contradict the contract of the party.
    #[error("the settings of the simulator are wrong: {0}")]
    Settings(&'static str),
    /// A signing key could not be made.
    #[error("a signing key could not be made")]
    Key,
    /// A token could not be signed.
    #[error("a token could not be signed")]
    Token(#[from] jsonwebtoken::errors::Error),
    /// The client for back-channel calls could not be built.
    #[error("the client for back-channel calls could not be built")]
    Http(#[from] reqwest::Error),
    /// The listener could not be used.
    #[error("the listener could not be used")]
    Listener(#[from] std::io::Error),
}
