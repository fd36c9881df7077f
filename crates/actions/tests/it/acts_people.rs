//! Those who try every act, and what lies between each and the person it is about.

use helsebro_actions::parties::sessions::SessionToken;
use helsebro_actions::representation::giving;
use helsebro_domain::ids::{GrantId, PersonId, RequestId, StaffId, ThreadId, UnitId};
use helsebro_domain::parties::{GuardianScope, Protection};
use helsebro_domain::representation::{
    CitizenAccess, Coverage, Covers, Direction, Grant, GrantEnd, GrantSource, InRegister,
    NewRequest, Terms,
};
use helsebro_domain::time::Date;
use helsebro_storage::representation::{self, NewRequestRow};
use helsebro_storage::{Scope, StorageError, Tx, parties, values};
use helsebro_testkit::{Town, ids, service};
use jiff::civil::date;

use crate::representation::{SEED, goes_over_to, now, registered, session};

/// Somebody who tries.
#[derive(Clone, Copy)]
pub(crate) enum Who {
    /// A citizen.
    Citizen(Persona),
    /// A member of staff at a unit.
    Staff(StaffId, UnitId),
    /// A unit's journal system.
    Epj(UnitId),
}

/// A citizen, whose things she tries to do something with, and what lies between.
#[derive(Clone, Copy)]
pub(crate) struct Persona {
    pub(crate) me: PersonId,
    pub(crate) person: PersonId,
    tie: Tie,
}

/// What lies between two.
#[derive(Clone, Copy)]
pub(crate) enum Tie {
    /// What the register of the town has, and nothing more.
    Register,
    /// A power of attorney for this.
    Grant(&'static [Covers]),
    /// One that was withdrawn while she acted.
    Withdrawn,
    /// One whose last day was yesterday.
    RunOut,
    /// One, and then her address was protected.
    Hidden,
    /// Everything about the child is closed to her.
    Blocked,
    /// This conversation is closed to her.
    BlockedOne,
    /// This conversation is opened to her.
    OpenedOne,
    /// A mandate.
    Guardian(GuardianScope),
    /// A clinician's decision.
    Decided,
    /// One that has ended.
    DecisionOver,
}

/// Somebody who would act for another.
pub(crate) const fn persona(me: PersonId, person: PersonId, tie: Tie) -> Persona {
    Persona { me, person, tie }
}

const fn citizen(me: PersonId, person: PersonId, tie: Tie) -> Who {
    Who::Citizen(persona(me, person, tie))
}

const fn anne(tie: Tie) -> Who {
    citizen(ids::ANNE, ids::KARI, tie)
}

const NOBODY: u128 = 0xdead;

/// Those who try.
pub(crate) const EVERYBODY: [(&str, Who); 28] = [
    ("Kari herself", citizen(ids::KARI, ids::KARI, Tie::Register)),
    ("Anne, her daughter", anne(Tie::Register)),
    ("Anne, for messages", anne(Tie::Grant(&[Covers::Messages]))),
    ("Anne, for everything", anne(Tie::Grant(&Covers::ALL))),
    ("Anne, for rights alone", anne(Tie::Grant(&[Covers::RightsRequests]))),
    ("Anne, for letters alone", anne(Tie::Grant(&[Covers::Letters]))),
    ("Anne, withdrawn", anne(Tie::Withdrawn)),
    ("Anne, run out", anne(Tie::RunOut)),
    ("Anne, protected since", anne(Tie::Hidden)),
    ("Lise, for Emil of 9", citizen(ids::LISE, ids::EMIL, Tie::Register)),
    ("Lise, for Emil, blocked", citizen(ids::LISE, ids::EMIL, Tie::Blocked)),
    ("Lise, for Emil, this blocked", citizen(ids::LISE, ids::EMIL, Tie::BlockedOne)),
    ("Lise, for Jonas of 14", citizen(ids::LISE, ids::JONAS, Tie::Register)),
    ("Lise, for Jonas, this opened", citizen(ids::LISE, ids::JONAS, Tie::OpenedOne)),
    ("Gerd, guardian", citizen(ids::GERD, ids::KARI, Tie::Guardian(GuardianScope::Personal))),
    ("Gerd, for money", citizen(ids::GERD, ids::KARI, Tie::Guardian(GuardianScope::Financial))),
    ("Gerd, next of kin named", citizen(ids::GERD, ids::KARI, Tie::Decided)),
    ("Gerd, no longer named", citizen(ids::GERD, ids::KARI, Tie::DecisionOver)),
    ("Ola, at the same unit", citizen(ids::OLA, ids::KARI, Tie::Register)),
    ("Per, at the unit", Who::Staff(ids::PER, ids::HOME_NURSING)),
    ("Siri, his colleague", Who::Staff(ids::SIRI, ids::HOME_NURSING)),
    ("Jon, authorisation ended", Who::Staff(ids::JON, ids::HOME_NURSING)),
    ("Liv, another unit", Who::Staff(ids::LIV, ids::HEALTHY_LIFE)),
    ("Hege, another municipality", Who::Staff(ids::HEGE, ids::GRANLI_HOME_CARE)),
    (
        "nobody, at the unit",
        Who::Staff(StaffId::from_uuid(uuid::Uuid::from_u128(NOBODY)), ids::HOME_NURSING),
    ),
    ("the unit's journal system", Who::Epj(ids::HOME_NURSING)),
    ("another unit's journal system", Who::Epj(ids::HEALTHY_LIFE)),
    ("another municipality's journal system", Who::Epj(ids::GRANLI_HOME_CARE)),
];

const BLOCK: &str = "INSERT INTO parent_blocks (id, child, parent, thread, municipality, set_by, \
     reason, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const OPEN: &str = "INSERT INTO parent_openings (id, thread, child, parent, municipality, \
     opened_by, reason, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const DECIDE: &str = "INSERT INTO competence_decisions (id, patient, named, municipality, unit, \
     decided_by, reason, valid_from, last_day, created_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
const OVER: [&str; 3] = [
    "UPDATE parent_blocks SET ended_at = $1 WHERE ended_at IS NULL",
    "UPDATE parent_openings SET ended_at = $1 WHERE ended_at IS NULL",
    "UPDATE competence_decisions SET ended_at = $1 WHERE ended_at IS NULL",
];
const FORGET: &str = "DELETE FROM grant_requests WHERE asked_at <= $1";
const FORGET_GIVEN: &str = "DELETE FROM grants WHERE giver = $1";
const REASON: &[u8] = b"grunn";

/// For what somebody is asked in the table.
pub(crate) fn terms(covers: &[Covers]) -> Terms {
    Terms { coverage: Coverage::of(covers), last_day: None }
}

/// What a citizen comes with: a session of her own, and the right it gives now.
pub(crate) struct Door {
    pub(crate) persona: Persona,
    pub(crate) token: SessionToken,
    pub(crate) access: CitizenAccess,
    has_begun: bool,
}

impl Door {
    /// Nothing lies between any two but what the persona says.
    pub(crate) async fn of(town: &Town, persona: Persona) -> Self {
        cleared(town, persona).await;
        let token = session(town, persona.me, "table").await;
        let (access, _) = now(town, &token).await;
        Self { persona, token, access, has_begun: false }
    }

    /// What the persona says lies between the two from now on.
    pub(crate) async fn tie(&self, town: &Town) {
        tied(town, self.persona).await;
    }

    /// She comes to the door once more, to do something with a conversation. The first
    /// time she goes over to the person whose it is, if she may.
    pub(crate) async fn enter(&mut self, town: &Town, thread: ThreadId) {
        let Persona { me, person, tie } = self.persona;
        match tie {
            Tie::BlockedOne => block(town, self.persona, Some(thread)).await,
            Tie::OpenedOne => open(town, self.persona, thread).await,
            _ => {}
        }
        if !self.has_begun {
            self.has_begun = true;
            tied(town, self.persona).await;
            if me != person {
                // Whoever may not is herself.
                let _refused = goes_over_to(town, &self.token, person).await;
            }
            match tie {
                Tie::Withdrawn => withdraws(town, self.persona).await,
                Tie::Hidden => registered(town, me, Protection::Confidential, ACTIVE).await,
                _ => {}
            }
        }
        self.access = now(town, &self.token).await.0;
    }
}

const ACTIVE: InRegister = InRegister::Active;

pub(crate) async fn system(
    town: &Town,
    does: impl AsyncFn(&mut Tx) -> Result<(), StorageError> + Sync,
) {
    let done = async |mut tx: Tx| does(&mut tx).await;
    town.base.db.write(SEED, "test.tie", done).await.unwrap();
}

/// Nothing that clinicians have decided holds any more.
pub(crate) async fn undecided(town: &Town) {
    let at = town.now();
    system(town, async |tx| {
        for sql in OVER {
            tx.execute(sql, values![at]).await?;
        }
        Ok(())
    })
    .await;
}

async fn cleared(town: &Town, persona: Persona) {
    let at = town.now();
    registered(town, ids::ANNE, Protection::None, ACTIVE).await;
    undecided(town).await;
    system(town, async |tx| {
        representation::end_all_of(tx, persona.me, GrantEnd::Withdrawn, at).await?;
        // What others tried with fills the list, which has a limit.
        tx.execute(FORGET_GIVEN, values![persona.person]).await?;
        representation::replace_guardians(tx, ids::KARI, &[], at).await
    })
    .await;
}

async fn tied(town: &Town, persona: Persona) {
    let Persona { me, person, tie } = persona;
    let (today, at) = (date(2027, 2, 2), town.now());
    let yesterday = date(2027, 2, 1);
    match tie {
        Tie::Register | Tie::BlockedOne | Tie::OpenedOne => {}
        Tie::Grant(covers) => gives(town, (person, me), terms(covers)).await,
        Tie::Withdrawn | Tie::Hidden => gives(town, (person, me), terms(&Covers::ALL)).await,
        Tie::RunOut => {
            let over = Terms { last_day: Some(yesterday), ..terms(&Covers::ALL) };
            gives(town, (person, me), over).await;
        }
        Tie::Blocked => block(town, persona, None).await,
        Tie::Guardian(scope) => {
            system(town, async |tx| {
                representation::replace_guardians(tx, person, &[(me, scope)], at).await
            })
            .await;
        }
        Tie::Decided => decides(town, persona, today).await,
        Tie::DecisionOver => decides(town, persona, yesterday).await,
    }
}

async fn gives(town: &Town, (giver, receiver): (PersonId, PersonId), terms: Terms) {
    given(town, (giver, receiver), terms).await;
}

async fn given(town: &Town, (giver, receiver): (PersonId, PersonId), terms: Terms) -> GrantId {
    let (id, at) = (GrantId::from_uuid(town.new_uuid()), town.now());
    let from = date(2027, 1, 4);
    let source = GrantSource::Online;
    let grant = Grant { id, giver, receiver, terms, from, source, ended_at: None };
    system(town, async |tx| representation::add_grant(tx, &grant, at).await).await;
    id
}

async fn withdraws(town: &Town, persona: Persona) {
    let person = town.citizen(persona.person);
    let held = giving::given(&town.acts, &person).await.unwrap();
    let hers = held.iter().find(|held| held.holds && held.grant.grant.receiver == persona.me);
    giving::end(&town.acts, &person, hers.unwrap().grant.grant.id).await.unwrap();
}

async fn decides(town: &Town, persona: Persona, last_day: Date) {
    let (id, at, from) = (town.new_uuid(), town.now(), date(2027, 1, 4));
    let Persona { me, person, .. } = persona;
    let (unit, home, per) = (ids::HOME_NURSING, ids::SOLVIK, ids::PER);
    system(town, async |tx| {
        let row = values![id, person, me, home, unit, per, REASON, from, last_day, at];
        tx.ensure_one(DECIDE, row).await
    })
    .await;
}

async fn block(town: &Town, persona: Persona, thread: Option<ThreadId>) {
    let (id, at) = (town.new_uuid(), town.now());
    let Persona { me, person, .. } = persona;
    let (home, per) = (ids::SOLVIK, ids::PER);
    system(town, async |tx| {
        tx.ensure_one(BLOCK, values![id, person, me, thread, home, per, REASON, at]).await
    })
    .await;
}

async fn open(town: &Town, persona: Persona, thread: ThreadId) {
    let (id, at) = (town.new_uuid(), town.now());
    let Persona { me, person, .. } = persona;
    let (home, per) = (ids::SOLVIK, ids::PER);
    system(town, async |tx| {
        tx.ensure_one(OPEN, values![id, thread, person, me, home, per, REASON, at]).await
    })
    .await;
}

/// Home nursing writes with the children too, in this table.
pub(crate) async fn with_home_nursing(town: &Town) {
    for child in [ids::EMIL, ids::JONAS] {
        let listed = service("HJSP-OST", ids::HOME_NURSING, None);
        town.lists(ids::HOME_NURSING, child, &[listed]).await;
    }
}

/// A power of attorney of the person's that she can look at and withdraw.
pub(crate) async fn given_to_bjorg(town: &Town, person: PersonId) -> GrantId {
    given(town, (person, ids::BJORG), terms(&[Covers::Letters])).await
}

/// Somebody asks the person for a power of attorney.
pub(crate) async fn bjorg_asks(town: &Town, person: PersonId) -> RequestId {
    begins(town, Direction::Asked, (ids::BJORG, person)).await
}

/// Somebody asks another for a power of attorney, or offers her one.
pub(crate) async fn begins(
    town: &Town,
    direction: Direction,
    (who, person): (PersonId, PersonId),
) -> RequestId {
    let (id, asked_at) = (RequestId::from_uuid(town.new_uuid()), town.now());
    let terms = terms(&[Covers::Letters]);
    let new = NewRequest { direction, terms, last_day: date(2027, 3, 4) };
    let number_mac = town
        .base
        .db
        .read(Scope::Citizen(person), "test.mac", async |mut tx| {
            parties::number_mac_of(&mut tx).await
        })
        .await
        .unwrap();
    let row = NewRequestRow { id, number_mac, new, asked_at };
    town.base
        .db
        .write(Scope::Citizen(who), "test.asks", async |mut tx| {
            representation::add_request(&mut tx, &row).await
        })
        .await
        .unwrap();
    id
}

/// Nobody waits for an answer any more.
pub(crate) async fn forget_requests(town: &Town) {
    let at = town.now();
    system(town, async |tx| tx.execute(FORGET, values![at]).await.map(drop)).await;
}
