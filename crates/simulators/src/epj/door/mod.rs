//! The way to the platform: tokens, proofs and the calls of the REST door.

mod calls;
mod fault;
mod tokens;

pub(crate) use calls::{Door, Listed};
pub(crate) use fault::DoorFault;
