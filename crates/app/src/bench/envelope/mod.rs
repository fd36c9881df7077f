//! `bench envelope`: a message from a journal system read and understood, answered and
//! receipted, beside the XML parser's bare pass over the same bytes; once as most
//! messages are, once with the largest attachment that is taken.

mod documents;

use std::sync::Arc;

use clap::Args;
use helsebro_messaging::limits::MAX_ATTACHMENT_BYTES;
use quick_xml::events::Event;
use quick_xml::reader::NsReader;
use serde::Serialize;

use self::documents::{Post, Received};
use super::process::peak_bytes;
use super::rounds::{Case, Line, Side, count, loop_for, rounds, shortened};

/// How long.
#[derive(Debug, Clone, Args)]
pub(crate) struct EnvelopeArgs {
    /// How long each side of a round runs.
    #[arg(long, default_value_t = 2)]
    seconds: u64,
    /// How many rounds count.
    #[arg(long, default_value_t = 3)]
    rounds: usize,
}

/// How much is done with the message.
#[derive(Debug, Clone, Copy)]
enum Work {
    /// Opened, checked, parsed, understood.
    Read,
    /// And answered, and receipted.
    All,
}

#[derive(Serialize)]
struct Envelopes {
    #[serde(flatten)]
    line: Line,
    work: &'static str,
    attachment_bytes: usize,
    envelope_bytes: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    memory_bytes: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    memory_times_attachment: Option<f64>,
}

pub(super) async fn run(args: &EnvelopeArgs) -> anyhow::Result<String> {
    anyhow::ensure!(args.seconds >= 1 && args.rounds >= 1, "at least one second and one round");
    let post = Arc::new(Post::new()?);
    // The large one first: the peak of memory only ever rises.
    let large = Arc::new(Received::with_attachment(&post, MAX_ATTACHMENT_BYTES)?);
    let memory = cost(&post, &large)?;
    let small = Arc::new(Received::plain(&post));
    let mut lines = Vec::new();
    for (received, work) in [(&small, Work::Read), (&small, Work::All), (&large, Work::All)] {
        let line = beside(args, (&post, received), work).await?;
        let memory_bytes = memory.filter(|_| received.attachment_bytes > 0);
        let times = memory_bytes.map(|bytes| count(bytes) / count(received.attachment_bytes));
        lines.push(serde_json::to_string(&Envelopes {
            line,
            work: match work {
                Work::Read => "read",
                Work::All => "read, answered, receipted",
            },
            attachment_bytes: received.attachment_bytes,
            envelope_bytes: received.bytes.len(),
            memory_bytes,
            memory_times_attachment: times.map(shortened),
        })?);
    }
    Ok(lines.join("\n"))
}

/// How much memory the envelope and all that is done with it take at most.
fn cost(post: &Post, received: &Received) -> anyhow::Result<Option<usize>> {
    let before = peak_bytes();
    post.all(&received.bytes)?;
    let grown = before.zip(peak_bytes()).map(|(before, after)| after.saturating_sub(before));
    Ok(grown.map(|grown| grown + received.bytes.len()))
}

async fn beside(
    args: &EnvelopeArgs,
    (post, received): (&Arc<Post>, &Arc<Received>),
    work: Work,
) -> anyhow::Result<Line> {
    let case = Case {
        bench: "envelope",
        database: "none",
        clients: 1,
        seconds: args.seconds,
        rounds: args.rounds,
    };
    // What is written is passed over as well, when writing is measured.
    let documents = Arc::new(match work {
        Work::Read => Vec::new(),
        Work::All => post.all(&received.bytes)?,
    });
    rounds(
        &case,
        |seconds| passes((Arc::clone(received), Arc::clone(&documents)), seconds),
        |seconds| ours((Arc::clone(post), Arc::clone(received)), work, seconds),
    )
    .await
}

async fn ours((post, received): (Arc<Post>, Arc<Received>), work: Work, seconds: u64) -> Side {
    loop_for(1, seconds, move |_, _| {
        let done = match work {
            Work::Read => post.read(&received.bytes).map(drop),
            Work::All => post.all(&received.bytes).map(drop),
        };
        core::future::ready(done)
    })
    .await
}

/// The bare pass: every event of the document, with its names resolved and its
/// attributes told apart. Nothing is kept.
async fn passes((received, written): (Arc<Received>, Arc<Vec<String>>), seconds: u64) -> Side {
    loop_for(1, seconds, move |_, _| {
        let all = || {
            pass(core::str::from_utf8(&received.bytes)?)?;
            written.iter().try_for_each(|document| pass(document))
        };
        core::future::ready(all())
    })
    .await
}

fn pass(text: &str) -> anyhow::Result<()> {
    let mut reader = NsReader::from_str(text);
    loop {
        match reader.read_resolved_event()? {
            (_, Event::Start(start) | Event::Empty(start)) => {
                for attribute in start.attributes() {
                    attribute?;
                }
            }
            (_, Event::Eof) => return Ok(()),
            _ => {}
        }
    }
}
