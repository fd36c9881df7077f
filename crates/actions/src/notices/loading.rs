//! Those who may be told of a fact, with what must be known of them.

use std::collections::HashMap;

use helsebro_domain::ids::{PersonId, ThreadId};
use helsebro_domain::notices::{ContactCard, Receiver, Standing};
use helsebro_domain::parties::IdentityNumber;
use helsebro_domain::representation::{Basis, CitizenAccess, Deed, Party, YOUTH_UNTIL};
use helsebro_domain::time::{Date, Instant};
use helsebro_storage::jobs::NoticeFact;
use helsebro_storage::notices::{self, NotifiedPerson};
use helsebro_storage::{Scope, StorageError, Tx, dialog, representation};

use super::SCOPE;
use crate::representation::access;
use crate::{ActError, Acts, content};

/// What the contact register said, by number.
pub type Cards = HashMap<IdentityNumber, ContactCard>;

/// Somebody who may be told, and whom the contact register must be asked about.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Who.
    pub receiver: Receiver,
    /// Her number.
    pub number: IdentityNumber,
    /// Those of her parents, while she is a youth (SM-6).
    pub parents: Vec<IdentityNumber>,
}

impl Candidate {
    /// Every number that the register must be asked about for her.
    pub fn numbers(&self) -> impl Iterator<Item = &IdentityNumber> {
        core::iter::once(&self.number).chain(&self.parents)
    }

    /// Her card and those of her parents; none unless the register answered for all.
    pub(super) fn cards<'a>(
        &self,
        cards: &'a Cards,
    ) -> Option<(&'a ContactCard, Vec<ContactCard>)> {
        let own = cards.get(&self.number)?;
        let parents: Option<Vec<_>> =
            self.parents.iter().map(|number| cards.get(number).cloned()).collect();
        Some((own, parents?))
    }
}

/// Somebody as the database has her, her number still sealed.
pub(super) struct Found {
    receiver: Receiver,
    number: (PersonId, Vec<u8>),
    parents: Vec<(PersonId, Vec<u8>)>,
}

/// Everybody who may be told of a fact now: she herself first, then parents, then others.
pub(super) async fn found_for(
    acts: &Acts,
    fact: &NoticeFact,
    now: Instant,
) -> Result<Vec<Found>, ActError> {
    let mut people = Vec::new();
    match *fact {
        NoticeFact::Message { thread, person, .. } => {
            people.push((person, Standing::Own));
            people.extend(helpers(acts, person, thread, now).await?);
        }
        NoticeFact::GrantAsked { request, asker } => {
            let asked = acts
                .db()
                .read(SCOPE, "notices.asked", async |mut tx| asked(&mut tx, request, asker).await)
                .await?;
            people.extend(asked.map(|person| (person, Standing::Own)));
        }
        NoticeFact::GrantGiven { to, .. } | NoticeFact::GrantEnded { to, .. } => {
            people.push((to, Standing::Own));
        }
        // A parent's list does not tell that a child was looked up in an emergency (L-PJL-22a);
        // the others are about what somebody has done herself.
        NoticeFact::Summarised { person, .. }
        | NoticeFact::LookedUp { person, .. }
        | NoticeFact::Block { person, .. }
        | NoticeFact::RightsAnswered { person, .. } => people.push((person, Standing::Own)),
        NoticeFact::Breach { person, .. }
        | NoticeFact::RecordMoves { person, .. }
        | NoticeFact::ServiceEnds { person, .. } => {
            people.push((person, Standing::Own));
            people.extend(in_the_childs_stead(acts, person, now).await?);
        }
    }
    let today = now.in_oslo().date;
    let mut found = Vec::with_capacity(people.len());
    for (person, standing) in people {
        found.extend(one(acts, person, standing, today).await?);
    }
    Ok(found)
}

/// One of those who may be told, as she is now; none when she may no longer be.
pub(super) async fn found_again(
    acts: &Acts,
    row: &notices::NoticeRow,
    now: Instant,
) -> Result<Option<Found>, ActError> {
    let told = row.told;
    if told.standing != Standing::Own {
        let right = right_of(acts, told.person, told.about, now).await?;
        let Some(access) = right else { return Ok(None) };
        let place = told.place.filter(|_| told.occasion.is_message());
        let may = match place {
            Some(thread) => sees(acts, &access, ThreadId::from_uuid(thread)).await?,
            None => stands_in(acts, &access).await?,
        };
        if !may {
            return Ok(None);
        }
    }
    one(acts, told.person, told.standing, now.in_oslo().date).await
}

/// Opens the numbers.
pub(super) async fn opened(acts: &Acts, found: Found) -> Result<Option<Candidate>, ActError> {
    let Some(number) = number(acts, &found.number).await? else { return Ok(None) };
    let mut parents = Vec::with_capacity(found.parents.len());
    for sealed in &found.parents {
        parents.extend(self::number(acts, sealed).await?);
    }
    Ok(Some(Candidate { receiver: found.receiver, number, parents }))
}

impl Found {
    /// Who.
    pub(super) const fn receiver(&self) -> &Receiver {
        &self.receiver
    }
}

pub(super) async fn number(
    acts: &Acts,
    (person, sealed): &(PersonId, Vec<u8>),
) -> Result<Option<IdentityNumber>, ActError> {
    let place = ("people", person.uuid(), "number");
    let digits = content::open_citizens(acts, place, sealed).await?;
    Ok(IdentityNumber::parse(&digits, acts.numbers()).ok())
}

async fn one(
    acts: &Acts,
    person: PersonId,
    standing: Standing,
    today: Date,
) -> Result<Option<Found>, ActError> {
    acts.db()
        .read(SCOPE, "notices.receiver", async |mut tx| {
            let party = representation::party(&mut tx, person).await?;
            let known = notices::notified(&mut tx, person).await?;
            let (Some(party), Some(known)) = (party, known) else { return Ok(None) };
            let choices = notices::choices_of(&mut tx, person).await?;
            let parents = parents(&mut tx, &party, today).await?;
            let NotifiedPerson { number_sealed, account } = known;
            let receiver = Receiver { party, standing, choices, account };
            Ok::<_, ActError>(Some(Found { receiver, number: (person, number_sealed), parents }))
        })
        .await
}

async fn parents(
    tx: &mut Tx,
    party: &Party,
    today: Date,
) -> Result<Vec<(PersonId, Vec<u8>)>, StorageError> {
    if party.age_on(today).is_some_and(|age| age >= YOUTH_UNTIL) {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for parent in notices::parents_of(tx, party.id).await? {
        if let Some(known) = notices::notified(tx, parent).await? {
            found.push((parent, known.number_sealed));
        }
    }
    Ok(found)
}

/// Who is asked, when she is known here and the asker may still ask (§ 1.4, § 1.6).
async fn asked(
    tx: &mut Tx,
    request: helsebro_domain::ids::RequestId,
    asker: PersonId,
) -> Result<Option<PersonId>, ActError> {
    let began = representation::party(tx, asker).await?;
    let found = notices::asked_person(tx, request).await?;
    let (Some(began), Some((person, _, direction))) = (began, found) else { return Ok(None) };
    let party = representation::party(tx, person).await?;
    Ok(party.filter(|party| direction.is_told(&began, party)).map(|party| party.id))
}

/// The parents of a child under 12, who are told in its stead (SM-6).
async fn in_the_childs_stead(
    acts: &Acts,
    person: PersonId,
    now: Instant,
) -> Result<Vec<(PersonId, Standing)>, ActError> {
    let mut found = Vec::new();
    for tied in tied_to(acts, person).await? {
        let Some(access) = right_of(acts, tied, person, now).await? else { continue };
        if stands_in(acts, &access).await? {
            found.push((tied, Standing::Parent));
        }
    }
    Ok(found)
}

/// Whether somebody is told in a child's stead. What it is about stands in no conversation, so a
/// parent to whom anything is closed is not (L-PBRL-3-4).
async fn stands_in(acts: &Acts, access: &CitizenAccess) -> Result<bool, ActError> {
    if access.basis() != Basis::Parent {
        return Ok(false);
    }
    let (child, parent) = (access.person(), access.actor());
    let has_closed = acts
        .db()
        .read(SCOPE, "notices.closed", async |mut tx| {
            notices::has_closed(&mut tx, child, parent).await
        })
        .await?;
    Ok(!has_closed)
}

/// Everybody who may have a right to act for a person.
async fn tied_to(acts: &Acts, person: PersonId) -> Result<Vec<PersonId>, ActError> {
    acts.db()
        .read(SCOPE, "notices.helpers", async |mut tx| {
            Ok::<_, ActError>(notices::helpers_of(&mut tx, person).await?)
        })
        .await
}

/// Those who act for a person and see a conversation of hers now.
async fn helpers(
    acts: &Acts,
    person: PersonId,
    thread: ThreadId,
    now: Instant,
) -> Result<Vec<(PersonId, Standing)>, ActError> {
    let mut found = Vec::new();
    for helper in tied_to(acts, person).await? {
        let Some(access) = right_of(acts, helper, person, now).await? else { continue };
        if sees(acts, &access, thread).await? {
            let standing = match access.basis() {
                Basis::Parent => Standing::Parent,
                _ => Standing::Helper,
            };
            found.push((helper, standing));
        }
    }
    found.sort_by_key(|(_, standing)| *standing);
    Ok(found)
}

/// The right of somebody to be told of another's messages. Parents of a youth are never
/// told by themselves (SM-6).
async fn right_of(
    acts: &Acts,
    helper: PersonId,
    person: PersonId,
    now: Instant,
) -> Result<Option<CitizenAccess>, ActError> {
    let right = acts
        .db()
        .read(SCOPE, "notices.right", async |mut tx| access(&mut tx, helper, person, now).await)
        .await?;
    Ok(right.ok().filter(|access| {
        access.basis() != Basis::ParentOfYouth
            && access.may(Deed::ReadThreads).is_ok()
            && access.may(Deed::ChooseNotices).is_ok()
    }))
}

async fn sees(acts: &Acts, access: &CitizenAccess, thread: ThreadId) -> Result<bool, ActError> {
    acts.db()
        .read(Scope::from(access), "notices.sees", async |mut tx| {
            Ok(dialog::citizens_thread(&mut tx, thread).await?.is_some())
        })
        .await
}
