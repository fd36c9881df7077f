//! `bench inbox`: the newest conversations of a citizen as a page. Ours is the whole
//! page at our own door: the session, what is unread, the list, its line in the log,
//! the topics opened, the HTML drawn. The bare one is the same rows in plain HTML.

use std::sync::Arc;

use axum::Router;
use serde::Serialize;

use super::BenchArgs;
use super::bare::{self, Bare};
use super::door;
use super::place::{Place, Whose};
use super::rounds::{Case, Line, Side, loop_for, own_place, rounds};
use super::town::{BenchTown, TownPlan, WorksIn};

/// How many conversations stand on the page.
const ON_PAGE: usize = 20;

const PATH: &str = "/meldinger";

#[derive(Serialize)]
struct Pages {
    #[serde(flatten)]
    line: Line,
    conversations: usize,
    queries_per_page: u64,
    page_bytes: usize,
    bare_page_bytes: usize,
}

/// Doors, and the cookies of those who come.
struct Visitors {
    router: Router,
    cookies: Vec<String>,
}

pub(super) async fn run(place: &Place, args: &BenchArgs) -> anyhow::Result<String> {
    let plan = TownPlan { residents: args.residents, threads: ON_PAGE, works_in: WorksIn::Console };
    let yardstick = Bare::open(place, plan).await?;
    let cookies = yardstick.cookies();
    let theirs = Arc::new(Visitors { router: bare::router(yardstick), cookies });
    let town = BenchTown::found(&place.url(Whose::Ours), plan).await?;
    let ours =
        Arc::new(Visitors { router: door::router(&town)?, cookies: door::cookies(&town).await? });
    let queries_per_page = queries(&town, &ours).await?;
    let case = Case {
        bench: "inbox",
        database: place.kind().word(),
        clients: args.clients,
        seconds: args.seconds,
        rounds: args.rounds,
    };
    let line = rounds(
        &case,
        |seconds| pages(Arc::clone(&theirs), args.clients, seconds),
        |seconds| pages(Arc::clone(&ours), args.clients, seconds),
    )
    .await?;
    let pages = Pages {
        line,
        conversations: ON_PAGE,
        queries_per_page,
        page_bytes: ours.page(0).await?,
        bare_page_bytes: theirs.page(0).await?,
    };
    Ok(serde_json::to_string(&pages)?)
}

/// How many statements a page is, when keys and the like are at hand.
async fn queries(town: &BenchTown, ours: &Visitors) -> anyhow::Result<u64> {
    ours.page(0).await?;
    let before = town.db.statements();
    ours.page(0).await?;
    Ok(town.db.statements() - before)
}

async fn pages(visitors: Arc<Visitors>, clients: usize, seconds: u64) -> Side {
    loop_for(clients, seconds, move |client, number| {
        let visitors = Arc::clone(&visitors);
        async move {
            let place = own_place(visitors.cookies.len(), (client, clients), number);
            visitors.page(place).await.map(drop)
        }
    })
    .await
}

impl Visitors {
    /// The page of the citizen in this place; how many bytes it has.
    async fn page(&self, place: usize) -> anyhow::Result<usize> {
        door::asked(&self.router, PATH, &self.cookies[place]).await
    }
}
