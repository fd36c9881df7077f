//! Terms: which version is in force, what changed, and what an old acceptance is worth.

use helsebro_domain::joining::{
    Change, Document, Facts, Kind, Module, Overdue, Standing, TermsVersion, VersionNumber, Warning,
    ahead, changed_since, counts, current, general_standing, may_publish, overdue, reminders,
    review_due, review_waits, special_standing,
};
use helsebro_domain::refusals::ReasonCode;
use jiff::civil::date;

use crate::joining_cast::{accepted, all_in_place, version};

const FLOOR: VersionNumber = VersionNumber::new(2, 0);

fn special() -> Vec<TermsVersion> {
    [
        ("2.1", Kind::Material, date(2020, 9, 16)),
        ("2.2", Kind::Material, date(2022, 5, 6)),
        ("3.0", Kind::Material, date(2022, 7, 25)),
        ("3.1", Kind::Editorial, date(2023, 1, 20)),
    ]
    .map(|(number, kind, from)| version(Document::Special, number, (kind, from)))
    .to_vec()
}

fn draft_4() -> TermsVersion {
    let mut draft = version(Document::Special, "4.0", (Kind::Material, date(2027, 1, 1)));
    draft.published_on = None;
    draft.consulted_on = Some(date(2026, 10, 1));
    draft
}

fn number(text: &str) -> VersionNumber {
    VersionNumber::parse(text).unwrap()
}

/// S1-0-b: 3.0 on 2023-01-19, 3.1 from 2023-01-20.
#[test]
fn s1_0_b_the_version_in_force_is_found_by_the_day() {
    let all = special();
    let on = |day| current(&all, Document::Special, day).map(|found| found.version.to_string());
    assert_eq!(on(date(2023, 1, 19)).as_deref(), Some("3.0"));
    assert_eq!(on(date(2023, 1, 20)).as_deref(), Some("3.1"));
    assert_eq!(on(date(2019, 1, 1)), None);
    assert_eq!(current(&all, Document::General, date(2027, 1, 1)), None);
}

/// S1-0-c: Solvik accepted 2.2; the acceptor of 3.1 sees what changed in 3.0 and 3.1 only.
#[test]
fn s1_0_c_whoever_accepts_sees_what_changed_since_last_time() {
    let all = special();
    let since = |from| {
        let to = current(&all, Document::Special, date(2027, 1, 1)).unwrap();
        let changes = changed_since(&all, from, to).into_iter();
        changes.map(|change| change.version.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(since(Some(number("2.2"))), ["3.0", "3.1"]);
    assert_eq!(since(Some(number("3.1"))), [""; 0]);
    assert_eq!(since(None), ["2.1", "2.2", "3.0", "3.1"]);
}

/// S1-0-e: 2.0 stands in the log on two days; both are kept, the older first.
#[test]
fn s1_0_e_one_version_may_have_two_entries_on_different_days() {
    let mut both = version(Document::Special, "2.0", (Kind::Material, date(2020, 2, 1)));
    let entry = |on, text: &str| Change { version: number("2.0"), on, text: text.to_owned() };
    both.changes =
        vec![entry(date(2020, 1, 16), "justert"), entry(date(2019, 12, 10), "klargjort")];
    let shown: Vec<_> =
        changed_since(std::slice::from_ref(&both), None, &both).iter().map(|one| one.on).collect();
    assert_eq!(shown, [date(2019, 12, 10), date(2020, 1, 16)]);

    let mut draft = draft_4();
    draft.changes.push(draft.changes[0].clone());
    let twice = may_publish(&draft, &special(), date(2026, 11, 25)).unwrap_err();
    assert_eq!(twice.code(), ReasonCode::TermsDuplicateEntry);
}

/// S1-0-f: a change of price is material, and must be accepted anew.
#[test]
fn s1_0_f_a_material_version_must_be_accepted_anew() {
    let all = special();
    let held = [accepted(Document::Special, "2.1", date(2021, 1, 1))];
    let on = |day| special_standing(&all, &held, FLOOR, day);
    assert_eq!(on(date(2022, 5, 5)), Standing::Current);
    assert_eq!(on(date(2022, 5, 6)), Standing::Outdated);
    assert_eq!(special_standing(&all, &[], FLOOR, date(2022, 5, 6)), Standing::Missing);
}

/// S1-0-h: a municipality on 2.1 cannot order letters, which came with 2.2.
#[test]
fn s1_0_h_dissemination_needs_terms_that_know_it() {
    let only_2_1 = &special()[..1];
    let held = [accepted(Document::Special, "2.1", date(2021, 1, 1))];
    let day = date(2022, 1, 1);
    let on = |module: Module| special_standing(only_2_1, &held, module.needs_terms(), day);
    assert_eq!(on(Module::Dialog), Standing::Current);
    assert_eq!(on(Module::Letter), Standing::Outdated);
}

/// S1-0-l, ONX-1: 3.1 is editorial, so that an acceptance of 3.0 still counts in 2027.
#[test]
fn onx_1_an_editorial_version_leaves_an_earlier_acceptance_valid() {
    let all = special();
    let held = [accepted(Document::Special, "3.0", date(2022, 9, 1))];
    let standing = special_standing(&all, &held, FLOOR, date(2027, 2, 1));
    assert_eq!(standing, Standing::Current);
    assert!(!counts(&all, Document::Special, number("2.2"), date(2027, 2, 1)));
}

/// ONX-2, ON-32, ON-33: material 4.0 asks for a new acceptance from the day it applies.
#[test]
fn onx_2_a_material_version_counts_from_the_day_it_applies() {
    let mut all = special();
    assert_eq!(may_publish(&draft_4(), &all, date(2026, 11, 25)), Ok(()));
    all.push(TermsVersion { published_on: Some(date(2026, 11, 25)), ..draft_4() });
    let old = [accepted(Document::Special, "3.1", date(2023, 2, 1))];
    let on = |held: &[_], day| special_standing(&all, held, FLOOR, day);
    assert_eq!(on(&old, date(2026, 12, 31)), Standing::Current);
    assert_eq!(on(&old, date(2027, 1, 1)), Standing::Outdated);
    // Accepted before it applies.
    let early = [old[0].clone(), accepted(Document::Special, "4.0", date(2026, 12, 1))];
    assert_eq!(on(&early, date(2026, 12, 31)), Standing::Current);
    assert_eq!(on(&early, date(2027, 1, 1)), Standing::Current);
}

/// ON-33, ON-34: flagged from the day it applies, and the operator may warn after 90.
#[test]
fn on_34_terms_that_are_not_accepted_are_overdue_after_ninety_days() {
    let mut all = special();
    let from = date(2027, 1, 1);
    all.push(TermsVersion { published_on: Some(date(2026, 11, 25)), ..draft_4() });
    let held = [accepted(Document::Special, "3.1", date(2023, 2, 1))];
    let on = |day| overdue(&all, &held, Document::Special, day);
    assert_eq!(on(date(2026, 12, 31)), Overdue::No);
    assert_eq!(on(from), Overdue::Since(from));
    assert_eq!(on(date(2027, 3, 31)), Overdue::Since(from));
    assert_eq!(on(date(2027, 4, 1)), Overdue::MayBeWarned(from));
    assert_eq!(overdue(&all, &[], Document::Special, date(2027, 4, 1)), Overdue::No);
}

/// S1-0-f, ON-32 to ON-34: what is coming is told of until it is accepted or in force; then the
/// municipality is reminded on the day, after thirty days and after sixty.
#[test]
fn s1_0_f_and_on_33_a_material_version_is_told_of_ahead_and_reminded_of() {
    let mut all = special();
    let from = date(2027, 1, 1);
    all.push(TermsVersion { published_on: Some(date(2026, 11, 25)), ..draft_4() });
    let old = [accepted(Document::Special, "3.1", date(2023, 2, 1))];
    let new = [old[0].clone(), accepted(Document::Special, "4.0", date(2026, 12, 1))];
    let on = |held: &[_], day| ahead(&all, held, Document::Special, day);
    assert_eq!(on(&old, date(2026, 12, 31)), Some(from));
    assert_eq!(on(&new, date(2026, 12, 31)), None);
    assert_eq!((on(&old, from), on(&[], date(2026, 12, 31))), (None, None));
    for (day, count) in
        [(date(2026, 12, 31), 0), (from, 1), (date(2027, 1, 30), 1), (date(2027, 1, 31), 2)]
    {
        assert_eq!(reminders(from, day), count, "{day}");
    }
    assert_eq!(reminders(from, date(2027, 3, 2)), 3);

    let told = |ahead, overdue| Facts { ahead, overdue, ..all_in_place(Module::Dialog) }.warnings();
    assert!(told(Some(from), Overdue::No).contains(&Warning::TermsAhead(from)));
    assert!(told(None, Overdue::Since(from)).contains(&Warning::TermsOverdue(from)));
    assert!(told(None, Overdue::MayBeWarned(from)).contains(&Warning::TermsMayBeWarned(from)));
}

/// S1-1-a, ON-36: the general terms are accepted by themselves; a new version of them asks
/// for no new acceptance of the special ones.
#[test]
fn s1_1_a_the_special_terms_stand_on_the_general_ones() {
    let mut all = special();
    all.push(version(Document::General, "2.0", (Kind::Material, date(2020, 1, 1))));
    let mut held = vec![accepted(Document::Special, "3.1", date(2023, 2, 1))];
    let day = date(2027, 2, 1);
    assert_eq!(general_standing(&all, &held, day), Standing::Missing);
    held.push(accepted(Document::General, "2.0", date(2023, 2, 1)));
    assert_eq!(general_standing(&all, &held, day), Standing::Current);
    all.push(version(Document::General, "3.0", (Kind::Material, date(2027, 1, 1))));
    assert_eq!(general_standing(&all, &held, day), Standing::Outdated);
    assert_eq!(special_standing(&all, &held, FLOOR, day), Standing::Current);
}

/// S1-0-j: a version links to the regulation that caused it.
#[test]
fn s1_0_j_a_version_names_the_regulation_that_caused_it() {
    let mut new = version(Document::Special, "3.0", (Kind::Material, date(2022, 7, 25)));
    new.legal_basis = Some("forskrift 2021-12-22-3883".to_owned());
    let all = [new];
    let shown = current(&all, Document::Special, date(2022, 8, 1)).unwrap();
    assert_eq!(shown.legal_basis.as_deref(), Some("forskrift 2021-12-22-3883"));
}

/// S1-5.3-d, ON-30: a material change is shown to the association before it is published.
#[test]
fn s1_5_3_d_a_material_version_is_not_published_before_the_association_was_asked() {
    let today = date(2026, 11, 25);
    let refused = |change: fn(&mut TermsVersion)| {
        let mut draft = draft_4();
        change(&mut draft);
        may_publish(&draft, &special(), today).map_err(|refusal| refusal.code())
    };
    assert_eq!(refused(|_| {}), Ok(()));
    assert_eq!(refused(|draft| draft.consulted_on = None), Err(ReasonCode::KsNotConsulted));
    let same_day = refused(|draft| draft.consulted_on = Some(date(2026, 11, 25)));
    assert_eq!(same_day, Err(ReasonCode::KsNotConsulted));
    // Thirty days ahead, and not one less.
    assert_eq!(refused(|draft| draft.effective_from = date(2026, 12, 25)), Ok(()));
    let hasty = refused(|draft| draft.effective_from = date(2026, 12, 24));
    assert_eq!(hasty, Err(ReasonCode::NoticeTooShort));
    // An editorial one applies at once, and asks nobody.
    let editorial = |draft: &mut TermsVersion| {
        draft.kind = Kind::Editorial;
        draft.consulted_on = None;
        draft.effective_from = date(2026, 11, 25);
    };
    assert_eq!(refused(editorial), Ok(()));
    let back = |draft: &mut TermsVersion| {
        draft.kind = Kind::Editorial;
        draft.effective_from = date(2026, 11, 24);
    };
    assert_eq!(refused(back), Err(ReasonCode::NoticeTooShort));
    let again = |draft: &mut TermsVersion| {
        draft.version = number("3.1");
        draft.changes[0].version = number("3.1");
    };
    assert_eq!(refused(again), Err(ReasonCode::InvalidTransition));
}

/// S1-0-c: nothing is published without saying what changed.
#[test]
fn s1_0_c_a_version_without_a_change_log_is_not_published() {
    let mut draft = draft_4();
    draft.changes.clear();
    let refused = may_publish(&draft, &special(), date(2026, 11, 25)).unwrap_err();
    assert_eq!(refused.code(), ReasonCode::TermsChangelogMissing);
    // What changed long ago is not what changed in this one.
    let mut old = draft_4();
    old.changes[0].version = number("3.1");
    let refused = may_publish(&old, &special(), date(2026, 11, 25)).unwrap_err();
    assert_eq!(refused.code(), ReasonCode::TermsChangelogMissing);
}

/// S1-7-a: 4.0 in force 2027-01-01 is looked at again on 2029-01-01.
#[test]
fn s1_7_a_terms_are_looked_at_again_after_two_years() {
    assert_eq!(review_due(date(2027, 1, 1)), date(2029, 1, 1));
    let all = special();
    let waits = |day| review_waits(&all, Document::Special, day);
    // 3.1 is in force from 2023-01-20, and comes back after two years, until the next.
    assert_eq!(waits(date(2025, 1, 19)), None);
    assert_eq!(waits(date(2025, 1, 20)), Some(date(2025, 1, 20)));
    assert_eq!(waits(date(2027, 1, 1)), Some(date(2025, 1, 20)));
}
