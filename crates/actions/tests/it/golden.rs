//! What is reviewed as a table: who may do what, and what each act leaves behind.
//!
//! A table that has changed fails its test until somebody has looked at it and
//! run the tests once with `UPDATE_GOLDEN=1`.

use core::fmt::Write as _;

use helsebro_domain::audit::{Actor, Decision, Object};
use helsebro_storage::audit::StoredLine;
use helsebro_testkit::{ids, in_town};

use crate::acts_table::{CITIZENS, DESKS, EVERYBODY, Tried, Who, try_all};

/// What looks at one's own and leaves no line: nobody else is told anything by it.
const WITHOUT_A_LINE: [&str; 2] = ["look at Kari's contact", "read Kari's draft"];

/// What is for people alone: a journal system has no such door, and leaves no line.
const FOR_PEOPLE: [&str; 4] = [
    "keep a standard reply",
    "close the unit on a day",
    "name who leads the duty",
    "say that one is away",
];

/// C-audit (§ 1.4): every act, done or refused, writes its line with who, what, about whom,
/// the decision with its true code, and the rules; never what was written.
#[tokio::test(flavor = "multi_thread")]
async fn every_act_writes_audit() {
    in_town(|town| async move {
        let tried = try_all(&town).await;
        let mut table = String::from("who | act | what the log says\n");
        for one in &tried {
            let lines: Vec<_> = one.lines.iter().map(|line| words(line, one)).collect();
            let is_epj = one.who.contains("journal system");
            let silent =
                WITHOUT_A_LINE.contains(&one.what) || (is_epj && FOR_PEOPLE.contains(&one.what));
            assert_eq!(lines.is_empty(), silent, "{}, {}", one.who, one.what);
            assert!(one.lines.iter().all(|line| !line.rules.is_empty()), "{lines:?}");
            assert!(one.lines.iter().all(|line| line.at == town.now()));
            let lines = if silent { "-".to_owned() } else { lines.join("; ") };
            writeln!(table, "{} | {} | {lines}", one.who, one.what).unwrap();
        }
        same_as_golden("audit-lines.txt", &table);
    })
    .await;
}

/// S1-2.1-a, S1-2.1-b: who may do what with Kari's conversation, contact and draft.
#[tokio::test(flavor = "multi_thread")]
async fn who_may_what_is_reviewed() {
    in_town(|town| async move {
        let tried = try_all(&town).await;
        let went = |who: &str, what: &str| {
            let found = tried.iter().find(|one| one.who == who && one.what == what);
            found.map(|one| one.went.as_str()).unwrap_or_default()
        };
        let mut table = String::new();
        for (title, acts, citizens) in
            [("CITIZENS", &CITIZENS[..], true), ("DESKS", &DESKS[..], false)]
        {
            writeln!(table, "{title}").unwrap();
            let those =
                EVERYBODY.iter().filter(|(_, who)| matches!(who, Who::Citizen(_)) == citizens);
            for (name, _) in those {
                writeln!(table, "  {name}").unwrap();
                for act in acts.iter().filter(|act| !went(name, act).is_empty()) {
                    writeln!(table, "    {act}: {}", went(name, act)).unwrap();
                }
            }
        }
        same_as_golden("who-may-what.txt", &table);
    })
    .await;
}

/// A line in words, the ids of the try by what they are.
fn words(line: &StoredLine, one: &Tried) -> String {
    let decision = match line.decision {
        Decision::Accepted => "accepted",
        Decision::Refused(code) => code.as_str(),
    };
    let actor = match line.actor {
        Actor::Citizen(_) => "citizen",
        Actor::Staff(_) => "staff",
        Actor::Epj(_) => "journal system",
        Actor::System => "system",
        Actor::Nobody => "nobody",
    };
    let org = match line.org {
        Some(ids::SOLVIK) => " for Solvik",
        Some(ids::GRANLI) => " for Granli",
        Some(_) => " for another",
        None => "",
    };
    let about = match line.subject {
        Some(ids::KARI) => " about Kari",
        Some(ids::ANNE) => " about Anne",
        Some(ids::OLA) => " about Ola",
        Some(_) => " about another",
        None => "",
    };
    let object = match line.object {
        Object::Thread(id) if id == one.things.thread.uuid() => " on the conversation",
        Object::Thread(_) => " on a new conversation",
        Object::Unit(_) => " on the unit",
        Object::Contact(id) if id == one.things.contact.uuid() => " on the contact",
        Object::Contact(_) => " on a contact",
        Object::Draft(id) if id == one.things.draft.uuid() => " on the draft",
        Object::Draft(_) => " on a new draft",
        Object::Session(_) => " on a session",
        Object::Envelope(_) => " on an envelope",
        Object::Key(_) => " on a key",
        Object::Grant(_) => " on a power of attorney",
        Object::GrantRequest(_) => " on a request",
        Object::Emergency(_) => " on an emergency look-up",
        Object::Notice(_) => " on a notice",
        Object::None => "",
    };
    let event = line.event.as_str();
    let hash = if line.inputs_hash.is_some() { " #" } else { "" };
    format!("{event} {decision} by {actor}{org}{about}{object} [{}]{hash}", line.rules)
}

fn same_as_golden(name: &str, text: &str) {
    let path = format!("tests/output/{name}");
    if is_updating() {
        std::fs::write(&path, text).unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    let changed: Vec<_> =
        text.lines().filter(|line| !golden.lines().any(|old| old == *line)).collect();
    assert!(
        golden == text,
        "{name} has changed; look at it and set UPDATE_GOLDEN=1:\n{}",
        changed.join("\n")
    );
}

#[expect(
    clippy::disallowed_methods,
    reason = "tests are told by the environment to rewrite a table"
)]
fn is_updating() -> bool {
    std::env::var("UPDATE_GOLDEN").as_deref() == Ok("1")
}
