//! Lines sealed into blocks, and what a walk over them finds when somebody has
//! been at them.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use helsebro_domain::audit::{Actor, AuditLine, Event};
use helsebro_domain::ids::{AuditId, MunicipalityId};
use helsebro_storage::audit::{self, Chain, ChainFile, Finding, Sealed, Verified};
use helsebro_storage::{Db, EngineKind, StorageError, values};
use tempfile::TempDir;
use uuid::Uuid;

use crate::harness::{SYSTEM, Town, both};

pub(crate) fn solvik() -> MunicipalityId {
    MunicipalityId::from_uuid(Uuid::from_u128(10))
}

/// A town with a file for its chain.
pub(crate) struct Chained {
    pub(crate) town: Town,
    file: ChainFile,
    _folder: TempDir,
    ids: AtomicU64,
}

impl Chained {
    pub(crate) fn new(town: Town) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = ChainFile::at(folder.path().join("audit.chain"));
        Self { town, file, _folder: folder, ids: AtomicU64::new(1) }
    }

    /// An id that sorts after those before it, and can be written in SQL.
    pub(crate) fn next_id(&self) -> Uuid {
        let number = self.ids.fetch_add(1, Ordering::SeqCst);
        Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + u128::from(number))
    }

    pub(crate) fn line(&self, org: Option<MunicipalityId>) -> AuditLine {
        let id = AuditId::from_uuid(self.next_id());
        let mut line = AuditLine::accepted(id, self.town.now(), Event::ThreadRead, Actor::System);
        line.org = org;
        line
    }

    /// Writes lines of Solvik and gives their ids.
    async fn write(&self, lines: usize) -> Vec<Uuid> {
        let mut ids = Vec::new();
        for _ in 0..lines {
            let line = self.line(Some(solvik()));
            ids.push(line.id.uuid());
            append(&self.town.db, &line).await;
        }
        ids
    }

    pub(crate) async fn seal(&self) -> Sealed {
        let sealed = audit::seal(&self.town.db).await.unwrap();
        self.file.catch_up(&self.town.db).await.unwrap();
        sealed
    }

    async fn verified(&self) -> Verified {
        // Long enough that nothing is on its way to the file any more.
        self.town.clock.move_on(Duration::from_secs(120));
        audit::verify(&self.town.db, Some(&self.file)).await.unwrap()
    }

    pub(crate) async fn findings(&self) -> Vec<Finding> {
        self.verified().await.findings
    }

    pub(crate) async fn kinds(&self) -> Vec<&'static str> {
        self.findings().await.iter().map(Finding::kind).collect()
    }

    /// Somebody with SQL and no shame.
    pub(crate) async fn tamper(&self, sql: &'static str, id: Uuid) {
        self.town
            .db
            .write(SYSTEM, "test.tamper", async |mut tx| tx.ensure_one(sql, values![id]).await)
            .await
            .unwrap();
    }

    async fn tamper_blocks(&self, sql: &'static str) {
        self.town
            .db
            .write(SYSTEM, "test.tamper", async |mut tx| tx.execute(sql, values![]).await)
            .await
            .unwrap();
    }
}

pub(crate) async fn append(db: &Db, line: &AuditLine) {
    db.write(SYSTEM, "test.append", async |mut tx| audit::append(&mut tx, line).await)
        .await
        .unwrap();
}

#[tokio::test]
async fn lines_are_sealed_by_municipality_and_all_is_well() {
    both(async |town| {
        let chained = Chained::new(town);
        chained.write(3).await;
        append(&chained.town.db, &chained.line(None)).await;
        let first = chained.seal().await;
        assert_eq!(first, Sealed { blocks: 2, lines: 4, more: false });
        chained.write(2).await;
        assert_eq!(chained.seal().await, Sealed { blocks: 1, lines: 2, more: false });
        assert_eq!(chained.seal().await, Sealed::default());
        chained.write(1).await;

        let found = chained.verified().await;
        assert_eq!(found.findings, []);
        assert_eq!((found.lines, found.unsealed), (7, 1));
        let seen: Vec<_> =
            found.chains.iter().map(|seen| (seen.chain, seen.blocks, seen.lines)).collect();
        let expected = [(Chain::Platform, 1, 1), (Chain::Municipality(solvik()), 2, 5)];
        assert_eq!(seen, expected);
    })
    .await;
}

#[tokio::test]
async fn a_block_holds_a_thousand_lines_and_a_month_has_its_own() {
    both(async |town| {
        let chained = Chained::new(town);
        let (db, lines) = (&chained.town.db, audit::MAX_BLOCK_LINES as usize + 5);
        db.write(SYSTEM, "test.many", async |mut tx| {
            for _ in 0..lines {
                audit::append(&mut tx, &chained.line(Some(solvik()))).await?;
            }
            Ok::<_, StorageError>(())
        })
        .await
        .unwrap();
        chained.town.clock.move_on(Duration::from_secs(40 * 24 * 3600));
        chained.write(1).await;
        assert_eq!(audit::waiting(db).await.unwrap(), audit::MAX_BLOCK_LINES);
        assert_eq!(chained.seal().await, Sealed { blocks: 2, lines: 1_001, more: true });
        assert_eq!(chained.seal().await, Sealed { blocks: 1, lines: 5, more: false });
        let found = chained.verified().await;
        assert_eq!((found.findings, found.lines), (vec![], lines as u64 + 1));
    })
    .await;
}

/// On PostgreSQL an older id may be committed after a newer one was sealed.
#[tokio::test]
async fn a_line_that_was_committed_late_is_in_the_next_block() {
    both(async |town| {
        let chained = Chained::new(town);
        let late = chained.line(Some(solvik()));
        chained.write(2).await;
        chained.seal().await;
        append(&chained.town.db, &late).await;
        chained.write(1).await;
        assert_eq!(chained.seal().await, Sealed { blocks: 1, lines: 2, more: false });
        assert_eq!(chained.findings().await, []);
    })
    .await;
}

#[tokio::test]
async fn a_transaction_that_is_open_while_others_are_sealed_loses_nothing() {
    both(async |town| {
        if town.db.kind() == EngineKind::Sqlite {
            return; // One writer: nothing can be open meanwhile.
        }
        let chained = Chained::new(town);
        let (db, slow) = (chained.town.db.clone(), chained.line(Some(solvik())));
        let (written, go_on) = (tokio::sync::Notify::new(), tokio::sync::Notify::new());
        tokio::join!(
            async {
                db.write(SYSTEM, "test.slow", async |mut tx| {
                    audit::append(&mut tx, &slow).await?;
                    written.notify_one();
                    go_on.notified().await;
                    Ok::<_, StorageError>(())
                })
                .await
                .unwrap();
            },
            async {
                written.notified().await;
                chained.write(2).await;
                assert_eq!(chained.seal().await.lines, 2);
                go_on.notify_one();
            }
        );
        assert_eq!(chained.seal().await.lines, 1);
        assert_eq!(chained.findings().await, []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_who_seal_at_once_put_each_line_into_one_block() {
    both(async |town| {
        let chained = Chained::new(town);
        let other = chained.town.opened_again().await;
        for _ in 0..5 {
            chained.write(30).await;
            let mut tasks = tokio::task::JoinSet::new();
            for db in [&chained.town.db, &other, &chained.town.db, &other] {
                let (db, file) = (db.clone(), chained.file.clone());
                tasks.spawn(async move {
                    let sealed = audit::seal(&db).await.unwrap();
                    file.catch_up(&db).await.unwrap();
                    sealed.lines
                });
            }
            assert_eq!(tasks.join_all().await.iter().sum::<u64>(), 30);
        }
        let found = chained.verified().await;
        assert_eq!((found.findings, found.unsealed), (vec![], 0));
        assert_eq!(found.chains[0].blocks, 5);
    })
    .await;
}

#[tokio::test]
async fn a_changed_line_is_named_whichever_column_it_was() {
    const CHANGES: [&str; 9] = [
        "UPDATE audit_lines SET at = at + 1 WHERE id = $1",
        "UPDATE audit_lines SET event = 'SIGNED_IN' WHERE id = $1",
        "UPDATE audit_lines SET actor_kind = 5 WHERE id = $1",
        "UPDATE audit_lines SET actor = id WHERE id = $1",
        "UPDATE audit_lines SET org = NULL WHERE id = $1",
        "UPDATE audit_lines SET subject = id WHERE id = $1",
        "UPDATE audit_lines SET object_kind = 1 WHERE id = $1",
        "UPDATE audit_lines SET reason_code = '' WHERE id = $1",
        "UPDATE audit_lines SET rules = 'S1-2.1-a' WHERE id = $1",
    ];
    both(async |town| {
        let chained = Chained::new(town);
        let ids = chained.write(CHANGES.len() + 1).await;
        chained.seal().await;
        for (change, id) in CHANGES.iter().zip(&ids) {
            chained.tamper(change, *id).await;
        }
        let mut named: Vec<Uuid> = Vec::new();
        for finding in chained.findings().await {
            match finding {
                Finding::Changed(line, block) => {
                    assert_eq!((line.month, block.number), (202_702, 1));
                    assert_eq!(block.chain, Chain::Municipality(solvik()));
                    named.push(line.id);
                }
                // It is entered by the one it was about.
                Finding::NotEntered(line) => assert_eq!(line.id, ids[5]),
                other => panic!("{other}"),
            }
        }
        assert_eq!(named, ids[..CHANGES.len()]);
    })
    .await;
}

#[tokio::test]
async fn a_removed_line_is_named_sealed_or_not() {
    const REMOVE: &str = "DELETE FROM audit_lines WHERE id = $1";
    both(async |town| {
        let chained = Chained::new(town);
        let sealed = chained.write(3).await;
        chained.seal().await;
        let waiting = chained.write(1).await;
        chained.tamper(REMOVE, sealed[1]).await;
        chained.tamper(REMOVE, waiting[0]).await;
        // Sealing in between does not hide it.
        chained.seal().await;
        let found = chained.findings().await;
        assert!(matches!(found[0], Finding::Missing(line, _) if line.id == sealed[1]));
        assert!(matches!(found[1], Finding::MissingUnsealed(line, _) if line.id == waiting[0]));
        assert_eq!(found.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn an_added_line_is_named() {
    const ADD: &str = "INSERT INTO audit_lines (month, id, at, event, actor_kind, object_kind, \
         rules, org) SELECT month, $1, at, event, actor_kind, object_kind, rules, org \
         FROM audit_lines LIMIT 1";
    both(async |town| {
        let chained = Chained::new(town);
        chained.write(3).await;
        let between = chained.next_id();
        chained.write(2).await;
        chained.seal().await;
        chained.tamper(ADD, between).await;
        let found = chained.findings().await;
        assert!(matches!(found[..], [Finding::Added(line)] if line.id == between), "{found:?}");
    })
    .await;
}

#[tokio::test]
async fn two_lines_that_changed_places_are_named() {
    const ASIDE: &str = "UPDATE audit_lines SET month = 1 WHERE id = $1";
    const OVER: &str = "UPDATE audit_lines SET id = $1 WHERE month = 202702 AND rules = 'two'";
    const BACK: &str = "UPDATE audit_lines SET id = $1, month = 202702 WHERE month = 1";
    both(async |town| {
        let chained = Chained::new(town);
        let (mut one, mut two) = (chained.line(Some(solvik())), chained.line(Some(solvik())));
        (one.rules, two.rules) = (&["one"], &["two"]);
        append(&chained.town.db, &one).await;
        append(&chained.town.db, &two).await;
        chained.seal().await;
        chained.tamper(ASIDE, one.id.uuid()).await;
        chained.tamper(OVER, one.id.uuid()).await;
        chained.tamper(BACK, two.id.uuid()).await;
        assert_eq!(chained.kinds().await, ["moved", "moved"]);
    })
    .await;
}

#[tokio::test]
async fn blocks_removed_at_the_end_or_between_are_noticed() {
    const LAST: &str = "DELETE FROM audit_blocks WHERE sequence = 3";
    const SECOND: &str = "DELETE FROM audit_blocks WHERE sequence = 2";
    both(async |town| {
        let chained = Chained::new(town);
        for _ in 0..3 {
            chained.write(2).await;
            chained.seal().await;
        }
        chained.tamper_blocks(LAST).await;
        let missing = ["blocks_missing", "only_in_file", "added", "added"];
        assert_eq!(chained.kinds().await, missing);
        // Whoever only asks whether the file is ahead is told too.
        assert_eq!(chained.file.ahead_of(&chained.town.db).await.unwrap(), 1);
        assert_eq!(chained.file.catch_up(&chained.town.db).await.unwrap().ahead, 1);
        // Going on does not hide it: the place in the sequence stays empty.
        chained.write(1).await;
        chained.seal().await;
        let found = chained.kinds().await;
        assert!(found.contains(&"blocks_missing") && found.contains(&"only_in_file"));
        chained.tamper_blocks(SECOND).await;
        assert!(chained.kinds().await.contains(&"not_linked"));
    })
    .await;
}

/// Whoever removes the lines, the block and every trace of it in the database is
/// given away by the file.
#[tokio::test]
async fn a_tail_cut_off_without_a_trace_is_noticed_by_the_file_alone() {
    const CUT: [&str; 3] = [
        "DELETE FROM audit_lines WHERE rules = 'last'",
        "DELETE FROM audit_blocks WHERE sequence = 2",
        "UPDATE audit_head SET sequence = 1",
    ];
    both(async |town| {
        let chained = Chained::new(town);
        chained.write(2).await;
        chained.seal().await;
        let mut last = chained.line(Some(solvik()));
        last.rules = &["last"];
        append(&chained.town.db, &last).await;
        chained.seal().await;
        for sql in CUT {
            chained.tamper_blocks(sql).await;
        }
        assert_eq!(chained.findings().await, [Finding::OnlyInFile(2)]);
        assert_eq!(chained.file.catch_up(&chained.town.db).await.unwrap().ahead, 1);
        let without = audit::verify(&chained.town.db, None).await.unwrap();
        assert!(without.is_well() && !without.with_file);
        // Another block at the same place is not the one that the file knows.
        chained.write(1).await;
        chained.seal().await;
        assert_eq!(chained.kinds().await, ["file_differs"]);
    })
    .await;
}

/// Each change on a block of its own, so that what is said about one is not said
/// because of another.
#[tokio::test]
async fn a_block_that_was_changed_itself_is_named() {
    const CHANGES: [(&str, &str); 5] = [
        ("UPDATE audit_blocks SET lines = lines + 1 WHERE number = 1", "block 1 of"),
        ("UPDATE audit_blocks SET sealed_at = sealed_at + 1 WHERE number = 3", "block 3 of"),
        ("UPDATE audit_blocks SET hash = previous WHERE number = 5", "block 5 of"),
        ("UPDATE audit_blocks SET previous = hash WHERE number = 7", "block 7 of"),
        (
            "UPDATE audit_blocks SET members = \
             (SELECT members FROM audit_blocks WHERE number = 8) WHERE number = 9",
            "block 9 of",
        ),
    ];
    both(async |town| {
        let chained = Chained::new(town);
        for _ in 0..10 {
            chained.write(2).await;
            chained.seal().await;
        }
        assert_eq!(chained.findings().await, []);
        let mut before = 0;
        for (change, block) in CHANGES {
            chained.tamper_blocks(change).await;
            let found = chained.findings().await;
            assert!(found.len() > before, "{change}");
            before = found.len();
            assert!(found.iter().any(|one| one.to_string().contains(block)), "{change}: {found:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_truncated_or_edited_file_is_noticed_and_a_gone_one_too() {
    both(async |town| {
        let chained = Chained::new(town);
        for _ in 0..3 {
            chained.write(1).await;
            chained.seal().await;
        }
        let path = chained.file.path().to_owned();
        let whole = std::fs::read_to_string(&path).unwrap();
        let lines: Vec<&str> = whole.lines().collect();

        std::fs::write(&path, format!("{}\n", lines[0])).unwrap();
        assert_eq!(chained.findings().await, [Finding::NotInFile(2, 3)]);
        std::fs::write(&path, format!("{}\n{}\n", lines[0], lines[2])).unwrap();
        assert_eq!(chained.findings().await, [Finding::NotInFile(2, 2)]);
        std::fs::write(&path, whole.replace("\"number\":2", "\"number\":9")).unwrap();
        assert_eq!(chained.kinds().await, ["file_differs"]);
        std::fs::write(&path, format!("{}\nnonsense\n{}\n{}\n", lines[0], lines[1], lines[2]))
            .unwrap();
        assert_eq!(chained.findings().await, [Finding::FileUnreadable(2)]);
        std::fs::write(&path, format!("{}\n{whole}", lines[2])).unwrap();
        assert!(!chained.verified().await.is_well());
        std::fs::remove_file(&path).unwrap();
        assert_eq!(chained.findings().await, [Finding::NotInFile(1, 3)]);
        // The database can give back what the file lost.
        assert_eq!(chained.file.catch_up(&chained.town.db).await.unwrap().written, 3);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), whole);
        assert_eq!(chained.findings().await, []);
    })
    .await;
}

/// A process may be killed after COMMIT and before or in the middle of the line.
#[tokio::test]
async fn what_a_kill_kept_out_of_the_file_is_written_at_the_next_start() {
    both(async |town| {
        let chained = Chained::new(town);
        chained.write(1).await;
        chained.seal().await;
        chained.write(1).await;
        audit::seal(&chained.town.db).await.unwrap();
        let before = std::fs::read_to_string(chained.file.path()).unwrap();
        let after_restart = ChainFile::at(chained.file.path());
        assert_eq!(after_restart.catch_up(&chained.town.db).await.unwrap().written, 1);
        let whole = std::fs::read_to_string(chained.file.path()).unwrap();
        assert_eq!(chained.findings().await, []);
        for torn in [before.len() + 1, before.len() + 40, whole.len() - 1] {
            std::fs::write(chained.file.path(), &whole[..torn]).unwrap();
            assert_eq!(chained.findings().await, [Finding::NotInFile(2, 2)]);
            chained.file.catch_up(&chained.town.db).await.unwrap();
            assert_eq!(chained.findings().await, []);
        }
    })
    .await;
}

/// Lines that were there before there were blocks are sealed too.
#[tokio::test]
async fn every_line_that_waits_is_counted_with_since_when() {
    both(async |town| {
        let chained = Chained::new(town);
        let since = chained.town.now();
        chained.write(2).await;
        chained.town.clock.move_on(Duration::from_secs(5));
        chained.write(1).await;
        let ask = async || {
            let db = &chained.town.db;
            db.read(SYSTEM, "test", async |mut tx| audit::unsealed(&mut tx).await).await.unwrap()
        };
        let waiting = ask().await;
        assert_eq!((waiting.lines, waiting.since), (3, Some(since)));
        chained.seal().await;
        let waiting = ask().await;
        assert_eq!((waiting.lines, waiting.since), (0, None));
    })
    .await;
}
