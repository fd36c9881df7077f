//! The yardstick E: the two drivers bare, with no product code in its loop.
//!
//! It works on a database of its own. A send of either leaves the same rows with as
//! many bytes; a test holds them side by side. Texts are really sealed, twice, and
//! opened again for a page; what is looked up is what must be known before a send is
//! allowed. COMMITs are as durable as ours, and on SQLite they are grouped. It is what
//! the machine can do, and it is believed only when it reaches half of a plain insert
//! on the same engine.

mod page;
mod postgres;
mod rows;
mod seal;
mod sqlite;
mod tables;

use std::sync::Arc;

use anyhow::Context as _;

use self::postgres::Postgres;
use self::rows::{Head, Letter};
use self::seal::Seals;
use self::sqlite::Sqlite;
use self::tables::Founded;
use super::place::{Kind, Place, Whose};
use super::rounds::{Side, loop_for, own_place};
use super::town::{MESSAGE_LETTERS, TownPlan};

pub(super) use self::page::router;

/// The bare loop over its own database.
pub(super) struct Bare {
    engine: Engine,
    seals: Seals,
    heads: Vec<Head>,
    cookies: Vec<String>,
}

enum Engine {
    Sqlite(Sqlite),
    Postgres(Postgres),
}

impl Bare {
    /// Over a town of its own in the yardstick's database.
    pub(super) async fn open(place: &Place, plan: TownPlan) -> anyhow::Result<Arc<Self>> {
        let seals = Seals::new()?;
        let founded = Founded::plan(plan, &seals);
        let (script, rows) = (tables::script(place.kind()), founded.rows());
        let engine = match place.kind() {
            Kind::Sqlite => Engine::Sqlite(Sqlite::open(&place.file(Whose::Bare), &script, &rows)?),
            Kind::Postgres => {
                let url = place.url(Whose::Bare);
                Engine::Postgres(Postgres::open(&url, &script, &rows).await?)
            }
        };
        let Founded { heads, cookies, .. } = founded;
        Ok(Arc::new(Self { engine, seals, heads, cookies }))
    }

    /// The cookies of those who may look at their page.
    pub(super) fn cookies(&self) -> Vec<String> {
        self.cookies.clone()
    }

    /// One send, to the conversation in this place.
    async fn send(&self, place: usize) -> anyhow::Result<()> {
        let letter = Letter::write(self.head(place)?, &self.seals);
        match &self.engine {
            Engine::Sqlite(sqlite) => sqlite.send(letter).await,
            Engine::Postgres(postgres) => postgres.send(letter).await,
        }
    }

    /// A message's row and nothing else.
    async fn plain(&self, place: usize, copies: [Vec<u8>; 2]) -> anyhow::Result<()> {
        let letter = Letter::of(self.head(place)?, copies, [0; 32]);
        match &self.engine {
            Engine::Sqlite(sqlite) => sqlite.plain(letter).await,
            Engine::Postgres(postgres) => postgres.plain(letter).await,
        }
    }

    fn head(&self, place: usize) -> anyhow::Result<&Head> {
        self.heads.get(place).context("no such conversation")
    }

    async fn found(&self, asked: &page::Asked) -> anyhow::Result<page::Found> {
        match &self.engine {
            Engine::Sqlite(sqlite) => sqlite.page(asked).await,
            Engine::Postgres(postgres) => postgres.page(asked).await,
        }
    }
}

/// One side of a round: the bare sends.
pub(super) async fn sent(bare: Arc<Bare>, clients: usize, seconds: u64) -> Side {
    loop_for(clients, seconds, move |client, number| {
        let bare = Arc::clone(&bare);
        async move {
            let place = own_place(bare.heads.len(), (client, clients), number);
            bare.send(place).await
        }
    })
    .await
}

/// The same for plain inserts: of a message's row alone, with copies that are at hand.
pub(super) async fn plain(bare: Arc<Bare>, clients: usize, seconds: u64) -> Side {
    let copies = bare.seals.pair(&[b'x'; MESSAGE_LETTERS]);
    loop_for(clients, seconds, move |client, number| {
        let (bare, copies) = (Arc::clone(&bare), copies.clone());
        async move {
            let place = own_place(bare.heads.len(), (client, clients), number);
            bare.plain(place, copies).await
        }
    })
    .await
}
