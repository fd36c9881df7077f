//! Files as both doors show and hand them out.
//!
//! A file leaves as a download and nothing else: its kind is said, a browser may not
//! guess another, and should it be opened as a page all the same, it can do nothing.

use axum::body::Body;
use axum::http::header::{
    CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use helsebro_actions::dialog::attachments::{Added, Attachment, NewFile, OpenFile, Ready};
use helsebro_domain::dialog::{FileFault, FileName};
use helsebro_domain::ids::AttachmentId;
use helsebro_domain::refusals::ReasonCode;
use helsebro_views::pages::files::{
    FileTrouble, FilesDone, ListedFile, ReadyFile, ReadyFiles, Trouble,
};
use serde::Deserialize;

use crate::error::WebError;
use crate::extract::Uploaded;
use crate::web::Web;

/// A file in a list.
pub(crate) fn listed(file: &Attachment, href: Option<String>) -> ListedFile {
    ListedFile { name: file.name.clone(), kind: file.kind, size_bytes: file.size_bytes, href }
}

/// What lies ready, without a way to open it.
pub(crate) fn ready_list(files: &[Attachment]) -> Vec<ListedFile> {
    files.iter().map(|file| listed(file, None)).collect()
}

/// What a page of files is asked with.
#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    gjort: String,
}

impl Asked {
    /// What the address says was done.
    pub(crate) fn done(&self) -> Option<FilesDone> {
        match self.gjort.as_str() {
            "lagt-ved" => Some(FilesDone::Added),
            "fjernet" => Some(FilesDone::Removed),
            "ikke-sendt" => Some(FilesDone::NotSent),
            "skadelig" => Some(FilesDone::NotSentHarmful),
            _ => None,
        }
    }
}

/// Goes on where files are taken.
pub(crate) fn are_taken(web: &Web) -> Result<(), WebError> {
    if web.acts().files().are_taken { Ok(()) } else { Err(WebError::NotFound) }
}

/// Lays what was sent ready, by the act that can; tells why it is not.
pub(crate) async fn lay<E>(
    uploaded: Uploaded,
    add: impl AsyncFnOnce(&NewFile) -> Result<Added, E>,
) -> Result<Option<FileTrouble>, E> {
    Ok(match uploaded {
        Uploaded::File(file) => trouble(&file.name, file.bytes.len(), add(&file).await?),
        Uploaded::Missing => Some(told("", Trouble::Missing)),
        Uploaded::TooLarge { name, bytes } => Some(told(&name, Trouble::TooLarge(bytes))),
    })
}

/// Where the page of files stands, and where it leads.
pub(crate) struct Places {
    pub(crate) action: String,
    pub(crate) back: String,
}

/// The page of what lies ready.
pub(crate) fn page(
    ready: &Ready,
    places: Places,
    remove: impl Fn(AttachmentId) -> String,
) -> ReadyFiles {
    let one = |file: &Attachment| ReadyFile {
        file: listed(file, None),
        is_checked: file.is_checked,
        remove: remove(file.id),
    };
    ReadyFiles {
        action: places.action,
        back: places.back,
        files: ready.files.iter().map(one).collect(),
        total_bytes: ready.limits.total_bytes(),
        done: None,
        trouble: None,
    }
}

/// What to say on the page of files when a message was not sent because of them.
pub(crate) const fn not_sent(code: ReasonCode) -> Option<&'static str> {
    match code {
        ReasonCode::AttachmentNotScanned => Some("gjort=ikke-sendt"),
        ReasonCode::AttachmentHarmful => Some("gjort=skadelig"),
        ReasonCode::AttachmentTooLarge | ReasonCode::TooManyAttachments => Some("gjort="),
        _ => None,
    }
}

/// Why a file that was sent is not laid ready; none when it is.
fn trouble(name: &str, bytes: usize, added: Added) -> Option<FileTrouble> {
    let what = match added {
        Added::Checked | Added::NotChecked => return None,
        Added::NotTaken(FileFault::Empty) => Trouble::Missing,
        Added::NotTaken(FileFault::OtherKind) => Trouble::OtherKind,
        Added::NotTaken(FileFault::Broken) => Trouble::Broken,
        Added::NotTaken(FileFault::TwoKinds | FileFault::OtherName) => Trouble::NotWhatItSays,
        Added::Refused(refusal) => match refusal.code() {
            ReasonCode::TooManyAttachments => Trouble::TooMany,
            ReasonCode::AttachmentHarmful => Trouble::Harmful,
            _ => Trouble::TooLarge(bytes),
        },
    };
    Some(told(name, what))
}

fn told(name: &str, what: Trouble) -> FileTrouble {
    let name = FileName::clean(name).map(|name| name.as_str().to_owned()).unwrap_or_default();
    FileTrouble { name, what }
}

/// The file as a download, part by part.
pub(crate) async fn download(mut file: OpenFile) -> Result<Response, WebError> {
    // The first part before the answer begins: what cannot be opened is said so.
    let first = file.next().await?.unwrap_or_default();
    let (kind, size) = (file.kind().mime(), file.size_bytes());
    let disposition = disposition(file.name());
    let parts = async_stream::stream! {
        yield Ok(first);
        loop {
            match file.next().await {
                Ok(Some(part)) => yield Ok(part),
                Ok(None) => break,
                Err(error) => {
                    tracing::error!(%error, "a file broke off");
                    yield Err(std::io::Error::other("a file broke off"));
                    break;
                }
            }
        }
    };
    Response::builder()
        .status(StatusCode::OK)
        .header(CONTENT_TYPE, kind)
        .header(CONTENT_LENGTH, size)
        .header(CONTENT_DISPOSITION, disposition)
        .header(CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox; frame-ancestors 'none'")
        .body(Body::from_stream(parts))
        .map_err(|_| WebError::Bug("a file could not be answered"))
}

/// «Save this as …», in letters that every browser takes, and as it is.
pub(crate) fn disposition(name: &str) -> HeaderValue {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "._-() ".contains(letter);
    let plain: String =
        name.chars().map(|letter| if is_plain(letter) { letter } else { '_' }).collect();
    let mut whole = String::new();
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'_' | b'-' => {
                whole.push(char::from(byte));
            }
            byte => whole.push_str(&format!("%{byte:02X}")),
        }
    }
    let value = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{whole}");
    HeaderValue::from_str(&value).unwrap_or(HeaderValue::from_static("attachment"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_say_more_than_a_name() {
        let header = |name: &str| disposition(name).to_str().unwrap().to_owned();
        assert_eq!(
            header("sår på \"leggen\"\r\nX: y.png"),
            "attachment; filename=\"s_r p_ _leggen___X_ y.png\"; \
             filename*=UTF-8''s%C3%A5r%20p%C3%A5%20%22leggen%22%0D%0AX%3A%20y.png"
        );
        assert_eq!(header("a.pdf"), "attachment; filename=\"a.pdf\"; filename*=UTF-8''a.pdf");
    }
}
