//! The yardstick: the two drivers bare, no product code, touching the same rows
//! and bytes as a send does, with the same durability and grouped the same way.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::Context as _;
use rusqlite::{Connection, params};
use tokio::sync::{Mutex, oneshot};

use super::BenchArgs;
use super::rounds::{Side, loop_for, shortened};
use super::town::{Where, chance};

/// About what a sealed 500-byte message, its copies' seals and its head weigh.
const TEXT_BYTES: usize = 560;

/// The most that share one COMMIT, as ours.
const MAX_GROUP: usize = 256;

const TABLES: &str = "CREATE TABLE heads (id BLOB PRIMARY KEY, at INTEGER, promise INTEGER);
    CREATE TABLE texts (head BLOB, id BLOB, at INTEGER, one BLOB, two BLOB, \
        PRIMARY KEY (head, id)) WITHOUT ROWID;
    CREATE TABLE lines (id BLOB PRIMARY KEY, who BLOB, what TEXT, hash BLOB) WITHOUT ROWID;";

/// A bare SQLite database with grouped commits.
pub(super) struct Bare {
    connection: Mutex<Group>,
    waiting: AtomicUsize,
}

struct Group {
    connection: Connection,
    told: Vec<oneshot::Sender<bool>>,
}

impl Bare {
    pub(super) fn open(folder: &Path, heads: usize) -> anyhow::Result<Arc<Self>> {
        let connection = Connection::open(folder.join("bare.db"))?;
        connection.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;",
        )?;
        connection.execute_batch(TABLES)?;
        for head in 0..heads {
            connection.execute("INSERT INTO heads VALUES (?1, 0, 0)", params![id(head, 0)])?;
        }
        let group = Group { connection, told: Vec::new() };
        Ok(Arc::new(Self { connection: Mutex::new(group), waiting: AtomicUsize::new(0) }))
    }

    /// The rows of one send: look up the head, add the text and the line, move the head.
    pub(super) async fn send(&self, head: usize, number: u64) -> anyhow::Result<()> {
        let (one, two) = (chance(TEXT_BYTES), chance(TEXT_BYTES));
        let head = id(head, 0);
        self.grouped(|connection| {
            let mut find = connection.prepare_cached("SELECT at FROM heads WHERE id = ?1")?;
            let _: i64 = find.query_row(params![head], |row| row.get(0))?;
            let (text, line) = (fresh(), fresh());
            let now = i64::try_from(number).unwrap_or(0);
            connection
                .prepare_cached("INSERT INTO texts VALUES (?1, ?2, ?3, ?4, ?5)")?
                .execute(params![head, text, now, one, two])?;
            connection
                .prepare_cached("INSERT INTO lines VALUES (?1, ?2, 'MESSAGE_SENT', ?3)")?
                .execute(params![line, head, &one[..32]])?;
            connection
                .prepare_cached("UPDATE heads SET at = ?2, promise = ?2 WHERE id = ?1")?
                .execute(params![head, now])?;
            Ok(())
        })
        .await
    }

    /// One row and nothing else, for the yardstick's own measure.
    async fn plain(&self, number: u64) -> anyhow::Result<()> {
        let text = chance(TEXT_BYTES);
        self.grouped(|connection| {
            let now = i64::try_from(number).unwrap_or(0);
            connection
                .prepare_cached("INSERT INTO texts VALUES (?1, ?2, ?3, ?4, ?4)")?
                .execute(params![id(0, 1), fresh(), now, text])?;
            Ok(())
        })
        .await
    }

    /// The newest rows of a head, made into a page of plain text.
    pub(super) async fn page(&self, head: usize) -> anyhow::Result<usize> {
        let group = self.connection.lock().await;
        let mut find = group.connection.prepare_cached(
            "SELECT id, at, one FROM texts WHERE head = ?1 ORDER BY id DESC LIMIT 25",
        )?;
        let mut rows = find.query(params![id(head, 0)])?;
        let mut html = String::from("<!doctype html><ol>");
        while let Some(row) = rows.next()? {
            let (at, text): (i64, Vec<u8>) = (row.get(1)?, row.get(2)?);
            html.push_str(&format!("<li>{at}: {} bytes</li>", text.len()));
        }
        Ok(html.len())
    }

    async fn grouped(
        &self,
        act: impl FnOnce(&Connection) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let (tell, told) = oneshot::channel();
        self.waiting.fetch_add(1, Ordering::SeqCst);
        {
            let mut group = self.connection.lock().await;
            self.waiting.fetch_sub(1, Ordering::SeqCst);
            if group.told.is_empty() {
                group.connection.execute_batch("BEGIN IMMEDIATE")?;
            }
            act(&group.connection)?;
            group.told.push(tell);
            if self.waiting.load(Ordering::SeqCst) == 0 || group.told.len() >= MAX_GROUP {
                tokio::task::block_in_place(|| group.connection.execute_batch("COMMIT"))?;
                for member in group.told.drain(..) {
                    let _ = member.send(true);
                }
            }
        }
        told.await.context("the group ended without a commit")?;
        Ok(())
    }
}

/// The yardstick's own share of a plain insert.
pub(super) async fn yardstick(args: &BenchArgs) -> anyhow::Result<String> {
    let place = Where::of(&args.database)?;
    let bare = Bare::open(place.folder(), args.residents)?;
    let mut shares = Vec::new();
    for _ in 0..args.rounds {
        let (plain, sends) = (Arc::clone(&bare), Arc::clone(&bare));
        let one = loop_for(args.clients, args.seconds, move |_, number| {
            let bare = Arc::clone(&plain);
            async move { bare.plain(number).await }
        })
        .await;
        let other = sent(sends, args).await;
        shares.push((other.per_second / one.per_second, other.per_second, one.per_second));
    }
    shares.sort_by(|one, other| one.0.total_cmp(&other.0));
    let (share, sends, plain) = shares[shares.len() / 2];
    Ok(serde_json::json!({
        "bench": "yardstick",
        "database": "sqlite",
        "clients": args.clients,
        "bare_per_second": sends.round(),
        "plain_insert_per_second": plain.round(),
        "share_of_plain_insert": shortened(share),
        "is_a_yardstick": share >= 0.5,
    })
    .to_string())
}

/// One side of a round: the bare sends.
pub(super) async fn sent(bare: Arc<Bare>, args: &BenchArgs) -> Side {
    let residents = args.residents;
    loop_for(args.clients, args.seconds, move |client, number| {
        let bare = Arc::clone(&bare);
        let place = usize::try_from(number).unwrap_or(0) * 7 + client;
        async move { bare.send(place % residents, number).await }
    })
    .await
}

fn id(head: usize, kind: u8) -> [u8; 16] {
    let mut bytes = [kind; 16];
    bytes[..8].copy_from_slice(&head.to_be_bytes());
    bytes
}

/// A time-ordered id, as ours.
fn fresh() -> [u8; 16] {
    static NEXT: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(1);
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&NEXT.fetch_add(1, Ordering::Relaxed).to_be_bytes());
    bytes
}
