//! What may be said by SMS and e-mail: to whom, when, to which contact point, and in
//! which of a few registered texts (L-EFV-29…34, N-04, N-07…N-10, SM-1…SM-10).
//!
//! Not here: the words themselves, and the sending.

mod choices;
mod contact;
mod points;
mod rule;
mod scan;
mod sending;
mod text;

pub use choices::{Channels, Level, NoticeChoices, Occasion, Standing, Topic, Weight, Wish};
pub use contact::{
    Channel, ContactCard, ContactLanguage, ContactUse, FRESH_MONTHS, Listing, NotUsable,
    Notifiable, Reservation, SharedWith,
};
pub use points::{Address, EmailAddress, MAX_EMAIL, NoticeChannel, PhoneNumber};
pub use rule::{Account, NotNotified, Planned, Receiver, once_per_point};
pub use scan::{Leak, REVEALING, leaks};
pub use sending::{
    GivenUp, MAX_NOT_TAKEN, MAX_SENDINGS, NoticeState, REPORT_WAIT, Reported, Sending, Step,
    TOO_OLD, sending_time,
};
pub use text::{
    GSM_ONE, MAX_PORTAL, MAX_SENDER, NeutralPlace, PlaceFlag, PortalHost, SenderName, ServiceText,
    Switchboard, TEXT_VERSION, Template, UCS_ONE, fits_one_sms,
};
