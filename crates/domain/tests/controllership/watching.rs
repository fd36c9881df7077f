//! What is wrong with the register of deliveries is seen and told.

use helsebro_domain::controllership::{
    Alarm, Delivery, Facts, GAP_NOTICE_DAYS, Mode, Register, Scope, Validity, alarms, may_register,
};
use helsebro_domain::parties::CareArea;
use helsebro_domain::time::Instant;

use crate::cast::{
    FJELLHEIM, FJORDRO, SOLVIK, at, between, day, delivery, delivery_id, outsourced, since,
    solbakken,
};

fn found(deliveries: Vec<Delivery>, during: Validity) -> Vec<Alarm> {
    let facts = Facts { deliveries, ..Facts::default() };
    alarms(&Register::new(facts), SOLVIK, during)
}

/// Everything but nursing homes, from long ago.
fn all_but_nursing_homes() -> Vec<Delivery> {
    let others = CareArea::ALL.into_iter().filter(|area| *area != CareArea::NursingHome);
    others
        .zip(10..)
        .map(|(area, number)| {
            delivery(number, Scope::area(SOLVIK, area), since(day(2020, 1, 1)), Mode::Own)
        })
        .collect()
}

/// S2-0-c: a service that nobody gives from some day on is told 28 days before.
#[test]
fn s2_0_c_a_delivery_that_ends_without_another_is_a_gap_told_four_weeks_before() {
    let mut deliveries = all_but_nursing_homes();
    let nursing = Scope::area(SOLVIK, CareArea::NursingHome);
    deliveries.push(delivery(
        1,
        nursing,
        between(day(2020, 1, 1), day(2027, 3, 15)),
        outsourced(FJORDRO),
    ));
    let looked_at = |date: helsebro_domain::time::Date| {
        let ahead = (0..=GAP_NOTICE_DAYS).fold(date, |date, _| date.tomorrow().unwrap());
        found(deliveries.clone(), Validity::new(at(date, 2, 0), Some(at(ahead, 2, 0))).unwrap())
    };
    assert_eq!(looked_at(day(2027, 2, 14)), []);
    let gap = Validity::new(at(day(2027, 3, 16), 0, 0), Some(at(day(2027, 3, 16), 2, 0)));
    assert_eq!(looked_at(day(2027, 2, 15)), [Alarm::Gap(CareArea::NursingHome, gap.unwrap())]);
    let all = found(Vec::new(), since(day(2027, 1, 1)));
    assert_eq!(all.len(), CareArea::ALL.len());
}

/// S2-0-d: units alone leave the rest of the area with nobody.
#[test]
fn s2_0_d_some_units_without_the_rest_of_the_area_are_told() {
    let mut deliveries = all_but_nursing_homes();
    deliveries.push(delivery(
        1,
        solbakken(),
        between(day(2026, 1, 1), day(2027, 6, 30)),
        outsourced(FJORDRO),
    ));
    let fjellheim = Scope::unit(SOLVIK, CareArea::NursingHome, FJELLHEIM);
    deliveries.push(delivery(2, fjellheim, between(day(2026, 7, 1), day(2026, 12, 31)), Mode::Own));
    let year = between(day(2027, 1, 1), day(2027, 12, 31));
    let nursing = CareArea::NursingHome;
    assert_eq!(
        found(deliveries.clone(), year),
        [
            Alarm::Gap(nursing, between(day(2027, 7, 1), day(2027, 12, 31))),
            Alarm::NotCovered(nursing, between(day(2027, 1, 1), day(2027, 6, 30))),
        ]
    );
    deliveries.push(delivery(3, Scope::whole(SOLVIK), since(day(2026, 1, 1)), Mode::Own));
    assert_eq!(found(deliveries, year), []);
}

#[test]
fn ct_62_two_deliveries_of_one_place_are_refused_at_entry_and_told_when_imported() {
    let own = delivery(1, solbakken(), between(day(2026, 1, 1), day(2027, 6, 30)), Mode::Own);
    let by_fjordro = delivery(2, solbakken(), since(day(2027, 6, 1)), outsourced(FJORDRO));
    let refused = may_register(&by_fjordro, [&own]).unwrap_err();
    assert_eq!(refused.0, delivery_id(1));
    assert_eq!(may_register(&own, [&own]), Ok(()));
    let after = delivery(3, solbakken(), since(day(2027, 7, 1)), outsourced(FJORDRO));
    assert_eq!(may_register(&after, [&own]), Ok(()));
    let wider = delivery(4, Scope::whole(SOLVIK), since(day(2026, 1, 1)), Mode::Own);
    assert_eq!(may_register(&wider, [&own, &by_fjordro]), Ok(()));

    let all = vec![own, by_fjordro, wider];
    let contested = found(all, Validity::starting(Instant::from_micros(0)));
    let both = between(day(2027, 6, 1), day(2027, 6, 30));
    assert!(contested.contains(&Alarm::Contested(solbakken(), both)));
    let contested = contested.iter().filter(|alarm| matches!(alarm, Alarm::Contested(..)));
    assert_eq!(contested.count(), 1);
}
