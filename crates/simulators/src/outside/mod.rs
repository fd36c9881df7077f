//! The registers and gateways outside: Maskinporten, the contact register (KRR),
//! the population register (the person service), an SMS gateway that speaks two
//! contracts, a mail server, and a scanner that looks through files.
//!
//! One listener for all that speak HTTP, each under a path of its own, and one for
//! mail; the scanner has one of its own when it is asked for. The registers know the
//! same persons, so that a change to one shows at both. Each can be told to be down, slow, busy or to lie. The gateways do
//! not tell one message that comes twice from two, as real ones do not.

mod cast;
mod control;
mod faults;
mod gateway;
mod guard;
mod hall;
mod krr;
mod letters;
mod maskinporten;
mod order;
mod pages;
mod persons;
mod population;
mod reports;
mod scanner;
mod seen;
mod serving;
mod settings;
mod smtp;
mod words;

pub use cast::{number_of, residents};
pub use control::OutsideControl;
pub use faults::{Party, Weather};
pub use order::{Order as OutsideOrder, OrderRefused as OutsideOrderRefused};
pub use persons::{Card, Guardian, Point, Resident};
pub use seen::{MailSeen, OutsideSeen, ReportSeen, SmsSeen};
pub use serving::{OutsideHandle, serve};
pub use settings::{GrantClient, OutsideSettings, PersonGuard, SmsUser};
