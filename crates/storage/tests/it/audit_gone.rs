//! L-PJL-25: lines of the log that go with a record, and what a walk over the blocks says when
//! somebody makes others go.

use helsebro_domain::audit::{Actor, AuditLine, Event, Object};
use helsebro_domain::ids::{PersonId, StaffId, ThreadId};
use helsebro_storage::audit::{self, Doings, From, MAX_LINES};
use helsebro_storage::{Scope, StorageError};
use uuid::Uuid;

use crate::audit_chain::{Chained, append, solvik};
use crate::harness::both;

const KARI: PersonId = PersonId::from_uuid(Uuid::from_u128(1));
const WOUND: ThreadId = ThreadId::from_uuid(Uuid::from_u128(2));
const OTHER: ThreadId = ThreadId::from_uuid(Uuid::from_u128(3));

/// A line about Kari's conversation.
fn about(chained: &Chained, actor: Actor, thread: ThreadId) -> AuditLine {
    let mut line = chained.line(Some(solvik()));
    line.actor = actor;
    line.subject = Some(KARI);
    line.object = Object::Thread(thread.uuid());
    line
}

/// The wound has been looked at by Per, by the journal system and by Kari; another
/// conversation by Per. The wound is deleted.
async fn deleted(chained: &Chained) -> AuditLine {
    let per = Actor::Staff(StaffId::from_uuid(Uuid::from_u128(4)));
    let looks = [
        (per, WOUND),
        (Actor::Epj(solvik()), WOUND),
        (Actor::Citizen(KARI), WOUND),
        (per, OTHER),
        (per, WOUND),
    ];
    for (actor, thread) in looks {
        append(&chained.town.db, &about(chained, actor, thread)).await;
        chained.seal().await;
    }
    let mut line = about(chained, per, WOUND);
    line.event = Event::RecordDeleted;
    let scope = Scope::Municipality(solvik());
    let done = chained.town.db.write(scope, "test.delete", async |mut tx| {
        let mut line = line.clone();
        line.inputs_hash = audit::let_go(&mut tx, (KARI, WOUND), &line).await?;
        audit::append(&mut tx, &line).await?;
        Ok::<_, StorageError>(line)
    });
    let line = done.await.unwrap();
    chained.seal().await;
    line
}

/// Who the log says has been there, and for which conversation.
async fn seen(chained: &Chained) -> Vec<(Event, Object)> {
    let scope = Scope::Citizen(KARI);
    let read = chained.town.db.read(scope, "test.seen", async |mut tx| {
        audit::own_lines(&mut tx, (Doings::Others, None), From::Newest, MAX_LINES).await
    });
    read.await.unwrap().into_iter().map(|line| (line.event, line.object)).collect()
}

/// L-PJL-25: who looked goes with the record; that it was deleted, hers, and what is about
/// something else stays. The blocks say that all is well.
#[tokio::test]
async fn l_pjl_25_who_looked_goes_with_the_record_and_the_chain_holds() {
    both(async |town| {
        let chained = Chained::new(town);
        deleted(&chained).await;
        let left = [
            (Event::RecordDeleted, Object::Thread(WOUND.uuid())),
            (Event::ThreadRead, Object::Thread(OTHER.uuid())),
        ];
        assert_eq!(seen(&chained).await, left);
        let hers = chained.town.db.read(Scope::Citizen(KARI), "test.hers", async |mut tx| {
            audit::own_lines(&mut tx, (Doings::Own, None), From::Newest, MAX_LINES).await
        });
        assert_eq!(hers.await.unwrap().len(), 1);
        assert_eq!(chained.findings().await, []);
    })
    .await;
}

/// L-PJL-25: nobody's look-up is put among those that went with a record, nor taken out.
#[tokio::test]
async fn l_pjl_25_no_other_line_goes_unseen_among_those_that_went() {
    const PUT: &str = "INSERT INTO audit_gone (month, id, hash, by_month, by_line) \
         SELECT l.month, l.id, g.hash, g.by_month, g.by_line \
         FROM audit_lines l CROSS JOIN (SELECT * FROM audit_gone LIMIT 1) g WHERE l.id = $1";
    const AWAY: &str = "DELETE FROM audit_lines WHERE id = $1";
    const SILENT: &str = "UPDATE audit_lines SET inputs_hash = NULL WHERE id = $1";
    const OUT: &str = "DELETE FROM audit_gone WHERE by_line = $1 \
         AND id = (SELECT id FROM audit_gone ORDER BY id LIMIT 1)";
    const OTHERWISE: &str = "UPDATE audit_gone SET hash = \
         (SELECT hash FROM audit_gone ORDER BY id LIMIT 1 OFFSET 1) WHERE by_line = $1 \
         AND id = (SELECT id FROM audit_gone ORDER BY id LIMIT 1)";
    both(async |town| {
        let chained = Chained::new(town);
        let line = deleted(&chained).await;
        chained.tamper(SILENT, line.id.uuid()).await;
        assert_eq!(chained.kinds().await, ["changed", "not_vouched_for"]);
    })
    .await;
    both(async |town| {
        let chained = Chained::new(town);
        deleted(&chained).await;
        let other = about(&chained, Actor::System, OTHER);
        append(&chained.town.db, &other).await;
        chained.seal().await;
        chained.tamper(PUT, other.id.uuid()).await;
        chained.tamper(AWAY, other.id.uuid()).await;
        assert_eq!(chained.kinds().await, ["changed", "not_vouched_for"]);
    })
    .await;
    for (sql, found) in [(OUT, "missing"), (OTHERWISE, "changed")] {
        both(async |town| {
            let chained = Chained::new(town);
            let line = deleted(&chained).await;
            chained.tamper(sql, line.id.uuid()).await;
            assert_eq!(chained.kinds().await, [found, "not_vouched_for"]);
        })
        .await;
    }
}

/// L-PJL-25: a deletion of what nobody has looked at vouches for nothing.
#[tokio::test]
async fn l_pjl_25_a_record_that_nobody_looked_at_takes_no_line_along() {
    both(async |town| {
        let chained = Chained::new(town);
        let scope = Scope::Municipality(solvik());
        let line = about(&chained, Actor::System, WOUND);
        let none = chained.town.db.write(scope, "test.delete", async |mut tx| {
            let gone = audit::let_go(&mut tx, (KARI, WOUND), &line).await?;
            audit::append(&mut tx, &line).await?;
            Ok::<_, StorageError>(gone)
        });
        assert_eq!(none.await.unwrap(), None);
        chained.seal().await;
        assert_eq!(chained.findings().await, []);
    })
    .await;
}
