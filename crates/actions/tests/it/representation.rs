//! Acting for somebody else: asked for, given, used, and ended at once (S1-2.1-a).

use core::time::Duration;

use helsebro_actions::ActError;
use helsebro_actions::dialog::drafts::{self, DraftTarget};
use helsebro_actions::dialog::reply::{self, NewReply};
use helsebro_actions::dialog::{ShownAuthor, contacts, inbox, start, thread};
use helsebro_actions::parties::profile;
use helsebro_actions::parties::sessions::{self, LiveWho, Lost, SessionLimits, SessionToken};
use helsebro_actions::parties::sign_in::{self, SignedIn};
use helsebro_actions::representation::asking::{self, Decision};
use helsebro_actions::representation::{giving, switching};
use helsebro_domain::audit::{Actor, Decision as Decided, Event};
use helsebro_domain::ids::{DraftId, GrantId, PersonId};
use helsebro_domain::parties::{IdentityNumber, Protection, Revealing};
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::representation::{
    Basis, CitizenAccess, Coverage, Covers, EidLevel, InRegister, Party, Terms,
};
use helsebro_domain::text::Body;
use helsebro_storage::{Scope, SystemReason, representation};
use helsebro_testkit::{Town, ids, in_town, told};
use jiff::civil::date;

pub(crate) const LIMITS: SessionLimits = SessionLimits {
    idle: Duration::from_secs(30 * 60),
    absolute: Duration::from_secs(2 * 60 * 60),
};

pub(crate) const SEED: Scope = Scope::System(SystemReason::Seed);

pub(crate) fn number(town: &Town, person: PersonId) -> IdentityNumber {
    town.plan.person(person).unwrap().number.clone()
}

pub(crate) fn terms(covers: &[Covers]) -> Terms {
    Terms { coverage: Coverage::of(covers), last_day: Some(date(2028, 1, 31)) }
}

/// Somebody signs in.
pub(crate) async fn session(town: &Town, person: PersonId, sid: &str) -> SessionToken {
    let number = number(town, person);
    let who = SignedIn {
        pid: number.digits(),
        issuer: "https://id.test",
        sid: Some(sid),
        acr: "high",
        level: EidLevel::High,
        id_token: "a.b.c",
    };
    sign_in::citizen(&town.acts, &who, LIMITS).await.unwrap().token
}

/// What a session gives now.
pub(crate) async fn now(town: &Town, token: &SessionToken) -> (CitizenAccess, Option<Lost>) {
    let live = sessions::resume(&town.acts, token, LIMITS).await.unwrap().unwrap();
    match live.who {
        LiveWho::Citizen { access, lost, .. } => (access, lost),
        LiveWho::Staff { .. } | LiveWho::Operator { .. } => panic!("a citizen's session"),
    }
}

/// She goes over to act for somebody.
pub(crate) async fn goes_over_to(
    town: &Town,
    token: &SessionToken,
    person: PersonId,
) -> Result<(), ActError> {
    let live = sessions::resume(&town.acts, token, LIMITS).await.unwrap().unwrap();
    let (access, _) = now(town, token).await;
    switching::begin(&town.acts, live.id, &access, person).await
}

/// Anne asks Kari, and Kari says yes.
pub(crate) async fn grants(town: &Town, covers: &[Covers]) -> GrantId {
    let (anne, kari) = (town.citizen(ids::ANNE), town.citizen(ids::KARI));
    asking::ask(&town.acts, &anne, &number(town, ids::KARI), terms(covers)).await.unwrap();
    let waiting = asking::waiting(&town.acts, &kari).await.unwrap();
    let asked = waiting.last().unwrap();
    assert_eq!((asked.asker.as_str(), asked.given.as_str()), ("Anne Nilsen", "Anne"));
    asking::answer(&town.acts, &kari, asked.request.id, Decision::Grant).await.unwrap();
    giving::given(&town.acts, &kari).await.unwrap()[0].grant.grant.id
}

/// Anne, acting for Kari.
pub(crate) async fn acting(town: &Town, covers: &[Covers]) -> CitizenAccess {
    grants(town, covers).await;
    let token = session(town, ids::ANNE, "acting").await;
    goes_over_to(town, &token, ids::KARI).await.unwrap();
    now(town, &token).await.0
}

/// What the population register says of somebody from now on.
pub(crate) async fn registered(
    town: &Town,
    person: PersonId,
    protection: Protection,
    register: InRegister,
) {
    let born = town.plan.person(person).unwrap().born;
    let party = Party { id: person, born, protection, register };
    town.base
        .db
        .write(SEED, "test.register", async |mut tx| {
            representation::set_register(&mut tx, &party).await
        })
        .await
        .unwrap();
}

/// S1-2.1-a, L-EFV-10: Kari gives Anne a power of attorney; Anne writes in her own name
/// for Kari, and everybody sees both.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_a_a_helper_acts_in_her_own_name_and_everybody_sees_for_whom() {
    in_town(|town| async move {
        let anne = acting(&town, &[Covers::Messages]).await;
        assert_eq!((anne.actor(), anne.person()), (ids::ANNE, ids::KARI));
        let contact = town.contact(ids::KARI, ids::HOME_NURSING).await;
        assert_eq!(contacts::list(&town.acts, &anne).await.unwrap().len(), 2);
        let new = town.message(contact, "Såret", "Mor har vondt.");
        let sent = start::send(&town.acts, &anne, &new).await.unwrap();
        let line = &town.lines(1).await[0];
        assert_eq!((line.event, line.actor), (Event::MessageSent, Actor::Citizen(ids::ANNE)));
        assert_eq!((line.subject, line.on_behalf_of), (Some(ids::KARI), Some(ids::KARI)));
        assert_eq!(line.basis, anne.basis().id());

        let seen = town.opens(ids::KARI, sent.thread).await.unwrap();
        let helper = ShownAuthor::Helper { id: ids::ANNE, name: "Anne Nilsen".to_owned() };
        assert_eq!(seen.messages[0].author, helper);
        let per = town.per().await;
        let desk = town.desk_opens(&per, sent.thread).await.unwrap();
        assert_eq!((desk.name.as_str(), &desk.messages[0].author), ("Kari Nilsen", &helper));

        town.takes(&per, sent.thread).await.unwrap();
        town.answers(&per, sent.thread, "Vi kommer i dag.").await.unwrap();
        assert_eq!(inbox::unread(&town.acts, &anne).await.unwrap(), 1);
        thread::open(&town.acts, &anne, sent.thread).await.unwrap();
        // What the helper has read, Kari has not.
        assert_eq!(inbox::unread(&town.acts, &anne).await.unwrap(), 0);
        assert_eq!(town.unread(ids::KARI).await, 1);
        let seen = town.opens(ids::KARI, sent.thread).await.unwrap();
        assert!(seen.messages[1].read_by.iter().any(|read| read.reader == helper));
    })
    .await;
}

/// S1-2.1-a, L-EFV-10: whoever goes back is herself again in that session, and it stands
/// in both logs; whoever is herself already leaves nothing.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_a_whoever_goes_back_is_herself_again() {
    in_town(|town| async move {
        grants(&town, &[Covers::Messages]).await;
        let token = session(&town, ids::ANNE, "back").await;
        goes_over_to(&town, &token, ids::KARI).await.unwrap();
        let live = sessions::resume(&town.acts, &token, LIMITS).await.unwrap().unwrap();
        let (acting, _) = now(&town, &token).await;
        switching::back(&town.acts, live.id, &acting).await.unwrap();
        let (own, lost) = now(&town, &token).await;
        assert!(own.is_own() && lost.is_none());
        assert_eq!((own.actor(), own.person()), (ids::ANNE, ids::ANNE));
        let line = town.lines(1).await.remove(0);
        assert_eq!((line.event, line.actor), (Event::ActingEnded, Actor::Citizen(ids::ANNE)));
        assert_eq!((line.subject, line.on_behalf_of), (Some(ids::KARI), Some(ids::KARI)));
        assert_eq!(line.decision, Decided::Accepted);
        switching::back(&town.acts, live.id, &own).await.unwrap();
        assert_eq!(town.lines(1).await[0].id, line.id);
    })
    .await;
}

/// S1-2.1-a: withdrawn, it ends at once, also for a page that is open; what was written
/// and not sent is gone, what was sent stays.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_a_a_withdrawn_power_of_attorney_ends_at_once() {
    in_town(|town| async move {
        let grant = grants(&town, &[Covers::Messages]).await;
        let token = session(&town, ids::ANNE, "s").await;
        goes_over_to(&town, &token, ids::KARI).await.unwrap();
        let (anne, _) = now(&town, &token).await;
        let contact = contacts::list(&town.acts, &anne).await.unwrap()[0].contact.id;
        let draft = DraftId::from_uuid(town.new_uuid());
        let target = DraftTarget::Contact(contact);
        drafts::save(&town.acts, &anne, draft, target, ("Emne", "Tekst")).await.unwrap();
        // Kari's own drafts and her helper's are apart.
        assert!(drafts::list(&town.acts, &town.citizen(ids::KARI)).await.unwrap().is_empty());

        giving::end(&town.acts, &town.citizen(ids::KARI), grant).await.unwrap();
        let (after, lost) = now(&town, &token).await;
        assert_eq!((after.person(), after.is_own()), (ids::ANNE, true));
        assert_eq!(lost, Some(Lost { name: "Kari Nilsen".to_owned(), is_withdrawn: true }));
        let line = &town.lines(1).await[0];
        assert_eq!(line.event, Event::ActingEnded);
        assert_eq!(line.decision, Decided::Refused(ReasonCode::NoRepresentationBasis));
        assert_eq!(now(&town, &token).await.1, None);
        assert!(goes_over_to(&town, &token, ids::KARI).await.is_err());
        assert!(drafts::list(&town.acts, &anne).await.unwrap().is_empty());
        let past = switching::choices(&town.acts, &after).await.unwrap();
        assert!(past.now.is_empty());
        assert_eq!(past.past[0].name, "Kari Nilsen");
    })
    .await;
}

/// S1-2.1-a: nobody learns from asking: who exists, who does not, and who has said that
/// she does not want to hear, give the same answer and the same line.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_a_asking_tells_nothing_about_whose_number_it_was() {
    in_town(|town| async move {
        let anne = town.citizen(ids::ANNE);
        let nobody = IdentityNumber::parse("01825010099", town.acts.numbers()).unwrap();
        let sara = number(&town, ids::SARA);
        for number in [number(&town, ids::OLA), nobody, sara] {
            let asked = asking::ask(&town.acts, &anne, &number, terms(&[Covers::Messages])).await;
            assert!(asked.is_ok());
            let line = &town.lines(1).await[0];
            assert_eq!((line.event, line.decision), (Event::GrantAsked, Decided::Accepted));
            assert_eq!(line.subject, Some(ids::ANNE));
        }
        let (ola, sara) = (town.citizen(ids::OLA), town.citizen(ids::SARA));
        let waiting = asking::waiting(&town.acts, &ola).await.unwrap();
        let block = Decision::DeclineAndBlock;
        asking::answer(&town.acts, &ola, waiting[0].request.id, block).await.unwrap();
        let olas = number(&town, ids::OLA);
        let again = asking::ask(&town.acts, &anne, &olas, terms(&[Covers::Messages])).await;
        assert!(again.is_ok());
        assert!(asking::waiting(&town.acts, &ola).await.unwrap().is_empty());
        let made = asking::made(&town.acts, &anne).await.unwrap();
        assert_eq!(made.len(), 4);
        assert!(made.iter().all(|made| made.granted.is_none()));
        // Sara's address is protected: she cannot be represented and is not asked, and
        // Anne is not told.
        assert!(asking::waiting(&town.acts, &sara).await.unwrap().is_empty());
        let id = made[1].id;
        let refused = asking::answer(&town.acts, &sara, id, Decision::Grant).await;
        assert!(matches!(refused, Err(ActError::NotFound)));
        let line = &town.lines(1).await[0];
        assert_eq!(line.decision, Decided::Refused(ReasonCode::ProxyAddressProtected));

        asking::ask(&town.acts, &anne, &number(&town, ids::KARI), terms(&[Covers::Messages]))
            .await
            .unwrap();
        let gerds = number(&town, ids::GERD);
        let sixth = asking::ask(&town.acts, &anne, &gerds, terms(&[Covers::Messages])).await;
        assert_eq!(told(&sixth.unwrap_err()), Some(ReasonCode::TooManyRequests));
        let own = number(&town, ids::ANNE);
        assert!(asking::ask(&town.acts, &anne, &own, terms(&[Covers::Messages])).await.is_err());
    })
    .await;
}

/// S1-2.1-a: a power of attorney opens what it covers and nothing else.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_a_what_is_not_covered_is_refused_and_told_why() {
    in_town(|town| async move {
        let sent = town.kari_writes().await;
        let contact = town.contact(ids::KARI, ids::HOME_NURSING).await;
        let anne = acting(&town, &[Covers::RightsRequests]).await;
        let refused = Some(ReasonCode::NoRepresentationBasis);
        let acts = &town.acts;
        assert_eq!(told(&inbox::list(acts, &anne, None).await.err().unwrap()), refused);
        assert_eq!(told(&thread::open(acts, &anne, sent.thread).await.err().unwrap()), refused);
        assert_eq!(told(&contacts::list(acts, &anne).await.unwrap_err()), refused);
        let new = town.message(contact, "Såret", "Mor har vondt.");
        assert_eq!(told(&start::send(acts, &anne, &new).await.unwrap_err()), refused);
        let body = Body::parse("Mer").unwrap();
        let more = NewReply { thread: sent.thread, submission: town.new_uuid(), body };
        assert_eq!(told(&reply::send(acts, &anne, &more).await.unwrap_err()), refused);
        let target = DraftTarget::Thread(sent.thread);
        let draft = DraftId::from_uuid(town.new_uuid());
        let saved = drafts::save(acts, &anne, draft, target, ("", "Mer")).await;
        assert_eq!(told(&saved.unwrap_err()), refused);
        assert_eq!(inbox::unread(acts, &anne).await.unwrap(), 0);
        // Nobody manages another's profile or helpers, whatever is covered.
        assert_eq!(told(&profile::citizens(acts, &anne).await.unwrap_err()), refused);
        let asked =
            asking::ask(acts, &anne, &number(&town, ids::OLA), terms(&[Covers::Messages])).await;
        assert_eq!(told(&asked.unwrap_err()), refused);
        assert!(giving::given(acts, &anne).await.unwrap().is_empty());
        let line = &town.lines(1).await[0];
        assert_eq!(line.decision, Decided::Refused(ReasonCode::NoRepresentationBasis));
    })
    .await;
}

/// S1-2.1.1-b: a unit whose name alone tells something is hidden from a helper, with
/// its conversations, unless the power of attorney says so.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_b_a_revealing_unit_is_hidden_from_a_helper_without_that_scope() {
    in_town(|town| async move {
        let sent = town.kari_writes().await;
        town.set_up(ids::HOME_NURSING, |unit| unit.revealing = Revealing::Yes).await;
        let anne = acting(&town, &[Covers::Messages]).await;
        let units = |list: Vec<contacts::Contact>| {
            list.into_iter().map(|one| one.unit.id).collect::<Vec<_>>()
        };
        let seen = units(contacts::list(&town.acts, &anne).await.unwrap());
        assert_eq!(seen, [ids::HEALTHY_LIFE]);
        assert!(inbox::list(&town.acts, &anne, None).await.unwrap().lines.is_empty());
        let opened = thread::open(&town.acts, &anne, sent.thread).await;
        assert!(matches!(opened, Err(ActError::NotFound)));
        let body = Body::parse("Mer").unwrap();
        let more = NewReply { thread: sent.thread, submission: town.new_uuid(), body };
        let replied = reply::send(&town.acts, &anne, &more).await;
        assert!(matches!(replied, Err(ActError::NotFound)));

        let whole = acting(&town, &[Covers::Messages, Covers::SensitiveUnits]).await;
        assert_eq!(units(contacts::list(&town.acts, &whole).await.unwrap()).len(), 2);
        assert_eq!(inbox::list(&town.acts, &whole, None).await.unwrap().lines.len(), 1);
        assert!(thread::open(&town.acts, &whole, sent.thread).await.is_ok());
    })
    .await;
}

/// L-PBRL-AGE, L-PBRL-4-4: Lise for Emil, not for Jonas; on Emil's 12th birthday it ends.
#[tokio::test(flavor = "multi_thread")]
async fn l_pbrl_age_a_parent_acts_for_a_child_until_the_twelfth_birthday() {
    in_town(|town| async move {
        let token = session(&town, ids::LISE, "s").await;
        goes_over_to(&town, &token, ids::EMIL).await.unwrap();
        let (lise, _) = now(&town, &token).await;
        assert_eq!((lise.person(), lise.basis()), (ids::EMIL, Basis::Parent));
        town.at(date(2027, 2, 3), 10, 0);
        let contact = contacts::list(&town.acts, &lise).await.unwrap()[0].contact.id;
        let new = town.message(contact, "Kosthold", "Emil vil gjerne være med.");
        let sent = start::send(&town.acts, &lise, &new).await.unwrap();
        assert!(thread::open(&town.acts, &lise, sent.thread).await.is_ok());
        let choices = switching::choices(&town.acts, &town.citizen(ids::LISE)).await.unwrap();
        let whom: Vec<_> = choices.now.iter().map(|choice| (choice.person, choice.age)).collect();
        assert_eq!(whom, [(ids::EMIL, Some(9))]);
        let token = session(&town, ids::LISE, "next").await;
        goes_over_to(&town, &token, ids::EMIL).await.unwrap();
        assert!(goes_over_to(&town, &token, ids::JONAS).await.is_err());
        // A refused try does not move her.
        assert_eq!(now(&town, &token).await.0.person(), ids::EMIL);

        town.at(date(2029, 5, 1), 23, 45);
        let late = session(&town, ids::LISE, "late").await;
        goes_over_to(&town, &late, ids::EMIL).await.unwrap();
        town.at(date(2029, 5, 2), 0, 0);
        let (after, lost) = now(&town, &late).await;
        assert_eq!(after.person(), ids::LISE);
        assert_eq!(lost.map(|lost| lost.is_withdrawn), Some(false));
    })
    .await;
}

/// C-1.6, § 1.4: protection and death end it, the helper is told nothing of why, and
/// a stranger gets the same no as for somebody who does not exist.
#[tokio::test(flavor = "multi_thread")]
async fn c_1_6_protection_and_death_end_it_without_telling_why() {
    in_town(|town| async move {
        for (protection, register) in [
            (Protection::Strict, InRegister::Active),
            (Protection::Confidential, InRegister::Active),
            (Protection::None, InRegister::Deceased),
            (Protection::None, InRegister::NotActive),
        ] {
            registered(&town, ids::KARI, Protection::None, InRegister::Active).await;
            let grant = grants(&town, &[Covers::Messages]).await;
            let token = session(&town, ids::ANNE, "s").await;
            goes_over_to(&town, &token, ids::KARI).await.unwrap();
            registered(&town, ids::KARI, protection, register).await;
            let (after, lost) = now(&town, &token).await;
            assert!(after.is_own());
            assert_eq!(lost.map(|lost| lost.is_withdrawn), Some(false));
            let own = town.citizen(ids::ANNE);
            let choices = switching::choices(&town.acts, &own).await.unwrap();
            assert!(choices.now.is_empty() && choices.past.is_empty());
            assert!(giving::received(&town.acts, &own).await.unwrap().is_empty());
            assert!(matches!(
                goes_over_to(&town, &token, ids::KARI).await,
                Err(ActError::NotFound)
            ));
            giving::end(&town.acts, &town.citizen(ids::KARI), grant).await.unwrap();
        }
        let token = session(&town, ids::OLA, "ola").await;
        let nobody = PersonId::from_uuid(town.new_uuid());
        for whom in [ids::KARI, ids::SARA, nobody, ids::OLA] {
            let refused = goes_over_to(&town, &token, whom).await;
            assert!(matches!(refused, Err(ActError::NotFound)));
        }
    })
    .await;
}

/// S1-2.1-a: it ends by itself after its last day, and either side may end it.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_a_either_side_may_end_it_and_its_last_day_does() {
    in_town(|town| async move {
        let grant = grants(&town, &[Covers::Messages]).await;
        let ola = town.citizen(ids::OLA);
        assert!(matches!(giving::end(&town.acts, &ola, grant).await, Err(ActError::NotFound)));
        town.at(date(2028, 1, 31), 23, 45);
        let token = session(&town, ids::ANNE, "s").await;
        goes_over_to(&town, &token, ids::KARI).await.unwrap();
        town.at(date(2028, 2, 1), 0, 0);
        let (after, lost) = now(&town, &token).await;
        assert_eq!(lost.map(|lost| lost.is_withdrawn), Some(false));
        let past = switching::choices(&town.acts, &after).await.unwrap().past;
        assert_eq!(past[0].ended_on, date(2028, 1, 31));

        town.at(date(2027, 2, 2), 9, 0);
        let another = grants(&town, &[Covers::Messages]).await;
        giving::end(&town.acts, &town.citizen(ids::ANNE), another).await.unwrap();
        let held = giving::one(&town.acts, &town.citizen(ids::KARI), another).await.unwrap();
        assert!(!held.holds);
        let lines = town.lines(20).await;
        let line = lines.iter().find(|line| line.event == Event::GrantEnded).unwrap();
        assert_eq!((line.actor, line.subject), (Actor::Citizen(ids::ANNE), Some(ids::KARI)));
    })
    .await;
}
