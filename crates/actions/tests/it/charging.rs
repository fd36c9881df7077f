//! What municipalities are charged, and who operates, on both databases (S1-0-d, S1-4-a,
//! S1-5.2-e, S1-5.3-a).

use helsebro_actions::ActError;
use helsebro_actions::joining::{self, TypedCharge, TypedCost};
use helsebro_domain::ids::MunicipalityId;
use helsebro_domain::joining::{
    Amount, AssociationAgreement, CostKind, Module, OperatingBody, Payee, operated_on,
};
use helsebro_domain::parties::OrgNumber;
use helsebro_domain::refusals::ReasonCode;
use helsebro_testkit::{Town, ids, in_town};
use jiff::civil::date;

use crate::joining::{activated, cast, code, prepare};

fn typed(kind: CostKind, payee: Payee) -> TypedCharge<'static> {
    let cost = TypedCost::Other(kind, Amount::from_ore(2_500_000));
    TypedCharge { cost, payee, what: "Etablering", clause: "" }
}

async fn odd(town: &Town) -> helsebro_domain::joining::OperatorAccess {
    joining::operator(&town.acts, ids::ODD).await.unwrap()
}

/// S1-4-a: a line for onboarding is refused, and taken with the clause of the accepted
/// general terms; one enters, another approves; the municipality sees what is approved.
#[tokio::test(flavor = "multi_thread")]
async fn s1_4_a_only_lawful_lines_are_entered_and_another_approves_them() {
    in_town(|town| async move {
        let acts = &town.acts;
        let cast = cast(&town).await;
        let odd = odd(&town).await;
        town.at(date(2027, 1, 4), 9, 0);
        let onboarding = typed(CostKind::Establishment, Payee::Operator);
        let enter =
            async |charge| joining::enter_charge(acts, &cast.nina, (cast.home, charge)).await;
        let with_clause = TypedCharge { clause: "4.2", ..onboarding };
        // Nothing is accepted yet, so that no clause describes it.
        for charge in [onboarding, with_clause] {
            assert_eq!(code(enter(charge).await), ReasonCode::CostLineNotAllowed);
        }
        prepare(&town, &cast).await;
        assert_eq!(code(enter(onboarding).await), ReasonCode::CostLineNotAllowed);
        let unknown = TypedCharge { clause: "99.9", ..onboarding };
        assert_eq!(code(enter(unknown).await), ReasonCode::CostLineNotAllowed);
        let id = enter(with_clause).await.unwrap();

        let approve = async |who| joining::approve_charge(acts, who, (cast.home, id)).await;
        assert_eq!(code(approve(&cast.nina).await), ReasonCode::FourEyes);
        assert!(joining::charges(acts, &cast.eli).await.unwrap().is_empty());
        approve(&odd).await.unwrap();
        assert_eq!(code(approve(&odd).await), ReasonCode::InvalidTransition);
        let shown = joining::charges(acts, &cast.eli).await.unwrap();
        let [line] = shown.as_slice() else { panic!("one line") };
        assert_eq!(
            (line.entered_by.as_str(), line.approved_by.as_deref()),
            ("Nina Ek", Some("Odd Rein"))
        );
        assert_eq!(line.row.clause_version.as_deref(), Some("2.0"));
        // TV-18: thirty calendar days.
        let days = line.row.approved.map(|(_, on, due)| (on, due));
        assert_eq!(days, Some((date(2027, 1, 4), date(2027, 2, 3))));
        let gro = town.console(ids::GRO, ids::SOLVIK).await;
        assert!(joining::charges(acts, &gro).await.unwrap().is_empty());
    })
    .await;
}

/// S1-4-a: the share of a quarter is worked out from the total of its year.
#[tokio::test(flavor = "multi_thread")]
async fn s1_4_a_the_share_of_a_quarter_is_worked_out() {
    in_town(|town| async move {
        let (acts, nina) = (&town.acts, town.nina().await);
        town.at(date(2027, 1, 4), 9, 0);
        let as_amount = TypedCharge {
            what: "Første kvartal",
            ..typed(CostKind::StatutoryShare, Payee::Operator)
        };
        let share = |key, day| TypedCharge { cost: TypedCost::Share { key, day }, ..as_amount };
        let day = date(2027, 2, 14);
        let enter = async |charge| joining::enter_charge(acts, &nina, (ids::SOLVIK, charge)).await;
        let id = enter(share(12_300, day)).await.unwrap();
        for bad in [as_amount, share(0, day), share(12_300, date(2020, 1, 1))] {
            assert_eq!(code(enter(bad).await), ReasonCode::CostLineNotAllowed);
        }
        // The same quarter once more, by another of its days.
        let again = enter(share(12_300, date(2027, 3, 31))).await;
        assert_eq!(code(again), ReasonCode::InvalidTransition);
        enter(share(12_300, date(2027, 4, 1))).await.unwrap();
        let (_, lines) = joining::charges_of(acts, &nina, ids::SOLVIK).await.unwrap();
        let row = &lines.iter().find(|line| line.row.id == id).unwrap().row;
        assert_eq!(row.charge.line.amount.ore(), 62_145_750);
        assert_eq!(row.share, Some((12_300, date(2027, 1, 1))));
        let nobody = MunicipalityId::from_uuid(town.new_uuid());
        let unknown = joining::enter_charge(acts, &nina, (nobody, share(12_300, day))).await;
        assert!(matches!(unknown, Err(ActError::NotFound)));
    })
    .await;
}

/// S1-4-a: a line that was entered wrong is discarded, by whoever sees it, before it is
/// approved; then the right one can be entered.
#[tokio::test(flavor = "multi_thread")]
async fn s1_4_a_a_line_that_is_wrong_is_discarded_before_it_is_approved() {
    in_town(|town| async move {
        let (acts, nina) = (&town.acts, town.nina().await);
        town.at(date(2027, 1, 4), 9, 0);
        let share = |key| TypedCharge {
            cost: TypedCost::Share { key, day: date(2027, 2, 14) },
            ..typed(CostKind::StatutoryShare, Payee::Operator)
        };
        let enter = async |key| joining::enter_charge(acts, &nina, (ids::SOLVIK, share(key))).await;
        let wrong = enter(123_000).await.unwrap();
        let discard = async |id| joining::discard_charge(acts, &nina, (ids::SOLVIK, id)).await;
        discard(wrong).await.unwrap();
        assert!(matches!(discard(wrong).await, Err(ActError::NotFound)));
        let odd = odd(&town).await;
        let late = joining::approve_charge(acts, &odd, (ids::SOLVIK, wrong)).await;
        assert!(matches!(late, Err(ActError::NotFound)));
        let right = enter(12_300).await.unwrap();
        joining::approve_charge(acts, &odd, (ids::SOLVIK, right)).await.unwrap();
        assert_eq!(code(discard(right).await), ReasonCode::InvalidTransition);
        let (_, lines) = joining::charges_of(acts, &nina, ids::SOLVIK).await.unwrap();
        assert_eq!(lines.len(), 1);
    })
    .await;
}

/// S1-5.2-e: the fee is paid to the association, and only when something is in use.
#[tokio::test(flavor = "multi_thread")]
async fn s1_5_2_e_the_fee_goes_to_the_association_and_not_to_the_operator() {
    in_town(|town| async move {
        let acts = &town.acts;
        let cast = cast(&town).await;
        town.at(date(2027, 2, 3), 9, 0);
        prepare(&town, &cast).await;
        let fee = |payee| TypedCharge { what: "Avgift", ..typed(CostKind::DigifinFee, payee) };
        let enter =
            async |charge| joining::enter_charge(acts, &cast.nina, (cast.home, charge)).await;
        let early = enter(fee(Payee::Association)).await;
        assert_eq!(code(early), ReasonCode::CostLineNotAllowed);
        activated(&town, &cast, Module::Dialog).await;
        assert_eq!(code(enter(fee(Payee::Operator)).await), ReasonCode::WrongPayee);
        let id = enter(fee(Payee::Association)).await.unwrap();
        joining::approve_charge(acts, &odd(&town).await, (cast.home, id)).await.unwrap();
        let lines = joining::charges(acts, &cast.eli).await.unwrap();
        let due = lines[0].row.approved.map(|(_, _, due)| due);
        assert_eq!((lines[0].row.charge.payee, due), (Payee::Association, Some(date(2027, 3, 5))));
    })
    .await;
}

/// S1-0-d, S1-5.3-a: the operator is replaced, and it is known who operated when; an
/// agreement with the association is entered and gates nothing.
#[tokio::test(flavor = "multi_thread")]
async fn s1_0_d_the_operator_is_replaced_and_it_is_known_who_operated_when() {
    in_town(|town| async move {
        let (acts, nina) = (&town.acts, town.nina().await);
        let body = |name: &str, from| OperatingBody {
            name: name.to_owned(),
            org_number: OrgNumber::parse("310000051").unwrap(),
            from,
            document: "HD 19/3".to_owned(),
        };
        let enter = async |new| joining::enter_operating_body(acts, &nina, &new).await;
        enter(body("Direktoratet", date(2016, 1, 1))).await.unwrap();
        enter(body("Helsenettet", date(2020, 1, 1))).await.unwrap();
        let twice = enter(body("Noen andre", date(2020, 1, 1))).await;
        assert_eq!(code(twice), ReasonCode::InvalidTransition);
        let (bodies, none) = joining::operating(acts).await.unwrap();
        assert!(none.is_empty());
        let on = |day| operated_on(&bodies, day).map(|found| found.name.as_str());
        assert_eq!(on(date(2019, 12, 15)), Some("Direktoratet"));
        assert_eq!(on(date(2027, 2, 1)), Some("Helsenettet"));
    })
    .await;
}

/// S1-5.3-a: the cooperation agreement stands in a register of its own.
#[tokio::test(flavor = "multi_thread")]
async fn s1_5_3_a_the_cooperation_agreement_is_registered() {
    in_town(|town| async move {
        let (acts, nina) = (&town.acts, town.nina().await);
        let held = AssociationAgreement {
            document: "KS 20/12".to_owned(),
            from: date(2020, 1, 1),
            last_day: None,
        };
        let unshown = AssociationAgreement { document: " ".to_owned(), ..held.clone() };
        let refused = joining::enter_association_agreement(acts, &nina, &unshown).await;
        assert_eq!(code(refused), ReasonCode::DocumentMissing);
        joining::enter_association_agreement(acts, &nina, &held).await.unwrap();
        assert_eq!(joining::operating(acts).await.unwrap().1, [held]);
    })
    .await;
}
