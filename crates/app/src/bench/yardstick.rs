//! `bench yardstick`: what share of a plain insert the bare loop reaches. Under half
//! of it at 64 clients it is no yardstick.

use std::sync::Arc;

use super::BenchArgs;
use super::bare::{self, Bare};
use super::place::Place;
use super::rounds::shortened;
use super::town::{TownPlan, WorksIn};

/// The least share of a plain insert that makes a yardstick.
const LEAST_SHARE: f64 = 0.5;

pub(super) async fn run(
    place: &Place,
    works_in: WorksIn,
    args: &BenchArgs,
) -> anyhow::Result<String> {
    let plan = TownPlan { residents: args.residents, threads: 1, works_in };
    let bare = Bare::open(place, plan).await?;
    let mut shares = Vec::new();
    for _ in 0..args.rounds {
        let plain = bare::plain(Arc::clone(&bare), args.clients, args.seconds).await;
        let sends = bare::sent(Arc::clone(&bare), args.clients, args.seconds).await;
        anyhow::ensure!(plain.errors + sends.errors == 0, "operations failed");
        shares.push((sends.per_second / plain.per_second, sends, plain));
    }
    shares.sort_by(|one, other| one.0.total_cmp(&other.0));
    let (least, most) = (shares[0].0, shares[shares.len() - 1].0);
    let (share, sends, plain) = &shares[shares.len() / 2];
    Ok(serde_json::json!({
        "bench": "yardstick",
        "database": place.kind().word(),
        "unit_works_in": works_in.word(),
        "clients": args.clients,
        "bare_per_second": sends.per_second.round(),
        "bare_p99_micros": sends.p99_micros,
        "plain_insert_per_second": plain.per_second.round(),
        "share_of_plain_insert": shortened(*share),
        "share_min": shortened(least),
        "share_max": shortened(most),
        "is_a_yardstick": *share >= LEAST_SHARE,
    })
    .to_string())
}
