//! What is reviewed as a table: who may do what, and what each act leaves behind.
//!
//! A table that has changed fails its test until somebody has looked at it and
//! run the tests once with `UPDATE_GOLDEN=1`.

use core::fmt::Write as _;

use helsebro_domain::audit::{Actor, Decision, Object};
use helsebro_storage::audit::StoredLine;
use helsebro_testkit::{ids, in_town};

use crate::acts_list::{Act, CITIZENS, DESKS};
use crate::acts_people::{EVERYBODY, Who};
use crate::acts_table::{Tried, try_all};

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
            if lines.is_empty() && !one.act.may_be_silent(is_epj) {
                without.push(format!("{}, {}", one.who, one.act.what));
            }
            assert!(one.lines.iter().all(|line| !line.rules.is_empty()), "{lines:?}");
            assert!(one.lines.iter().all(|line| line.at == town.now()));
            let lines = if lines.is_empty() { "-".to_owned() } else { lines.join("; ") };
            writeln!(table, "{} | {} | {lines}", one.who, one.act.what).unwrap();
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
            let found = tried.iter().find(|one| one.who == who && one.act.what == what);
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
            for Act { what: act, .. } in acts {
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
        Object::Activation(_) => " on an activation",
        Object::Terms(_) => " on terms",
        Object::Processing(_) => " on a processing agreement",
        Object::Emergency(_) => " on an emergency look-up",
        Object::Notice(_) => " on a notice",
        Object::Delivery(_) => " on a delivery",
        Object::Agreement(_) => " on an agreement",
        Object::Organisation(_) => " on an organisation",
        Object::Override(_) => " on a decision",
        Object::Disclosure(_) => " on a disclosure",
        Object::Breach(_) => " on a breach",
        Object::Retention(_) => " on a plan of deletion",
        Object::Block(_) => " on a block",
        Object::Charge(_) => " on a charge",
        Object::SubProcessor(_) => " on a sub-processor",
        Object::Custody(_) => " on records that change hands",
        Object::ResponsibilityTask(_) => " on a task",
        Object::RightsRequest(_) => " on a request about rights",
        Object::RightsPart(_) => " on a part of a request about rights",
        Object::None => "",
    };
    let event = line.event.as_str();
    let hash = if line.inputs_hash.is_some() { " #" } else { "" };
    format!("{event} {decision} by {actor}{acting}{org}{about}{object} [{}]{hash}", line.rules)
}

pub(crate) fn same_as_golden(name: &str, text: &str) {
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
