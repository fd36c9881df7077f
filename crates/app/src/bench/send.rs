//! `bench send`: a 500-byte message, authorised, durable, sealed twice, audited. With
//! `--epj` its unit works in a journal system, so that each is queued for it, and the
//! audit lines are sealed into blocks meanwhile.

use std::sync::Arc;

use helsebro_actions::dialog::reply::{self, NewReply};
use helsebro_domain::ids::MessageId;
use serde::Serialize;
use tokio_util::sync::CancellationToken;

use super::BenchArgs;
use super::bare::{self, Bare};
use super::place::{Place, Whose};
use super::rounds::{Case, Line, Side, count, loop_for, own_place, rounds, shortened};
use super::town::{BenchTown, TownPlan, WorksIn};

#[derive(Serialize)]
struct Sends {
    #[serde(flatten)]
    line: Line,
    unit_works_in: &'static str,
    queries_per_send: u64,
    writes_per_commit: f64,
}

pub(super) async fn run(
    place: &Place,
    works_in: WorksIn,
    args: &BenchArgs,
) -> anyhow::Result<String> {
    let plan = TownPlan { residents: args.residents, threads: 1, works_in };
    let yardstick = Bare::open(place, plan).await?;
    let town = Arc::new(BenchTown::found(&place.url(Whose::Ours), plan).await?);
    let stop = CancellationToken::new();
    let queries_per_send = queries(&town).await?;
    let before = town.db.counters();
    let case = Case {
        bench: "send",
        database: place.kind().word(),
        clients: args.clients,
        seconds: args.seconds,
        rounds: args.rounds,
    };
    let measured = rounds(
        &case,
        |seconds| bare::sent(Arc::clone(&yardstick), args.clients, seconds),
        |seconds| sent(Arc::clone(&town), args.clients, seconds),
    );
    let sealing = async {
        if works_in == WorksIn::Journal {
            helsebro_worker::keep_sealing(&town.db, None, stop.clone()).await;
        }
    };
    let ended = async {
        let line = measured.await;
        stop.cancel();
        line
    };
    let (line, ()) = tokio::join!(ended, sealing);
    let after = town.db.counters();
    let commits = count(usize::try_from(after.commits - before.commits)?);
    let members = count(usize::try_from(after.members - before.members)?);
    let sends = Sends {
        line: line?,
        unit_works_in: works_in.word(),
        queries_per_send,
        writes_per_commit: shortened(members / commits.max(1.0)),
    };
    Ok(serde_json::to_string(&sends)?)
}

/// How many statements one send is, when keys and the like are at hand.
async fn queries(town: &BenchTown) -> anyhow::Result<u64> {
    send(town, 0).await?;
    let before = town.db.statements();
    send(town, 0).await?;
    Ok(town.db.statements() - before)
}

async fn sent(town: Arc<BenchTown>, clients: usize, seconds: u64) -> Side {
    loop_for(clients, seconds, move |client, number| {
        let town = Arc::clone(&town);
        async move {
            let place = own_place(town.residents.len(), (client, clients), number);
            send(&town, place).await
        }
    })
    .await
}

async fn send(town: &BenchTown, place: usize) -> anyhow::Result<()> {
    let resident = &town.residents[place];
    let submission = MessageId::new(town.acts.now(), town.acts.dice()).uuid();
    let new = NewReply { thread: resident.threads[0], submission, body: town.body.clone() };
    reply::send(&town.acts, &resident.access, &new).await?;
    Ok(())
}
