//! A request is sent, and split among those responsible.

use helsebro_domain::audit::{AuditLine, Event, Object, Why};
use helsebro_domain::controllership::{Party, Register, Validity};
use helsebro_domain::ids::{EpjId, PersonId, RightsPartId, RightsRequestId, UnitId};
use helsebro_domain::parties::{CareArea, Municipality, Unit};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::representation::CitizenAccess;
use helsebro_domain::rights::{
    Ask, Asking, Kind, Planned, Spot, Target, Transfer, Wish, sent, transfer_of,
};
use helsebro_domain::time::Instant;
use helsebro_storage::rights::{self, EventRow, NewPart, NewRightsRequest, TransferRow};
use helsebro_storage::{Tx, dialog, parties, representation};

use super::shown::What;
use super::{SCOPE, happened, set_warnings, words_of};
use crate::controllership::{Directory, directory, register};
use crate::epj::{opposed, queueing};
use crate::{ActError, Acts, content, trail};

/// The most letters of what somebody writes in a request.
pub const MAX_WORDS: usize = 2_000;

/// How many of one person's requests may wait at a time.
pub const MAX_OPEN: i64 = 30;

const TOO_MANY: &[&str] = &["L-GDPR-12"];

/// A request to be sent.
#[derive(Clone, PartialEq, Eq)]
pub struct NewRights {
    /// Its id, from the form: sent twice, it is one.
    pub id: RightsRequestId,
    /// What for.
    pub kind: Kind,
    /// What within it.
    pub wish: Wish,
    /// At which unit; none for what is about no service, or about all of hers.
    pub unit: Option<UnitId>,
    /// About what was written when.
    pub written: Option<Validity>,
    /// About the youth whose parent she is; none for her whom she acts for.
    pub youth: Option<PersonId>,
    /// Whether it goes to the municipality of the unit, whoever is responsible.
    pub to_municipality: bool,
    /// Whether it may be sent on from there.
    pub may_send_on: bool,
    /// With whom something is not shared; the operator stands for the unit's municipality.
    pub target: Option<Target>,
    /// To whom a record goes.
    pub transfer_to: Option<Party>,
    /// Her own words.
    pub words: String,
}

/// What a request is about, looked up.
struct About {
    spots: Vec<Spot>,
    home: Municipality,
}

/// Sends a request: it is split by the resolver, and each part has its own clock.
///
/// # Errors
/// Those of [`Asking`]; `INVALID_TRANSITION` for what is answered without being sent;
/// `TOO_MANY_RIGHTS_REQUESTS`.
pub async fn send(
    acts: &Acts,
    citizen: &CitizenAccess,
    new: &NewRights,
) -> Result<RightsRequestId, ActError> {
    let now = acts.now();
    let register = register(acts).await?;
    let kind = new.kind.treated_as(new.wish);
    let about = looked_up(acts, citizen, new).await?;
    let reference = acts.references().next(acts, &about.home, now).await?;
    let words: String = new.words.trim().chars().take(MAX_WORDS).collect();
    let sealed = content::seal_own(acts, words_of(new.id), &words).await?;
    let line = line(acts, citizen, (new, kind), now);
    let systems = acts
        .db()
        .write(SCOPE, "rights.send", async |mut tx| {
            // Sent twice it is one, also at the limit: two who count at once wait in turn.
            parties::take_turn(&mut tx, citizen.actor()).await?;
            // What is deleted of hers at the same time is deleted before or not at all.
            if citizen.person() != citizen.actor() {
                parties::take_turn(&mut tx, citizen.person()).await?;
            }
            let before = rights::request(&mut tx, new.id).await?;
            if before.is_some_and(|before| before.asked_by == citizen.actor()) {
                return Ok(Ok(Vec::new()));
            }
            let asking = may_ask(&mut tx, citizen, (new, kind), now).await?;
            let asking =
                asking.and_then(|asking| is_sendable((kind, new), &about).map(|()| asking));
            let open = rights::open_requests_of(&mut tx, citizen.actor()).await?;
            let decided = asking.and_then(|asking| match open < MAX_OPEN {
                true => Ok(asking),
                false => Err(Refusal::told(ReasonCode::TooManyRightsRequests, TOO_MANY)),
            });
            let asking = match trail::settle(&mut tx, line.clone(), decided).await? {
                Ok(asking) => asking,
                Err(refusal) => return Ok::<_, ActError>(Err(refusal)),
            };
            let spot = about.spots.first().copied();
            let stored = NewRightsRequest {
                id: new.id,
                person: asking.person(),
                asked_by: asking.actor(),
                answer_as: asking.answer(),
                kind,
                wish: new.wish,
                spot: spot.unwrap_or_else(|| anywhere(&about.home)),
                written: new.written,
                named: named(new, &about.home),
                may_send_on: new.may_send_on,
                target: target_of(new, &about.home),
                reference: &reference,
                words: &sealed,
                sent_at: now,
            };
            if !rights::add_request(&mut tx, &stored).await? {
                return Ok(Ok(Vec::new()));
            }
            let wanted =
                Wanted { kind, written: new.written, person: stored.person, named: stored.named };
            let plan = plan(&register, &about, &wanted, now);
            store(acts, &mut tx, (&stored, &plan), now).await?;
            Ok(Ok(follow(acts, &mut tx, (&register, &about, new), &stored).await?))
        })
        .await??;
    for system in systems {
        queueing::tell(acts, system);
    }
    Ok(new.id)
}

fn line(
    acts: &Acts,
    citizen: &CitizenAccess,
    (new, kind): (&NewRights, Kind),
    now: Instant,
) -> AuditLine {
    let mut line = trail::by_citizen(acts, citizen, Event::RightsAsked, now);
    line.object = Object::RightsRequest(new.id.uuid());
    line.rules = kind.rules();
    if let Some(youth) = new.youth {
        line.subject = Some(youth);
        line.on_behalf_of = Some(youth);
        line.why = Some(Why::Parent);
    }
    line
}

/// What it is about: the unit's service, all of her services, or none.
async fn looked_up(
    acts: &Acts,
    citizen: &CitizenAccess,
    new: &NewRights,
) -> Result<About, ActError> {
    let hers: Vec<UnitId> = match (new.unit, new.kind) {
        (Some(unit), _) => vec![unit],
        (None, Kind::OpposeDisclosure) => {
            acts.db()
                .read(helsebro_storage::Scope::from(citizen), "rights.hers", async |mut tx| {
                    let contacts = dialog::citizens_contacts(&mut tx).await?;
                    Ok::<_, ActError>(contacts.into_iter().map(|one| one.listed.unit).collect())
                })
                .await?
        }
        (None, _) => Vec::new(),
    };
    acts.db()
        .read(SCOPE, "rights.looked_up", async |mut tx| {
            let mut spots = Vec::new();
            for id in &hers {
                let unit = parties::unit(&mut tx, *id).await?.ok_or(ActError::NotFound)?;
                spots.push(spot_of(&unit));
            }
            let homes = parties::municipalities(&mut tx).await?;
            let home = match spots.first() {
                Some(spot) => homes.into_iter().find(|home| home.id == spot.municipality),
                None => homes.into_iter().next(),
            };
            Ok(About { spots, home: home.ok_or(ActError::NotFound)? })
        })
        .await
}

const fn spot_of(unit: &Unit) -> Spot {
    Spot { municipality: unit.municipality, care_area: unit.care_area, unit: Some(unit.id) }
}

/// What is about no service stands with the first municipality here; nobody is asked by it.
const fn anywhere(home: &Municipality) -> Spot {
    Spot { municipality: home.id, care_area: CareArea::HomeServices, unit: None }
}

fn named(new: &NewRights, home: &Municipality) -> Option<Party> {
    new.to_municipality.then_some(Party::Municipality(home.id))
}

/// With whom something is not shared, the municipality found.
fn target_of(new: &NewRights, home: &Municipality) -> Option<Target> {
    Some(match new.target.clone()? {
        Target::Enterprise(Party::Operator) => Target::Enterprise(Party::Municipality(home.id)),
        target => target,
    })
}

async fn may_ask(
    tx: &mut Tx,
    citizen: &CitizenAccess,
    (new, kind): (&NewRights, Kind),
    now: Instant,
) -> Result<Result<Asking, Refusal>, ActError> {
    let Some(youth) = new.youth else { return Ok(Asking::by(citizen, kind)) };
    let not_here = Refusal::neutral(ReasonCode::NotAvailable, kind.rules());
    if !citizen.is_own() {
        return Ok(Err(not_here));
    }
    let found = representation::found(tx, citizen.actor(), youth).await?;
    let parent = representation::party(tx, citizen.actor()).await?;
    let child = representation::party(tx, youth).await?;
    let (Some(parent), Some(child)) = (parent, child) else { return Ok(Err(not_here)) };
    let about = (kind, now.in_oslo().date);
    Ok(Asking::as_parent_of_youth((&parent, &child), found.parenthood, about))
}

/// Who is responsible is answered by a page, and no one is asked (RR-12).
fn is_sendable((kind, new): (Kind, &NewRights), about: &About) -> Result<(), Refusal> {
    // Who gets no service anywhere must say which record she means.
    let has_place = kind == Kind::AccessPlatform || !about.spots.is_empty();
    let says_with_whom = kind != Kind::OpposeDisclosure || new.target.is_some();
    let is_its_wish = new.kind.wishes().contains(&new.wish);
    let says_to_whom = new.wish != Wish::GoToNamed || new.transfer_to.is_some();
    let is_told = has_place && says_with_whom && says_to_whom && is_its_wish;
    if kind == Kind::WhoIsResponsible || !is_told {
        return Err(Refusal::told(ReasonCode::InvalidTransition, kind.rules()));
    }
    Ok(())
}

/// What decides who answers.
struct Wanted {
    kind: Kind,
    written: Option<Validity>,
    person: PersonId,
    named: Option<Party>,
}

/// The parts: of each service that it is about, one for each controller.
fn plan(register: &Register, about: &About, wanted: &Wanted, now: Instant) -> Vec<Planned> {
    let mut plan: Vec<Planned> = Vec::new();
    let all = match about.spots.is_empty() {
        true => vec![anywhere(&about.home)],
        false => about.spots.clone(),
    };
    for spot in all {
        let Wanted { kind, written, person, named } = *wanted;
        let ask = Ask { kind, spot, written, person, at: now };
        for one in sent(register, &ask, named) {
            if !plan.iter().any(|had| had.part.holders == one.part.holders) {
                plan.push(one);
            }
        }
    }
    plan
}

/// To whom a request would go, before it is sent.
///
/// # Errors
/// What [`send`] refuses for who asks and what; [`ActError::NotFound`] for a unit that is
/// not there.
pub async fn preview(
    acts: &Acts,
    citizen: &CitizenAccess,
    new: &NewRights,
) -> Result<(Vec<Planned>, Directory), ActError> {
    let (now, kind) = (acts.now(), new.kind.treated_as(new.wish));
    let asked = acts.db().read(SCOPE, "rights.preview", async |mut tx| {
        may_ask(&mut tx, citizen, (new, kind), now).await
    });
    asked.await??;
    let register = register(acts).await?;
    let about = looked_up(acts, citizen, new).await?;
    is_sendable((kind, new), &about)?;
    let wanted = Wanted {
        kind,
        written: new.written,
        person: new.youth.unwrap_or(citizen.person()),
        named: named(new, &about.home),
    };
    let plan = plan(&register, &about, &wanted, acts.now());
    Ok((plan, directory(acts, about.home.id).await?))
}

/// Stores the request's parts with their alarms, and that it was sent.
async fn store(
    acts: &Acts,
    tx: &mut Tx,
    (stored, plan): (&NewRightsRequest<'_>, &[Planned]),
    now: Instant,
) -> Result<(), ActError> {
    add_parts(acts, tx, (stored.id, None, 1), plan, now).await?;
    let event = EventRow { part: None, at: now, what: "SENT".to_owned(), by: None };
    Ok(happened(acts, tx, stored.id, event).await?)
}

/// Stores parts from a place on.
pub(super) async fn add_parts(
    acts: &Acts,
    tx: &mut Tx,
    (request, sent_on_from, first): (RightsRequestId, Option<RightsPartId>, i64),
    plan: &[Planned],
    now: Instant,
) -> Result<(), ActError> {
    for (place, planned) in (first..).zip(plan) {
        let id = RightsPartId::from_uuid(acts.fresh(now));
        let new = NewPart { id, request, sent_on_from, place, planned, at: now };
        rights::add_part(tx, &new).await?;
        set_warnings(acts, tx, (id, &planned.part, now), now).await?;
    }
    Ok(())
}

/// The journal systems are told what is not shared, and her page says so.
pub(super) async fn told_journals(
    acts: &Acts,
    tx: &mut Tx,
    (person, unit, request): (PersonId, Option<UnitId>, RightsRequestId),
    now: Instant,
) -> Result<Vec<EpjId>, ActError> {
    let systems = opposed::changed_in(acts, tx, (person, unit), now).await?;
    if !systems.is_empty() {
        let what = What::JournalTold.stored();
        let event = EventRow { part: None, at: now, what, by: None };
        happened(acts, tx, request, event).await?;
    }
    Ok(systems)
}

/// What holds from the same instant: what is not shared, and where a record goes. Says
/// which journal systems have something to fetch.
async fn follow(
    acts: &Acts,
    tx: &mut Tx,
    (register, about, new): (&Register, &About, &NewRights),
    stored: &NewRightsRequest<'_>,
) -> Result<Vec<EpjId>, ActError> {
    let NewRightsRequest { person, id, sent_at, .. } = *stored;
    let mut systems = Vec::new();
    if let (Kind::OpposeDisclosure, Some(target)) = (stored.kind, &stored.target) {
        let spot = new.unit.and(about.spots.first().copied());
        rights::add_opposition(tx, (person, id), (spot, target, sent_at)).await?;
        let event = EventRow { part: None, at: sent_at, what: "OPPOSED".to_owned(), by: None };
        happened(acts, tx, id, event).await?;
        systems = told_journals(acts, tx, (person, new.unit, id), sent_at).await?;
    }
    if stored.kind == Kind::Transfer {
        let custody = match transfer_of(register, stored.spot, person, sent_at) {
            Transfer::Ahead { event, .. } => Some(event),
            Transfer::CopyOnly => None,
        };
        let row = TransferRow {
            person,
            request: id,
            spot: stored.spot,
            named: new.transfer_to,
            custody,
            at: sent_at,
        };
        rights::add_transfer_choice(tx, &row).await?;
    }
    Ok(systems)
}
