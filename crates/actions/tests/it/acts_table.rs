//! Every act, tried by everybody, against a conversation of Kari's (or a child's) at
//! home nursing: the one table that two tests read.

use helsebro_actions::ActError;
use helsebro_actions::audit::ask::{self, NewQuestion};
use helsebro_actions::audit::seen::{self, Asked, PAGE, Part};
use helsebro_actions::dialog::attachments;
use helsebro_actions::dialog::desk::answer::{self, NewAnswer};
use helsebro_actions::dialog::desk::names::{self, NewNames};
use helsebro_actions::dialog::desk::queue::{self, Queue};
use helsebro_actions::dialog::desk::talk::{self, NewTalk};
use helsebro_actions::dialog::desk::{
    close, drafts as desk_drafts, notes, standard, start as desk_start, take, thread as desk_thread,
};
use helsebro_actions::dialog::drafts::{self, DraftTarget};
use helsebro_actions::dialog::reply::{self, NewReply};
use helsebro_actions::dialog::{contacts, inbox, receipt, start, thread};
use helsebro_actions::notices;
use helsebro_actions::parties::absence::{self, NewAbsence};
use helsebro_actions::parties::unit::{self, UnitChange};
use helsebro_actions::parties::{profile, staff};
use helsebro_actions::representation::asking::{self, Decision};
use helsebro_actions::representation::giving;
use helsebro_domain::dialog::{
    CloseReason, Closing, Desk, EpjAccess, GotAnswer, Guidance, Nature, Reply, Talk, TalkWay,
};
use helsebro_domain::ids::{
    AttachmentId, AuditId, ContactId, DraftId, GrantId, PaperGrantId, PersonId, RequestId, ThreadId,
};
use helsebro_domain::notices::NoticeChoices;
use helsebro_domain::parties::{NameReason, StaffNames, StandIn};
use helsebro_domain::representation::{CitizenAccess, Covers};
use helsebro_domain::text::{Body, Topic};
use helsebro_storage::audit::StoredLine;
use helsebro_storage::parties::{Language, Profile, Theme};
use helsebro_testkit::{Town, files, ids};

use crate::acts_list::{self, Act};
use crate::acts_more;
use crate::acts_people::{self, Door, EVERYBODY, Who};
use crate::paper_grants;
use crate::representation::goes_over_to;

/// One try: who, what, how it went, and the lines it left, oldest first.
pub(crate) struct Tried {
    pub(crate) who: &'static str,
    pub(crate) act: Act,
    pub(crate) went: String,
    pub(crate) lines: Vec<StoredLine>,
    pub(crate) things: Things,
}

/// What is tried with, and whose it is.
#[derive(Clone, Copy)]
pub(crate) struct Things {
    pub(crate) person: PersonId,
    pub(crate) thread: ThreadId,
    pub(crate) contact: ContactId,
    pub(crate) draft: DraftId,
    pub(crate) line: Option<AuditId>,
    pub(crate) request: RequestId,
    pub(crate) grant: GrantId,
    /// Registered by Siri, and what it became when it was confirmed.
    pub(crate) paper: Option<(PaperGrantId, Option<GrantId>)>,
    pub(crate) file: Option<AttachmentId>,
    /// What one of the other acts is about.
    pub(crate) more: Option<uuid::Uuid>,
}

/// Everybody tries everything.
pub(crate) async fn try_all(town: &Town) -> Vec<Tried> {
    acts_people::with_home_nursing(town).await;
    let mut tried = Vec::new();
    for (name, who) in EVERYBODY {
        let mut door = match who {
            Who::Citizen(persona) => Some(Door::of(town, persona).await),
            Who::Staff(..) | Who::Epj(_) => None,
        };
        for act in acts_list::tried_by(who) {
            let what = act.what;
            let person = door.as_ref().map_or(ids::KARI, |door| door.persona.person);
            let things = prepared(town, what, acts_more::person_of(what, person)).await;
            if let Some(door) = &mut door {
                door.enter(town, things.thread).await;
            }
            let mark = town.lines(1).await[0].id;
            let went = match attempt(town, (who, door.as_ref()), what, things).await {
                Ok(()) => "yes".to_owned(),
                Err(ActError::NotFound) => "not found".to_owned(),
                Err(ActError::Refused(refusal)) => refusal.code().as_str().to_owned(),
                Err(ActError::Storage(fault)) => panic!("{name}, {what}: {fault}"),
            };
            let newest = town.lines(10).await;
            let mut lines: Vec<_> = newest.into_iter().take_while(|line| line.id != mark).collect();
            lines.reverse();
            tried.push(Tried { who: name, act, went, lines, things });
        }
    }
    tried
}

pub(crate) async fn prepared(town: &Town, what: &str, person: PersonId) -> Things {
    let words = ("Såret på leggen", "Såret på leggen væsker litt mer enn før.");
    let thread = town.writes(person, ids::HOME_NURSING, words).await.unwrap().thread;
    let contact = town.contact(person, ids::HOME_NURSING).await;
    let draft = DraftId::from_uuid(town.new_uuid());
    let own = town.citizen(person);
    let target = DraftTarget::Thread(thread);
    drafts::save(&town.acts, &own, draft, target, ("", "Utkast")).await.unwrap();
    let mut line = None;
    if what.ends_with("when Per has it") || what.ends_with("what Per did") {
        town.takes(&town.per().await, thread).await.unwrap();
        line = town.lines(1).await.first().map(|line| line.id);
    }
    let file = match what {
        "open a file that Kari sent" | "open a file that the person sent" => {
            Some(town.sends_a_file(person, thread).await)
        }
        "take a file out of the person's draft" => {
            let picture = files::file("plaster.png", files::png(9));
            attachments::add(&town.acts, &own, draft, &picture).await.unwrap();
            let ready = attachments::of_draft(&town.acts, &own, draft).await.unwrap();
            Some(ready.files[0].id)
        }
        "take away a file that is ready for it" => {
            let (desk, picture) = (town.per().await, files::file("plan.pdf", files::pdf(b"")));
            attachments::add_at_desk(&town.acts, &desk, thread, &picture).await.unwrap();
            let ready = attachments::of_desk_draft(&town.acts, &desk, thread).await.unwrap();
            Some(ready.files[0].id)
        }
        _ => None,
    };
    let request = acts_people::bjorg_asks(town, person).await;
    let grant = acts_people::given_to_bjorg(town, person).await;
    let paper = paper_grants::prepared(town, what).await;
    let things =
        Things { person, thread, contact, draft, line, request, grant, paper, file, more: None };
    let more = acts_more::prepared(town, what, things).await;
    Things { more, ..things }
}

async fn attempt(
    town: &Town,
    (who, door): (Who, Option<&Door>),
    what: &str,
    things: Things,
) -> Result<(), ActError> {
    match who {
        Who::Citizen(_) if what == "act for the person" => {
            goes_over_to(town, &door.unwrap().token, things.person).await
        }
        Who::Citizen(_) => citizen(town, &door.unwrap().access, what, things).await,
        Who::Staff(id, unit) => {
            let desk = staff::desk(&town.acts, id, unit).await?;
            at_desk(town, &desk, what, things).await
        }
        Who::Epj(unit) => at_desk(town, &town.epj(unit), what, things).await,
    }
}

/// What a citizen tries with what is hers or another's.
pub(crate) async fn citizen(
    town: &Town,
    me: &CitizenAccess,
    what: &str,
    on: Things,
) -> Result<(), ActError> {
    let acts = &town.acts;
    let fresh = DraftId::from_uuid(town.new_uuid());
    let words = ("", "Hei.");
    match what {
        "list conversations" => inbox::list(acts, me, None).await.map(drop),
        "count what is unread" => inbox::unread(acts, me).await.map(drop),
        "read the conversation" => thread::open(acts, me, on.thread).await.map(drop),
        "see the receipt again" => receipt::one(acts, me, on.thread).await.map(drop),
        "write more in it" => {
            let body = Body::parse("Hei.").unwrap();
            let new = NewReply { thread: on.thread, submission: town.new_uuid(), body };
            reply::send(acts, me, &new).await.map(drop)
        }
        "list contacts" => contacts::list(acts, me).await.map(drop),
        "look at the contact" => contacts::one(acts, me, on.contact).await.map(drop),
        "look at a new one with the contact" => {
            start::prospect(acts, me, on.contact).await.map(drop)
        }
        "start a new one with the contact" => {
            let new = town.message(on.contact, "Hei", "Hei.");
            start::send(acts, me, &new).await.map(drop)
        }
        "list drafts" => drafts::list(acts, me).await.map(drop),
        "save a draft to the contact" => {
            let target = DraftTarget::Contact(on.contact);
            drafts::save(acts, me, fresh, target, words).await.map(drop)
        }
        "save a draft in the conversation" => {
            let target = DraftTarget::Thread(on.thread);
            drafts::save(acts, me, fresh, target, words).await.map(drop)
        }
        "read the person's draft" => drafts::one(acts, me, on.draft).await.map(drop),
        "write over the person's draft" => {
            let target = DraftTarget::Thread(on.thread);
            drafts::save(acts, me, on.draft, target, words).await.map(drop)
        }
        "throw away the person's draft" => drafts::discard(acts, me, on.draft).await,
        "see what is chosen" => profile::citizens(acts, me).await.map(drop),
        "lay a file in the person's draft" => {
            let picture = files::file("plaster.png", files::png(9));
            attachments::add(acts, me, on.draft, &picture).await.map(drop)
        }
        "take a file out of the person's draft" => {
            attachments::remove(acts, me, on.draft, on.file.unwrap()).await
        }
        "open a file that the person sent" => {
            attachments::open_citizens(acts, me, on.thread, on.file.unwrap()).await.map(drop)
        }
        "choose a language" => {
            let chosen = Profile { language: Language::Nn, theme: Theme::Light };
            profile::set_citizens(acts, me, chosen).await
        }
        "choose what one is told of" => notices::choose(acts, me, &NoticeChoices::default()).await,
        "see who has seen" => {
            let asked = Asked { part: Part::Others, month: None, before: None, limit: PAGE };
            seen::list(acts, me, asked).await.map(drop)
        }
        "look at what Per did" => ask::prospect(acts, me, on.line.unwrap()).await.map(drop),
        "ask about what Per did" => {
            let (topic, body) = (Topic::parse("Spørsmål").unwrap(), Body::parse("Hei.").unwrap());
            let new = NewQuestion { line: on.line.unwrap(), draft: fresh, topic, body };
            ask::send(acts, me, &new).await.map(drop)
        }
        _ => with_helpers(town, me, what, on).await,
    }
}

async fn with_helpers(
    town: &Town,
    me: &CitizenAccess,
    what: &str,
    on: Things,
) -> Result<(), ActError> {
    let acts = &town.acts;
    match what {
        "ask Ingrid for a power of attorney" => {
            let ingrid = &town.plan.person(ids::INGRID).unwrap().number;
            let asked =
                asking::ask(acts, me, ingrid, acts_people::terms(&[Covers::Messages])).await;
            acts_people::forget_requests(town).await;
            asked
        }
        "see who waits for an answer" => asking::waiting(acts, me).await.map(drop),
        "offer Ingrid a power of attorney" => {
            let ingrid = &town.plan.person(ids::INGRID).unwrap().number;
            let terms = acts_people::terms(&[Covers::Messages]);
            let offered = asking::offer(acts, me, ingrid, terms).await;
            acts_people::forget_requests(town).await;
            offered
        }
        "answer who waits" => asking::answer(acts, me, on.request, Decision::Decline).await,
        "answer who offers" => {
            let id = RequestId::from_uuid(on.more.unwrap());
            asking::answer_offer(acts, me, id, Decision::Decline).await
        }
        "take back what the person offers" => {
            asking::take_back(acts, me, RequestId::from_uuid(on.more.unwrap())).await
        }
        "see whom the person has given one" => giving::given(acts, me).await.map(drop),
        "see what one has got" => giving::received(acts, me).await.map(drop),
        "look at the person's power of attorney" => giving::one(acts, me, on.grant).await.map(drop),
        "withdraw the person's power of attorney" => giving::end(acts, me, on.grant).await,
        _ => acts_more::citizen(town, me, what, on).await,
    }
}

async fn at_desk(town: &Town, desk: &Desk, what: &str, on: Things) -> Result<(), ActError> {
    let (acts, id) = (&town.acts, on.thread);
    match what {
        "list the unit's conversations" => queue::list(acts, desk, Queue::Open, 0).await.map(drop),
        "list whom one can write to" => desk_start::recipients(acts, desk).await.map(drop),
        "read the conversation" => desk_thread::open(acts, desk, id).await.map(drop),
        "see the identity number" => desk_thread::show_number(acts, desk, id).await.map(drop),
        "take it" => take::claim(acts, desk, id).await.map(drop),
        "put it back when Per has it" => take::put_back(acts, desk, id).await.map(drop),
        "take it over when Per has it" => {
            let me = desk.staff().unwrap_or(ids::SIRI);
            take::assign(acts, desk, id, me).await.map(drop)
        }
        "answer it" | "answer it when Per has it" => {
            let (body, nature) = (Body::parse("Hei.").unwrap(), Nature::NotAsked);
            let new = NewAnswer { thread: id, body, nature, closing: None };
            answer::answer(acts, desk, &new).await.map(drop)
        }
        "send it on to healthy life" => {
            take::forward(acts, desk, id, ids::HEALTHY_LIFE).await.map(drop)
        }
        "close it as answered" => {
            let closing = Closing::new(CloseReason::Answered, None).unwrap();
            close::close(acts, desk, id, &closing).await.map(drop)
        }
        "close it as the wrong place" => {
            let guidance = Guidance::parse("Ring 75 00 01 10.");
            let closing = Closing::new(CloseReason::WrongPlace, guidance).unwrap();
            close::close(acts, desk, id, &closing).await.map(drop)
        }
        "start one with Kari" => town.desk_writes(desk, ids::KARI, Reply::Allowed).await.map(drop),
        "note something in it" => {
            notes::write(acts, desk, id, &Body::parse("Bil 3.").unwrap()).await
        }
        "log a talk in it" => {
            let at = town.now();
            let new = NewTalk {
                thread: id,
                talk: Talk { way: TalkWay::Phone, at },
                body: Body::parse("Hei.").unwrap(),
                got: GotAnswer::No,
                nature: Nature::NotAsked,
            };
            talk::log(acts, desk, &new).await.map(drop)
        }
        "save a draft in it" => desk_drafts::save(acts, desk, id, "Hei.").await.map(drop),
        "have a file ready for it" => {
            let picture = files::file("plan.pdf", files::pdf(b""));
            attachments::add_at_desk(acts, desk, id, &picture).await.map(drop)
        }
        "take away a file that is ready for it" => {
            attachments::remove_at_desk(acts, desk, id, on.file.unwrap()).await
        }
        "open a file that Kari sent" => {
            attachments::open_at_desk(acts, desk, id, on.file.unwrap()).await.map(drop)
        }
        "choose how staff are shown to Kari" => {
            let reason = NameReason::parse("Har truet en kollega.").unwrap();
            let chosen = NewNames::Chosen(StaffNames::TitleOnly, reason);
            names::choose(acts, desk, id, &chosen).await
        }
        "keep a standard reply" => {
            let (title, text) = (Topic::parse("Ferie").unwrap(), Body::parse("Stengt.").unwrap());
            standard::keep(acts, desk, None, (&title, &text)).await.map(drop)
        }
        "close the unit on a day" => {
            let day = jiff::civil::date(2027, 5, 14);
            unit::change(acts, desk, &UnitChange::Close(day)).await.map(drop)
        }
        "name who leads the duty" => unit::name_lead(acts, desk, desk.staff()).await,
        "say that one is away" => {
            let day = jiff::civil::date(2027, 5, 14);
            let new = NewAbsence { from: day, last_day: day, stand_in: StandIn::Queue };
            let said = absence::say(acts, desk, new).await?;
            assert!(said.is_ok());
            Ok(())
        }
        "list powers of attorney on paper"
        | "register one of Kari's"
        | "confirm the one that Siri registered"
        | "put away the one that Siri registered"
        | "withdraw the one that was confirmed" => {
            paper_grants::at_desk(town, desk, what, on).await
        }
        "look Kari up in an emergency" => town.looks_up(desk, ids::KARI).await.map(drop),
        "replace Kari's contacts" => match desk {
            Desk::Epj(epj) => replace(town, desk, *epj).await,
            Desk::Staff(_) => panic!("staff have no list to replace them with"),
        },
        _ => acts_more::at_desk(town, desk, what, on).await,
    }
}

/// The same list as before from Solvik; from elsewhere, an empty one.
async fn replace(town: &Town, desk: &Desk, epj: EpjAccess) -> Result<(), ActError> {
    let listed = town.plan.contacts.iter().find(|listed| listed.person == ids::KARI).unwrap();
    let same = desk.municipality() == listed.municipality;
    let services = if same { &listed.services[..] } else { &[] };
    contacts::replace(&town.acts, epj, ids::KARI, services).await.map(drop)
}
