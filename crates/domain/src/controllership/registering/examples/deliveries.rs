//! The catalogue's examples of delivery records (§ 3): who delivers, and until when.

use super::*;

fn delivery(number: u128, mode: Mode, first: Date, last: Option<Date>) -> Delivery {
    Delivery {
        id: DeliveryId::from_uuid(Uuid::from_u128(number)),
        scope: solbakken(),
        validity: Validity::days(first, last).unwrap(),
        mode,
    }
}

fn outsourced(provider: Party) -> Mode {
    Mode::Outsourced(Outsourcing {
        provider,
        agreement: AgreementId::from_uuid(Uuid::from_u128(31)),
        record_operator: None,
        subcontractor: None,
    })
}

fn to_fjordro() -> Delivery {
    let mode = outsourced(Party::Org(fjordro()));
    delivery(1, mode, date(2026, 1, 1), Some(date(2027, 12, 31)))
}

/// The host's agreement is about emergency clinics.
fn with_clinics(host: Draft) -> Draft {
    let scopes = vec![Scope::area(host.municipality, CareArea::EmergencyClinic)];
    Draft { scopes, ..host }
}

fn code(found: Result<Delivery, Refusal>) -> Option<ReasonCode> {
    found.err().map(Refusal::code)
}

#[test]
fn s2_0_f_what_is_outsourced_has_an_agreement_in_force_with_the_provider_all_the_while() {
    let service = filled(draft(Kind::Service));
    let held = Some((&service, AgreementState::InForce));
    assert_eq!(entered(to_fjordro(), &[], held, None), Ok(to_fjordro()));
    let missing = Some(ReasonCode::AgreementMissing);
    assert_eq!(code(entered(to_fjordro(), &[], None, None)), missing);
    let unsigned = Some((&service, AgreementState::Draft));
    assert_eq!(code(entered(to_fjordro(), &[], unsigned, None)), missing);
    let joint = filled(draft(Kind::JointRecord));
    let other_kind = Some((&joint, AgreementState::InForce));
    assert_eq!(code(entered(to_fjordro(), &[], other_kind, None)), missing);
    let beta = outsourced(Party::Org(OrgId::from_uuid(Uuid::from_u128(12))));
    let beta = delivery(1, beta, date(2026, 1, 1), Some(date(2027, 12, 31)));
    assert_eq!(code(entered(beta, &[], held, None)), missing);
    let longer = delivery(1, outsourced(Party::Org(fjordro())), date(2026, 1, 1), None);
    assert_eq!(code(entered(longer, &[], held, None)), missing);
    // What the agreement is not about: another unit, or more than it covers.
    let there = to_fjordro();
    let other = Scope { place: Place::Area(CareArea::HomeServices), ..there.scope };
    for scope in [other, Scope::whole(there.scope.municipality)] {
        let elsewhere = Delivery { scope, ..there.clone() };
        assert_eq!(code(entered(elsewhere, &[], held, None)), missing, "{scope:?}");
    }
}

/// S2-0-f: what stands on an agreement ends with it at the latest.
#[test]
fn s2_0_f_what_stands_on_an_agreement_ends_with_it() {
    let over = |last| Validity::days(date(2026, 1, 1), last).unwrap();
    let open = Delivery { validity: over(None), ..to_fjordro() };
    let early = Delivery { validity: over(Some(date(2026, 6, 30))), ..to_fjordro() };
    let all = [to_fjordro(), open.clone(), early];
    let to = over(Some(date(2027, 6, 30)));
    let ended = end_with(to, &all).unwrap();
    assert_eq!(
        ended,
        [Delivery { validity: to, ..to_fjordro() }, Delivery { validity: to, ..open }]
    );
    assert_eq!(end_with(over(Some(date(2027, 12, 31))), &all[..1]), Ok(Vec::new()));
    assert_eq!(end_with(over(None), &all), Ok(Vec::new()));
    let later = delivery(2, outsourced(Party::Org(fjordro())), date(2027, 7, 1), None);
    let refused = end_with(to, &[later]).err().map(Refusal::code);
    assert_eq!(refused, Some(ReasonCode::InvalidTransition));
}

/// S2-0-j, S2-4-a-1: a host is no provider.
#[test]
fn s2_0_j_a_municipality_is_a_host_and_no_provider() {
    let nordfjell = Party::Municipality(municipality(NORDFJELL));
    let wrong = delivery(1, outsourced(nordfjell), date(2026, 1, 1), None);
    let refused = Some(ReasonCode::HostIsNotOutsourcing);
    assert_eq!(code(entered(wrong, &[], None, None)), refused);
    let kind = OrgKind::TaskCommunity(LegalPerson::Yes);
    let community = Some(Organisation { id: fjordro(), kind });
    assert_eq!(code(entered(to_fjordro(), &[], None, community)), refused);
}

#[test]
fn s2_4_a_2_a_host_delivers_for_a_participant_under_their_agreement() {
    let host = with_clinics(filled(draft(Kind::Host)));
    let mode = Mode::Host { host: municipality(NORDFJELL), agreement: host.id };
    let scope = |number| Scope::area(municipality(number), CareArea::EmergencyClinic);
    let validity = Validity::days(date(2026, 1, 1), Some(date(2027, 12, 31))).unwrap();
    let of = |number| Delivery {
        id: DeliveryId::from_uuid(Uuid::from_u128(7)),
        scope: scope(number),
        validity,
        mode: mode.clone(),
    };
    let held = Some((&host, AgreementState::InForce));
    assert!(entered(of(GRANLI), &[], held, None).is_ok());
    assert_eq!(code(entered(of(SOLVIK), &[], held, None)), Some(ReasonCode::AgreementMissing));
}

#[test]
fn ct_62_equal_scopes_may_not_overlap_and_a_narrower_one_carves_out() {
    let own = delivery(2, Mode::Own, date(2026, 6, 1), None);
    let service = filled(draft(Kind::Service));
    let held = Some((&service, AgreementState::InForce));
    let refused = entered(to_fjordro(), core::slice::from_ref(&own), held, None).unwrap_err();
    assert_eq!(refused.code(), ReasonCode::DeliveryOverlap);
    let wider = Delivery { scope: Scope::whole(municipality(SOLVIK)), ..own.clone() };
    assert!(entered(to_fjordro(), &[wider], held, None).is_ok());
    let after = delivery(2, Mode::Own, date(2028, 1, 1), None);
    assert!(entered(to_fjordro(), &[after], held, None).is_ok());
    let on_the_last_day = delivery(2, Mode::Own, date(2027, 12, 31), None);
    assert!(entered(to_fjordro(), &[on_the_last_day], held, None).is_err());
    let elsewhere = Delivery {
        scope: Scope::unit(
            municipality(GRANLI),
            CareArea::NursingHome,
            UnitId::from_uuid(Uuid::from_u128(21)),
        ),
        ..own
    };
    assert!(entered(to_fjordro(), &[elsewhere], held, None).is_ok());
}

#[test]
fn a_delivery_is_ended_once_and_not_before_it_began() {
    let at = Instant::start_of(date(2027, 3, 16));
    let ended = may_end(&to_fjordro(), at).unwrap();
    assert_eq!(ended.validity.last_day(), Some(date(2027, 3, 15)));
    assert!(may_end(&ended, Instant::start_of(date(2027, 3, 17))).is_err());
    assert!(may_end(&to_fjordro(), Instant::start_of(date(2026, 1, 1))).is_err());
}

/// CTX-1: Solbakken is outsourced to Fjordro 2026-01-01 to 2027-12-31, with a joint
/// journal from 2026-06-15.
#[test]
fn ctx_1_the_history_changes_on_the_days_of_the_records_and_nowhere_else() {
    let mut facts = Facts {
        deliveries: vec![
            Delivery { scope: Scope::whole(municipality(SOLVIK)), ..own_until_2026() },
            to_fjordro(),
        ],
        organisations: vec![Organisation { id: fjordro(), kind: OrgKind::PrivateCommercial }],
        ..Facts::default()
    };
    let joint = Draft { first: Some(date(2026, 6, 15)), ..filled(draft(Kind::JointRecord)) };
    if let Some(InForce::JointRecord(joint)) = in_force(&joint) {
        facts.joint_records.push(joint);
    }
    let register = Register::new(facts);
    let Place::Unit(area, unit) = solbakken().place else { panic!("a unit") };
    let from = Instant::start_of(date(2025, 10, 1));
    let question = Question::new(Category::EpjRecord, municipality(SOLVIK), area, Some(unit), from);
    let during = Validity::new(from, Some(Instant::start_of(date(2029, 6, 1)))).unwrap();
    let rows: Vec<(Date, Row)> = history(&register, &question, during)
        .iter()
        .map(|stretch| (stretch.validity.from().in_oslo().date, stretch.resolution.row))
        .collect();
    assert_eq!(
        rows,
        [
            (date(2025, 10, 1), Row::Ct10),
            (date(2026, 1, 1), Row::Ct30),
            (date(2026, 6, 15), Row::Ct20),
            (date(2028, 1, 1), Row::Ct61),
            (date(2029, 1, 1), Row::Ct60),
        ]
    );
}

fn own_until_2026() -> Delivery {
    delivery(2, Mode::Own, date(2020, 1, 1), Some(date(2025, 12, 31)))
}
