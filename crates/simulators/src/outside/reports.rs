//! Delivery reports: made when a text is taken, pushed where they are wanted.

use std::sync::Arc;
use std::time::Duration;

use serde_json::json;

use super::hall::Hall;
use super::seen::{ReportSeen, SmsSeen};

/// How many times a report is pushed that nobody takes.
const TRIES: u32 = 5;

/// How long is waited between.
const PAUSE: Duration = Duration::from_millis(500);

const DELIVERED_AT_LINK: i64 = 1001;
const DELIVERED_AT_PUZZEL: i64 = 0;

/// Makes the report on a text and pushes it, if anybody wants it.
pub(super) fn make(hall: &Arc<Hall>, sms: &SmsSeen, id: &str) {
    let (code, silent, to) = hall.with(|world| {
        let (code, silent) = world.sms_outcome;
        (code, silent, world.reports_to.clone())
    });
    if silent {
        return;
    }
    let report = written(sms, id, code);
    match to {
        None => hall.with(|world| world.keep_report(report)),
        Some(url) => {
            let hall = hall.clone();
            tokio::spawn(async move {
                let was_taken = push(&hall, &url, &report).await;
                let report = ReportSeen { was_taken: Some(was_taken), ..report };
                hall.with(|world| world.keep_report(report));
            });
        }
    }
}

fn written(sms: &SmsSeen, id: &str, code: Option<i64>) -> ReportSeen {
    let body = if sms.contract == "link" {
        json!({
            "refId": sms.reference, "id": id, "operator": "no.nett",
            "resultCode": code.unwrap_or(DELIVERED_AT_LINK), "segments": 1,
        })
    } else {
        json!({
            "messageid": id, "customerbatchreference": sms.reference,
            "customermessagereference": sms.reference,
            "statuscode": code.unwrap_or(DELIVERED_AT_PUZZEL).to_string(), "extstatuscode": "",
        })
    };
    ReportSeen {
        sms: sms.number,
        body: body.to_string(),
        content_type: "application/json",
        was_taken: None,
    }
}

/// Hands on a letter that came back, as it is.
pub(super) async fn hand_on(hall: &Hall, url: &str, letter: String) {
    const LETTER: &str = "message/rfc822";
    post(hall, url, LETTER, &letter).await;
}

/// Any answer of the 200 kind is a yes; else it is pushed again.
async fn push(hall: &Hall, url: &str, report: &ReportSeen) -> bool {
    post(hall, url, report.content_type, &report.body).await
}

async fn post(hall: &Hall, url: &str, content_type: &str, body: &str) -> bool {
    for _ in 0..TRIES {
        let call = hall.out.post(url).header("content-type", content_type);
        let answered = call.body(body.to_owned()).send().await;
        if answered.is_ok_and(|answer| answer.status().is_success()) {
            return true;
        }
        let _ = tokio::time::timeout(PAUSE, std::future::pending::<()>()).await;
    }
    false
}
