//! LINK Mobility's contract.

use reqwest::RequestBuilder;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use super::Sms;
use crate::http::Answer;
use crate::sending::{
    Accepted, DeliveryOutcome, DeliveryReport, MAX_REPORT_BYTES, MAX_REPORTS, Reference,
    ReportFlaw, SendFailed, Why, remote_id,
};

/// Who we are there.
#[derive(Debug, Clone)]
pub struct LinkAccount {
    /// The user.
    pub user: String,
    /// Her password.
    pub password: SecretString,
    /// The platform we are given.
    pub platform_id: String,
    /// Our number on it.
    pub platform_partner_id: String,
    /// The gate that reports come by; none when it is not named.
    pub gate_id: Option<String>,
}

/// Minutes that the network may try: what comes later than a day is no notice.
const VALID_MINUTES: u32 = 24 * 60;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Order<'a> {
    source: &'a str,
    #[serde(rename = "sourceTON")]
    source_ton: &'a str,
    destination: &'a str,
    #[serde(rename = "destinationTON")]
    destination_ton: &'a str,
    user_data: &'a str,
    dcs: &'a str,
    platform_id: &'a str,
    platform_partner_id: &'a str,
    use_delivery_report: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    delivery_report_gates: Option<[&'a str; 1]>,
    relative_validity_time: u32,
    ref_id: &'a str,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Taken {
    message_id: Option<String>,
    result_code: i64,
}

pub(super) fn call(
    post: RequestBuilder,
    account: &LinkAccount,
    sender: &str,
    sms: &Sms,
) -> RequestBuilder {
    post.basic_auth(&account.user, Some(account.password.expose_secret())).json(&Order {
        source: sender,
        source_ton: "ALPHANUMERIC",
        destination: sms.to.e164(),
        destination_ton: "MSISDN",
        user_data: &sms.text,
        dcs: "TEXT",
        platform_id: &account.platform_id,
        platform_partner_id: &account.platform_partner_id,
        use_delivery_report: true,
        delivery_report_gates: account.gate_id.as_deref().map(|gate| [gate]),
        relative_validity_time: VALID_MINUTES * 60 * 1_000,
        ref_id: sms.reference.as_str(),
    })
}

/// What the gateway's answer to an order means.
pub(super) fn verdict(answer: &Answer) -> Result<Accepted, SendFailed> {
    let taken: Option<Taken> = serde_json::from_slice(&answer.body).ok();
    match (answer.status, taken) {
        (200..=299, Some(taken)) if matches!(taken.result_code, 1000 | 1001 | 1005) => {
            Ok(Accepted { remote_id: taken.message_id.as_deref().and_then(remote_id) })
        }
        (401 | 403, _) => Err(SendFailed::Misconfigured(Why::NotAllowed)),
        (200..=499, Some(taken)) => Err(refused(taken.result_code)),
        (400..=499, None) => Err(SendFailed::Permanent(Why::BadMessage)),
        _ => Err(SendFailed::Unknown(Why::BadAnswer)),
    }
}

fn refused(code: i64) -> SendFailed {
    match code {
        1 | 3 | 105 => SendFailed::not_now(Why::InTrouble),
        100..=104 | 109 => SendFailed::Misconfigured(Why::NotAllowed),
        _ => match outcome(code) {
            DeliveryOutcome::FailedForGood(why) => SendFailed::Permanent(why),
            DeliveryOutcome::FailedNow(why) => SendFailed::not_now(why),
            _ => SendFailed::Unknown(Why::BadAnswer),
        },
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Report {
    ref_id: Option<String>,
    id: Option<String>,
    result_code: i64,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Reports {
    Many(Vec<Report>),
    One(Report),
}

/// The reports in a body that the gateway pushed to us: one, or a list.
///
/// # Errors
/// [`ReportFlaw`] when it is too large or no report.
pub fn link_reports(body: &[u8]) -> Result<Vec<DeliveryReport>, ReportFlaw> {
    if body.len() > MAX_REPORT_BYTES {
        return Err(ReportFlaw::TooLarge);
    }
    let reports = match serde_json::from_slice(body).map_err(|_| ReportFlaw::Malformed)? {
        Reports::One(report) => vec![report],
        Reports::Many(reports) => reports,
    };
    if reports.len() > MAX_REPORTS {
        return Err(ReportFlaw::TooLarge);
    }
    Ok(reports.iter().map(read).collect())
}

fn read(report: &Report) -> DeliveryReport {
    // A text of several parts is reported part by part, as id$0, id$1.
    let id = report.id.as_deref().and_then(|id| id.split('$').next());
    DeliveryReport {
        reference: report.ref_id.as_deref().and_then(Reference::new),
        remote_id: id.and_then(remote_id),
        outcome: outcome(report.result_code),
    }
}

fn outcome(code: i64) -> DeliveryOutcome {
    match code {
        1001 | 1007 => DeliveryOutcome::Delivered,
        1000 | 1005 | 1008 | 1011..=1013 => DeliveryOutcome::UnderWay,
        4 | 5 | 1010 => DeliveryOutcome::NeverKnown,
        2104 | 2106 | 2108 => DeliveryOutcome::FailedForGood(Why::UnknownReceiver),
        2 | 2105 => DeliveryOutcome::FailedForGood(Why::Barred),
        1003 | 2000..=2103 => DeliveryOutcome::FailedForGood(Why::BadMessage),
        _ => DeliveryOutcome::FailedNow(Why::Unreachable),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_read_with_our_reference_and_by_its_parts() {
        let body = br#"{"refId":"n-1.sms","id":"Dcs+/Pb=$0","operator":"no.telenor",
            "resultCode":1001,"customParameters":{"received":"2027"}}"#;
        let read = link_reports(body).unwrap();
        assert_eq!(
            read,
            [DeliveryReport {
                reference: Reference::new("n-1.sms"),
                remote_id: Some("Dcs+/Pb=".to_owned()),
                outcome: DeliveryOutcome::Delivered,
            }]
        );
        let list = br#"[{"refId":null,"id":"a","resultCode":2104},{"resultCode":1002}]"#;
        let read = link_reports(list).unwrap();
        assert_eq!(read[0].outcome, DeliveryOutcome::FailedForGood(Why::UnknownReceiver));
        assert_eq!(read[1].outcome, DeliveryOutcome::FailedNow(Why::Unreachable));
        assert_eq!((read[0].reference.clone(), read[1].remote_id.clone()), (None, None));
    }

    #[test]
    fn what_is_no_report_is_refused() {
        for body in ["", "{}", "null", "<x/>", "[1]", "{\"resultCode\":\"1001\"}"] {
            assert_eq!(link_reports(body.as_bytes()), Err(ReportFlaw::Malformed), "{body}");
        }
        let large = vec![b' '; MAX_REPORT_BYTES + 1];
        assert_eq!(link_reports(&large), Err(ReportFlaw::TooLarge));
    }
}
