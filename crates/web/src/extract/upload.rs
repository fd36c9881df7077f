//! A file that a page of ours has sent, in a form of parts. What the form's token and
//! its other fields say is checked before any of the file is kept, and no more of it
//! is held than may be: the rest of a file that is too large is read past, so that its
//! sender gets an answer and not a broken line.

use axum::body::Bytes;
use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use helsebro_actions::dialog::attachments::NewFile;

use super::form::{CheckedForm, NoFields, typed_in, vetted};
use crate::error::WebError;
use crate::limits::{Sender, address};
use crate::session::{self, Crumb};
use crate::web::Web;

/// The most bytes of a form with a file that are read at all.
pub const MAX_UPLOAD_BYTES: usize = 64 * 1024 * 1024;

/// The most bytes of a field that is no file.
const MAX_FIELD_BYTES: usize = 4 * 1024;

/// The most fields before the file.
const MAX_FIELDS: usize = 8;

/// The most letters of a file's name that are looked at.
const MAX_NAME: usize = 1_000;

/// By how much more room is made at a time, when nobody says how large a file is.
const STEP_BYTES: usize = 1024 * 1024;

/// A file, or why there is none.
pub(crate) enum Uploaded {
    /// A file.
    File(NewFile),
    /// None was chosen.
    Missing,
    /// It has more bytes than all files of a message may have.
    TooLarge {
        /// What it is called.
        name: String,
        /// How many bytes, as far as it was read.
        bytes: usize,
    },
}

/// A file that a page of ours has sent, not too often.
pub(crate) struct CheckedUpload(pub(crate) Uploaded);

impl FromRequest<Web> for CheckedUpload {
    type Rejection = WebError;

    async fn from_request(request: Request, web: &Web) -> Result<Self, WebError> {
        if !is_in_parts(&request) {
            // No file can be in it, and it is checked like any other form.
            let CheckedForm(NoFields {}) = CheckedForm::from_request(request, web).await?;
            return Ok(Self(Uploaded::Missing));
        }
        let (mut parts, body) = request.into_parts();
        let held = session::of(&mut parts, web).await?;
        let sender = match &held {
            Some(held) => Sender::Session(held.live.id),
            None => Sender::Address(address(web, &parts)),
        };
        web.limits().form(sender)?;
        let _place = web.limits().upload().await?;
        let said = parts.headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok());
        let said = said.and_then(|value| value.parse().ok());
        let request = Request::from_parts(parts.clone(), body);
        let not_parts = |_| WebError::NotUnderstood(StatusCode::UNSUPPORTED_MEDIA_TYPE);
        let mut form = Multipart::from_request(request, web).await.map_err(not_parts)?;
        let secret = match &held {
            Some(held) => Some(held.token.to_text()),
            None => Crumb::Browser.read(web, &parts.headers),
        };
        let mut fields = Vec::new();
        while let Some(mut field) = form.next_field().await.map_err(|error| broken(&error))? {
            let name = field.name().unwrap_or_default().to_owned();
            if name != "file" {
                if fields.len() >= MAX_FIELDS {
                    return Err(WebError::NotUnderstood(StatusCode::UNPROCESSABLE_ENTITY));
                }
                fields.push((name, text(&mut field).await?));
                continue;
            }
            let typed = typed_in(&parts, web, fields);
            if let Err(error) = vetted(&parts, web, held.as_deref(), secret.as_deref(), typed) {
                past(&mut field).await;
                return Err(error);
            }
            let room = web.acts().files().limits.total_bytes();
            return file(field, room, said).await.map(Self);
        }
        vetted(&parts, web, held.as_deref(), secret.as_deref(), typed_in(&parts, web, fields))?;
        Ok(Self(Uploaded::Missing))
    }
}

fn is_in_parts(request: &Request) -> bool {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.is_some_and(|kind| kind.to_ascii_lowercase().starts_with("multipart/form-data"))
}

async fn text(field: &mut Field<'_>) -> Result<String, WebError> {
    let mut bytes = Vec::new();
    while let Some(piece) = next(field).await? {
        if bytes.len() + piece.len() > MAX_FIELD_BYTES {
            return Err(WebError::NotUnderstood(StatusCode::PAYLOAD_TOO_LARGE));
        }
        bytes.extend_from_slice(&piece);
    }
    String::from_utf8(bytes).map_err(|_| WebError::NotUnderstood(StatusCode::UNPROCESSABLE_ENTITY))
}

/// The file, held once.
async fn file(
    mut field: Field<'_>,
    room: usize,
    said: Option<usize>,
) -> Result<Uploaded, WebError> {
    let name: String = field.file_name().unwrap_or_default().chars().take(MAX_NAME).collect();
    let mut bytes = Vec::new();
    bytes.reserve_exact(said.unwrap_or(STEP_BYTES).min(room));
    while let Some(piece) = next(&mut field).await? {
        let length = bytes.len() + piece.len();
        if length > room {
            drop(bytes);
            return Ok(Uploaded::TooLarge { name, bytes: length + past(&mut field).await });
        }
        if length > bytes.capacity() {
            bytes.reserve_exact(piece.len().max(STEP_BYTES));
        }
        bytes.extend_from_slice(&piece);
    }
    if name.is_empty() && bytes.is_empty() {
        return Ok(Uploaded::Missing);
    }
    Ok(Uploaded::File(NewFile { name, bytes }))
}

/// Reads past what is left, and says how much it was.
async fn past(field: &mut Field<'_>) -> usize {
    let mut passed = 0;
    while let Ok(Some(piece)) = field.chunk().await {
        passed += piece.len();
    }
    passed
}

async fn next(field: &mut Field<'_>) -> Result<Option<Bytes>, WebError> {
    field.chunk().await.map_err(|error| broken(&error))
}

fn broken(error: &MultipartError) -> WebError {
    WebError::NotUnderstood(error.status())
}
