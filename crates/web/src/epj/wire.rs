//! The interface's own words, field by field.

use helsebro_actions::epj::door::{Status, Waiting};
use helsebro_domain::epj::ReceiptStatus;
use serde::{Deserialize, Serialize};

/// What a document always is here.
pub(super) const XML: &str = "application/xml";
pub(super) const BASE64: &str = "base64";

/// `PostMessageRequest`: fields that we have no use for are passed over.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct LeftMessage {
    pub(super) content_type: String,
    pub(super) content_transfer_encoding: String,
    pub(super) business_document: String,
}

/// `GetBusinessDocumentResponse`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct BusinessDocument {
    pub(super) content_type: &'static str,
    pub(super) content_transfer_encoding: &'static str,
    pub(super) business_document: String,
}

/// `Message`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Message {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_type: Option<&'static str>,
    receiver_her_id: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    sender_her_id: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    business_document_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    business_document_gen_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_app_rec: Option<bool>,
}

impl Message {
    /// With all that is known of it, or only as much as tells it from others.
    pub(super) fn of(waiting: &Waiting, ours: &str, with_all: bool) -> Self {
        let all = with_all.then_some(waiting);
        Self {
            id: waiting.transport.to_string(),
            content_type: all.map(|_| XML),
            receiver_her_id: number(&waiting.receiver_her),
            sender_her_id: all.map(|_| number(ours)),
            business_document_id: all.map(|found| found.message.to_string()),
            business_document_gen_date: all.map(|found| found.at.to_string()),
            is_app_rec: all.map(|found| found.is_receipt),
        }
    }
}

/// `PostAppRecRequest`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct GivenReceipt {
    pub(super) app_rec_status: AppRecStatus,
    pub(super) app_rec_error_list: Option<Vec<AppRecError>>,
}

/// `AppRecStatus`, by name or by number.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(super) enum AppRecStatus {
    #[serde(alias = "1")]
    Ok,
    #[serde(alias = "2")]
    Rejected,
    #[serde(alias = "3")]
    OkErrorInMessagePart,
}

/// `AppRecError`. What stands in `details` is not kept.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AppRecError {
    pub(super) error_code: String,
    #[serde(default, skip_deserializing)]
    pub(super) details: Option<String>,
}

/// `StatusInfo`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct StatusInfo {
    receiver_her_id: u32,
    transport_delivery_state: &'static str,
    app_rec_status: Option<AppRecStatus>,
}

/// `ApprecInfo`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ApprecInfo {
    receiver_her_id: u32,
    app_rec_status: Option<AppRecStatus>,
    app_rec_error_list: Vec<AppRecError>,
}

impl StatusInfo {
    pub(super) fn of(status: &Status, ours: &str) -> Self {
        Self {
            receiver_her_id: receiver(status, ours),
            transport_delivery_state: match status.is_taken {
                None => "Unconfirmed",
                Some(true) => "Acknowledged",
                Some(false) => "Rejected",
            },
            app_rec_status: status.receipt.map(AppRecStatus::from),
        }
    }
}

impl ApprecInfo {
    pub(super) fn of(status: &Status, ours: &str) -> Self {
        let error = |code: &String| AppRecError { error_code: code.clone(), details: None };
        Self {
            receiver_her_id: receiver(status, ours),
            app_rec_status: status.receipt.map(AppRecStatus::from),
            app_rec_error_list: status.errors.iter().map(error).collect(),
        }
    }
}

/// Theirs when the message is ours, ours when it is theirs.
fn receiver(status: &Status, ours: &str) -> u32 {
    number(status.receiver_her.as_deref().unwrap_or(ours))
}

impl From<ReceiptStatus> for AppRecStatus {
    fn from(status: ReceiptStatus) -> Self {
        match status {
            ReceiptStatus::Ok => Self::Ok,
            ReceiptStatus::Rejected => Self::Rejected,
            ReceiptStatus::OkErrorInPart => Self::OkErrorInMessagePart,
        }
    }
}

impl From<AppRecStatus> for ReceiptStatus {
    fn from(status: AppRecStatus) -> Self {
        match status {
            AppRecStatus::Ok => Self::Ok,
            AppRecStatus::Rejected => Self::Rejected,
            AppRecStatus::OkErrorInMessagePart => Self::OkErrorInPart,
        }
    }
}

/// A HER-id as the interface has it: a number. Ours are checked when they are set.
fn number(her: &str) -> u32 {
    her.parse().unwrap_or(0)
}
