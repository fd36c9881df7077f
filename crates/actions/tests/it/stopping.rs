//! What stops by itself and is taken up again: an agreement that lapses where a
//! municipality runs the platform, a sub-processor that is objected to, a capability that is
//! lost; and the date vectors of § 11 where they are stored, on both databases.

use helsebro_actions::Acts;
use helsebro_actions::epj::{moving, setup};
use helsebro_actions::joining;
use helsebro_domain::epj::{
    EpjSystem, Handover, OutgoingKind, OutgoingState, Receipt, ReceiptStatus,
};
use helsebro_domain::ids::{ActivationId, EnvelopeId, EpjId, UnitId};
use helsebro_domain::joining::{
    AgreementState, Cause, MAX_CHANGES_SHOWN, Module, Placed, Proof, STOP_REVIEW, State,
    StopReview, SubProcessor,
};
use helsebro_domain::parties::Service;
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::time::Date;
use helsebro_storage::{Scope, StorageError, Tx, epj};
use helsebro_testkit::{Town, in_town};
use jiff::civil::date;

use crate::joining::{
    Cast, activated, agreement, cast, code, prepare, service, state, with_dialogue,
};

/// Both sign an agreement that ends on a day.
async fn agree(acts: &Acts, cast: &Cast, last_day: Option<Date>) {
    let new = agreement(last_day);
    let id = joining::propose(acts, &cast.nina, (cast.home, &new)).await.unwrap().unwrap();
    joining::sign(acts, &cast.rolf, id).await.unwrap();
    joining::countersign(acts, &cast.nina, (cast.home, id)).await.unwrap();
}

/// Dialogue in use where the municipality runs the platform for itself.
async fn in_use(town: &Town, acts: &Acts, last_day: Option<Date>) -> (Cast, ActivationId) {
    let cast = cast(town).await;
    town.at(date(2027, 2, 1), 9, 0);
    prepare(town, &cast).await;
    let place = (Module::Dialog, cast.area);
    let id = joining::create(acts, &cast.eli, place).await.unwrap();
    joining::confirm(acts, &cast.eli, (id, crate::joining::console_proof())).await.unwrap();
    assert_eq!(code(joining::order(acts, &cast.eli, id).await), ReasonCode::DpaMissing);
    agree(acts, &cast, last_day).await;
    joining::order(acts, &cast.eli, id).await.unwrap();
    joining::send_test(acts, &cast.nina, id).await.unwrap();
    joining::answer_test(acts, &cast.eli, id).await.unwrap();
    joining::activate(acts, &cast.nina, id).await.unwrap();
    (cast, id)
}

/// S1-3.2-a, S1-3.2-c, ON-11, ON-14: where a municipality runs it for itself dialogue needs
/// an agreement; it stops at midnight after the last day and is taken up with a new one.
#[tokio::test(flavor = "multi_thread")]
async fn s1_3_2_a_dialogue_stops_with_the_agreement_where_a_municipality_runs_it() {
    in_town(|town| async move {
        let acts = &town.acts_of_one_municipality();
        let (cast, id) = in_use(&town, acts, Some(date(2027, 2, 28))).await;
        town.at(date(2027, 2, 28), 23, 59);
        assert_eq!(joining::sweep(acts).await.unwrap(), 0);
        town.at(date(2027, 3, 1), 0, 0);
        assert_eq!(joining::sweep(acts).await.unwrap(), 1);
        let list = joining::check_list(acts, &cast.eli, id).await.unwrap();
        let held = &list.row.activation;
        assert_eq!((held.state, held.cause), (State::Suspended, Some(Cause::Agreement)));
        assert_eq!(service(&town, &cast).await, Service::Suspended);
        agree(acts, &cast, None).await;
        assert_eq!(joining::sweep(acts).await.unwrap(), 1);
        assert_eq!(service(&town, &cast).await, Service::Open);
        // An operator that runs it for many needs none for dialogue.
        town.at(date(2030, 1, 1), 9, 0);
        assert_eq!(joining::sweep(&town.acts).await.unwrap(), 0);
    })
    .await;
}

/// S1-3.2-a: a new sub-processor is announced thirty days ahead; the municipality objects
/// before it is used; what needs the agreement stops from that day, until they agree.
#[tokio::test(flavor = "multi_thread")]
async fn s1_3_2_a_an_objection_to_a_sub_processor_stops_until_they_agree() {
    in_town(|town| async move {
        let acts = &town.acts_of_one_municipality();
        let (cast, id) = in_use(&town, acts, None).await;
        let new = SubProcessor {
            name: "Skylager AS".to_owned(),
            place: "Norge".to_owned(),
            task: "Lagring".to_owned(),
        };
        let announce = async |from| {
            joining::announce_sub_processor(acts, &cast.nina, (new.clone(), from)).await
        };
        assert_eq!(code(announce(date(2027, 3, 2)).await), ReasonCode::NoticeTooShort);
        let change = announce(date(2027, 3, 3)).await.unwrap();
        let why = "Vi kjenner ikke sikkerheten deres.";
        let object = async |who| joining::object_to_sub_processor(acts, who, (change, why)).await;
        assert_eq!(code(object(&cast.eli).await), ReasonCode::NotSignatory);
        town.at(date(2027, 3, 2), 23, 59);
        object(&cast.rolf).await.unwrap();
        assert_eq!(code(object(&cast.rolf).await), ReasonCode::InvalidTransition);
        assert_eq!(joining::sweep(acts).await.unwrap(), 0);
        let seen = joining::announced_sub_processors(acts, &cast.nina).await.unwrap();
        assert_eq!((seen[0].1.len(), seen[0].1[0].1.reason.as_str()), (1, why));

        town.at(date(2027, 3, 3), 0, 0);
        assert_eq!(joining::sweep(acts).await.unwrap(), 1);
        assert_eq!(state(&town, &cast, id).await, State::Suspended);
        let board = joining::board(acts, &cast.eli).await.unwrap();
        assert_eq!(board.agreement, AgreementState::Objected);
        let late = joining::object_to_sub_processor(acts, &cast.rolf, (change, why)).await;
        assert_eq!(code(late), ReasonCode::InvalidTransition);
        // However many are announced after it, it stands and is seen.
        for _ in 0..=MAX_CHANGES_SHOWN {
            announce(date(2027, 5, 1)).await.unwrap();
        }
        assert_eq!(joining::sweep(acts).await.unwrap(), 0);
        let shown = joining::sub_processors(acts, &cast.rolf).await.unwrap();
        assert!(shown.iter().any(|(row, held)| row.id == change && held.is_some()));
        joining::take_objection_back(acts, &cast.rolf, change).await.unwrap();
        let twice = joining::take_objection_back(acts, &cast.rolf, change).await;
        assert_eq!(code(twice), ReasonCode::InvalidTransition);
        assert_eq!(joining::sweep(acts).await.unwrap(), 1);
        assert_eq!(state(&town, &cast, id).await, State::Active);
        joining::withdraw_sub_processor(acts, &cast.nina, change).await.unwrap();
        let twice = joining::withdraw_sub_processor(acts, &cast.nina, change).await;
        assert_eq!(code(twice), ReasonCode::InvalidTransition);
    })
    .await;
}

/// Dialogue in use on 2027-02-01, answered in a journal system that was tested two years ago.
async fn with_old_proof(town: &Town) -> (Cast, ActivationId) {
    let acts = &town.acts;
    let cast = cast(town).await;
    town.at(date(2027, 2, 1), 9, 0);
    prepare(town, &cast).await;
    let (home, care_area) = (cast.home, cast.area);
    let placed = Placed { municipality: home, module: Module::Dialog, care_area };
    let journal = Proof::Journal {
        product: "Alfa".to_owned(),
        version: "5.1".to_owned(),
        evidence: "T-2025-3".to_owned(),
        tested_on: date(2025, 3, 1),
    };
    joining::add_proof(acts, &cast.nina, (placed, &journal)).await.unwrap();
    let id = joining::create(acts, &cast.eli, (Module::Dialog, care_area)).await.unwrap();
    joining::confirm(acts, &cast.eli, (id, journal)).await.unwrap();
    joining::order(acts, &cast.eli, id).await.unwrap();
    joining::note_tested(acts, &cast.nina, id).await.unwrap();
    joining::activate(acts, &cast.nina, id).await.unwrap();
    (cast, id)
}

/// Where the service stands after what is due was done, and when it was warned of.
async fn swept(town: &Town, cast: &Cast, id: ActivationId) -> (State, Option<Date>) {
    joining::sweep(&town.acts).await.unwrap();
    let list = joining::check_list(&town.acts, &cast.eli, id).await.unwrap();
    (list.row.activation.state, list.row.warned_on)
}

/// S1-5.1-d, ON-13: the evidence of the journal system grows old: the municipality is
/// warned, fourteen days later the service stops, and a new test takes it up again.
#[tokio::test(flavor = "multi_thread")]
async fn s1_5_1_d_a_lost_capability_is_warned_of_and_stops_after_fourteen_days() {
    in_town(|town| async move {
        let acts = &town.acts;
        let (cast, id) = with_old_proof(&town).await;
        let warned = async || swept(&town, &cast, id).await;
        town.at(date(2027, 2, 28), 23, 59);
        assert_eq!(warned().await, (State::Active, None));
        let first = date(2027, 3, 1);
        town.at(first, 0, 0);
        assert_eq!(warned().await, (State::Active, Some(first)));
        town.at(date(2027, 3, 14), 23, 59);
        assert_eq!(warned().await, (State::Active, Some(first)));
        town.at(date(2027, 3, 15), 0, 0);
        assert_eq!(warned().await, (State::Suspended, Some(first)));
        let prove = async |test| joining::prove(acts, &cast.nina, (id, test)).await;
        let unshown = prove((" ", date(2027, 3, 14))).await;
        assert_eq!(code(unshown), ReasonCode::DocumentMissing);
        let coming = prove(("T-2027-1", date(2027, 3, 16))).await;
        assert_eq!(code(coming), ReasonCode::EpjCapabilityMissing);
        prove(("T-2027-1", date(2027, 3, 14))).await.unwrap();
        assert_eq!(warned().await, (State::Active, None));
    })
    .await;
}

/// A message for the unit of the service, and what its journal system says of it.
async fn journal_says(town: &Town, cast: &Cast, (epj, unit): (EpjId, UnitId), said: &Receipt) {
    let (home, at) = (cast.home, town.now());
    let new = epj::NewOutgoing {
        id: EnvelopeId::from_uuid(town.new_uuid()),
        kind: OutgoingKind::Inquiry,
        epj,
        municipality: home,
        unit: Some(unit),
        transport: town.new_uuid(),
        receiver_her: "8140301".to_owned(),
        person: None,
        thread: None,
        message: None,
        answers: None,
        resends: None,
        at,
    };
    let write = async |mut tx: Tx| {
        epj::add_outgoing(&mut tx, &new).await?;
        let Some(mut row) = epj::outgoing_by_id(&mut tx, new.id).await? else { panic!("a row") };
        let is_taken = said.verdict().is_received();
        row.outgoing.state =
            if is_taken { OutgoingState::Received(at) } else { OutgoingState::Refused(at) };
        row.receipt = Some(said.status);
        row.errors = Some(said.errors.join(" "));
        epj::update_outgoing(&mut tx, &row).await
    };
    let done: Result<(), StorageError> =
        town.base.db.write(Scope::Municipality(home), "test.journal", write).await;
    done.unwrap();
}

/// S1-5.1-d, ON-13: a lost capability is not waited for while the journal system refuses what it is
/// sent; that it does not know a person is no such refusal.
#[tokio::test(flavor = "multi_thread")]
async fn on_13_a_lost_capability_stops_at_once_while_messages_are_failing() {
    in_town(|town| async move {
        let acts = &town.acts;
        let (cast, id) = with_old_proof(&town).await;
        let system = EpjSystem {
            id: EpjId::from_uuid(town.new_uuid()),
            municipality: cast.home,
            name: "Journal".to_owned(),
            client_id: "epj-nordfjell".to_owned(),
            handover: Handover::Fetched,
        };
        setup::connect(acts, &system).await.unwrap();
        let board = joining::board(acts, &cast.eli).await.unwrap();
        let unit = board.units.iter().find(|unit| unit.care_area == cast.area).unwrap().id;
        moving::move_unit(acts, cast.home, unit, Some(system.id)).await.unwrap();

        let at = (system.id, unit);
        let refused = |error: &str| Receipt {
            status: ReceiptStatus::Rejected,
            errors: vec![error.to_owned()],
        };
        journal_says(&town, &cast, at, &refused("T02")).await;
        town.base.clock.move_on(core::time::Duration::from_secs(60));
        journal_says(&town, &cast, at, &Receipt { status: ReceiptStatus::Ok, errors: vec![] })
            .await;
        town.at(date(2027, 3, 2), 9, 0);
        assert_eq!(swept(&town, &cast, id).await, (State::Active, Some(date(2027, 3, 2))));
        journal_says(&town, &cast, at, &refused("E35")).await;
        assert_eq!(swept(&town, &cast, id).await.0, State::Active);
        town.at(date(2027, 3, 3), 9, 0);
        journal_says(&town, &cast, at, &refused("T02")).await;
        assert_eq!(swept(&town, &cast, id).await.0, State::Suspended);
    })
    .await;
}

/// TV-9, S1-6-c: the last day of a municipality's notice, as it is stored.
#[tokio::test(flavor = "multi_thread")]
async fn tv_9_a_notice_of_a_month_is_stored_with_its_last_day() {
    in_town(|town| async move {
        let acts = &town.acts;
        let cast = cast(&town).await;
        town.at(date(2026, 11, 2), 9, 0);
        prepare_from(&town, &cast).await;
        let id = activated(&town, &cast, Module::Dialog).await;
        for (received, last) in [
            (date(2026, 12, 1), date(2027, 1, 1)),
            (date(2027, 1, 31), date(2027, 2, 28)),
            (date(2027, 3, 1), date(2027, 4, 1)),
        ] {
            town.at(received, 12, 0);
            let short = last.yesterday().unwrap();
            let refused = joining::give_notice(acts, &cast.rolf, (id, short)).await;
            assert_eq!(code(refused), ReasonCode::NoticeTooShort, "{received}");
            assert_eq!(state(&town, &cast, id).await, State::Active);
            joining::give_notice(acts, &cast.rolf, (id, last)).await.unwrap();
            let list = joining::check_list(acts, &cast.eli, id).await.unwrap();
            assert_eq!(list.row.activation.last_day(), Some(last), "{received}");
            joining::withdraw_notice(acts, &cast.rolf, id).await.unwrap();
        }
    })
    .await;
}

/// ONX-4, S1-6-c: received 2027-02-15, the 15th of March is the first that can be the last,
/// and the service is over at midnight after it.
#[tokio::test(flavor = "multi_thread")]
async fn onx_4_a_notice_ends_at_midnight_after_its_last_day() {
    in_town(|town| async move {
        let acts = &town.acts;
        let (cast, id) = with_dialogue(&town).await;
        town.at(date(2027, 2, 15), 9, 0);
        let give = async |last| joining::give_notice(acts, &cast.rolf, (id, last)).await;
        assert_eq!(code(give(date(2027, 3, 14)).await), ReasonCode::NoticeTooShort);
        give(date(2027, 3, 15)).await.unwrap();
        town.at(date(2027, 3, 15), 23, 59);
        joining::sweep(acts).await.unwrap();
        assert_eq!(state(&town, &cast, id).await, State::NoticeGiven);
        town.at(date(2027, 3, 16), 0, 0);
        joining::sweep(acts).await.unwrap();
        assert_eq!(state(&town, &cast, id).await, State::Terminated);
    })
    .await;
}

/// ONX-7, S1-6-c: a notice that was only said is stored nowhere: only a signatory's own act
/// is one.
#[tokio::test(flavor = "multi_thread")]
async fn onx_7_what_is_only_said_is_stored_nowhere() {
    in_town(|town| async move {
        let acts = &town.acts;
        let (cast, id) = with_dialogue(&town).await;
        let by_admin = joining::give_notice(acts, &cast.eli, (id, date(2027, 4, 1))).await;
        assert_eq!(code(by_admin), ReasonCode::NotSignatory);
        let list = joining::check_list(acts, &cast.eli, id).await.unwrap();
        assert_eq!(list.row.activation.last_day(), None);
        assert!(list.events.iter().all(|event| event.rule != "ON-15"));
    })
    .await;
}

/// Everything that a municipality as a whole needs, in the year before the town begins.
async fn prepare_from(town: &Town, cast: &Cast) {
    let terms = crate::joining::publish(town).await;
    crate::joining::bind(town, cast, &terms).await;
    let since = date(2026, 11, 1);
    joining::confirm_network(&town.acts, &cast.nina, (cast.home, since)).await.unwrap();
}

/// S1-5.1-e, ON-12: what the operator has stopped is to be looked at again after 72 hours, with a
/// reason, and from the thirtieth day on needs the municipality's consent. Both see it.
#[tokio::test(flavor = "multi_thread")]
async fn s1_5_1_e_and_on_12_a_stop_is_looked_at_again() {
    in_town(|town| async move {
        let acts = &town.acts;
        let (cast, id) = with_dialogue(&town).await;
        let reason = "Journalsystemet lekker opplysninger.";
        let early = joining::review_stop(acts, &cast.nina, (id, reason)).await;
        assert_eq!(code(early), ReasonCode::InvalidTransition);
        joining::stop(acts, &cast.nina, (id, reason)).await.unwrap();
        let stopped = town.now();
        let seen = async || {
            let own = joining::check_list(acts, &cast.eli, id).await.unwrap().review;
            let theirs = joining::order_line(acts, &cast.nina, id).await.unwrap().review;
            assert_eq!(own, theirs);
            own
        };
        let due = stopped.plus(STOP_REVIEW);
        assert_eq!(seen().await, Some(StopReview::Ahead(due)));
        town.base.clock.move_on(STOP_REVIEW);
        assert_eq!(seen().await, Some(StopReview::Due(due)));
        let short = joining::review_stop(acts, &cast.nina, (id, "kort")).await;
        assert_eq!(code(short), ReasonCode::ReasonTooShort);
        joining::review_stop(acts, &cast.nina, (id, reason)).await.unwrap();
        let Some(StopReview::Done(last)) = seen().await else { panic!("it was not looked at") };
        town.at(last, 0, 0);
        assert_eq!(seen().await, Some(StopReview::NeedsConsent(last)));
        joining::resume(acts, &cast.nina, id).await.unwrap();
        assert_eq!(seen().await, None);
    })
    .await;
}
