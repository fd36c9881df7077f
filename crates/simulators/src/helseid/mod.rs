//! HelseID as staff and clients meet it: mandatory pushed requests, a login page
//! where one picks a member of staff, DPoP-bound tokens, userinfo and logout; and
//! tokens for clients that act for themselves. Refresh tokens and token exchange
//! are not here.

mod claims;
mod contract;
mod dpop;
mod login;
mod machines;
mod server;
mod settings;
mod tokens;

pub use machines::{MachineClient, MachineScope};
pub use server::{Helseid, serve};
pub use settings::{HelseidClient, HelseidSettings, Organisation, SigningAlgorithm, StaffPerson};
