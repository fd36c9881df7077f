//! What is reviewed as a table: who may do what, and what each act leaves behind.
//!
//! A table that has changed fails its test until somebody has looked at it and
//! run the tests once with `UPDATE_GOLDEN=1`.

use core::fmt::Write as _;

use helsebro_domain::audit::{Actor, Decision, Object};
use helsebro_storage::audit::StoredLine;
use helsebro_testkit::{ids, in_town};

use crate::acts_people::{EVERYBODY, Who};
use crate::acts_table::{CITIZENS, DESKS, Tried, try_all};

/// What looks at one's own and leaves no line: nobody else is told anything by it.
const MAY_LEAVE_NO_LINE: [&str; 13] = [
    "count what is unread",
    "look at the contact",
    "look at a new one with the contact",
    "list contacts",
    "list drafts",
    "see the receipt again",
    "read the person's draft",
    "see what is chosen",
    "look at what Per did",
    "see who waits for an answer",
    "see whom the person has given one",
    "see what one has got",
    "look at the person's power of attorney",
];

/// What is for people alone: a journal system has no such door, and leaves no line.
const FOR_PEOPLE: [&str; 9] = [
    "list powers of attorney on paper",
    "register one of Kari's",
    "confirm the one that Siri registered",
    "put away the one that Siri registered",
    "withdraw the one that was confirmed",
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
        let mut without = Vec::new();
        let mut table = String::from("who | act | what the log says\n");
        for one in &tried {
            let lines: Vec<_> = one.lines.iter().map(|line| words(line, one)).collect();
            let is_epj = one.who.contains("journal system");
            let silent = is_epj && FOR_PEOPLE.contains(&one.what);
            if lines.is_empty() && !silent && !MAY_LEAVE_NO_LINE.contains(&one.what) {
                without.push(format!("{}, {}", one.who, one.what));
            }
            assert!(one.lines.iter().all(|line| !line.rules.is_empty()), "{lines:?}");
            assert!(one.lines.iter().all(|line| line.at == town.now()));
            let lines = if lines.is_empty() { "-".to_owned() } else { lines.join("; ") };
            writeln!(table, "{} | {} | {lines}", one.who, one.what).unwrap();
        }
        assert_eq!(without, Vec::<String>::new());
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
            let those: Vec<_> = EVERYBODY
                .iter()
                .filter(|(_, who)| matches!(who, Who::Citizen(_)) == citizens)
                .map(|(name, _)| *name)
                .collect();
            for act in acts {
                writeln!(table, "  {act}").unwrap();
                for name in those.iter().filter(|name| !went(name, act).is_empty()) {
                    writeln!(table, "    {name}: {}", went(name, act)).unwrap();
                }
            }
        }
        same_as_golden("who-may-what.txt", &table);
    })
    .await;
}

/// A line in words, the ids of the try by what they are.
fn words(line: &StoredLine, one: &Tried) -> String {
    let one_person = one.things.person;
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
    let about = match (line.subject, line.actor) {
        (Some(one), Actor::Citizen(me)) if one == me && me != one_person => " about herself",
        (Some(subject), _) if subject == one_person => " about the person",
        (Some(_), _) => " about another",
        (None, _) => "",
    };
    let acting = match (line.on_behalf_of, line.basis) {
        (Some(_), Some(_)) => " acting on a grant",
        (Some(_), None) => " acting",
        (None, _) => "",
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
        Object::PaperGrant(_) => " on a paper",
        Object::Emergency(_) => " on an emergency look-up",
        Object::Notice(_) => " on a notice",
        Object::None => "",
    };
    let event = line.event.as_str();
    let hash = if line.inputs_hash.is_some() { " #" } else { "" };
    format!("{event} {decision} by {actor}{acting}{org}{about}{object} [{}]{hash}", line.rules)
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
