//! What the gateways have taken, as tests and pages see it.

use serde::Serialize;

/// Everything that was sent, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct OutsideSeen {
    /// Texts.
    pub sms: Vec<SmsSeen>,
    /// Letters.
    pub mail: Vec<MailSeen>,
    /// Delivery reports on texts.
    pub reports: Vec<ReportSeen>,
    /// Letters that came back to us, whole.
    pub bounces: Vec<String>,
    /// Calls that the contact register has answered.
    pub krr_calls: u64,
    /// Persons that the contact register was asked for in the last call.
    pub krr_asked: usize,
    /// Tokens that Maskinporten has given.
    pub tokens: u64,
}

/// A text that the gateway took.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SmsSeen {
    /// Its place in the row, from 1.
    pub number: u64,
    /// Whose phone.
    pub to: String,
    /// Who it says it is from.
    pub from: String,
    /// What it says.
    pub text: String,
    /// The sender's reference.
    pub reference: String,
    /// In which contract it came: `link` or `puzzel`.
    pub contract: &'static str,
    /// When, in the town.
    pub at: String,
}

/// A letter that the mail server took.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MailSeen {
    /// Its place in the row, from 1.
    pub number: u64,
    /// Where it comes back.
    pub back: String,
    /// Whose mailbox.
    pub to: String,
    /// What it is headed, in plain letters.
    pub subject: String,
    /// What it says, in plain letters.
    pub text: String,
    /// Every header as it came: name and value.
    pub headers: Vec<(String, String)>,
    /// When, in the town.
    pub at: String,
}

/// A delivery report on a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportSeen {
    /// The text's place in the row.
    pub sms: u64,
    /// The body, as it is pushed.
    pub body: String,
    /// Its content type.
    pub content_type: &'static str,
    /// Whether whom it was pushed to has taken it; none when it was not pushed.
    pub was_taken: Option<bool>,
}
