//! What the two login providers have in common: keys, client assertions, pushed
//! requests, codes, sessions, both logout channels, faults and the control door.
//! What differs between them is data ([`rules::Rules`]) or lives in their own
//! rooms.

pub(crate) mod answers;
mod assertion;
mod authorize;
pub(crate) mod bounded;
mod clients;
mod codes;
mod control;
pub(crate) mod desk;
mod doors;
mod faults;
pub(crate) mod form;
pub(crate) mod id_token;
pub(crate) mod jwt;
pub(crate) mod keys;
pub(crate) mod logout;
pub(crate) mod page;
pub(crate) mod pushed;
pub(crate) mod rules;
mod serving;
mod sessions;

pub use clients::Client;
pub use control::Control;
pub use faults::{Fault, Faults, Lasting};
pub use logout::{Delivery, DeliveryAnswer};
pub use serving::Handle;
pub use sessions::SessionSeen;

pub(crate) use codes::Grant;
pub(crate) use desk::Desk;
pub(crate) use doors::common_routes;
pub(crate) use serving::{serve_router, under_issuer};
