//! Letters that came back (RFC 3464), read for our reference and what is wrong.

use crate::sending::{DeliveryOutcome, DeliveryReport, MAX_REPORT_BYTES, Reference, Why};

/// The report in a letter that came to the mailbox for what comes back. None
/// when it is too large, no such report, or not about a letter of ours.
///
/// The reference stands behind the plus of the mailbox that it came to, which is
/// in `Original-Recipient`'s letter as `Return-Path`, `To` or `X-Original-To`;
/// else it is the id of the letter that is sent back with it.
pub fn bounce(letter: &[u8]) -> Option<DeliveryReport> {
    if letter.len() > MAX_REPORT_BYTES {
        return None;
    }
    let text = String::from_utf8_lossy(letter);
    let lines = unfolded(&text);
    let field = |name: &str| lines.iter().find_map(|line| value(line, name));
    if !field("content-type")?.to_ascii_lowercase().contains("report-type=delivery-status") {
        return None;
    }
    let own = ["x-original-to", "delivered-to", "to"];
    let by_mailbox = own.into_iter().filter_map(field).find_map(behind_plus);
    // The letter's own id comes first in a bounce; ours stands in what is sent back.
    let sent_back = lines.iter().filter_map(|line| value(line, "message-id")).next_back();
    let reference = by_mailbox.or_else(|| sent_back.and_then(in_message_id))?;
    let outcome = outcome(field("action")?, field("status").unwrap_or_default());
    Some(DeliveryReport { reference: Some(reference), remote_id: None, outcome })
}

/// The lines with those that go on in the next put together.
fn unfolded(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        match lines.last_mut() {
            Some(last) if line.starts_with([' ', '\t']) && !last.is_empty() => {
                last.push(' ');
                last.push_str(line.trim());
            }
            _ => lines.push(line.trim_end().to_owned()),
        }
    }
    lines
}

fn value<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let (found, value) = line.split_once(':')?;
    found.eq_ignore_ascii_case(name).then(|| value.trim())
}

fn behind_plus(address: &str) -> Option<Reference> {
    let address = address.trim_matches(|letter| "<> ".contains(letter));
    let (mailbox, _domain) = address.rsplit_once('@')?;
    let (_user, reference) = mailbox.split_once('+')?;
    Reference::new(reference)
}

fn in_message_id(id: &str) -> Option<Reference> {
    let (reference, _domain) = id.trim_matches(|letter| "<> ".contains(letter)).rsplit_once('@')?;
    Reference::new(reference)
}

fn outcome(action: &str, status: &str) -> DeliveryOutcome {
    let status = status.split_whitespace().next().unwrap_or_default();
    match action.to_ascii_lowercase().as_str() {
        "delivered" => DeliveryOutcome::Delivered,
        "relayed" | "expanded" | "delayed" => DeliveryOutcome::UnderWay,
        "failed" => match status.split('.').collect::<Vec<_>>().as_slice() {
            ["5", "1", _] => DeliveryOutcome::FailedForGood(Why::UnknownReceiver),
            ["5", "7", _] => DeliveryOutcome::FailedForGood(Why::Barred),
            ["5", "6", _] => DeliveryOutcome::FailedForGood(Why::BadMessage),
            _ => DeliveryOutcome::FailedNow(Why::Unreachable),
        },
        _ => DeliveryOutcome::NeverKnown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(to: &str, action: &str, status: &str) -> String {
        format!(
            "From: MAILER-DAEMON@mx.example\r\nTo: {to}\r\nMessage-ID: <abc@mx.example>\r\n\
             Content-Type: multipart/report;\r\n report-type=delivery-status;\r\n boundary=\"b\"\r\n\r\n\
             --b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n\
             --b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n\
             Final-Recipient: rfc822; kari@example.no\r\nAction: {action}\r\nStatus: {status}\r\n\r\n\
             --b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <n-2.mail@solvik.example>\r\n--b--\r\n"
        )
    }

    #[test]
    fn a_letter_that_came_back_is_known_by_its_mailbox_or_by_its_id() {
        for (to, reference) in [
            ("<varsel+n-1.mail@solvik.example>", "n-1.mail"),
            ("varsel@solvik.example", "n-2.mail"),
        ] {
            let report = bounce(letter(to, "failed", "5.1.1").as_bytes()).unwrap();
            assert_eq!(report.reference, Reference::new(reference));
            let unknown = DeliveryOutcome::FailedForGood(Why::UnknownReceiver);
            assert_eq!(report.outcome, unknown);
        }
    }

    #[test]
    fn what_came_of_it_is_read_from_action_and_status() {
        for (action, status, outcome) in [
            ("failed", "5.7.1", DeliveryOutcome::FailedForGood(Why::Barred)),
            ("Failed", "5.2.2", DeliveryOutcome::FailedNow(Why::Unreachable)),
            ("failed", "4.4.7", DeliveryOutcome::FailedNow(Why::Unreachable)),
            ("delayed", "4.4.1", DeliveryOutcome::UnderWay),
            ("delivered", "2.0.0", DeliveryOutcome::Delivered),
            ("eaten", "", DeliveryOutcome::NeverKnown),
        ] {
            let report = bounce(letter("a@b.no", action, status).as_bytes()).unwrap();
            assert_eq!(report.outcome, outcome, "{action} {status}");
        }
    }

    #[test]
    fn what_is_no_such_letter_is_none() {
        let ordinary =
            "From: kari@example.no\r\nContent-Type: text/plain\r\n\r\nAction: failed\r\n";
        let large = "x".repeat(MAX_REPORT_BYTES + 1);
        for text in [
            "",
            ordinary,
            large.as_str(),
            "Content-Type: multipart/report; report-type=delivery-status",
        ] {
            assert_eq!(bounce(text.as_bytes()), None);
        }
        assert_eq!(bounce(&[0xff, 0xfe]), None);
    }
}
