//! The scanner: as much of clamd's line as a client needs (`PING`, `INSTREAM`), with a
//! bound on all of it. It knows one harmful thing, the test file that every scanner
//! knows, wherever it stands in what it is handed.

use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};

use super::faults::{Party, Weather};
use super::hall::Hall;

/// Lines to it at once.
const LINES_LIMIT: usize = 16;

/// The longest command.
const COMMAND_BYTES: usize = 64;

/// The largest file, as clamd is set up when nothing else is said.
const FILE_BYTES: usize = 25 * 1024 * 1024;

/// How long it waits for the next piece.
const PATIENCE: Duration = Duration::from_secs(30);

/// The two halves of the test file, apart, so that no scanner takes this for it.
const TEST_FILE: [&[u8]; 2] =
    [b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-", b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"];

/// Takes lines until it is told to stop.
pub(super) async fn run(hall: Arc<Hall>, listener: TcpListener, stopped: watch::Receiver<bool>) {
    let places = Arc::new(Semaphore::new(LINES_LIMIT));
    let mut stop = stopped.clone();
    loop {
        let line = tokio::select! {
            _ = stop.wait_for(|stopped| *stopped) => return,
            line = listener.accept() => line,
        };
        let Ok((line, _)) = line else { continue };
        let Ok(place) = places.clone().acquire_owned().await else { return };
        let weather = hall.weather(Party::Scanner);
        let mut stop = stopped.clone();
        tokio::spawn(async move {
            tokio::select! {
                _ = stop.wait_for(|stopped| *stopped) => {}
                _ = hold(line, weather) => {}
            }
            drop(place);
        });
    }
}

async fn hold(mut line: TcpStream, weather: Weather) -> std::io::Result<()> {
    if weather == Weather::Down {
        return Ok(());
    }
    weather.wait().await;
    let answer = match command(&mut line).await?.as_slice() {
        b"zPING" => "PONG".to_owned(),
        b"zINSTREAM" => look(&mut line).await?,
        _ => "UNKNOWN COMMAND".to_owned(),
    };
    let answer = match weather {
        Weather::Cut => return Ok(()),
        Weather::Lying => "HTTP/1.1 200 OK".to_owned(),
        Weather::Busy(_) => "Can't create temporary file ERROR".to_owned(),
        Weather::Fine | Weather::Down | Weather::Slow(_) => answer,
    };
    line.write_all(answer.as_bytes()).await?;
    line.write_all(b"\0").await?;
    line.shutdown().await
}

/// The command before its end.
async fn command(line: &mut TcpStream) -> std::io::Result<Vec<u8>> {
    let mut command = Vec::new();
    while command.len() < COMMAND_BYTES {
        match within(line.read_u8()).await? {
            0 => return Ok(command),
            byte => command.push(byte),
        }
    }
    Err(std::io::Error::other("the command is too long"))
}

/// Reads a file in pieces, keeping no more of it than the test file is long.
async fn look(line: &mut TcpStream) -> std::io::Result<String> {
    let sign = TEST_FILE.concat();
    let (mut found, mut total) = (false, 0_usize);
    let mut kept: Vec<u8> = Vec::new();
    loop {
        let length = usize::try_from(within(line.read_u32()).await?).unwrap_or(usize::MAX);
        if length == 0 {
            break;
        }
        total = total.saturating_add(length);
        if total > FILE_BYTES {
            return Ok("INSTREAM size limit exceeded. ERROR".to_owned());
        }
        let from = kept.len();
        kept.resize(from + length, 0);
        within(line.read_exact(&mut kept[from..])).await?;
        found |= kept.windows(sign.len()).any(|part| part == sign);
        let overlap = kept.len().saturating_sub(sign.len());
        kept.drain(..overlap);
    }
    Ok(if found { "stream: Eicar-Test-Signature FOUND" } else { "stream: OK" }.to_owned())
}

async fn within<T>(reading: impl Future<Output = std::io::Result<T>>) -> std::io::Result<T> {
    tokio::time::timeout(PATIENCE, reading).await.map_err(std::io::Error::other)?
}
