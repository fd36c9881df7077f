//! `[files]`: files that go along with messages, and who looks through them.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use helsebro_domain::dialog::FileLimits;
use helsebro_partners::scanner::{ClamdAddress, ClamdSettings};
use serde::Deserialize;

use super::Problems;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FilesSection {
    scanner: String,
    scan_seconds: i64,
    total_megabytes: i64,
}

/// How files are taken; not at all without a scanner.
#[derive(Debug, Clone, Default)]
pub(crate) struct FilesSettings {
    /// The scanner.
    pub(crate) scanner: Option<ClamdSettings>,
    /// How much goes along with one message.
    pub(crate) limits: FileLimits,
}

/// How many bytes a megabyte has, as citizens are told it.
const MEGABYTE: usize = 1_000_000;

impl FilesSection {
    pub(super) fn settings(&self, problems: &mut Problems) -> Option<FilesSettings> {
        let seconds = problems.within("files.scan_seconds", self.scan_seconds, 1..=25);
        let megabytes = problems.within("files.total_megabytes", self.total_megabytes, 1..=18);
        let address = match self.scanner.as_str() {
            "" => Some(None),
            at => {
                let address = address(at);
                if address.is_none() {
                    let what = "must be an address and a port, or \"unix:\" and a path";
                    problems.add("files.scanner", what);
                }
                address.map(Some)
            }
        };
        let patience = Duration::from_secs(u64::from(seconds?));
        let total = usize::try_from(megabytes?).ok()?.saturating_mul(MEGABYTE);
        let scanner = address?.map(|address| ClamdSettings { address, patience });
        Some(FilesSettings { scanner, limits: FileLimits::of(total) })
    }
}

fn address(at: &str) -> Option<ClamdAddress> {
    match at.strip_prefix("unix:") {
        Some(path) => path.starts_with('/').then(|| ClamdAddress::Unix(PathBuf::from(path))),
        None => at.parse::<SocketAddr>().ok().map(ClamdAddress::Tcp),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scanner_is_an_address_with_a_port_or_a_path() {
        assert!(matches!(address("127.0.0.1:3310"), Some(ClamdAddress::Tcp(_))));
        assert!(matches!(address("unix:/run/clamav/clamd.ctl"), Some(ClamdAddress::Unix(_))));
        for wrong in ["clamd", "127.0.0.1", "unix:clamd.ctl", "http://127.0.0.1:3310"] {
            assert!(address(wrong).is_none(), "{wrong}");
        }
    }
}
