//! Letters: read for the page and for tests, and sent back when they must be.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::hall::Hall;
use super::reports;
use super::seen::MailSeen;

/// Keeps a letter; one to a mailbox that bounces is kept and comes back.
pub(super) fn take(hall: &Arc<Hall>, back: &str, to: &str, letter: &[u8]) {
    let text = String::from_utf8_lossy(letter).into_owned();
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let headers = headers(head);
    let encoding = value(&headers, "content-transfer-encoding").to_ascii_lowercase();
    let seen = MailSeen {
        number: 0,
        back: back.to_owned(),
        to: to.to_owned(),
        subject: words(value(&headers, "subject")),
        text: match encoding.as_str() {
            "base64" => from_base64(body),
            "quoted-printable" => lossy(&quoted(body.replace("=\r\n", "").as_bytes(), b'=')),
            _ => body.to_owned(),
        },
        headers: headers.clone(),
        at: hall.shown(),
    };
    hall.with(|world| {
        let number = world.seen.mail.last().map_or(1, |last| last.number + 1);
        world.keep_mail(MailSeen { number, ..seen });
    });
    let bounces = hall.with(|world| {
        let bounces = world.mailboxes.get(&to.to_lowercase()).is_some_and(|(_, bounces)| *bounces);
        bounces.then(|| world.bounces_to.clone())
    });
    if let Some(bounces_to) = bounces {
        let letter = returned(back, to, value(&headers, "message-id"));
        if let Some(url) = bounces_to {
            let (hall, letter) = (hall.clone(), letter.clone());
            tokio::spawn(async move { reports::hand_on(&hall, &url, letter).await });
        }
        hall.with(|world| world.keep_bounce(letter));
    }
}

/// A letter that says that another could not be delivered (RFC 3464).
fn returned(back: &str, to: &str, id: &str) -> String {
    format!(
        "From: MAILER-DAEMON@mx.innbygger.example\r\nTo: <{back}>\r\n\
         Subject: Undelivered Mail Returned to Sender\r\nAuto-Submitted: auto-replied\r\n\
         Message-ID: <r@mx.innbygger.example>\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=delivery-status;\r\n boundary=\"x\"\r\n\r\n\
         --x\r\nContent-Type: text/plain\r\n\r\nThe mailbox is not there any more.\r\n\
         --x\r\nContent-Type: message/delivery-status\r\n\r\n\
         Reporting-MTA: dns; mx.innbygger.example\r\n\r\nFinal-Recipient: rfc822; {to}\r\n\
         Action: failed\r\nStatus: 5.1.1\r\n\r\n\
         --x\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {id}\r\n\r\n--x--\r\n"
    )
}

fn headers(head: &str) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    for line in head.lines() {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = all.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            all.push((name.to_owned(), value.trim().to_owned()));
        }
    }
    all
}

fn value<'a>(headers: &'a [(String, String)], name: &str) -> &'a str {
    let held = headers.iter().find(|(held, _)| held.eq_ignore_ascii_case(name));
    held.map_or("", |(_, value)| value.as_str())
}

/// A header with its encoded words in plain letters (RFC 2047).
fn words(header: &str) -> String {
    let mut plain = String::new();
    let mut rest = header;
    while let Some((before, encoded)) = rest.split_once("=?") {
        let mut parts = encoded.splitn(4, '?');
        let (Some(_), Some(kind), Some(text), Some(after)) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            break;
        };
        // What stands between two encoded words is nothing.
        if plain.is_empty() || !before.trim().is_empty() {
            plain.push_str(before);
        }
        plain.push_str(&match kind {
            "B" | "b" => from_base64(text),
            _ => lossy(&quoted(text.replace('_', " ").as_bytes(), b'=')),
        });
        rest = after.strip_prefix('=').unwrap_or(after);
    }
    plain.push_str(rest);
    plain
}

fn from_base64(text: &str) -> String {
    let bare: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    STANDARD.decode(bare).map(|bytes| lossy(&bytes)).unwrap_or_default()
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Bytes with `=E6` made one.
fn quoted(text: &[u8], mark: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let hex = text.get(at + 1..at + 3).and_then(|two| std::str::from_utf8(two).ok());
        let made = hex.and_then(|two| u8::from_str_radix(two, 16).ok());
        match made.filter(|_| text[at] == mark) {
            Some(byte) => {
                bytes.push(byte);
                at += 3;
            }
            None => {
                bytes.push(text[at]);
                at += 1;
            }
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encoded_words_are_read_in_plain_letters() {
        for (header, plain) in [
            ("Ny melding", "Ny melding"),
            ("=?utf-8?b?TnkgbWVsZGluZyB0aWwgZGVnIMOl?=", "Ny melding til deg å"),
            ("=?utf-8?Q?P=C3=A5_tide?= =?utf-8?Q?_igjen?=", "På tide igjen"),
            ("=?broken", "=?broken"),
        ] {
            assert_eq!(words(header), plain);
        }
    }
}
