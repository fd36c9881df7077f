//! What this process has used, where the system tells.

use core::time::Duration;

/// What the system counts processor time in: a hundredth of a second on every Linux.
const TICK: Duration = Duration::from_millis(10);

/// Processor time of all threads, in the program and in the system for it.
#[derive(Debug, Clone, Copy)]
pub(super) struct CpuTime(u32);

impl CpuTime {
    /// Since the process began; none where nobody tells.
    pub(super) fn so_far() -> Option<Self> {
        Self::of(&std::fs::read_to_string("/proc/self/stat").ok()?)
    }

    /// The 14th and 15th field. The second may hold anything but ends at the last bracket.
    fn of(stat: &str) -> Option<Self> {
        let (_, after_name) = stat.rsplit_once(')')?;
        let mut fields = after_name.split_ascii_whitespace().skip(11);
        let mut next = || fields.next()?.parse::<u32>().ok();
        Some(Self(next()?.saturating_add(next()?)))
    }

    pub(super) fn micros_since(self, before: Self) -> f64 {
        (TICK * self.0.saturating_sub(before.0)).as_secs_f64() * 1e6
    }
}

/// The most memory that was in use at once so far; none where nobody tells.
pub(super) fn peak_bytes() -> Option<usize> {
    peak_in(&std::fs::read_to_string("/proc/self/status").ok()?)
}

fn peak_in(status: &str) -> Option<usize> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: usize = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_times_are_found_whatever_the_name_is() {
        let stat = "7 (a) b (c) S 1 7 7 0 -1 4194560 1 2 3 4 120 30 0 0 20 0 9 0 5";
        let found = CpuTime::of(stat).unwrap();
        assert_eq!(found.0, 150);
        assert!((found.micros_since(CpuTime(50)) - 1e6).abs() < 1.0);
        assert!(CpuTime::of("7 (a) S 1").is_none());
    }

    #[test]
    fn the_peak_is_told_in_kilobytes() {
        assert_eq!(peak_in("Name:\thelsebro\nVmHWM:\t  2048 kB\nVmRSS:\t 1 kB\n"), Some(2_097_152));
        assert_eq!(peak_in("Name:\thelsebro\n"), None);
    }
}
