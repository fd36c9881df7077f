//! Writing a receipt.

use helsebro_domain::time::Instant;
use uuid::Uuid;

use super::AppRecStatus;
use super::party::CleanParty;
use crate::error::{AppRecCode, NotUnderstood, ReadError};
use crate::hidden::hides;
use crate::limits::{MAX_ERRORS, MAX_SHORT_CHARS};
use crate::msghead::{Organisation, Party};
use crate::names::{APPREC_1_1, APPREC_MIG_VERSION, OID_8221};
use crate::write::{
    Address, AddressLevel, CannotWrite, What, Xml, date_time, required_short, short,
};

/// A receipt to be sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The receipt's own id: new for each receipt.
    pub id: Uuid,
    /// When it is made.
    pub sent_at: Instant,
    /// Who received the message and now answers.
    pub sender: Address,
    /// Who sent the message, as the message named itself.
    pub receiver: Party,
    /// What became of the message.
    pub verdict: Verdict,
    /// Which message it is about.
    pub original: Original,
}

/// What became of a message, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It was taken in.
    Accepted,
    /// It was taken in, with something wrong in a part of it; at least one reason.
    AcceptedWithErrors(Vec<Reason>),
    /// It was not taken in; at least one reason.
    Rejected(Vec<Reason>),
}

/// One reason.
#[derive(Clone, PartialEq, Eq)]
pub struct Reason {
    /// The code in 8221.
    pub code: AppRecCode,
    /// More about it, on one line: which element, never what stood in it.
    pub detail: Option<String>,
}

/// Which message a receipt is about.
#[derive(Clone, PartialEq, Eq)]
pub struct Original {
    /// The message's function; none when it could not be read.
    pub function: Option<String>,
    /// The message's `GenDate`; when it could not be read, when the message came.
    pub issued_at: Instant,
    /// The message's `MsgId` as it stood.
    pub id: String,
}

hides! {
    Receipt { id, sent_at, sender, receiver, verdict }
    Reason { code }
    Original { issued_at }
}

impl Verdict {
    /// A rejection for one reason.
    pub fn rejected(reason: impl Into<Reason>) -> Self {
        Self::Rejected(vec![reason.into()])
    }

    const fn parts(&self) -> (AppRecStatus, &[Reason]) {
        match self {
            Self::Accepted => (AppRecStatus::Ok, &[]),
            Self::AcceptedWithErrors(reasons) => (AppRecStatus::OkWithErrors, reasons.as_slice()),
            Self::Rejected(reasons) => (AppRecStatus::Rejected, reasons.as_slice()),
        }
    }
}

impl From<AppRecCode> for Reason {
    fn from(code: AppRecCode) -> Self {
        Self { code, detail: None }
    }
}

impl From<&ReadError> for Reason {
    fn from(error: &ReadError) -> Self {
        Self { code: error.code(), detail: Some(error.to_string()) }
    }
}

impl From<&NotUnderstood> for Reason {
    fn from(error: &NotUnderstood) -> Self {
        Self { code: error.code(), detail: Some(error.to_string()) }
    }
}

/// A sender of a receipt, who is also a party.
impl From<&Address> for Party {
    fn from(address: &Address) -> Self {
        let level = |level: &AddressLevel| Organisation {
            name: Some(level.name.clone()),
            her_id: Some(level.her_id.as_str().to_owned()),
            org_number: None,
        };
        let organisation = level(&address.organisation);
        Self { organisation, unit: Some(level(&address.unit)), professional: None }
    }
}

/// The receipt as an XML document.
///
/// # Errors
///
/// [`CannotWrite`] when a part is missing or passes its limit, and when
/// something is wrong without a reason.
pub fn write_apprec(receipt: &Receipt) -> Result<String, CannotWrite> {
    let (status, reasons) = receipt.verdict.parts();
    if status != AppRecStatus::Ok && reasons.is_empty() {
        return Err(CannotWrite::Empty(What::Reason));
    }
    if reasons.len() > MAX_ERRORS {
        let (what, unit) = (What::Reason, "elements");
        return Err(CannotWrite::TooLong { what, most: MAX_ERRORS, unit });
    }
    let gen_date = date_time(receipt.sent_at)?;
    let issued_at = date_time(receipt.original.issued_at)?;
    let original_id = required_short(&receipt.original.id, What::OriginalId)?;
    let function = receipt.original.function.as_deref().unwrap_or_default();
    let function = short(function, What::OriginalType)?;
    let sender = CleanParty::of(&Party::from(&receipt.sender))?;
    let receiver = CleanParty::of(&receipt.receiver)?;
    let details: Vec<String> = reasons.iter().map(detail).collect::<Result<_, _>>()?;
    Ok(Xml::document(|xml| {
        xml.element("AppRec", &[("xmlns", APPREC_1_1)], |xml| {
            xml.empty("MsgType", &[("V", "APPREC"), ("DN", "Applikasjonskvittering")]);
            xml.text("MIGversion", APPREC_MIG_VERSION);
            xml.text("GenDate", &gen_date);
            xml.text("Id", &receipt.id.hyphenated().to_string());
            sender.write("Sender", xml);
            receiver.write("Receiver", xml);
            xml.empty("Status", &[("V", status.as_str()), ("DN", status.name())]);
            for (reason, detail) in reasons.iter().zip(&details) {
                write_reason(reason, detail, xml);
            }
            xml.element("OriginalMsgId", &[], |xml| {
                if function.is_empty() {
                    xml.empty("MsgType", &[]);
                } else {
                    xml.empty("MsgType", &[("V", &function)]);
                }
                xml.text("IssueDate", &issued_at);
                xml.text("Id", &original_id);
            });
        });
    }))
}

/// More about a reason; cut rather than refused, since the code says the most.
fn detail(reason: &Reason) -> Result<String, CannotWrite> {
    let detail = reason.detail.as_deref().unwrap_or_default();
    let cut: String = detail.chars().take(MAX_SHORT_CHARS).collect();
    short(&cut, What::Reason)
}

fn write_reason(reason: &Reason, detail: &str, xml: &mut Xml) {
    let known = [("V", reason.code.as_str()), ("S", OID_8221), ("DN", reason.code.name())];
    if detail.is_empty() {
        xml.empty("Error", &known);
    } else {
        let [code, system, name] = known;
        xml.empty("Error", &[code, system, name, ("OT", detail)]);
    }
}
