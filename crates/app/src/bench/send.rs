//! `bench send`: a 500-byte message, authorised, durable, sealed twice, audited.

use std::sync::Arc;

use helsebro_actions::dialog::reply::{self, NewReply};
use helsebro_domain::ids::MessageId;

use super::BenchArgs;
use super::bare::{self, Bare};
use super::rounds::{Side, count, loop_for, rounds, shortened};
use super::town::{BenchTown, Where, body};

pub(super) async fn run(args: &BenchArgs) -> anyhow::Result<String> {
    let place = Where::of(&args.database)?;
    let town = Arc::new(BenchTown::found(&place, args.residents).await?);
    let yardstick = Bare::open(place.folder(), args.residents)?;
    let before = town.db.counters();
    let mut line = rounds(
        "send",
        ("sqlite", args.clients, args.rounds),
        || async { Ok(bare::sent(Arc::clone(&yardstick), args).await) },
        || async { Ok(sent(Arc::clone(&town), args).await) },
    )
    .await?;
    let after = town.db.counters();
    let commits = count(usize::try_from(after.commits - before.commits)?);
    let members = count(usize::try_from(after.members - before.members)?);
    line.writes_per_commit = shortened(members / commits.max(1.0));
    anyhow::ensure!(line.errors == 0, "{} operations failed", line.errors);
    Ok(serde_json::to_string(&line)?)
}

async fn sent(town: Arc<BenchTown>, args: &BenchArgs) -> Side {
    loop_for(args.clients, args.seconds, move |client, number| {
        let town = Arc::clone(&town);
        async move {
            let place = usize::try_from(number).unwrap_or(0) * 7 + client;
            let (citizen, thread) = town.citizens[place % town.citizens.len()];
            let submission = MessageId::new(town.acts.now(), town.acts.dice()).uuid();
            let new = NewReply { thread, submission, body: body()? };
            reply::send(&town.acts, &citizen, &new).await?;
            Ok(())
        }
    })
    .await
}
