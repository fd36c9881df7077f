//! Records in the order of time, found without reading them all.

use crate::time::Instant;

use super::Validity;

/// When some records hold, each by its place in a list.
///
/// Sorted by their beginnings, and each with the latest end so far: so what holds at
/// an instant lies close together, however many years there are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Timeline {
    by_beginning: Vec<Stretch>,
    by_end: Vec<(Instant, usize)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stretch {
    validity: Validity,
    /// The latest end of this one and all before it; none when one of them has no end.
    latest_end: Option<Instant>,
    record: usize,
}

impl Timeline {
    /// One more record. Call [`Self::sort`] when all are there.
    pub(super) fn add(&mut self, validity: Validity, record: usize) {
        self.by_beginning.push(Stretch { validity, latest_end: validity.to(), record });
        if let Some(end) = validity.to() {
            self.by_end.push((end, record));
        }
    }

    /// Puts all in order.
    pub(super) fn sort(&mut self) {
        self.by_beginning.sort_by_key(|stretch| (stretch.validity.from(), stretch.record));
        self.by_end.sort_unstable();
        let mut latest = self.by_beginning.first().and_then(|stretch| stretch.validity.to());
        for stretch in &mut self.by_beginning {
            latest = latest.zip(stretch.validity.to()).map(|(so_far, own)| so_far.max(own));
            stretch.latest_end = latest;
        }
    }

    /// What holds then, the latest beginning first.
    pub(super) fn at(&self, at: Instant) -> impl Iterator<Item = usize> {
        let begun = self.by_beginning.partition_point(|stretch| stretch.validity.from() <= at);
        let begun = self.by_beginning.get(..begun).unwrap_or_default();
        begun
            .iter()
            .rev()
            .take_while(move |stretch| stretch.latest_end.is_none_or(|end| at < end))
            .filter(move |stretch| stretch.validity.holds_at(at))
            .map(|stretch| stretch.record)
    }

    /// What has ended by then, the latest end first.
    pub(super) fn ended_by(&self, at: Instant) -> impl Iterator<Item = (Instant, usize)> {
        let ended = self.by_end.partition_point(|(end, _)| *end <= at);
        self.by_end.get(..ended).unwrap_or_default().iter().rev().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn micros(at: i64) -> Instant {
        Instant::from_micros(at)
    }

    fn line(stretches: &[(i64, Option<i64>)]) -> Timeline {
        let mut line = Timeline::default();
        for (record, (from, to)) in stretches.iter().enumerate() {
            line.add(Validity::new(micros(*from), to.map(micros)).unwrap(), record);
        }
        line.sort();
        line
    }

    #[test]
    fn what_holds_is_found_however_the_records_lie() {
        let stretches =
            [(0, Some(10)), (10, Some(20)), (5, None), (2, Some(3)), (30, Some(31)), (0, Some(40))];
        let line = line(&stretches);
        for at in -1..50 {
            let mut found: Vec<usize> = line.at(micros(at)).collect();
            found.sort_unstable();
            let expected: Vec<usize> = (0..stretches.len())
                .filter(|place| {
                    let (from, to) = stretches[*place];
                    from <= at && to.is_none_or(|to| at < to)
                })
                .collect();
            assert_eq!(found, expected, "{at}");
        }
    }

    #[test]
    fn what_has_ended_is_told_from_the_latest_end() {
        let line = line(&[(0, Some(10)), (10, Some(20)), (5, None), (2, Some(3))]);
        let ended = |at| line.ended_by(micros(at)).map(|(_, place)| place).collect::<Vec<_>>();
        assert_eq!(ended(2), Vec::<usize>::new());
        assert_eq!(ended(3), [3]);
        assert_eq!(ended(19), [0, 3]);
        assert_eq!(ended(20), [1, 0, 3]);
    }
}
