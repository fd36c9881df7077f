//! ID-porten as citizens and clients meet it: discovery, pushed requests, a login
//! page where one picks a person and a level, tokens, and logout by both
//! channels. Nothing of Maskinporten or of the contact register lives here.

mod contract;
mod login;
mod server;
mod settings;
mod tokens;

pub use server::{Idporten, serve};
pub use settings::{IdportenSettings, Person};
