//! Puzzel's contract.

use reqwest::RequestBuilder;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::form_urlencoded;

use super::Sms;
use crate::http::Answer;
use crate::sending::{
    Accepted, DeliveryOutcome, DeliveryReport, MAX_REPORT_BYTES, MAX_REPORTS, Reference,
    ReportFlaw, SendFailed, Why, remote_id,
};

/// Who we are there. The password stands in the body: it is their contract.
#[derive(Debug, Clone)]
pub struct PuzzelAccount {
    /// The service.
    pub service_id: u64,
    /// The user.
    pub user: String,
    /// Her password.
    pub password: SecretString,
}

/// Minutes that the network may try: what comes later than a day is no notice.
const VALID_MINUTES: u32 = 24 * 60;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Order<'a> {
    service_id: u64,
    username: &'a str,
    password: &'a str,
    batch_reference: &'a str,
    message: [Message<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Message<'a> {
    recipient: &'a str,
    content: &'a str,
    client_reference: &'a str,
    settings: Settings<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Settings<'a> {
    priority: u8,
    validity: u32,
    auto_detect_encoding: bool,
    originator_settings: Originator<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Originator<'a> {
    originator_type: &'a str,
    originator: &'a str,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Taken {
    message_status: Vec<Status>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Status {
    status_code: i64,
    message_id: Option<Value>,
    client_reference: Option<String>,
}

pub(super) fn call(
    post: RequestBuilder,
    account: &PuzzelAccount,
    sender: &str,
    sms: &Sms,
) -> RequestBuilder {
    let settings = Settings {
        priority: 1,
        validity: VALID_MINUTES,
        auto_detect_encoding: true,
        originator_settings: Originator { originator_type: "ALPHANUMERIC", originator: sender },
    };
    let message = Message {
        recipient: sms.to.e164(),
        content: &sms.text,
        client_reference: sms.reference.as_str(),
        settings,
    };
    post.json(&Order {
        service_id: account.service_id,
        username: &account.user,
        password: account.password.expose_secret(),
        batch_reference: sms.reference.as_str(),
        message: [message],
    })
}

/// What the gateway's answer to an order of one message means.
pub(super) fn verdict(answer: &Answer, reference: &Reference) -> Result<Accepted, SendFailed> {
    if matches!(answer.status, 401 | 403) {
        return Err(SendFailed::Misconfigured(Why::NotAllowed));
    }
    let taken: Option<Taken> = serde_json::from_slice(&answer.body).ok();
    let status = taken.and_then(|taken| <[Status; 1]>::try_from(taken.message_status).ok());
    let Some([status]) = status else {
        return Err(match answer.status {
            400..=499 => SendFailed::Permanent(Why::BadMessage),
            _ => SendFailed::Unknown(Why::BadAnswer),
        });
    };
    let is_ours = status.client_reference.as_deref().is_none_or(|came| came == reference.as_str());
    match status.status_code {
        1 if is_ours => Ok(Accepted { remote_id: status.message_id.as_ref().and_then(id) }),
        2..=4 => Err(SendFailed::Misconfigured(Why::NotAllowed)),
        5 => Err(SendFailed::Permanent(Why::BadMessage)),
        6 => Err(SendFailed::Unknown(Why::InTrouble)),
        _ => Err(SendFailed::Unknown(Why::BadAnswer)),
    }
}

/// An id is written as a text by some and as a number by others.
fn id(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => remote_id(text),
        Value::Number(number) => remote_id(&number.to_string()),
        _ => None,
    }
}

/// The reports in a body that the gateway pushed to us: JSON, one or a list, or
/// the fields of a form or of an address.
///
/// # Errors
/// [`ReportFlaw`] when it is too large or no report.
pub fn puzzel_reports(body: &[u8]) -> Result<Vec<DeliveryReport>, ReportFlaw> {
    if body.len() > MAX_REPORT_BYTES {
        return Err(ReportFlaw::TooLarge);
    }
    let reports = match serde_json::from_slice(body) {
        Ok(Value::Array(reports)) => reports,
        Ok(one @ Value::Object(_)) => vec![one],
        Ok(_) => return Err(ReportFlaw::Malformed),
        Err(_) => vec![form(body)],
    };
    if reports.len() > MAX_REPORTS {
        return Err(ReportFlaw::TooLarge);
    }
    reports.iter().map(read).collect()
}

fn form(body: &[u8]) -> Value {
    let fields = form_urlencoded::parse(body);
    Value::Object(
        fields
            .map(|(name, value)| (name.into_owned(), Value::String(value.into_owned())))
            .collect(),
    )
}

fn read(report: &Value) -> Result<DeliveryReport, ReportFlaw> {
    // Some write statuscode and some statusCode.
    let fields = report.as_object().ok_or(ReportFlaw::Malformed)?;
    let field = |wanted: &str| {
        fields.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value)
    };
    let text = |wanted| field(wanted).and_then(id);
    let code = text("statuscode").and_then(|code| code.parse().ok());
    let reference = text("customermessagereference").or_else(|| text("customerbatchreference"));
    Ok(DeliveryReport {
        reference: reference.as_deref().and_then(Reference::new),
        remote_id: text("messageid"),
        outcome: outcome(code.ok_or(ReportFlaw::Malformed)?),
    })
}

fn outcome(code: i64) -> DeliveryOutcome {
    match code {
        0 => DeliveryOutcome::Delivered,
        351 | 654 => DeliveryOutcome::FailedForGood(Why::UnknownReceiver),
        356 | 357 => DeliveryOutcome::FailedForGood(Why::Barred),
        _ => DeliveryOutcome::FailedNow(Why::Unreachable),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_read_from_json_and_from_a_form() {
        let expected = DeliveryReport {
            reference: Reference::new("n-1.sms"),
            remote_id: Some("7001".to_owned()),
            outcome: DeliveryOutcome::Delivered,
        };
        for body in [
            r#"{"messageid":"7001","customerbatchreference":"n-1.sms","customermessagereference":"n-1.sms","statuscode":"0"}"#,
            r#"[{"messageId":7001,"customerMessageReference":"n-1.sms","statusCode":0,"extstatuscode":"1"}]"#,
            "messageid=7001&customermessagereference=n-1.sms&statuscode=0",
        ] {
            let read = puzzel_reports(body.as_bytes()).unwrap();
            assert_eq!(read, std::slice::from_ref(&expected), "{body}");
        }
    }

    #[test]
    fn codes_are_for_good_or_for_now() {
        for (code, outcome) in [
            (351, DeliveryOutcome::FailedForGood(Why::UnknownReceiver)),
            (654, DeliveryOutcome::FailedForGood(Why::UnknownReceiver)),
            (356, DeliveryOutcome::FailedForGood(Why::Barred)),
            (361, DeliveryOutcome::FailedNow(Why::Unreachable)),
            (364, DeliveryOutcome::FailedNow(Why::Unreachable)),
            (999, DeliveryOutcome::FailedNow(Why::Unreachable)),
        ] {
            let body = format!("statuscode={code}");
            assert_eq!(puzzel_reports(body.as_bytes()).unwrap()[0].outcome, outcome);
        }
    }

    #[test]
    fn what_is_no_report_is_refused() {
        for body in ["", "{}", "null", "1", "<x/>", "[1]", "statuscode=x", "{\"statuscode\":[]}"] {
            assert_eq!(puzzel_reports(body.as_bytes()), Err(ReportFlaw::Malformed), "{body}");
        }
    }
}
