//! PostgreSQL: a pool of connections, each transaction on one of its own.
//!
//! Nothing outside this room knows the wire.

mod pool;
mod retry;
mod session;
mod tls;

pub(crate) use pool::{Access, Postgres};
pub(crate) use session::Session;
