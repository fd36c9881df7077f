//! Health contacts and conversations.

mod check;
mod choose;
mod contacts;
mod draft;
mod files;
mod form;
mod new_message;
mod print;
mod receipt;
mod refused;
mod thread;
mod threads;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::extract::MAX_UPLOAD_BYTES;
use crate::routes::Route;
use crate::routes::citizen::{
    Attachment, AttachmentRemoval, Attachments, Check, Choose, Contact, Contacts, Draft,
    NewMessage, Print, Receipt, Thread, Threads,
};
use crate::web::Web;

pub(super) fn router() -> Router<Web> {
    Router::new()
        .route(Contacts::PATTERN, get(contacts::list))
        .route(Contact::PATTERN, get(contacts::one))
        .route(Threads::PATTERN, get(threads::get))
        .route(Choose::PATTERN, get(choose::get).post(choose::post))
        .route(NewMessage::PATTERN, get(new_message::get).post(new_message::post))
        .route(Draft::PATTERN, get(draft::get).post(draft::post))
        .route(
            Attachments::PATTERN,
            get(files::get).post(files::post).layer(DefaultBodyLimit::max(MAX_UPLOAD_BYTES)),
        )
        .route(AttachmentRemoval::PATTERN, post(files::remove))
        .route(Attachment::PATTERN, get(files::open))
        .route(Check::PATTERN, get(check::get).post(check::post))
        .route(Thread::PATTERN, get(thread::get).post(thread::post))
        .route(Receipt::PATTERN, get(receipt::get))
        .route(Print::PATTERN, get(print::get))
}
