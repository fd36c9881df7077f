//! The operator phases dialogue out: instruction, receipts, six months (S1-6-a, S1-6-b).

use helsebro_actions::ActError;
use helsebro_actions::joining::{self, NewWindDown};
use helsebro_domain::joining::{Module, State};
use helsebro_domain::parties::CareArea;
use helsebro_domain::refusals::ReasonCode;
use helsebro_testkit::{ids, in_town};
use jiff::civil::date;

use crate::joining::{activated, bind, cast, cast_of, code, publish, state};

const ISSUER: &str = "Helse- og omsorgsdepartementet";

fn new() -> NewWindDown<'static> {
    NewWindDown {
        module: Module::Dialog,
        issuer: ISSUER,
        dated: date(2027, 1, 20),
        document: "27/101",
        association_told_on: date(2027, 1, 25),
    }
}

/// S1-6-a, S1-6-b, ON-18 to ON-20, ON-22: announced with its instruction, receipted by
/// both, begun for both at once; one leaves earlier by its own notice, and the other stands
/// where it stood when the instruction is withdrawn.
#[tokio::test(flavor = "multi_thread")]
async fn s1_6_b_a_phase_out_gathers_the_receipts_and_waits_six_months() {
    in_town(|town| async move {
        let acts = &town.acts;
        town.at(date(2027, 2, 1), 9, 0);
        let nordfjell = cast(&town).await;
        let area = CareArea::HomeServices;
        let granli = cast_of(&town, (ids::GRANLI, area), (ids::RAGNA, ids::LARS)).await;
        let nina = &nordfjell.nina;
        let terms = publish(&town).await;
        bind(&town, &nordfjell, &terms).await;
        bind(&town, &granli, &terms).await;
        let first = activated(&town, &nordfjell, Module::Dialog).await;
        let second = activated(&town, &granli, Module::Dialog).await;

        for bad in [
            NewWindDown { issuer: "Noen andre", ..new() },
            NewWindDown { document: " ", ..new() },
            NewWindDown { dated: date(2027, 2, 2), ..new() },
            NewWindDown { association_told_on: date(2027, 2, 2), ..new() },
        ] {
            let refused = joining::announce_wind_down(acts, nina, bad).await;
            assert_eq!(code(refused), ReasonCode::OperatorWindDownNoInstruction, "{bad:?}");
        }
        let last_day = date(2027, 8, 28);
        let begin = async |day| joining::begin_wind_down(acts, nina, (Module::Dialog, day)).await;
        assert!(matches!(begin(last_day).await, Err(ActError::NotFound)));
        joining::announce_wind_down(acts, nina, new()).await.unwrap();
        let twice = joining::announce_wind_down(acts, nina, new()).await;
        assert_eq!(code(twice), ReasonCode::InvalidTransition);

        joining::receipt_wind_down(acts, &nordfjell.eli, Module::Dialog).await.unwrap();
        assert_eq!(code(begin(last_day).await), ReasonCode::WindDownNoticeTooShort);
        let seen = joining::wind_down(acts, nina, Module::Dialog).await.unwrap();
        assert_eq!(seen.earliest, None);
        town.at(date(2027, 2, 28), 9, 0);
        for _ in 0..2 {
            joining::receipt_wind_down(acts, &granli.rolf, Module::Dialog).await.unwrap();
        }
        let seen = joining::wind_down(acts, nina, Module::Dialog).await.unwrap();
        assert_eq!((seen.earliest, seen.homes.len()), (Some(last_day), 2));
        assert_eq!(code(begin(date(2027, 8, 27)).await), ReasonCode::WindDownNoticeTooShort);
        assert_eq!(state(&town, &granli, second).await, State::Active);
        begin(last_day).await.unwrap();
        assert_eq!(code(begin(last_day).await), ReasonCode::InvalidTransition);
        for (cast, id) in [(&nordfjell, first), (&granli, second)] {
            assert_eq!(state(&town, cast, id).await, State::WindDown);
        }
        let anew = joining::create(acts, &granli.eli, (Module::Dialog, CareArea::Midwife)).await;
        assert_eq!(code(anew), ReasonCode::ServiceInWindDown);

        let own = (first, date(2027, 3, 28));
        joining::give_notice(acts, &nordfjell.rolf, own).await.unwrap();
        town.at(date(2027, 3, 29), 0, 0);
        joining::sweep(acts).await.unwrap();
        assert_eq!(state(&town, &nordfjell, first).await, State::Terminated);
        let back = async |document| {
            joining::withdraw_wind_down(acts, nina, (Module::Dialog, document)).await
        };
        assert_eq!(code(back(" ").await), ReasonCode::DocumentMissing);
        back("27/202").await.unwrap();
        assert_eq!(state(&town, &granli, second).await, State::Active);
        joining::create(acts, &granli.eli, (Module::Dialog, CareArea::Midwife)).await.unwrap();
    })
    .await;
}

/// S1-6-b: at midnight after the last day it is over for everybody.
#[tokio::test(flavor = "multi_thread")]
async fn on_19_a_phase_out_ends_at_midnight_after_its_last_day() {
    in_town(|town| async move {
        let acts = &town.acts;
        town.at(date(2027, 2, 1), 9, 0);
        let cast = cast(&town).await;
        let terms = publish(&town).await;
        bind(&town, &cast, &terms).await;
        let id = activated(&town, &cast, Module::Dialog).await;
        joining::announce_wind_down(acts, &cast.nina, new()).await.unwrap();
        joining::receipt_wind_down(acts, &cast.eli, Module::Dialog).await.unwrap();
        let last = (Module::Dialog, date(2027, 8, 1));
        joining::begin_wind_down(acts, &cast.nina, last).await.unwrap();
        town.at(date(2027, 8, 1), 23, 59);
        joining::sweep(acts).await.unwrap();
        assert_eq!(state(&town, &cast, id).await, State::WindDown);
        town.at(date(2027, 8, 2), 0, 0);
        joining::sweep(acts).await.unwrap();
        assert_eq!(state(&town, &cast, id).await, State::Terminated);
    })
    .await;
}
