//! The components that all blocks borrow: coded values, identifiers, names of people.

mod code;
pub(crate) mod ident;
mod person;

pub use code::Code;
pub(crate) use person::person_name;
