//! Nordfjell joins, is bound, and leaves, on both databases (S1-0-a to S1-7-a).

use helsebro_actions::ActError;
use helsebro_actions::joining::{self, NewMember, NewTerms};
use helsebro_domain::ids::{ActivationId, MunicipalityId, StaffId};
use helsebro_domain::joining::{
    Agreement, AgreementItem, AgreementState, Checklist, Document, Guard, Kind, Module, Obligation,
    Offer, OperatorAccess, Proof, State, SubProcessor, TermsVersion,
};
use helsebro_domain::parties::{CareArea, ConsoleAccess, Service};
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::time::Date;
use helsebro_testkit::terms::{GENERAL_TERMS, SPECIAL_TERMS};
use helsebro_testkit::{Town, ids, in_town};
use jiff::civil::date;

const AREA: CareArea = CareArea::ChildHealthCentre;
pub(crate) const AUTHORITY: &str = "Kommunedirektør, delegert fra kommunestyret";

/// Those who act in the story.
pub(crate) struct Cast {
    pub(crate) home: MunicipalityId,
    pub(crate) area: CareArea,
    /// Keeps the municipality's registers: Eli in Nordfjell.
    pub(crate) eli: ConsoleAccess,
    /// Signs for it: Rolf in Nordfjell.
    pub(crate) rolf: ConsoleAccess,
    pub(crate) nina: OperatorAccess,
}

pub(crate) async fn cast(town: &Town) -> Cast {
    cast_of(town, (ids::NORDFJELL, AREA), (ids::ELI, ids::ROLF)).await
}

pub(crate) async fn cast_of(
    town: &Town,
    (home, area): (MunicipalityId, CareArea),
    (keeper, signer): (StaffId, StaffId),
) -> Cast {
    Cast {
        home,
        area,
        eli: town.console(keeper, home).await,
        rolf: town.console(signer, home).await,
        nina: town.nina().await,
    }
}

pub(crate) fn code<T: core::fmt::Debug>(result: Result<T, ActError>) -> ReasonCode {
    match result {
        Err(ActError::Refused(refusal)) => refusal.code(),
        other => panic!("not refused: {other:?}"),
    }
}

pub(crate) fn special() -> NewTerms<'static> {
    NewTerms {
        file: SPECIAL_TERMS.as_bytes(),
        document: Document::Special,
        kind: Kind::Material,
        consulted_on: Some(date(2026, 4, 1)),
        legal_basis: Some("forskriften"),
        published_on: Some(date(2026, 5, 1)),
    }
}

pub(crate) async fn publish(town: &Town) -> [TermsVersion; 2] {
    let general = NewTerms {
        file: GENERAL_TERMS.as_bytes(),
        document: Document::General,
        consulted_on: Some(date(2026, 1, 10)),
        published_on: Some(date(2026, 1, 20)),
        ..special()
    };
    let general = joining::add(&town.acts, general).await.unwrap().unwrap();
    let special = joining::add(&town.acts, special()).await.unwrap().unwrap();
    let offer =
        |module| Offer { module, available_from: date(2026, 1, 1), documentation: String::new() };
    joining::offer(&town.acts, &[offer(Module::Dialog), offer(Module::Letter)]).await.unwrap();
    [general, special]
}

pub(crate) fn console_proof() -> Proof {
    Proof::Console { journal_route: "Rutine 2027/3".to_owned() }
}

/// The terms are published, and the municipality as a whole has what it needs.
pub(crate) async fn prepare(town: &Town, cast: &Cast) {
    let terms = publish(town).await;
    bind(town, cast, &terms).await;
}

/// Everything that a municipality as a whole needs.
pub(crate) async fn bind(town: &Town, cast: &Cast, [general, special]: &[TermsVersion; 2]) {
    let acts = &town.acts;
    joining::accept(acts, &cast.rolf, (Document::General, general.id), AUTHORITY).await.unwrap();
    joining::accept(acts, &cast.rolf, (Document::Special, special.id), AUTHORITY).await.unwrap();
    joining::set_officer(acts, &cast.eli, "personvernombud@nordfjell.example").await.unwrap();
    let member = NewMember { municipality: cast.home, from: date(2027, 1, 1), document: "KS 27/1" };
    joining::register_member(acts, &cast.nina, member).await.unwrap();
    let since = date(2027, 1, 4);
    joining::confirm_network(acts, &cast.nina, (cast.home, since)).await.unwrap();
}

pub(crate) async fn ordered(town: &Town, cast: &Cast, module: Module) -> ActivationId {
    let id = joining::create(&town.acts, &cast.eli, (module, cast.area)).await.unwrap();
    joining::confirm(&town.acts, &cast.eli, (id, console_proof())).await.unwrap();
    joining::order(&town.acts, &cast.eli, id).await.unwrap();
    id
}

pub(crate) async fn activated(town: &Town, cast: &Cast, module: Module) -> ActivationId {
    let id = ordered(town, cast, module).await;
    joining::send_test(&town.acts, &cast.nina, id).await.unwrap();
    joining::answer_test(&town.acts, &cast.eli, id).await.unwrap();
    joining::activate(&town.acts, &cast.nina, id).await.unwrap();
    id
}

/// Nordfjell's dialogue, in use since the first of February.
pub(crate) async fn with_dialogue(town: &Town) -> (Cast, ActivationId) {
    let cast = cast(town).await;
    town.at(date(2027, 2, 1), 9, 0);
    prepare(town, &cast).await;
    let id = activated(town, &cast, Module::Dialog).await;
    (cast, id)
}

pub(crate) async fn state(town: &Town, cast: &Cast, id: ActivationId) -> State {
    let list = joining::check_list(&town.acts, &cast.eli, id).await.unwrap();
    list.row.activation.state
}

pub(crate) async fn service(town: &Town, cast: &Cast) -> Service {
    let board = joining::board(&town.acts, &cast.eli).await.unwrap();
    board.units.iter().find(|unit| unit.care_area == cast.area).unwrap().service
}

pub(crate) fn agreement(last_day: Option<Date>) -> Agreement {
    let sender = SubProcessor {
        name: "Varselsender AS".to_owned(),
        place: "Norge".to_owned(),
        task: "SMS".to_owned(),
    };
    Agreement {
        items: Checklist::full(),
        from: date(2027, 1, 1),
        last_day,
        is_signed: false,
        sub_processors: vec![sender],
    }
}

/// S1-1-b, S1-5.1-e, S1-5.2-d, S1-5.2-f: from nothing to a service in use.
#[tokio::test(flavor = "multi_thread")]
async fn s1_5_1_e_nordfjell_accepts_orders_and_the_operator_activates() {
    in_town(|town| async move {
        let cast = cast(&town).await;
        town.at(date(2027, 2, 1), 9, 0);
        prepare(&town, &cast).await;
        let board = joining::board(&town.acts, &cast.eli).await.unwrap();
        let owed: Vec<_> = board.obligations.iter().map(|one| (one.kind, one.due_on)).collect();
        let expected = [(Obligation::DigifinFee, None), (Obligation::DigifinMembership, None)];
        assert_eq!(owed, expected);
        assert_eq!(service(&town, &cast).await, Service::None);

        let id = ordered(&town, &cast, Module::Dialog).await;
        let waiting = joining::orders(&town.acts, &cast.nina, State::Ordered).await.unwrap();
        assert_eq!(waiting.len(), 1);
        assert_eq!(waiting[0].row.order.map(|(number, _)| number), Some(1_001));
        assert_eq!(waiting[0].ordered_by, "Eli Strand");
        assert_eq!(
            code(joining::activate(&town.acts, &cast.nina, id).await),
            ReasonCode::TestMessageUnanswered
        );
        town.at(date(2027, 2, 3), 10, 0);
        joining::send_test(&town.acts, &cast.nina, id).await.unwrap();
        joining::answer_test(&town.acts, &cast.eli, id).await.unwrap();
        joining::activate(&town.acts, &cast.nina, id).await.unwrap();
        assert_eq!(state(&town, &cast, id).await, State::Active);
        assert_eq!(service(&town, &cast).await, Service::Open);
        let board = joining::board(&town.acts, &cast.eli).await.unwrap();
        let fee = board.obligations.iter().find(|one| one.kind == Obligation::DigifinFee);
        assert_eq!(fee.unwrap().due_on, Some(date(2027, 3, 5)));
        let list = joining::check_list(&town.acts, &cast.eli, id).await.unwrap();
        let rules: Vec<_> = list.events.iter().map(|one| one.rule.as_str()).collect();
        assert_eq!(rules, ["ON-05", "ON-06", "ON-07", "ON-08"]);
        // What held when it was ordered and when it was activated is kept (ON-07, W-DPIA).
        let frozen: Vec<_> = list.events.iter().map(|one| one.findings.as_deref()).collect();
        let held = "G-AVAIL G-GEN G-SPEC G-DPA G-EPJ G-DIGI G-CTRL G-DPO";
        let ordered = format!("{held} DPIA_REF_MISSING");
        let activated = format!("{held} G-NET G-ADDR G-4EYES G-TEST DPIA_REF_MISSING");
        assert_eq!(frozen, [None, None, Some(ordered.as_str()), Some(activated.as_str())]);
    })
    .await;
}

/// Each guard missing once: refused with its reason, and nothing has moved.
#[tokio::test(flavor = "multi_thread")]
async fn s1_1_b_each_missing_thing_stops_the_order_with_its_reason() {
    in_town(|town| async move {
        let acts = &town.acts;
        let Cast { home, area, eli, rolf, nina } = cast(&town).await;
        town.at(date(2027, 2, 1), 9, 0);
        let unoffered = joining::create(acts, &eli, (Module::Tool, AREA)).await;
        assert_eq!(code(unoffered), ReasonCode::ServiceNotYetAvailable);
        let [general, special] = publish(&town).await;
        let id = joining::create(acts, &eli, (Module::Dialog, AREA)).await.unwrap();
        let empty = Proof::Console { journal_route: " ".to_owned() };
        let unproved = joining::confirm(acts, &eli, (id, empty)).await;
        assert_eq!(code(unproved), ReasonCode::EpjCapabilityMissing);
        joining::confirm(acts, &eli, (id, console_proof())).await.unwrap();

        let order = async || joining::order(acts, &eli, id).await;
        assert_eq!(code(order().await), ReasonCode::GeneralTermsNotAccepted);
        let early = (Document::Special, special.id);
        let early = joining::accept(acts, &rolf, early, AUTHORITY).await;
        assert_eq!(code(early), ReasonCode::GeneralTermsNotAccepted);
        let general = (Document::General, general.id);
        let by_admin = joining::accept(acts, &eli, general, AUTHORITY).await;
        assert_eq!(code(by_admin), ReasonCode::NotSignatory);
        let nameless = joining::accept(acts, &rolf, general, " ").await;
        assert_eq!(code(nameless), ReasonCode::DocumentMissing);
        joining::accept(acts, &rolf, general, AUTHORITY).await.unwrap();
        let again = joining::accept(acts, &rolf, general, AUTHORITY).await;
        assert_eq!(code(again), ReasonCode::InvalidTransition);

        assert_eq!(code(order().await), ReasonCode::SpecialTermsNotAccepted);
        let special = (Document::Special, special.id);
        let accepted = joining::accept(acts, &rolf, special, AUTHORITY).await.unwrap();
        assert_eq!(accepted.on_general.map(|version| version.to_string()).as_deref(), Some("2.0"));
        assert_eq!(code(order().await), ReasonCode::DigifinNotMember);
        let member = |document| NewMember {
            municipality: ids::NORDFJELL,
            from: date(2027, 2, 10),
            document,
        };
        let undocumented = joining::register_member(acts, &nina, member(" ")).await;
        assert_eq!(code(undocumented), ReasonCode::DocumentMissing);
        joining::register_member(acts, &nina, member("KS 27/1")).await.unwrap();
        assert_eq!(code(order().await), ReasonCode::DpoContactMissing);
        let by_signatory = joining::set_officer(acts, &rolf, "x@example.org").await;
        assert_eq!(code(by_signatory), ReasonCode::StaffNotAuthorised);
        joining::set_officer(acts, &eli, "x@example.org").await.unwrap();
        let by_signatory = joining::order(acts, &rolf, id).await;
        assert_eq!(code(by_signatory), ReasonCode::StaffNotAuthorised);
        assert_eq!(
            state(&town, &Cast { home, area, eli, rolf, nina }, id).await,
            State::CapabilityConfirmed
        );
        order().await.unwrap();

        joining::send_test(acts, &nina, id).await.unwrap();
        joining::answer_test(acts, &eli, id).await.unwrap();
        let unknown = joining::activate(acts, &nina, id).await;
        assert_eq!(code(unknown), ReasonCode::NotHelsenettMember);
        let since = date(2027, 1, 4);
        joining::confirm_network(acts, &nina, (ids::NORDFJELL, since)).await.unwrap();
        joining::activate(acts, &nina, id).await.unwrap();
    })
    .await;
}

/// S1-5.1-e: the console of another municipality finds nothing, and who holds no role
/// there is not let in.
#[tokio::test(flavor = "multi_thread")]
async fn s1_5_1_e_another_municipality_finds_nothing() {
    in_town(|town| async move {
        let cast = cast(&town).await;
        town.at(date(2027, 2, 1), 9, 0);
        prepare(&town, &cast).await;
        let id = ordered(&town, &cast, Module::Dialog).await;
        let gro = town.console(ids::GRO, ids::SOLVIK).await;
        let seen = joining::check_list(&town.acts, &gro, id).await;
        assert!(matches!(seen, Err(ActError::NotFound)));
        let cancelled = joining::cancel(&town.acts, &gro, id).await;
        assert!(matches!(cancelled, Err(ActError::NotFound)));
        let board = joining::board(&town.acts, &gro).await.unwrap();
        assert!(board.activations.is_empty() && board.documents.iter().all(|one| one.2.is_none()));
        let per = joining::operator(&town.acts, ids::PER).await;
        assert_eq!(code(per), ReasonCode::StaffNotAuthorised);
        assert_eq!(state(&town, &cast, id).await, State::Ordered);
    })
    .await;
}

/// Nordfjell and the operator have signed a data processing agreement.
pub(crate) async fn agreed(town: &Town) {
    let cast = cast(town).await;
    let new = agreement(None);
    let found = joining::propose(&town.acts, &cast.nina, (ids::NORDFJELL, &new)).await;
    let id = found.unwrap().unwrap();
    joining::sign(&town.acts, &cast.rolf, id).await.unwrap();
    joining::countersign(&town.acts, &cast.nina, (ids::NORDFJELL, id)).await.unwrap();
}

/// S1-3.2-a, ONX-3: letters need an agreement, which both sign; it ends between the order
/// and the activation; what is in use stops by itself and goes on with a new one.
#[tokio::test(flavor = "multi_thread")]
async fn s1_3_2_a_an_agreement_is_signed_by_both_and_what_needs_it_stops_without() {
    in_town(|town| async move {
        let acts = &town.acts;
        let cast = cast(&town).await;
        town.at(date(2027, 2, 1), 9, 0);
        prepare(&town, &cast).await;
        let id = joining::create(acts, &cast.eli, (Module::Letter, AREA)).await.unwrap();
        joining::confirm(acts, &cast.eli, (id, console_proof())).await.unwrap();
        assert_eq!(code(joining::order(acts, &cast.eli, id).await), ReasonCode::DpaMissing);

        let lacking =
            Agreement { items: Checklist::of(&[AgreementItem::Subject]), ..agreement(None) };
        let bad = joining::propose(acts, &cast.nina, (ids::NORDFJELL, &lacking)).await;
        let bad = bad.unwrap().unwrap();
        let unsigned = joining::sign(acts, &cast.rolf, bad).await;
        assert_eq!(code(unsigned), ReasonCode::DpaIncomplete);
        let new = agreement(Some(date(2027, 2, 2)));
        let good = joining::propose(acts, &cast.nina, (ids::NORDFJELL, &new)).await;
        let good = good.unwrap().unwrap();
        let early = joining::countersign(acts, &cast.nina, (ids::NORDFJELL, good)).await;
        assert_eq!(code(early), ReasonCode::InvalidTransition);
        let by_admin = joining::sign(acts, &cast.eli, good).await;
        assert_eq!(code(by_admin), ReasonCode::NotSignatory);
        joining::sign(acts, &cast.rolf, good).await.unwrap();
        assert_eq!(code(joining::order(acts, &cast.eli, id).await), ReasonCode::DpaMissing);
        joining::countersign(acts, &cast.nina, (ids::NORDFJELL, good)).await.unwrap();
        joining::order(acts, &cast.eli, id).await.unwrap();
        joining::send_test(acts, &cast.nina, id).await.unwrap();
        joining::answer_test(acts, &cast.eli, id).await.unwrap();

        town.at(date(2027, 2, 3), 9, 0);
        assert_eq!(code(joining::activate(acts, &cast.nina, id).await), ReasonCode::DpaExpired);
        assert_eq!(state(&town, &cast, id).await, State::Ordered);
        let sign_new = async |last_day| {
            let new = agreement(Some(last_day));
            let next = joining::propose(acts, &cast.nina, (ids::NORDFJELL, &new)).await;
            let next = next.unwrap().unwrap();
            joining::sign(acts, &cast.rolf, next).await.unwrap();
            joining::countersign(acts, &cast.nina, (ids::NORDFJELL, next)).await.unwrap();
        };
        sign_new(date(2027, 3, 31)).await;
        joining::activate(acts, &cast.nina, id).await.unwrap();
        let dialog = activated(&town, &cast, Module::Dialog).await;

        town.at(date(2027, 3, 31), 23, 59);
        assert_eq!(joining::sweep(acts).await.unwrap(), 0);
        town.at(date(2027, 4, 1), 0, 0);
        assert_eq!(joining::sweep(acts).await.unwrap(), 1);
        assert_eq!(state(&town, &cast, id).await, State::Suspended);
        assert_eq!(state(&town, &cast, dialog).await, State::Active);
        let board = joining::board(acts, &cast.eli).await.unwrap();
        assert_eq!(board.agreement, AgreementState::Expired);
        sign_new(date(2028, 3, 31)).await;
        assert_eq!(joining::sweep(acts).await.unwrap(), 1);
        assert_eq!(state(&town, &cast, id).await, State::Active);
    })
    .await;
}

/// S1-6-c, TV-9, ONX-4: notice of one month, over at midnight after its last day; then
/// nobody can write, and the municipality may begin anew.
#[tokio::test(flavor = "multi_thread")]
async fn s1_6_c_a_municipality_leaves_with_a_months_notice() {
    in_town(|town| async move {
        let acts = &town.acts;
        let (cast, id) = with_dialogue(&town).await;
        town.at(date(2027, 2, 15), 9, 0);
        let give = async |who, last_day| joining::give_notice(acts, who, (id, last_day)).await;
        let early = give(&cast.rolf, date(2027, 3, 14)).await;
        assert_eq!(code(early), ReasonCode::NoticeTooShort);
        let by_admin = give(&cast.eli, date(2027, 3, 15)).await;
        assert_eq!(code(by_admin), ReasonCode::NotSignatory);
        give(&cast.rolf, date(2027, 3, 15)).await.unwrap();
        joining::withdraw_notice(acts, &cast.rolf, id).await.unwrap();
        assert_eq!(state(&town, &cast, id).await, State::Active);
        give(&cast.rolf, date(2027, 3, 15)).await.unwrap();

        town.at(date(2027, 3, 15), 23, 59);
        assert_eq!(joining::sweep(acts).await.unwrap(), 0);
        assert_eq!(service(&town, &cast).await, Service::Open);
        town.at(date(2027, 3, 16), 0, 0);
        assert_eq!(joining::sweep(acts).await.unwrap(), 1);
        assert_eq!(joining::sweep(acts).await.unwrap(), 0);
        assert_eq!(state(&town, &cast, id).await, State::Terminated);
        assert_eq!(service(&town, &cast).await, Service::Terminated);
        let late = joining::withdraw_notice(acts, &cast.rolf, id).await;
        assert_eq!(code(late), ReasonCode::InvalidTransition);
        let anew = joining::create(acts, &cast.eli, (Module::Dialog, AREA)).await.unwrap();
        assert!(anew != id);
        assert_eq!(state(&town, &cast, id).await, State::Terminated);
    })
    .await;
}

/// S1-2-a, ON-17: dialogue is there only where the municipality has it in use for the
/// service: Kari writes, is stopped, and is told that it is over.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_a_every_act_of_dialogue_asks_whether_it_is_in_use() {
    in_town(|town| async move {
        let words = ("Hei", "Hei, kan dere ringe?");
        town.kari_writes().await;
        for (service, expected) in [
            (Service::None, ReasonCode::UnitNotActive),
            (Service::Suspended, ReasonCode::UnitNotActive),
            (Service::Terminated, ReasonCode::ServiceTerminated),
        ] {
            let place = (ids::SOLVIK, CareArea::HomeServices);
            town.set_service(place, service).await;
            let refused = town.writes(ids::KARI, ids::HOME_NURSING, words).await;
            assert_eq!(code(refused.map(|_| ())), expected);
        }
        town.set_service((ids::SOLVIK, CareArea::HomeServices), Service::Open).await;
        town.writes(ids::KARI, ids::HOME_NURSING, words).await.unwrap();
    })
    .await;
}

/// S1-2-a, ON-12: while a service is stopped citizens read and nobody writes: no answer goes
/// out, from the console or a journal system; what is noted inside and logged of a talk is.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_a_nothing_is_sent_from_a_service_that_is_stopped() {
    in_town(|town| async move {
        let thread = town.kari_writes().await.thread;
        let (per, place) = (town.per().await, (ids::SOLVIK, CareArea::HomeServices));
        town.takes(&per, thread).await.unwrap();
        town.set_service(place, Service::Suspended).await;
        for desk in [&per, &town.epj(ids::HOME_NURSING)] {
            let refused = town.answers(desk, thread, "Jeg kommer i dag.").await;
            assert_eq!(code(refused.map(|_| ())), ReasonCode::UnitNotActive);
        }
        assert_eq!(town.opens(ids::KARI, thread).await.unwrap().messages.len(), 1);
        town.set_service(place, Service::Open).await;
        town.answers(&per, thread, "Jeg kommer i dag.").await.unwrap();
    })
    .await;
}

/// S1-5.1-c: every guard stands in the list that the municipality sees, under its clause.
#[tokio::test(flavor = "multi_thread")]
async fn s1_5_1_c_the_list_says_what_is_done_and_what_is_missing() {
    in_town(|town| async move {
        let acts = &town.acts;
        let cast = cast(&town).await;
        town.at(date(2027, 2, 1), 9, 0);
        publish(&town).await;
        let id = joining::create(acts, &cast.eli, (Module::Dialog, AREA)).await.unwrap();
        let list = joining::check_list(acts, &cast.eli, id).await.unwrap();
        let missing: Vec<_> =
            list.to_order.iter().filter(|one| one.1.is_err()).map(|one| one.0).collect();
        let expected = [
            Guard::GeneralTerms,
            Guard::SpecialTerms,
            Guard::Capability,
            Guard::Digifin,
            Guard::Officer,
        ];
        assert_eq!(missing, expected);
        let later: Vec<_> = list.to_activate.iter().map(|one| one.0).collect();
        assert_eq!(later, [Guard::Network, Guard::Address, Guard::Tested]);
        assert_eq!(list.clause, "7.2");
    })
    .await;
}
