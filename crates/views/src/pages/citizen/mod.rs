//! The citizen's pages. Each context is plain data that the door fills in;
//! nothing here decides what a person may see.

mod acting;
mod consent;
mod contacts;
mod custody;
mod entries;
mod home;
mod notices;
mod parts;
mod profile;
mod refused;
mod responsible;
mod samples;
mod seen;
mod thread;
mod threads;
mod write;

pub use acting::{
    ActChoice, ActFor, ActingHome, AnswerRequest, AskFault, AskForGrant, AskForm, Became, Begun,
    CheckAsk, GrantAsked, GrantRow, GrantSide, HelpedNews, Helpers, HelpersDone, HowLong, MadeRow,
    On, OneGrant, OtherPerson, PastChoice, RightLost, WaitingRow, covers_value,
};
pub use consent::{
    AskedAs, Consent, ConsentDone, LedgerRow, ResponsibleFor, Stands, WithdrawConsent, YouthRow,
    Youths, YouthsDone,
};
pub use contacts::{Contacts, OneContact, Term};
pub use custody::Moving;
pub use entries::{Arrival, Closed, Entry, Happened, InTime, Kind, ShownMessage, Side};
pub use home::{Home, MAX_NEWS, News};
pub use notices::{
    NoticeLine, Notices, Offered, Reached, ShownPoint, channels_value, level_value, topic_value,
    wish_value,
};
pub use parts::{BodyFault, By, ContactCard, Kept, Reading, Standing, TopicFault, Write};
pub use profile::{Profile, Saved};
pub use refused::{Refused, Written};
pub use responsible::{Responsible, ServiceCard};
pub use seen::{
    AskAboutLine, AskReceipt, AskState, LogQuestionForm, MAX_QUESTION, Seen, SeenBy, SeenDay,
    SeenDisclosure, SeenEmergency, SeenLine, SeenLink, SeenPart, SeenPrint, SeenReason,
};
pub use thread::{JustSent, MANY_MESSAGES, Print, ReplyBox, ReplyForm, Thread};
pub use threads::{DraftRow, Just, LastBy, Part, ThreadRow, Threads};
pub use write::{
    Answer, Check, ChooseContact, NewMessage, Outlook, Receipt, ReceiptStanding, StaffChoice,
};

use crate::{Drawn, Frame, RenderError, draw_samples};

/// Draws every sample of these pages.
///
/// # Errors
/// When a template cannot be written out.
pub fn samples(frame: &Frame, drawn: &mut Drawn) -> Result<(), RenderError> {
    draw_samples::<Home>(frame, drawn)?;
    draw_samples::<Threads>(frame, drawn)?;
    draw_samples::<ChooseContact>(frame, drawn)?;
    draw_samples::<NewMessage>(frame, drawn)?;
    draw_samples::<Check>(frame, drawn)?;
    draw_samples::<Receipt>(frame, drawn)?;
    draw_samples::<Thread>(frame, drawn)?;
    draw_samples::<Print>(frame, drawn)?;
    draw_samples::<Contacts>(frame, drawn)?;
    draw_samples::<OneContact>(frame, drawn)?;
    draw_samples::<Profile>(frame, drawn)?;
    draw_samples::<Responsible>(frame, drawn)?;
    draw_samples::<Moving>(frame, drawn)?;
    draw_samples::<Consent>(frame, drawn)?;
    draw_samples::<WithdrawConsent>(frame, drawn)?;
    draw_samples::<Youths>(frame, drawn)?;
    draw_samples::<Notices>(frame, drawn)?;
    draw_samples::<Seen>(frame, drawn)?;
    draw_samples::<SeenPrint>(frame, drawn)?;
    draw_samples::<AskAboutLine>(frame, drawn)?;
    draw_samples::<RightLost>(frame, drawn)?;
    draw_samples::<OtherPerson>(frame, drawn)?;
    draw_samples::<ActFor>(frame, drawn)?;
    draw_samples::<Helpers>(frame, drawn)?;
    draw_samples::<OneGrant>(frame, drawn)?;
    draw_samples::<AskForGrant>(frame, drawn)?;
    draw_samples::<CheckAsk>(frame, drawn)?;
    draw_samples::<GrantAsked>(frame, drawn)?;
    draw_samples::<AnswerRequest>(frame, drawn)?;
    crate::pages::rights::citizen_samples(frame, drawn)?;
    draw_samples::<Refused>(frame, drawn)
}
