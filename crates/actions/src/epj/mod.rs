//! What passes between the platform and a unit's journal system (S1-2.1-b).
//!
//! Queueing happens in the transaction of what makes it needed; writing the
//! document is the worker's, since an act does not know in which envelope its
//! message leaves. The journal system's own door is [`door`].

pub mod active;
pub mod arrivals;
pub mod door;
pub mod letters;
pub mod moving;
pub(crate) mod opposed;
pub mod posting;
pub(crate) mod queueing;
pub mod receipts;
pub mod setup;
pub(crate) mod status;
pub mod watching;
