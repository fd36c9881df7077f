//! A municipality's journal system as the platform meets it over the REST door:
//! it fetches what is for its units, files it, gives receipts, and sends what
//! somebody at its screen or in a test tells it to.
//!
//! Envelopes are written here from their own text patterns and read with the XML
//! library alone, so that a misreading in the platform's own reader and writer
//! shows. The journal keeps what comes as it comes: what comes twice stands
//! twice. All of it is in memory, with limits, and gone with the handle.

mod control;
mod door;
mod enclosed;
mod journal;
mod key;
mod office;
mod order;
mod pages;
mod read;
mod receipts;
mod round;
mod seen;
mod sending;
mod serving;
mod settings;
mod stamp;
mod write;

pub use control::EpjControl;
pub use enclosed::{Enclosed, Kept};
pub use key::EpjKey;
pub use order::{
    Lasting, Nonsense, Order, OrderRefused, Posted, ReceiptAnswer, ReceiptForm, Repeat, Told,
};
pub use seen::{DoorSeen, EntrySeen, EpjSeen, Presence, ReceiptSeen, Way};
pub use serving::{EpjHandle, serve};
pub use settings::{EpjParty, EpjPatient, EpjService, EpjSettings, EpjSignIn, EpjUnit};
