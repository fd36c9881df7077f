//! What may be said by SMS and e-mail: to which contact point, and whether the
//! register has it fresh enough (L-EFV-29…34, SM-5, SM-6).
//!
//! Not here: the words, and the sending.

mod contact;
mod points;

pub use contact::{
    Channel, ContactCard, ContactLanguage, ContactUse, FRESH_MONTHS, Listing, NotUsable,
    Notifiable, Reservation, SharedWith,
};
pub use points::{EmailAddress, MAX_EMAIL, PhoneNumber};
