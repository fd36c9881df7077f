//! `GET /ansatt/samtaler/{ref}`: a conversation at the desk.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::ActError;
use helsebro_actions::dialog::attachments::Attachment;
use helsebro_actions::dialog::desk::notes::ShownNote;
use helsebro_actions::dialog::desk::standard::{self, StandardReply};
use helsebro_actions::dialog::desk::thread::{self, DeskView};
use helsebro_actions::dialog::{ShownAuthor, ShownDelivery, ShownEvent, ShownMessage};
use helsebro_domain::dialog::{Desk, Route as Came, ThreadState};
use helsebro_domain::epj::AnsweredIn;
use helsebro_domain::ids::ThreadId;
use helsebro_domain::notices::Weight;
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::text::MAX_BODY;
use helsebro_domain::time::{Date, Instant};
use helsebro_views::pages::staff::{
    Answered, Author, Basis, Choice, Delivery, Entry, Event, Facts, Happening, Message, NamesShown,
    NatureQuestion, Note, Number, Person, Promised, Reading, Refused, RefusedAnswer, RefusedWhat,
    ReplyForm, ShownAs, SideActs, State as Standing, Stood, TakenBy, TextFault, Thread,
    ThreadNotice, Why,
};
use serde::Deserialize;

use crate::error::WebError;
use crate::extract::{AtDesk, CheckedForm, PathId};
use crate::files;
use crate::municipality::told::controller;
use crate::page::Shell;
use crate::routes::{Route, staff};
use crate::web::Web;

/// What the address may say.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    gjort: String,
}

/// The button beside the identity number, and what was typed in the answer meanwhile.
#[derive(Deserialize)]
pub(super) struct NumberForm {
    #[serde(default)]
    number: String,
    #[serde(default)]
    body: String,
}

/// What a page of a conversation shows beside the conversation.
pub(super) struct Shown {
    pub(super) notice: Option<ThreadNotice>,
    pub(super) number: Option<String>,
    pub(super) body: String,
    pub(super) fault: Option<TextFault>,
    pub(super) asks_nature: bool,
    pub(super) refused: Option<RefusedAnswer>,
    pub(super) saved_at: Option<Instant>,
    pub(super) standard: Vec<Choice>,
    pub(super) takes_files: bool,
    pub(super) weight: Weight,
    /// Who answers for what is written here.
    pub(super) controller: String,
}

impl Default for Shown {
    fn default() -> Self {
        Self {
            notice: None,
            number: None,
            body: String::new(),
            fault: None,
            asks_nature: false,
            refused: None,
            saved_at: None,
            standard: Vec::new(),
            takes_files: false,
            weight: Weight::Plain,
            controller: String::new(),
        }
    }
}

/// Shows a conversation. Opening does not take it.
#[tracing::instrument(name = "web.staff.thread", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    PathId(id): PathId<ThreadId>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let view = thread::open(web.acts(), &at.desk, id).await?;
    let notice = match asked.gjort.as_str() {
        "tatt" => Some(ThreadNotice::Taken),
        "tatt-over" => Some(ThreadNotice::TakenOver),
        "utkast" => Some(ThreadNotice::DraftSaved),
        "notert" => Some(ThreadNotice::Noted),
        "loggfort" => Some(ThreadNotice::Talked),
        "navn" => Some(ThreadNotice::NamesChosen),
        _ => None,
    };
    let (body, saved_at) =
        view.draft.clone().map_or((String::new(), None), |(saved, text)| (text, Some(saved)));
    let shown = Shown { notice, body, saved_at, ..Shown::default() };
    page(&web, &at, &shell, view, (StatusCode::OK, shown)).await
}

/// The page for a conversation, with the unit's standard replies at hand.
pub(super) async fn page(
    web: &Web,
    at: &AtDesk,
    shell: &Shell,
    view: DeskView,
    (status, mut shown): (StatusCode, Shown),
) -> Result<Response, WebError> {
    if view.thread.taken_by() == Some(at.member.staff) {
        let replies = standard::list(web.acts(), &at.desk).await?;
        shown.standard = replies.into_iter().map(choice).collect();
    }
    shown.takes_files = web.acts().files().are_taken;
    shown.controller = controller(web, shell, &view.unit).await?;
    shell.page_with(status, &context(at, view, shell.now(), shown))
}

fn choice(reply: StandardReply) -> Choice {
    Choice { value: reply.id.to_string(), name: reply.title, detail: None }
}

/// `POST …/vis-nummer`: shows the whole identity number on the page. Asking is logged.
#[tracing::instrument(name = "web.staff.show_number", skip_all)]
pub(super) async fn show_number(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    PathId(id): PathId<ThreadId>,
    CheckedForm(form): CheckedForm<NumberForm>,
) -> Result<Response, WebError> {
    let number = match form.number.as_str() {
        "hide" => None,
        _ => Some(thread::show_number(web.acts(), &at.desk, id).await?),
    };
    let view = thread::open(web.acts(), &at.desk, id).await?;
    let shown = Shown { number, body: form.body, ..Shown::default() };
    page(&web, &at, &shell, view, (StatusCode::OK, shown)).await
}

/// A page for what changed while the reader looked: a colleague took it, it was
/// closed, or something else is no longer so.
pub(super) async fn meanwhile(
    web: &Web,
    at: &AtDesk,
    shell: &Shell,
    id: ThreadId,
    error: ActError,
) -> Result<Response, WebError> {
    let ActError::Refused(refusal) = error else { return Err(error.into()) };
    if refusal.code() != ReasonCode::InvalidTransition {
        return Err(WebError::Refused(refusal));
    }
    let view = thread::open(web.acts(), &at.desk, id).await?;
    let open = staff::Thread(id).path();
    let what = match (view.thread.state, &view.taken_by) {
        (ThreadState::Closed { at, .. }, _) => RefusedWhat::ClosedMeanwhile { at, open },
        (_, Some((staff, name))) if *staff != at.member.staff => {
            RefusedWhat::TakenMeanwhile { name: name.clone(), at: taken_at(&view), open }
        }
        _ => RefusedWhat::ChangedMeanwhile { open },
    };
    let code = refusal.code().as_str().to_owned();
    let back = staff::WorkList.path();
    shell.page_with(StatusCode::CONFLICT, &Refused { what, code, trace: None, back })
}

/// The page for a conversation.
fn context(at: &AtDesk, view: DeskView, now: Instant, shown: Shown) -> Thread {
    let id = view.thread.id;
    let state = state(at, &view, &shown);
    let taken_at = taken_at(&view);
    let taken_by = match &view.taken_by {
        None => TakenBy::Nobody,
        Some((staff, _)) if *staff == at.member.staff => TakenBy::Me,
        Some((_, name)) => TakenBy::Colleague(name.clone()),
    };
    let reference = view.messages.iter().find_map(|message| message.reference.clone());
    Thread {
        back: staff::WorkList.path(),
        notice: shown.notice,
        topic: view.topic.clone(),
        person: person(&view, shown.number),
        promise: promised(&view, now),
        acts: acts(id, &view),
        facts: Facts { taken_by, taken_at, unit: view.unit.name.clone(), reference },
        names: names(&view),
        why: why(at, &view, shown.controller),
        state,
        refused: shown.refused,
        shortcuts: staff::Shortcuts.path(),
        entries: entries(view),
    }
}

fn names(view: &DeskView) -> NamesShown {
    let chosen = view.names_chosen.as_ref();
    let here = view.thread.is_open() && view.thread.answered_in == AnsweredIn::Console;
    NamesShown {
        names: view.names,
        chosen: chosen.map(|it| (it.reason.clone(), it.by.clone(), it.at)),
        href: here.then(|| staff::Names(view.thread.id).path()),
    }
}

fn person(view: &DeskView, number: Option<String>) -> Person {
    let masked = view.masked_number.clone();
    let action = staff::ShowNumber(view.thread.id).path();
    Person {
        name: view.name.clone(),
        given: view.given.clone(),
        age: view.age,
        is_protected: view.is_protected,
        is_reachable: view.is_reachable,
        is_restricted: view.is_restricted,
        number: match number {
            Some(whole) => Number::Shown { whole, masked, action },
            None => Number::Masked { masked, action },
        },
    }
}

fn promised(view: &DeskView, now: Instant) -> Promised {
    match view.thread.awaiting.and_then(|awaiting| awaiting.promise_at) {
        None => Promised::Nothing,
        Some(at) if now > at => Promised::Broken(at),
        Some(at) => Promised::Waiting(at),
    }
}

fn state(at: &AtDesk, view: &DeskView, shown: &Shown) -> Standing {
    let id = view.thread.id;
    match (view.thread.state, &view.taken_by) {
        (ThreadState::Closed { at, reason }, _) => {
            Standing::Closed { at, reason, new_thread: Some(staff::NewThread.path()) }
        }
        _ if view.thread.answered_in == AnsweredIn::Epj => Standing::InEpj,
        (_, None) => Standing::NotTaken { take: staff::Take(id).path() },
        (_, Some((staff, name))) if *staff != at.member.staff => Standing::Colleague {
            name: name.clone(),
            at: taken_at(view),
            take_over: staff::TakeOver(id).path(),
            stood: view.away.map(|away| match away.is_stood_in {
                true => Stood::ByReader(away.last_day),
                false => Stood::ByOthers(away.last_day),
            }),
        },
        _ => Standing::Mine(ReplyForm {
            action: staff::Answer(id).path(),
            shown_as: shown_as(at, view.shown_as.clone()),
            body: shown.body.clone(),
            limit: MAX_BODY,
            fault: shown.fault,
            nature: nature(shown.asks_nature),
            weight: shown.weight,
            saved_at: shown.saved_at,
            files: shown.takes_files.then(|| files::ready_list(&view.unsent)),
            standard: shown.standard.clone(),
        }),
    }
}

/// The name that the citizen will see.
pub(super) fn shown_as(at: &AtDesk, shown: Option<(String, String)>) -> ShownAs {
    match shown {
        Some((name, title)) => ShownAs::Name { name, title },
        None => ShownAs::Unit(at.unit.name.clone()),
    }
}

pub(super) const fn nature(asks: bool) -> NatureQuestion {
    if asks { NatureQuestion::Ask } else { NatureQuestion::NotAsked }
}

fn acts(id: ThreadId, view: &DeskView) -> SideActs {
    if !view.thread.is_open() || view.thread.answered_in == AnsweredIn::Epj {
        return SideActs::default();
    }
    SideActs {
        put_back: view.taken_by.as_ref().map(|_| staff::PutBack(id).path()),
        forward: Some(staff::Forward(id).path()),
        assign: Some(staff::Assign(id).path()),
        close: Some(staff::Close(id).path()),
        note: Some(staff::Note(id).path()),
        talk: Some(staff::Talk(id).path()),
        relatives: Some(staff::Relatives(id).path()),
        block: Some(staff::NewBlock(id).path()),
    }
}

fn why(at: &AtDesk, view: &DeskView, controller: String) -> Why {
    Why {
        basis: match view.thread.route {
            Came::ByContact => Basis::Service,
            Came::Forwarded => Basis::Forwarded,
            Came::AboutLog => Basis::AboutLog,
        },
        last_day: last_day(at),
        controller,
    }
}

/// The last day of the reader's authorisation here.
fn last_day(at: &AtDesk) -> Date {
    match &at.desk {
        Desk::Staff(access) => access.last_day(),
        // The console has no other desk; a journal system has no pages.
        Desk::Epj(_) => Date::MAX,
    }
}

/// When it was last taken, told by its events.
fn taken_at(view: &DeskView) -> Option<Instant> {
    let taken = |event: &&ShownEvent| {
        matches!(event, ShownEvent::Taken { .. } | ShownEvent::Assigned { .. })
    };
    view.events.iter().rev().find(taken).map(ShownEvent::at)
}

/// Messages and events in one row, oldest first; an event before a message of
/// the same instant.
pub(super) fn entries(view: DeskView) -> Vec<Entry> {
    let unit = view.unit.name;
    let citizen = view.name;
    let thread = view.thread.id;
    let mut all: Vec<(Instant, Entry)> = Vec::new();
    for event in view.events {
        let at = event.at();
        all.push((at, Entry::Event(Event { at, what: happening(event) })));
    }
    for shown in view.messages {
        let at = shown.at;
        all.push((at, Entry::Message(message(thread, shown, &citizen, &unit))));
    }
    for note in view.notes {
        let ShownNote { id, at, by, text } = note;
        all.push((at, Entry::Note(Note { id: id.to_string(), by, at, text })));
    }
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, entry)| entry).collect()
}

fn message(thread: ThreadId, shown: ShownMessage, citizen: &str, unit: &str) -> Message {
    let name = |author: &ShownAuthor| match author {
        ShownAuthor::Citizen(_) => citizen.to_owned(),
        ShownAuthor::Staff { name, .. } | ShownAuthor::Helper { name, .. } => name.clone(),
        ShownAuthor::Unit => unit.to_owned(),
        ShownAuthor::Epj(name) => name.clone(),
    };
    let reading = |read: &helsebro_actions::dialog::ShownReading| Reading {
        name: name(&read.reader),
        at: read.at,
    };
    let file =
        |file: &Attachment| files::listed(file, Some(staff::Attachment(thread, file.id).path()));
    Message {
        id: shown.id.to_string(),
        at: shown.at,
        kind: shown.kind.into(),
        read_by: shown.read_by.iter().map(reading).collect(),
        author: match shown.author {
            ShownAuthor::Citizen(_) => Author::Citizen(citizen.to_owned()),
            ShownAuthor::Helper { name, .. } => Author::OnBehalf { name, of: citizen.to_owned() },
            ShownAuthor::Staff { name, title, .. } => Author::Staff { name, title },
            ShownAuthor::Unit => Author::Unit(unit.to_owned()),
            ShownAuthor::Epj(name) => Author::Epj(name),
        },
        heading: shown.heading,
        body: shown.body,
        files: shown.files.iter().map(file).collect(),
        is_gone: shown.is_gone,
        answered: shown.answered.map(|(promised, kept)| match kept {
            true => Answered::InTime(promised),
            false => Answered::Late(promised),
        }),
        reference: shown.reference,
        delivery: delivery(shown.delivery),
    }
}

const fn delivery(found: Option<ShownDelivery>) -> Delivery {
    match found {
        None => Delivery::None,
        Some(ShownDelivery::Queued) => Delivery::Queued,
        Some(ShownDelivery::HandedOver { is_late: false }) => Delivery::HandedOver,
        Some(ShownDelivery::HandedOver { is_late: true }) => Delivery::Late,
        Some(ShownDelivery::Received { with_errors: false }) => Delivery::Received,
        Some(ShownDelivery::Received { with_errors: true }) => Delivery::ReceivedWithErrors,
        Some(ShownDelivery::NotTaken) => Delivery::NotTaken,
    }
}

fn happening(event: ShownEvent) -> Happening {
    match event {
        ShownEvent::Taken { by, .. } => Happening::Taken(by),
        ShownEvent::PutBack { .. } => Happening::PutBack,
        ShownEvent::Assigned { to, .. } => Happening::Assigned(to),
        ShownEvent::Forwarded { to, .. } => Happening::Forwarded(to),
        ShownEvent::Returned { from, why, .. } => Happening::Returned { from, why },
        ShownEvent::PromiseMoved { from, to, .. } => Happening::PromiseMoved { from, to },
        ShownEvent::Closed { reason, guidance, .. } => Happening::Closed { reason, guidance },
    }
}
