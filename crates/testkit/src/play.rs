//! What the town's people do again and again in the tests.

use helsebro_actions::audit::emergency::{self, NewEmergency};
use helsebro_actions::dialog::attachments::{self, WithFiles};
use helsebro_actions::dialog::contacts::{self, Replaced};
use helsebro_actions::dialog::desk::answer::{self, Answered, NewAnswer};
use helsebro_actions::dialog::desk::queue::{self, Queue, QueuePage};
use helsebro_actions::dialog::desk::start::{self as desk_start, NewByDesk, StartedByDesk};
use helsebro_actions::dialog::desk::thread::DeskView;
use helsebro_actions::dialog::desk::{close, thread as desk_thread};
use helsebro_actions::dialog::drafts::{self, DraftTarget};
use helsebro_actions::dialog::inbox::{self, Inbox};
use helsebro_actions::dialog::reply::{self, NewReply};
use helsebro_actions::dialog::start::Receipt;
use helsebro_actions::dialog::thread::{self, CitizensView};
use helsebro_actions::dialog::timers;
use helsebro_actions::{ActError, setup};
use helsebro_domain::audit::{EmergencyAccess, ReasonClass, Reviewer};
use helsebro_domain::dialog::{
    CloseReason, Closing, Desk, Guidance, ListedService, Nature, PromiseTimer, Reply, ServiceId,
    Thread,
};
use helsebro_domain::ids::{AttachmentId, DraftId, PersonId, StaffId, ThreadId, UnitId};
use helsebro_domain::parties::Unit;
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::text::{Body, Topic};
use helsebro_domain::time::Date;
use helsebro_storage::jobs::PromisePayload;
use helsebro_storage::{Scope, parties};

use crate::{Town, files};

/// The code that the asker is told; none when it is another kind of no.
pub fn told(error: &ActError) -> Option<ReasonCode> {
    match error {
        ActError::Refused(refusal) => Some(refusal.code()),
        ActError::NotFound | ActError::Storage(_) => None,
    }
}

/// A service as a journal system lists it, from 2026-09-01.
pub fn service(id: &str, unit: UnitId, last_day: Option<Date>) -> ListedService {
    ListedService {
        service: ServiceId::parse(id).expect("a service id"),
        name: format!("Tjenesten {id}"),
        unit,
        phone: None,
        link: None,
        from: Date::constant(2026, 9, 1),
        last_day,
    }
}

impl Town {
    /// A citizen writes more, with a picture.
    pub async fn sends_a_file(&self, person: PersonId, thread: ThreadId) -> AttachmentId {
        let (own, id) = (self.citizen(person), DraftId::from_uuid(self.new_uuid()));
        let target = DraftTarget::Thread(thread);
        drafts::save(&self.acts, &own, id, target, ("", "Hei.")).await.expect("a draft");
        let picture = files::file("plaster.png", files::png(300_000));
        attachments::add(&self.acts, &own, id, &picture).await.expect("a file");
        let body = Body::parse("Se bildet.").expect("a body");
        let new = NewReply { thread, submission: id.uuid(), body };
        let sent = reply::send_with(&self.acts, &own, &new, WithFiles::OfDraft).await;
        sent.expect("a receipt");
        let view = self.opens(person, thread).await.expect("a conversation");
        let last = view.messages.last().and_then(|message| message.files.first());
        last.expect("the file").id
    }

    /// A citizen writes more.
    ///
    /// # Errors
    /// As the act.
    pub async fn replies(
        &self,
        person: PersonId,
        thread: ThreadId,
        text: &str,
    ) -> Result<Receipt, ActError> {
        let body = Body::parse(text).expect("a body");
        let new = NewReply { thread, submission: self.new_uuid(), body };
        reply::send(&self.acts, &self.citizen(person), &new).await
    }

    /// A citizen opens a conversation.
    ///
    /// # Errors
    /// As the act.
    pub async fn opens(&self, person: PersonId, id: ThreadId) -> Result<CitizensView, ActError> {
        thread::open(&self.acts, &self.citizen(person), id).await
    }

    /// The first page of a citizen's conversations.
    pub async fn inbox(&self, person: PersonId) -> Inbox {
        inbox::list(&self.acts, &self.citizen(person), None).await.expect("a list")
    }

    /// The desk opens a conversation.
    ///
    /// # Errors
    /// As the act.
    pub async fn desk_opens(&self, desk: &Desk, id: ThreadId) -> Result<DeskView, ActError> {
        desk_thread::open(&self.acts, desk, id).await
    }

    /// The first page of one part of a unit's list.
    pub async fn queue(&self, desk: &Desk, part: Queue) -> QueuePage {
        queue::list(&self.acts, desk, part, 0).await.expect("a list")
    }

    /// The desk answers in ordinary words.
    ///
    /// # Errors
    /// As the act.
    pub async fn answers(
        &self,
        desk: &Desk,
        thread: ThreadId,
        text: &str,
    ) -> Result<Thread, ActError> {
        let body = Body::parse(text).expect("a body");
        let new = NewAnswer { thread, body, nature: Nature::NotAsked, closing: None };
        match answer::answer(&self.acts, desk, &new).await? {
            Answered::Sent(thread) => Ok(thread),
            Answered::AskNature => panic!("the words sound like a decision"),
        }
    }

    /// The desk closes.
    ///
    /// # Errors
    /// As the act.
    pub async fn closes(
        &self,
        desk: &Desk,
        thread: ThreadId,
        (reason, guidance): (CloseReason, Option<&str>),
    ) -> Result<Thread, ActError> {
        let guidance = guidance.map(|to| Guidance::parse(to).expect("a guidance"));
        let closing = Closing::new(reason, guidance)?;
        close::close(&self.acts, desk, thread, &closing).await
    }

    /// The desk writes first.
    ///
    /// # Errors
    /// As the act.
    pub async fn desk_writes(
        &self,
        desk: &Desk,
        person: PersonId,
        reply: Reply,
    ) -> Result<Thread, ActError> {
        let new = NewByDesk {
            person,
            topic: Topic::parse("Time for besøk").expect("a topic"),
            body: Body::parse("Vi kommer på torsdag.").expect("a body"),
            reply,
            nature: Nature::NotAsked,
        };
        match desk_start::start(&self.acts, desk, &new).await? {
            StartedByDesk::Sent(thread) => Ok(thread),
            StartedByDesk::AskNature => panic!("the words sound like a decision"),
        }
    }

    /// A unit's journal system sends the full list of a person's services.
    pub async fn lists(
        &self,
        unit: UnitId,
        person: PersonId,
        services: &[ListedService],
    ) -> Replaced {
        contacts::replace(&self.acts, self.epj_access(unit), person, services)
            .await
            .expect("a list")
    }

    /// The duty lead is warned of a promise, as the worker does it when it is time.
    pub async fn warns(&self, thread: ThreadId, timer: PromiseTimer) {
        let municipality = self.plan.unit(timer.unit).expect("a unit of the town").municipality;
        let payload = PromisePayload { municipality, thread, timer };
        timers::warn(&self.acts, payload).await.expect("a warning");
    }

    /// Somebody looks a person up in an emergency.
    ///
    /// # Errors
    /// As the act.
    pub async fn looks_up(
        &self,
        desk: &Desk,
        person: PersonId,
    ) -> Result<EmergencyAccess, ActError> {
        let number = self.plan.person(person).expect("a person of the town").number.digits();
        let new = NewEmergency {
            number: number.to_owned(),
            class: Some(ReasonClass::CannotAnswer),
            is_compelling: false,
            reason: "bevisstløs, legevakten spør om medisiner".to_owned(),
        };
        emergency::open(&self.acts, desk, &new).await
    }

    /// Makes somebody of Solvik the one who judges emergency look-ups: of a unit she
    /// leads, or as data protection officer.
    pub async fn appoint(&self, staff: StaffId, unit: Option<UnitId>) {
        let reviewer = Reviewer { staff, municipality: self.solvik(), unit };
        setup::appoint(&self.acts, &[reviewer]).await.expect("a judge of look-ups");
    }

    /// Changes how a unit is set up.
    pub async fn set_up(&self, unit: UnitId, change: impl Fn(&mut Unit) + Sync) {
        let home = self.plan.unit(unit).expect("a unit of the town").municipality;
        self.base
            .db
            .write(Scope::Municipality(home), "test.set_up", async |mut tx| {
                let mut found = parties::unit(&mut tx, unit).await?.expect("a unit");
                change(&mut found);
                parties::update_unit(&mut tx, &found).await
            })
            .await
            .expect("a unit set up");
    }
}
