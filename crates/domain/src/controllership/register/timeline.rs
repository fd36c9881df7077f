//! Records in the order of time, found without reading them all.

use crate::controllership::{Delivery, JointRecord, Override, Processing, Validity};
use crate::time::Instant;

/// When some records of a list hold.
///
/// Sorted by their beginnings: so what holds at an instant lies close together, however
/// many years there are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Timeline(Vec<Stretch>);

/// A record by its beginning. Small, so that the search for an instant touches little
/// memory; the end stands in the record, which whoever asks reads anyway.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stretch {
    from: Instant,
    /// Where the record stands in its list.
    record: u32,
    /// The place of the first stretch that has not ended when this one begins.
    earliest: u32,
}

/// What holds for a time.
pub(super) trait Lasting {
    fn validity(&self) -> Validity;
}

macro_rules! lasting {
    ($($name:ty),*) => {
        $(impl Lasting for $name {
            fn validity(&self) -> Validity {
                self.validity
            }
        })*
    };
}

lasting!(Delivery, JointRecord, Override, Processing);

impl Timeline {
    /// One more record. Call [`Self::sort`] when all are there.
    pub(super) fn add(&mut self, validity: Validity, record: u32) {
        self.0.push(Stretch { from: validity.from(), record, earliest: 0 });
    }

    /// Puts these records of the list in order.
    pub(super) fn sort<T: Lasting>(&mut self, records: &[T]) {
        self.0.sort_unstable_by_key(|stretch| (stretch.from, stretch.record));
        let ends: Vec<Option<Instant>> = self
            .0
            .iter()
            .map(|stretch| nth(records, stretch.record).and_then(|one| one.validity().to()))
            .collect();
        let mut earliest = 0;
        for stretch in &mut self.0 {
            // What has ended once does so for all that begin later.
            let has_ended = |end: &Option<Instant>| end.is_some_and(|end| end <= stretch.from);
            while ends.get(earliest as usize).is_some_and(has_ended) {
                earliest += 1;
            }
            stretch.earliest = earliest;
        }
    }

    /// Which records of the list hold then, the latest beginning first.
    pub(super) fn at<'r, T: Lasting>(
        &self,
        records: &'r [T],
        at: Instant,
    ) -> impl Iterator<Item = &'r T> {
        let begun = self.0.partition_point(|stretch| stretch.from <= at);
        let last = begun.checked_sub(1).and_then(|last| self.0.get(last));
        let near = last.and_then(|last| self.0.get(last.earliest as usize..begun));
        let near = near.unwrap_or_default().iter().rev();
        near.filter_map(move |stretch| nth(records, stretch.record))
            .filter(move |record| record.validity().holds_at(at))
    }
}

/// When some records of a list end; what has no end is not there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Endings(Vec<(Instant, u32)>);

impl Endings {
    /// One more record. Call [`Self::sort`] when all are there.
    pub(super) fn add(&mut self, validity: Validity, record: u32) {
        self.0.extend(validity.to().map(|end| (end, record)));
    }

    /// Puts all in order.
    pub(super) fn sort(&mut self) {
        self.0.sort_unstable();
    }

    /// Which records of the list have ended by then, the latest end first.
    pub(super) fn by<'r, T>(
        &self,
        records: &'r [T],
        at: Instant,
    ) -> impl Iterator<Item = (Instant, &'r T)> {
        let ended = self.0.partition_point(|(end, _)| *end <= at);
        let ended = self.0.get(..ended).unwrap_or_default().iter().rev();
        ended.filter_map(move |(end, record)| Some((*end, nth(records, *record)?)))
    }
}

fn nth<T>(records: &[T], record: u32) -> Option<&T> {
    records.get(record as usize)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A record that is nothing but its time.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    struct Span(Validity);

    impl Lasting for Span {
        fn validity(&self) -> Validity {
            self.0
        }
    }

    fn micros(at: i64) -> Instant {
        Instant::from_micros(at)
    }

    fn spans(stretches: &[(i64, Option<i64>)]) -> Vec<Span> {
        let span = |(from, to): &(i64, Option<i64>)| {
            Span(Validity::new(micros(*from), to.map(micros)).unwrap())
        };
        stretches.iter().map(span).collect()
    }

    fn line(records: &[Span]) -> Timeline {
        let mut line = Timeline::default();
        for (at, record) in (0..).zip(records) {
            line.add(record.0, at);
        }
        line.sort(records);
        line
    }

    fn times() -> impl Strategy<Value = Vec<(i64, Option<i64>)>> {
        let one = (0_i64..40, proptest::option::of(1_i64..20));
        proptest::collection::vec(
            one.prop_map(|(from, long)| (from, long.map(|long| from + long))),
            0..30,
        )
    }

    proptest! {
        #[test]
        fn what_holds_is_found_however_the_records_lie(times in times(), at in -1_i64..70) {
            let records = spans(&times);
            let mut found: Vec<Span> = line(&records).at(&records, micros(at)).copied().collect();
            prop_assert!(found.is_sorted_by_key(|one| core::cmp::Reverse(one.0.from())));
            let mut expected: Vec<Span> =
                records.iter().copied().filter(|one| one.0.holds_at(micros(at))).collect();
            found.sort_by_key(|one| one.0);
            expected.sort_by_key(|one| one.0);
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn one_year_after_the_other_is_one_look_however_many_there_are() {
        let years: Vec<(i64, Option<i64>)> = (0..1000).map(|at| (at, Some(at + 1))).collect();
        let line = line(&spans(&years));
        for (place, stretch) in (0..).zip(&line.0) {
            assert_eq!(stretch.earliest, place);
        }
    }

    #[test]
    fn what_has_ended_is_told_from_the_latest_end() {
        let records = spans(&[(0, Some(10)), (10, Some(20)), (5, None), (2, Some(3))]);
        let mut endings = Endings::default();
        for (at, record) in (0..).zip(&records) {
            endings.add(record.0, at);
        }
        endings.sort();
        let ended = |at| {
            let found = endings.by(&records, micros(at));
            found.map(|(end, _)| end.micros()).collect::<Vec<_>>()
        };
        assert_eq!(ended(2), Vec::<i64>::new());
        assert_eq!(ended(3), [3]);
        assert_eq!(ended(19), [10, 3]);
        assert_eq!(ended(20), [20, 10, 3]);
    }
}
