//! The staff console: the unit's shared work list and its conversations
//! (S1-2.1-b, S1-2.1.1-a).
//!
//! Every page is behind a desk: a member of staff at a unit where she is
//! authorised today. What is another municipality's does not exist here.

mod absence;
mod answer;
mod assign;
mod begun_files;
mod close;
mod closed_days;
mod duty;
mod emergency;
mod files;
mod forward;
mod hours;
mod live;
mod names;
mod new_thread;
mod note;
mod other_unit;
mod overview;
mod papers;
mod relatives;
pub(crate) mod reviews;
mod set_up;
mod shortcuts;
mod standard;
mod take;
mod talk;
mod thread;
mod unit;
mod work_list;
mod youth;

pub(crate) use set_up::clock as clock_of;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::extract::MAX_UPLOAD_BYTES;
use crate::routes::{Route, staff};
use crate::web::Web;

/// The console's routes.
pub fn router() -> Router<Web> {
    Router::new()
        .route(staff::WorkList::PATTERN, get(work_list::get))
        .route(staff::News::PATTERN, get(live::get))
        .route(staff::NewThread::PATTERN, get(new_thread::get).post(new_thread::post))
        .route(
            staff::BegunThread::PATTERN,
            get(new_thread::show_begun).post(new_thread::send_begun),
        )
        .route(
            staff::BegunFiles::PATTERN,
            get(begun_files::get)
                .post(begun_files::post)
                .layer(DefaultBodyLimit::max(MAX_UPLOAD_BYTES)),
        )
        .route(staff::BegunFileRemoval::PATTERN, post(begun_files::remove))
        .route(staff::Thread::PATTERN, get(thread::get))
        .route(staff::Take::PATTERN, post(take::take))
        .route(staff::TakeOver::PATTERN, post(take::take_over))
        .route(staff::PutBack::PATTERN, post(take::put_back))
        .route(staff::ShowNumber::PATTERN, post(thread::show_number))
        .route(staff::Answer::PATTERN, post(answer::post))
        .route(
            staff::Attachments::PATTERN,
            get(files::get).post(files::post).layer(DefaultBodyLimit::max(MAX_UPLOAD_BYTES)),
        )
        .route(staff::Attachment::PATTERN, get(files::open))
        .route(staff::AttachmentRemoval::PATTERN, post(files::remove))
        .route(staff::Forward::PATTERN, get(forward::get).post(forward::post))
        .route(staff::Assign::PATTERN, get(assign::get).post(assign::post))
        .route(staff::Close::PATTERN, get(close::get).post(close::post))
        .route(staff::Note::PATTERN, get(note::get).post(note::post))
        .route(staff::Talk::PATTERN, get(talk::get).post(talk::post))
        .route(staff::Relatives::PATTERN, get(relatives::get).post(relatives::post))
        .route(staff::Names::PATTERN, get(names::get).post(names::post))
        .route(staff::Unit::PATTERN, get(overview::get))
        .route(staff::Hours::PATTERN, get(hours::get).post(hours::post))
        .route(staff::ClosedDays::PATTERN, get(closed_days::get).post(closed_days::post))
        .route(staff::Duty::PATTERN, get(duty::get).post(duty::post))
        .route(staff::Absence::PATTERN, get(absence::get).post(absence::post))
        .route(staff::UnitNames::PATTERN, get(names::of_unit).post(names::set_of_unit))
        .route(staff::UnitYouth::PATTERN, get(youth::get).post(youth::post))
        .route(staff::Papers::PATTERN, get(papers::get).post(papers::post))
        .route(staff::StandardReplies::PATTERN, get(standard::get).post(standard::post))
        .route(staff::StandardReply::PATTERN, get(standard::one).post(standard::change))
        .route(staff::Emergency::PATTERN, get(emergency::get).post(emergency::post))
        .route(staff::EmergencyOpen::PATTERN, get(emergency::open))
        .route(staff::Reviews::PATTERN, get(reviews::get).post(reviews::post))
        .route(staff::Shortcuts::PATTERN, get(shortcuts::get).post(shortcuts::post))
        .route(staff::ChooseUnit::PATTERN, get(unit::get).post(unit::post))
}
