//! Health contacts and conversations.

mod check;
mod choose;
mod contacts;
mod draft;
mod form;
mod new_message;
mod print;
mod receipt;
mod refused;
mod thread;
mod threads;

use axum::Router;
use axum::routing::get;

use crate::routes::Route;
use crate::routes::citizen::{
    Check, Choose, Contact, Contacts, Draft, NewMessage, Print, Receipt, Thread, Threads,
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
        .route(Check::PATTERN, get(check::get).post(check::post))
        .route(Thread::PATTERN, get(thread::get).post(thread::post))
        .route(Receipt::PATTERN, get(receipt::get))
        .route(Print::PATTERN, get(print::get))
}
