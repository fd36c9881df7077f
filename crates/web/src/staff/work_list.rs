//! `GET /ansatt/arbeidsliste`: what waits for an answer, the nearest promise first.

use axum::extract::{Query, State};
use axum::response::Response;
use helsebro_actions::dialog::desk::queue::{
    self, Queue, QueueCounts, QueueLine, QueuePage, Warned, WarnedLead,
};
use helsebro_actions::parties;
use helsebro_domain::dialog::Urgency;
use helsebro_domain::ids::{StaffId, ThreadId, UnitId};
use helsebro_domain::time::Instant;
use helsebro_views::pages::staff::{
    Alert, Due, Duty, Listening, Live, Notice, Part, PartLink, Row, TakenBy, WorkList, WorksIn,
};
use serde::Deserialize;

use crate::error::WebError;
use crate::extract::AtDesk;
use crate::page::Shell;
use crate::routes::{Route, staff};
use crate::web::Web;

/// The last page of a part that can be asked for.
const MAX_PAGE: u16 = 400;

/// What the address may say.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    /// Which part.
    #[serde(default)]
    del: String,
    /// Which page of it.
    #[serde(default)]
    side: u16,
    /// `av` when open pages are not told of what is new.
    #[serde(default)]
    lytt: String,
    /// What was done just now.
    #[serde(default)]
    gjort: String,
    /// To which unit or colleague.
    #[serde(default)]
    til: String,
    /// Which colleague is away.
    #[serde(default)]
    borte: String,
}

/// What was done just now, as the next page is told in its address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Done {
    Answered,
    AnsweredAndClosed,
    Closed,
    PutBack,
    Forwarded(UnitId),
    Assigned(StaffId),
    AssignedToStandIn { away: StaffId, to: StaffId },
    AssignedToQueue(StaffId),
}

impl Done {
    pub(super) fn query(self) -> String {
        match self {
            Self::Answered => "gjort=besvart".to_owned(),
            Self::AnsweredAndClosed => "gjort=besvart-og-avsluttet".to_owned(),
            Self::Closed => "gjort=avsluttet".to_owned(),
            Self::PutBack => "gjort=lagt-tilbake".to_owned(),
            Self::Forwarded(unit) => format!("gjort=sendt-videre&til={unit}"),
            Self::Assigned(staff) => format!("gjort=tildelt&til={staff}"),
            Self::AssignedToStandIn { away, to } => {
                format!("gjort=tildelt-vikar&til={to}&borte={away}")
            }
            Self::AssignedToQueue(away) => format!("gjort=tildelt-ko&borte={away}"),
        }
    }
}

/// Shows the list.
#[tracing::instrument(name = "web.staff.work_list", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let part = part_of(&asked.del);
    let page = asked.side.min(MAX_PAGE);
    let list = queue::list(web.acts(), &at.desk, queue_of(part), page).await?;
    let mine = match part {
        Part::NotTaken => Some(queue::list(web.acts(), &at.desk, Queue::Mine, 0).await?),
        _ => None,
    };
    let me = at.member.staff;
    let own = |page: &QueuePage| {
        let mut rows = rows(&page.lines, me);
        rows.extend(self::rows(&page.stood_in, me).into_iter().map(stood_in));
        rows
    };
    let mut rows = own(&list);
    let mine = mine.as_ref().map(own).unwrap_or_default();
    let notice = notice(&web, &at, &asked, &rows).await?;
    // Focus goes to the next one only after something was done.
    if let Some(next) = rows.iter_mut().find(|row| row.take.is_some()) {
        next.is_next = notice.is_some();
    }
    let context = WorkList {
        part,
        parts: links(list.counts),
        open: list.counts.open,
        notice,
        alert: alert(&list, part),
        mine,
        returned: list.returned,
        earlier: (page > 0).then(|| address(part, page - 1)),
        more: list.has_more.then(|| address(part, page + 1)),
        works_in: if at.unit.epj.is_some() { WorksIn::Epj } else { WorksIn::Console },
        new_thread: at.unit.epj.is_none().then(|| staff::NewThread.path()),
        shortcuts: staff::Shortcuts.path(),
        live: live(&asked, part, shell.now()),
        rows,
    };
    shell.page(&context)
}

/// The parts as links, with their counts.
pub(super) fn links(counts: QueueCounts) -> Vec<PartLink> {
    let count = |part| match part {
        Part::NotTaken => Some(counts.not_taken),
        Part::Mine => Some(counts.mine),
        Part::Open => Some(counts.open),
        Part::Waiting => Some(counts.waiting),
        Part::Closed => None,
    };
    let link = |part| PartLink { part, href: address(part, 0), count: count(part) };
    Part::ALL.into_iter().map(link).collect()
}

fn part_of(text: &str) -> Part {
    Part::ALL.into_iter().find(|part| word(*part) == text).unwrap_or(Part::NotTaken)
}

const fn word(part: Part) -> &'static str {
    match part {
        Part::NotTaken => "ikke-tatt",
        Part::Mine => "mine",
        Part::Open => "alle",
        Part::Waiting => "venter",
        Part::Closed => "avsluttet",
    }
}

const fn queue_of(part: Part) -> Queue {
    match part {
        Part::NotTaken => Queue::NotTaken,
        Part::Mine => Queue::Mine,
        Part::Open => Queue::Open,
        Part::Waiting => Queue::Waiting,
        Part::Closed => Queue::Closed,
    }
}

fn address(part: Part, page: u16) -> String {
    let path = staff::WorkList.path();
    match (part, page) {
        (Part::NotTaken, 0) => path,
        (_, 0) => format!("{path}?del={}", word(part)),
        _ => format!("{path}?del={}&side={page}", word(part)),
    }
}

fn rows(lines: &[QueueLine], me: StaffId) -> Vec<Row> {
    let row = |line: &QueueLine| Row {
        id: line.thread.to_string(),
        href: staff::Thread(line.thread).path(),
        take: take_at(line),
        name: line.name.clone(),
        born_year: line.born_year,
        is_protected: line.is_protected,
        topic: line.topic.clone(),
        unread: line.unread,
        came: line.last_at,
        due: due(line),
        taken_by: match &line.taken_by {
            None => TakenBy::Nobody,
            Some((staff, _)) if *staff == me => TakenBy::Me,
            Some((_, name)) => TakenBy::Colleague(name.clone()),
        },
        closed_at: line.closed_at,
        is_forwarded: line.is_forwarded,
        stands_in_for: None,
        draft_at: line.draft_at,
        is_next: false,
    };
    lines.iter().map(row).collect()
}

/// A row that the reader sees because she stands in for whoever has it.
fn stood_in(row: Row) -> Row {
    let stands_in_for = match &row.taken_by {
        TakenBy::Colleague(name) => Some(name.clone()),
        TakenBy::Nobody | TakenBy::Me => None,
    };
    Row { stands_in_for, ..row }
}

fn take_at(line: &QueueLine) -> Option<String> {
    let free = line.taken_by.is_none() && line.closed_at.is_none();
    free.then(|| staff::Take(line.thread).path())
}

fn due(line: &QueueLine) -> Due {
    let Some(promise) = &line.promise else { return Due::None };
    let minutes = u32::try_from(promise.minutes).unwrap_or(u32::MAX);
    match promise.urgency {
        Urgency::Over => Due::Over { minutes },
        Urgency::Soon => Due::Soon { minutes, at: promise.at },
        Urgency::Today => Due::Today { at: promise.at },
        Urgency::Later => Due::Later { at: promise.at },
    }
}

/// An alert stands over the untaken when a promise is broken or near.
fn alert(list: &QueuePage, part: Part) -> Option<Alert> {
    if part != Part::NotTaken {
        return None;
    }
    let of = |urgency| {
        let found = list.lines.iter().filter_map(|line| line.promise.as_ref());
        found.filter(move |promise| promise.urgency == urgency)
    };
    let count = |urgency| u32::try_from(of(urgency).count()).unwrap_or(u32::MAX);
    let (over, soon) = (count(Urgency::Over), count(Urgency::Soon));
    let first_at = of(Urgency::Soon).map(|promise| promise.at).min();
    let duty = list.warned.as_ref().map(duty);
    let is_told = over + soon > 0 || matches!(duty, Some(Duty::Reader { .. }));
    is_told.then_some(Alert { over, soon, first_at, href: None, duty })
}

/// What the duty lead was warned of; when nobody is named, everybody was.
fn duty(warned: &Warned) -> Duty {
    match &warned.lead {
        WarnedLead::Colleague(name) => Duty::Colleague { name: name.clone(), at: warned.at },
        WarnedLead::Reader | WarnedLead::Everybody => Duty::Reader {
            count: warned.count,
            first_at: warned.first_at,
            href: address(Part::Open, 0),
        },
    }
}

fn live(asked: &Asked, part: Part, updated: Instant) -> Live {
    let here = address(part, 0);
    let mark = if here.contains('?') { '&' } else { '?' };
    let paused = asked.lytt == "av";
    Live {
        stream: staff::News.path(),
        reload: here.clone(),
        updated,
        listening: if paused { Listening::Paused } else { Listening::On },
        turn: if paused { here } else { format!("{here}{mark}lytt=av") },
    }
}

/// What was done just now. No name stands in an address: it is looked up.
async fn notice(
    web: &Web,
    at: &AtDesk,
    asked: &Asked,
    rows: &[Row],
) -> Result<Option<Notice>, WebError> {
    let next = || rows.iter().find(|row| row.take.is_some()).map(|row| row.name.clone());
    Ok(match asked.gjort.as_str() {
        "besvart" => Some(Notice::Answered { next: next() }),
        "besvart-og-avsluttet" => Some(Notice::AnsweredAndClosed { next: next() }),
        "avsluttet" => Some(Notice::Closed),
        "lagt-tilbake" => Some(Notice::PutBack),
        "sendt-videre" => {
            let units = parties::staff::units(web.acts(), &at.desk).await?;
            let named = |unit: &&helsebro_domain::parties::Unit| unit.id.to_string() == asked.til;
            units.iter().find(named).map(|unit| Notice::Forwarded(unit.name.clone()))
        }
        "tildelt" => colleague(web, at, &asked.til).await?.map(Notice::Assigned),
        "tildelt-vikar" => {
            let to = colleague(web, at, &asked.til).await?;
            let away = colleague(web, at, &asked.borte).await?;
            away.zip(to).map(|(away, to)| Notice::AssignedToStandIn { away, to })
        }
        "tildelt-ko" => {
            let away = colleague(web, at, &asked.borte).await?;
            away.map(|away| Notice::AssignedToQueue { away })
        }
        "startet" => match asked.til.parse::<ThreadId>() {
            Ok(thread) => started(web, at, thread).await?,
            Err(_) => None,
        },
        _ => None,
    })
}

/// The name of a colleague.
async fn colleague(web: &Web, at: &AtDesk, id: &str) -> Result<Option<String>, WebError> {
    let colleagues = parties::staff::colleagues(web.acts(), &at.desk).await?;
    Ok(colleagues.iter().find(|staff| staff.id.to_string() == id).map(|staff| staff.name.full()))
}

async fn started(web: &Web, at: &AtDesk, id: ThreadId) -> Result<Option<Notice>, WebError> {
    let view = helsebro_actions::dialog::desk::thread::open(web.acts(), &at.desk, id).await;
    Ok(view.ok().map(|view| Notice::Started(view.name)))
}
