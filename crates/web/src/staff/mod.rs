//! The staff console: the unit's shared work list and its conversations
//! (S1-2.1-b, S1-2.1.1-a).
//!
//! Every page is behind a desk: a member of staff at a unit where she is
//! authorised today. What is another municipality's does not exist here.

mod answer;
mod assign;
mod close;
mod emergency;
mod forward;
mod live;
mod new_thread;
mod reviews;
mod shortcuts;
mod take;
mod thread;
mod unit;
mod work_list;

use axum::Router;
use axum::routing::{get, post};

use crate::routes::{Route, staff};
use crate::web::Web;

/// The console's routes.
pub fn router() -> Router<Web> {
    Router::new()
        .route(staff::WorkList::PATTERN, get(work_list::get))
        .route(staff::News::PATTERN, get(live::get))
        .route(staff::NewThread::PATTERN, get(new_thread::get).post(new_thread::post))
        .route(staff::Thread::PATTERN, get(thread::get))
        .route(staff::Take::PATTERN, post(take::take))
        .route(staff::TakeOver::PATTERN, post(take::take_over))
        .route(staff::PutBack::PATTERN, post(take::put_back))
        .route(staff::ShowNumber::PATTERN, post(thread::show_number))
        .route(staff::Answer::PATTERN, post(answer::post))
        .route(staff::Forward::PATTERN, get(forward::get).post(forward::post))
        .route(staff::Assign::PATTERN, get(assign::get).post(assign::post))
        .route(staff::Close::PATTERN, get(close::get).post(close::post))
        .route(staff::Emergency::PATTERN, get(emergency::get).post(emergency::post))
        .route(staff::EmergencyOpen::PATTERN, get(emergency::open))
        .route(staff::Reviews::PATTERN, get(reviews::get).post(reviews::post))
        .route(staff::Shortcuts::PATTERN, get(shortcuts::get).post(shortcuts::post))
        .route(staff::ChooseUnit::PATTERN, get(unit::get).post(unit::post))
}
