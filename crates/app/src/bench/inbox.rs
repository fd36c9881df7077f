//! `bench inbox`: the newest conversations of a citizen as a page, read with a
//! log line, unsealed and drawn.

use std::sync::Arc;

use helsebro_actions::dialog::inbox;

use super::BenchArgs;
use super::bare::Bare;
use super::rounds::{Side, loop_for, rounds};
use super::town::{BenchTown, Where};

pub(super) async fn run(args: &BenchArgs) -> anyhow::Result<String> {
    let place = Where::of(&args.database)?;
    let town = Arc::new(BenchTown::found(&place, args.residents).await?);
    let yardstick = Bare::open(place.folder(), args.residents)?;
    for resident in 0..args.residents {
        yardstick.send(resident, 1).await?;
    }
    let line = rounds(
        "inbox",
        ("sqlite", args.clients, args.rounds),
        || async { Ok(bare_pages(Arc::clone(&yardstick), args).await) },
        || async { Ok(pages(Arc::clone(&town), args).await) },
    )
    .await?;
    anyhow::ensure!(line.errors == 0, "{} operations failed", line.errors);
    Ok(serde_json::to_string(&line)?)
}

async fn pages(town: Arc<BenchTown>, args: &BenchArgs) -> Side {
    loop_for(args.clients, args.seconds, move |client, number| {
        let town = Arc::clone(&town);
        async move {
            let place = usize::try_from(number).unwrap_or(0) * 7 + client;
            let (citizen, _) = town.citizens[place % town.citizens.len()];
            let list = inbox::list(&town.acts, &citizen, None).await?;
            anyhow::ensure!(!list.lines.is_empty(), "an empty inbox");
            Ok(())
        }
    })
    .await
}

async fn bare_pages(bare: Arc<Bare>, args: &BenchArgs) -> Side {
    let residents = args.residents;
    loop_for(args.clients, args.seconds, move |client, number| {
        let bare = Arc::clone(&bare);
        async move {
            let place = usize::try_from(number).unwrap_or(0) * 7 + client;
            anyhow::ensure!(bare.page(place % residents).await? > 0, "an empty page");
            Ok(())
        }
    })
    .await
}
