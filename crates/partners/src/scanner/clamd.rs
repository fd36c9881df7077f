//! clamd, the daemon of ClamAV: a file goes over in pieces (`INSTREAM`), one line
//! comes back.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use helsebro_domain::time::Clock;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpStream, UnixStream};

use super::{ScanFault, Scanned, Scanner};
use crate::breaker::{After, Breaker};
use crate::oidc::Later;

/// How many bytes go over in one piece.
const PIECE_BYTES: usize = 64 * 1024;

/// The longest answer that is read.
const MAX_ANSWER_BYTES: u64 = 1_024;

/// How much of a finding's name is told in the log.
const MAX_FINDING: usize = 80;

/// Where clamd listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClamdAddress {
    /// On the net; it is not encrypted, so on this machine or a closed net alone.
    Tcp(SocketAddr),
    /// On this machine, at a path.
    Unix(PathBuf),
}

/// Where clamd is, and how long it may take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClamdSettings {
    /// Where it listens.
    pub address: ClamdAddress,
    /// How long one file may take, from the connection to the answer.
    pub patience: Duration,
}

/// A scanner over clamd.
pub struct Clamd {
    settings: ClamdSettings,
    breaker: Breaker,
}

trait Line: AsyncRead + AsyncWrite + Unpin + Send {}

impl<T: AsyncRead + AsyncWrite + Unpin + Send> Line for T {}

impl Clamd {
    /// An adapter with these settings. It does not call yet.
    pub fn new(settings: ClamdSettings, clock: Arc<dyn Clock>) -> Self {
        Self { settings, breaker: Breaker::new(clock) }
    }

    async fn scanned(&self, file: &[u8]) -> Result<Scanned, ScanFault> {
        if !self.breaker.admits() {
            return Err(ScanFault::LeftAlone);
        }
        let patience = self.settings.patience;
        let answer = tokio::time::timeout(patience, self.instream(file)).await;
        let scanned = answer.unwrap_or(Err(ScanFault::TooSlow));
        match scanned {
            Ok(_) => self.breaker.answered(),
            Err(fault) => {
                tracing::warn!(%fault, "a file was not looked through");
                if self.breaker.failed() == After::NowResting {
                    tracing::warn!("the scanner is left alone after repeated faults");
                }
            }
        }
        scanned
    }

    async fn line(&self) -> Result<Box<dyn Line>, ScanFault> {
        let unreachable = |_| ScanFault::Unreachable;
        Ok(match &self.settings.address {
            ClamdAddress::Tcp(address) => {
                Box::new(TcpStream::connect(address).await.map_err(unreachable)?)
            }
            ClamdAddress::Unix(path) => {
                Box::new(UnixStream::connect(path).await.map_err(unreachable)?)
            }
        })
    }

    async fn instream(&self, file: &[u8]) -> Result<Scanned, ScanFault> {
        let mut line = self.line().await?;
        // clamd may answer, and hang up, before it has taken the whole file.
        let sent = send(&mut line, file).await;
        let answer = answer(&mut line).await;
        match (sent, answer) {
            (Ok(()), Ok(answer)) => verdict(&answer),
            (Err(_), Ok(answer)) => verdict(&answer).and(Err(ScanFault::BadAnswer)),
            (_, Err(_)) => Err(ScanFault::Unreachable),
        }
    }

    async fn ping(&self) -> Result<(), ScanFault> {
        let mut line = self.line().await?;
        line.write_all(b"zPING\0").await.map_err(|_| ScanFault::Unreachable)?;
        match answer(&mut line).await.map_err(|_| ScanFault::Unreachable)?.as_slice() {
            b"PONG" => Ok(()),
            _ => Err(ScanFault::BadAnswer),
        }
    }

    async fn reached(&self) -> Result<(), ScanFault> {
        let answer = tokio::time::timeout(self.settings.patience, self.ping()).await;
        answer.unwrap_or(Err(ScanFault::TooSlow))
    }
}

async fn send(line: &mut Box<dyn Line>, file: &[u8]) -> std::io::Result<()> {
    line.write_all(b"zINSTREAM\0").await?;
    for piece in file.chunks(PIECE_BYTES) {
        let length = u32::try_from(piece.len()).map_err(std::io::Error::other)?;
        line.write_all(&length.to_be_bytes()).await?;
        line.write_all(piece).await?;
    }
    line.write_all(&[0; 4]).await?;
    line.flush().await
}

/// The answer without its end.
async fn answer(line: &mut Box<dyn Line>) -> std::io::Result<Vec<u8>> {
    let mut answer = Vec::new();
    line.take(MAX_ANSWER_BYTES).read_to_end(&mut answer).await?;
    while matches!(answer.last(), Some(b'\0' | b'\n' | b'\r')) {
        answer.pop();
    }
    Ok(answer)
}

/// What an answer says. Only the very words for «nothing» let a file on.
fn verdict(answer: &[u8]) -> Result<Scanned, ScanFault> {
    if answer == b"stream: OK" {
        return Ok(Scanned::Clean);
    }
    if answer.is_empty() {
        return Err(ScanFault::Unreachable);
    }
    let Some(rest) = answer.strip_prefix(b"stream: ") else {
        return Err(match answer.ends_with(b" ERROR") {
            true => ScanFault::Failing,
            false => ScanFault::BadAnswer,
        });
    };
    match rest.strip_suffix(b" FOUND") {
        Some(finding) => {
            tracing::warn!(finding = named(finding), "a file was found to be harmful");
            Ok(Scanned::Harmful)
        }
        None if rest.ends_with(b" ERROR") => Err(ScanFault::Failing),
        None => Err(ScanFault::BadAnswer),
    }
}

/// The name of a finding, when it looks like one.
fn named(finding: &[u8]) -> &str {
    let plain = finding.len() <= MAX_FINDING
        && finding.iter().all(|byte| byte.is_ascii_alphanumeric() || b".-_:/()".contains(byte));
    let name = if plain { core::str::from_utf8(finding).ok() } else { None };
    name.unwrap_or("a name we cannot tell")
}

impl Scanner for Clamd {
    fn scan<'a>(&'a self, file: &'a [u8]) -> Later<'a, Scanned, ScanFault> {
        Box::pin(self.scanned(file))
    }

    fn check(&self) -> Later<'_, (), ScanFault> {
        Box::pin(self.reached())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_very_words_for_nothing_let_a_file_on() {
        assert_eq!(verdict(b"stream: OK"), Ok(Scanned::Clean));
        assert_eq!(verdict(b"stream: Eicar-Signature FOUND"), Ok(Scanned::Harmful));
        assert_eq!(verdict(b"stream: OK FOUND"), Ok(Scanned::Harmful));
        let too_large = b"INSTREAM size limit exceeded. ERROR";
        assert_eq!(verdict(too_large), Err(ScanFault::Failing));
        assert_eq!(verdict(b"stream: Can't allocate memory ERROR"), Err(ScanFault::Failing));
        assert_eq!(verdict(b""), Err(ScanFault::Unreachable));
        for answer in [&b"OK"[..], b"stream: ok", b"stream: OK\nstream: X FOUND!", b"PONG"] {
            assert_eq!(verdict(answer), Err(ScanFault::BadAnswer));
        }
    }

    #[test]
    fn a_finding_is_told_by_its_name_when_that_is_one() {
        assert_eq!(named(b"Win.Test.EICAR_HDB-1"), "Win.Test.EICAR_HDB-1");
        assert_eq!(named(b"Kari Nilsen 12864800015"), "a name we cannot tell");
    }
}
