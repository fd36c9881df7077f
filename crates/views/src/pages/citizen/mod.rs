//! The citizen's pages. Each context is plain data that the door fills in;
//! nothing here decides what a person may see.

mod contacts;
mod home;
mod parts;
mod profile;
mod refused;
mod thread;
mod threads;
mod write;

pub use contacts::{Contacts, OneContact, Term};
pub use home::{Home, MAX_NEWS, News};
pub use parts::{
    BodyFault, By, Closed, ContactCard, Entry, Happened, InTime, Kept, Kind, Reading, ShownMessage,
    Side, Standing, TopicFault, Write,
};
pub use profile::{Profile, Saved};
pub use refused::{Refused, Written};
pub use thread::{JustSent, MANY_MESSAGES, Print, ReplyBox, ReplyForm, Thread};
pub use threads::{DraftRow, Just, LastBy, Part, ThreadRow, Threads};
pub use write::{Answer, Check, ChooseContact, NewMessage, Outlook, Receipt, StaffChoice};
