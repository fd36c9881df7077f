//! The mail server: as much of SMTP as a sender needs, with a bound on all of it.

use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};

use super::faults::{Party, Weather};
use super::hall::Hall;
use super::letters;

/// Lines to it at once.
const LINES_LIMIT: usize = 64;

/// The longest command.
const COMMAND_BYTES: u64 = 1_024;

/// The largest letter.
const LETTER_BYTES: u64 = 2 * 1024 * 1024;

/// How long it waits for the next word.
const PATIENCE: Duration = Duration::from_secs(30);

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
        let hall = hall.clone();
        let mut stop = stopped.clone();
        tokio::spawn(async move {
            tokio::select! {
                _ = stop.wait_for(|stopped| *stopped) => {}
                _ = Talk::new(hall, line).hold() => {}
            }
            drop(place);
        });
    }
}

/// One line.
struct Talk {
    hall: Arc<Hall>,
    weather: Weather,
    from: BufReader<OwnedReadHalf>,
    to: OwnedWriteHalf,
    sender: Option<String>,
    receivers: Vec<String>,
}

/// Whether the talk goes on.
#[derive(PartialEq, Eq)]
enum After {
    GoOn,
    Over,
}

impl Talk {
    fn new(hall: Arc<Hall>, line: TcpStream) -> Self {
        let weather = hall.weather(Party::Mail);
        let (from, to) = line.into_split();
        Self { hall, weather, from: BufReader::new(from), to, sender: None, receivers: Vec::new() }
    }

    async fn hold(mut self) -> std::io::Result<()> {
        self.weather.wait().await;
        match self.weather {
            Weather::Down => return self.say("421 not now").await,
            Weather::Lying => return self.say("HTTP/1.1 200 OK").await,
            _ => self.say("220 mx.innbygger.example").await?,
        }
        while let Some(command) = self.command().await? {
            if self.answer(&command).await? == After::Over {
                break;
            }
        }
        Ok(())
    }

    async fn say(&mut self, words: &str) -> std::io::Result<()> {
        self.to.write_all(format!("{words}\r\n").as_bytes()).await
    }

    async fn command(&mut self) -> std::io::Result<Option<String>> {
        let line = read_line(&mut self.from, COMMAND_BYTES).await?;
        Ok(line.map(|line| String::from_utf8_lossy(&line).trim_end().to_owned()))
    }

    async fn answer(&mut self, command: &str) -> std::io::Result<After> {
        let verb: String = command.chars().take(4).collect::<String>().to_ascii_uppercase();
        match verb.as_str() {
            "EHLO" => {
                self.say("250-mx.innbygger.example\r\n250-8BITMIME\r\n250 SMTPUTF8").await?;
            }
            "HELO" | "NOOP" => self.say("250 ok").await?,
            "MAIL" => {
                self.receivers.clear();
                self.sender = address(command);
                self.say("250 ok").await?;
            }
            "RCPT" => self.receiver(command).await?,
            "DATA" => return self.letter().await,
            "RSET" => {
                self.sender = None;
                self.receivers.clear();
                self.say("250 ok").await?;
            }
            "QUIT" => {
                self.say("221 bye").await?;
                return Ok(After::Over);
            }
            _ => self.say("502 not here").await?,
        }
        Ok(After::GoOn)
    }

    async fn receiver(&mut self, command: &str) -> std::io::Result<()> {
        if matches!(self.weather, Weather::Busy(_)) {
            return self.say("451 come back later").await;
        }
        let Some(receiver) = address(command).filter(|_| self.sender.is_some()) else {
            return self.say("503 who is it from").await;
        };
        let refused = self.hall.with(|world| {
            world.mailboxes.get(&receiver.to_lowercase()).is_some_and(|(refused, _)| *refused)
        });
        if refused {
            return self.say("550 5.1.1 no such mailbox").await;
        }
        self.receivers.push(receiver);
        self.say("250 ok").await
    }

    async fn letter(&mut self) -> std::io::Result<After> {
        if self.receivers.is_empty() {
            self.say("503 whom is it for").await?;
            return Ok(After::GoOn);
        }
        self.say("354 go on").await?;
        let Some(letter) = self.read_letter().await? else {
            self.say("552 too large").await?;
            return Ok(After::Over);
        };
        let back = self.sender.take().unwrap_or_default();
        for receiver in std::mem::take(&mut self.receivers) {
            letters::take(&self.hall, &back, &receiver, &letter);
        }
        if self.weather == Weather::Cut {
            return Ok(After::Over);
        }
        let id = self.hall.random();
        self.say(&format!("250 2.0.0 queued as {id}")).await?;
        Ok(After::GoOn)
    }

    /// The letter up to the line that is a dot alone; none when it is too large.
    async fn read_letter(&mut self) -> std::io::Result<Option<Vec<u8>>> {
        let mut letter = Vec::new();
        loop {
            let room = LETTER_BYTES.saturating_sub(letter.len() as u64);
            let line = read_line(&mut self.from, room).await?;
            let Some(line) = line.filter(|line| line.ends_with(b"\n")) else { return Ok(None) };
            match line.as_slice() {
                b".\r\n" | b".\n" => return Ok(Some(letter)),
                [b'.', rest @ ..] => letter.extend_from_slice(rest),
                whole => letter.extend_from_slice(whole),
            }
        }
    }
}

/// One line with its end; none when the other side has gone.
async fn read_line<R: AsyncRead + Unpin>(
    from: &mut BufReader<R>,
    most: u64,
) -> std::io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    let mut bounded = from.take(most);
    let reading = bounded.read_until(b'\n', &mut line);
    let read = tokio::time::timeout(PATIENCE, reading).await.map_err(std::io::Error::other)??;
    Ok((read > 0).then_some(line))
}

/// The address between the angle brackets.
fn address(command: &str) -> Option<String> {
    let (_, rest) = command.split_once('<')?;
    let (address, _) = rest.split_once('>')?;
    Some(address.to_owned())
}
