//! The examples of § 7.5 and the days of § 11 on joining and leaving, as they are stored, on
//! both databases.

use helsebro_actions::controllership::deliveries::{self, How, NewDelivery};
use helsebro_actions::controllership::{agreements, register};
use helsebro_actions::joining::{
    self, NewMember, NewTerms, NewWindDown, NoticeLetter, TypedCharge, TypedCost,
};
use helsebro_domain::audit::Actor;
use helsebro_domain::controllership::registering::Kind as AgreementKind;
use helsebro_domain::controllership::{Party, Place, Scope};
use helsebro_domain::ids::OrgId;
use helsebro_domain::joining::{Document, Kind, Module, Offer, Payee, State};
use helsebro_domain::parties::CareArea;
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::time::Date;
use helsebro_testkit::{Town, ids, in_town};
use jiff::civil::date;

use crate::controllership::{filled, fjordro, gro, head};
use crate::joining::{
    AUTHORITY, activated, agreed, agreement, bind, cast, cast_of, code, console_proof, prepare,
    publish, state,
};

use crate::timelines::{CLINIC, host, own};

const fn text(file: &str, document: Document, kind: Kind) -> NewTerms<'_> {
    NewTerms {
        file: file.as_bytes(),
        document,
        kind,
        consulted_on: Some(date(2021, 10, 1)),
        legal_basis: None,
        published_on: Some(date(2021, 11, 1)),
    }
}

fn terms(version: &str, from: &str, log: &str) -> String {
    let head = format!("Vilkår\n\nVersjon {version} gjeldende fra {from}\n\nEndringslogg\n\n");
    format!("{head}Versjon\tDato\tEndring\n{log}\n\n1 Om vilkårene\n\nDette gjelder for alle.\n")
}

/// ONX-1, S1-0-l: 3.0 was accepted in 2022, 3.1 is editorial: an order in 2027 passes.
#[tokio::test(flavor = "multi_thread")]
async fn onx_1_an_order_passes_on_what_was_accepted_before_an_editorial_version() {
    in_town(|town| async move {
        let acts = &town.acts;
        let cast = cast(&town).await;
        town.at(date(2022, 8, 1), 9, 0);
        let general = terms("2.0", "01.01.2022", "2.0\t01.11.2021\tNye vilkår.");
        let third = terms("3.0", "25.07.2022", "3.0\t01.11.2021\tNytt om kostnader.");
        let log = "3.0\t01.11.2021\tNytt om kostnader.\n3.1\t20.01.2023\tLenkene er nye.";
        let fourth = terms("3.1", "20.01.2023", log);
        let add = async |new| joining::add(acts, new).await.unwrap().unwrap();
        let general = add(text(&general, Document::General, Kind::Material)).await;
        let third = add(text(&third, Document::Special, Kind::Material)).await;
        let (module, available_from) = (Module::Dialog, date(2022, 1, 1));
        let offer = Offer { module, available_from, documentation: String::new() };
        joining::offer(acts, &[offer]).await.unwrap();
        let accept = async |document, id| {
            joining::accept(acts, &cast.rolf, (document, id), AUTHORITY).await.unwrap()
        };
        accept(Document::General, general.id).await;
        town.at(date(2022, 9, 1), 9, 0);
        accept(Document::Special, third.id).await;
        let editorial = text(&fourth, Document::Special, Kind::Editorial);
        let published_on = Some(date(2023, 1, 20));
        add(NewTerms { published_on, consulted_on: None, ..editorial }).await;

        town.at(date(2027, 2, 1), 9, 0);
        let (municipality, from) = (cast.home, date(2027, 1, 1));
        let member = NewMember { municipality, from, document: "KS 27/1" };
        joining::register_member(acts, &cast.nina, member).await.unwrap();
        joining::set_officer(acts, &cast.eli, "personvernombud@nordfjell.example").await.unwrap();
        let id = joining::create(acts, &cast.eli, (Module::Dialog, cast.area)).await.unwrap();
        joining::confirm(acts, &cast.eli, (id, console_proof())).await.unwrap();
        joining::order(acts, &cast.eli, id).await.unwrap();
        assert_eq!(state(&town, &cast, id).await, State::Ordered);
    })
    .await;
}

/// ONX-3, S1-3.2-a: the agreement ends on the day between the order and the activation, which
/// is refused, and the order stands.
#[tokio::test(flavor = "multi_thread")]
async fn onx_3_an_order_stands_when_the_agreement_has_ended_before_the_activation() {
    in_town(|town| async move {
        let acts = &town.acts;
        let cast = cast(&town).await;
        town.at(date(2027, 2, 1), 9, 0);
        prepare(&town, &cast).await;
        let signed = async |last_day| {
            let new = agreement(Some(last_day));
            let id = joining::propose(acts, &cast.nina, (cast.home, &new)).await.unwrap().unwrap();
            joining::sign(acts, &cast.rolf, id).await.unwrap();
            joining::countersign(acts, &cast.nina, (cast.home, id)).await.unwrap();
        };
        signed(date(2027, 2, 2)).await;
        let id = joining::create(acts, &cast.eli, (Module::Letter, cast.area)).await.unwrap();
        joining::confirm(acts, &cast.eli, (id, console_proof())).await.unwrap();
        joining::order(acts, &cast.eli, id).await.unwrap();
        joining::send_test(acts, &cast.nina, id).await.unwrap();
        joining::answer_test(acts, &cast.eli, id).await.unwrap();
        town.at(date(2027, 2, 3), 0, 0);
        let late = joining::activate(acts, &cast.nina, id).await;
        assert_eq!(code(late), ReasonCode::DpaExpired);
        let list = joining::check_list(acts, &cast.eli, id).await.unwrap();
        assert_eq!(list.row.activation.state, State::Ordered);
        assert!(list.events.iter().all(|event| event.rule != "ON-08"));
        signed(date(2027, 12, 31)).await;
        joining::activate(acts, &cast.nina, id).await.unwrap();
        assert_eq!(state(&town, &cast, id).await, State::Active);
    })
    .await;
}

const WIND_DOWN: NewWindDown<'_> = NewWindDown {
    module: Module::Dialog,
    issuer: "Helse- og omsorgsdepartementet",
    dated: date(2026, 8, 1),
    document: "26/101",
    association_told_on: date(2026, 8, 10),
};

/// ONX-5, TV-10, S1-6-b: received 2026-08-28 and 2026-08-31: 2027-02-28 may be the last day,
/// the day before may not; and a year later the leap day is the first that may.
#[tokio::test(flavor = "multi_thread")]
async fn onx_5_and_tv_10_six_months_from_the_last_receipt_are_stored() {
    in_town(|town| async move {
        let acts = &town.acts;
        town.at(date(2026, 8, 20), 9, 0);
        let nordfjell = cast(&town).await;
        let people = (ids::RAGNA, ids::LARS);
        let granli = cast_of(&town, (ids::GRANLI, CareArea::HomeServices), people).await;
        let nina = &nordfjell.nina;
        let terms = publish(&town).await;
        for cast in [&nordfjell, &granli] {
            bind(&town, cast, &terms).await;
            joining::confirm_network(acts, nina, (cast.home, date(2026, 8, 1))).await.unwrap();
        }
        let first = activated(&town, &nordfjell, Module::Dialog).await;
        let second = activated(&town, &granli, Module::Dialog).await;
        let begin = async |day| joining::begin_wind_down(acts, nina, (Module::Dialog, day)).await;
        for (receipts, short, good) in [
            ([date(2026, 8, 28), date(2026, 8, 31)], date(2027, 2, 27), date(2027, 2, 28)),
            ([date(2027, 8, 31), date(2027, 8, 31)], date(2028, 2, 28), date(2028, 2, 29)),
        ] {
            town.at(receipts[0], 9, 0);
            joining::announce_wind_down(acts, nina, WIND_DOWN).await.unwrap();
            joining::receipt_wind_down(acts, &nordfjell.eli, Module::Dialog).await.unwrap();
            town.at(receipts[1], 9, 0);
            joining::receipt_wind_down(acts, &granli.eli, Module::Dialog).await.unwrap();
            assert_eq!(code(begin(short).await), ReasonCode::WindDownNoticeTooShort);
            assert_eq!(state(&town, &nordfjell, first).await, State::Active);
            begin(good).await.unwrap();
            for (cast, id) in [(&nordfjell, first), (&granli, second)] {
                let list = joining::check_list(acts, &cast.eli, id).await.unwrap();
                assert_eq!(list.row.activation.state, State::WindDown);
                assert_eq!(list.row.activation.last_day(), Some(good));
            }
            let back = (Module::Dialog, "26/202");
            joining::withdraw_wind_down(acts, nina, back).await.unwrap();
        }
    })
    .await;
}

/// ONX-6, ON-22: phased out with a last day 2027-02-28, Nordfjell gives its own notice on
/// 2026-12-01: its last day is 2027-01-01, and the next it is over.
#[tokio::test(flavor = "multi_thread")]
async fn onx_6_the_earlier_of_two_last_days_is_stored_and_wins() {
    in_town(|town| async move {
        let acts = &town.acts;
        town.at(date(2026, 8, 20), 9, 0);
        let cast = cast(&town).await;
        let terms = publish(&town).await;
        bind(&town, &cast, &terms).await;
        joining::confirm_network(acts, &cast.nina, (cast.home, date(2026, 8, 1))).await.unwrap();
        let id = activated(&town, &cast, Module::Dialog).await;
        joining::announce_wind_down(acts, &cast.nina, WIND_DOWN).await.unwrap();
        joining::receipt_wind_down(acts, &cast.eli, Module::Dialog).await.unwrap();
        let last = (Module::Dialog, date(2027, 2, 28));
        joining::begin_wind_down(acts, &cast.nina, last).await.unwrap();
        town.at(date(2026, 12, 1), 9, 0);
        let own = async |last| joining::give_notice(acts, &cast.rolf, (id, last)).await;
        assert_eq!(code(own(date(2026, 12, 31)).await), ReasonCode::NoticeTooShort);
        own(date(2027, 1, 1)).await.unwrap();
        let list = joining::check_list(acts, &cast.eli, id).await.unwrap();
        assert_eq!(list.row.activation.last_day(), Some(date(2027, 1, 1)));
        town.at(date(2027, 1, 1), 23, 59);
        joining::sweep(acts).await.unwrap();
        assert_eq!(state(&town, &cast, id).await, State::WindDown);
        town.at(date(2027, 1, 2), 0, 0);
        joining::sweep(acts).await.unwrap();
        assert_eq!(state(&town, &cast, id).await, State::Terminated);
    })
    .await;
}

/// TV-18, S1-4-a: approved 2027-01-04, due 2027-02-03.
#[tokio::test(flavor = "multi_thread")]
async fn tv_18_a_line_is_due_thirty_calendar_days_after_it_is_approved() {
    in_town(|town| async move {
        let acts = &town.acts;
        let cast = cast(&town).await;
        town.at(date(2027, 1, 4), 9, 0);
        prepare(&town, &cast).await;
        let cost = TypedCost::Share { key: 12_300, day: date(2027, 2, 14) };
        let (payee, what) = (Payee::Operator, "Første kvartal");
        let charge = TypedCharge { cost, payee, what, clause: "" };
        let id = joining::enter_charge(acts, &cast.nina, (cast.home, charge)).await.unwrap();
        let odd = joining::operator(acts, ids::ODD).await.unwrap();
        joining::approve_charge(acts, &odd, (cast.home, id)).await.unwrap();
        let shown = joining::charges(acts, &cast.eli).await.unwrap();
        let days = shown[0].row.approved.map(|(_, on, due)| (on, due));
        assert_eq!(days, Some((date(2027, 1, 4), date(2027, 2, 3))));
    })
    .await;
}

/// S1-3.2-a, G-DPA: Nordfjell is host for Solvik's emergency clinic and is controller there. An
/// agreement of Solvik's own is not asked for and does not help; Nordfjell's is and does.
#[tokio::test(flavor = "multi_thread")]
async fn s1_3_2_a_the_agreement_of_the_host_is_asked_for_where_it_is_controller() {
    in_town(|town| async move {
        let acts = &town.acts;
        let place = (ids::SOLVIK, CareArea::EmergencyClinic);
        let cast = cast_of(&town, place, (ids::GRO, ids::BERIT)).await;
        town.at(date(2027, 2, 1), 9, 0);
        let first = date(2027, 1, 1);
        let (_, id) = host(&town, &[ids::SOLVIK], first).await;
        let new = NewDelivery { how: How::Host(id), ..own(CLINIC, first) };
        deliveries::enter(acts, &cast.eli, new).await.unwrap();
        prepare(&town, &cast).await;
        let id = joining::create(acts, &cast.eli, (Module::Letter, cast.area)).await.unwrap();
        joining::confirm(acts, &cast.eli, (id, console_proof())).await.unwrap();
        let own = joining::propose(acts, &cast.nina, (cast.home, &agreement(None))).await;
        let own = own.unwrap().unwrap();
        joining::sign(acts, &cast.rolf, own).await.unwrap();
        joining::countersign(acts, &cast.nina, (cast.home, own)).await.unwrap();
        assert_eq!(code(joining::order(acts, &cast.eli, id).await), ReasonCode::DpaMissing);

        agreed(&town).await;
        joining::order(acts, &cast.eli, id).await.unwrap();
        assert_eq!(state(&town, &cast, id).await, State::Ordered);
    })
    .await;
}

/// S1-3.2-a, G-DPA, CT-30: Fjordro runs Solvik's nursing homes and is controller there. Solvik's
/// own agreement does not help; Fjordro's, signed on paper and entered by the operator, does.
#[tokio::test(flavor = "multi_thread")]
async fn s1_3_2_a_a_providers_agreement_is_asked_for_where_it_is_controller() {
    in_town(|town| async move {
        let acts = &town.acts;
        let place = (ids::SOLVIK, CareArea::NursingHome);
        let cast = cast_of(&town, place, (ids::GRO, ids::BERIT)).await;
        let (first, last) = (date(2027, 1, 1), date(2027, 12, 31));
        let org = run_by_fjordro(&town, first).await;
        town.at(date(2027, 2, 1), 9, 0);
        prepare(&town, &cast).await;
        let id = joining::create(acts, &cast.eli, (Module::Letter, cast.area)).await.unwrap();
        joining::confirm(acts, &cast.eli, (id, console_proof())).await.unwrap();
        let own = joining::propose(acts, &cast.nina, (cast.home, &agreement(None))).await;
        let own = own.unwrap().unwrap();
        joining::sign(acts, &cast.rolf, own).await.unwrap();
        joining::countersign(acts, &cast.nina, (cast.home, own)).await.unwrap();
        assert_eq!(code(joining::order(acts, &cast.eli, id).await), ReasonCode::DpaMissing);

        let enter = async |last, document| {
            joining::enter_providers_agreement(acts, &cast.nina, (org, last, document)).await
        };
        assert_eq!(code(enter(last, " ").await), ReasonCode::DocumentMissing);
        let over = enter(date(2027, 1, 31), "27/21").await;
        assert_eq!(code(over), ReasonCode::InvalidTransition);
        enter(last, "27/21").await.unwrap();
        joining::order(acts, &cast.eli, id).await.unwrap();
        assert_eq!(state(&town, &cast, id).await, State::Ordered);
        let held = joining::providers_agreements(acts, &cast.nina).await.unwrap();
        assert_eq!((held.len(), held[0].document.as_str()), (1, "27/21"));
        // It is a fact of the resolver too: the operator processes for Fjordro by it.
        let facts = register(acts).await.unwrap();
        let theirs = facts.facts().processings.iter();
        assert!(theirs.clone().any(|one| one.controller == Party::Org(org)));
        town.at(date(2028, 1, 1), 9, 0);
        joining::cancel(acts, &cast.eli, id).await.unwrap();
        let anew = joining::create(acts, &cast.eli, (Module::Letter, cast.area)).await.unwrap();
        joining::confirm(acts, &cast.eli, (anew, console_proof())).await.unwrap();
        assert_eq!(code(joining::order(acts, &cast.eli, anew).await), ReasonCode::DpaExpired);
    })
    .await;
}

/// Fjordro runs Solvik's nursing homes from a day.
async fn run_by_fjordro(town: &Town, first: Date) -> OrgId {
    let access = gro(town).await;
    let org = fjordro(town).await;
    let place = Place::Area(CareArea::NursingHome);
    let scope = Scope { municipality: ids::SOLVIK, place };
    let head = head("S-2027-1", vec![Party::Org(org)], scope, (first, None));
    let id = agreements::begin(&town.acts, &access, (AgreementKind::Service, &head)).await.unwrap();
    filled(&town.acts, &access, id).await;
    agreements::bring_into_force(&town.acts, &access, id).await.unwrap();
    let new = NewDelivery { how: How::Outsourced(id), ..own(place, first) };
    deliveries::enter(&town.acts, &access, new).await.unwrap();
    org
}

/// S1-6-c, ONX-4, ONX-7: a notice that came as a letter counts from the day it came, when who
/// signed it could and it is filed; the log names who entered it.
#[tokio::test(flavor = "multi_thread")]
async fn s1_6_c_a_notice_by_letter_counts_from_the_day_it_came() {
    in_town(|town| async move {
        let acts = &town.acts;
        let (cast, id) = crate::joining::with_dialogue(&town).await;
        town.at(date(2027, 2, 18), 9, 0);
        let letter = NoticeLetter {
            signed_by: cast.rolf.staff(),
            received_on: date(2027, 2, 15),
            last_day: date(2027, 3, 15),
            document: "27/14, brev av 12.2.2027".to_owned(),
        };
        let enter = async |letter| joining::enter_notice(acts, &cast.nina, (id, &letter)).await;
        for (wrong, expected) in [
            (
                NoticeLetter { signed_by: cast.eli.staff(), ..letter.clone() },
                ReasonCode::NotSignatory,
            ),
            (
                NoticeLetter { document: " ".to_owned(), ..letter.clone() },
                ReasonCode::NoticeNotWritten,
            ),
            (
                NoticeLetter { last_day: date(2027, 3, 14), ..letter.clone() },
                ReasonCode::NoticeTooShort,
            ),
        ] {
            assert_eq!(code(enter(wrong).await), expected);
            assert_eq!(state(&town, &cast, id).await, State::Active);
        }
        enter(letter).await.unwrap();
        assert_eq!(state(&town, &cast, id).await, State::NoticeGiven);
        let line = town.lines(1).await.remove(0);
        assert_eq!(line.actor, Actor::Staff(cast.nina.staff()));
        let shown = joining::order_line(acts, &cast.nina, id).await.unwrap();
        assert_eq!(shown.row.activation.last_day(), Some(date(2027, 3, 15)));
        let notice = shown.events.iter().find(|event| event.event == "GIVE_NOTICE").unwrap();
        assert_eq!(notice.reason.as_deref(), Some("27/14, brev av 12.2.2027"));
        joining::withdraw_notice(acts, &cast.rolf, id).await.unwrap();
        assert_eq!(state(&town, &cast, id).await, State::Active);
    })
    .await;
}
