//! `audit verify`, on a town that runs, one that was killed, and one that somebody
//! has been at.

use std::process::Stdio;

use helsebro_storage::audit::{self, ChainFile};
use helsebro_testkit::{Town, both};
use serde_json::Value;

use crate::binary::{Place, ended_when_asked, lines_until};
use crate::fixtures::Whole;

#[tokio::test]
async fn a_trail_that_is_well_is_told_by_chain_and_in_all() {
    both(async |base| {
        let town = Town::found(base).await;
        town.kari_writes().await;
        let place = Place::new();
        Whole::over_test(&town.base).write(&place);
        audit::seal(&town.base.db).await.unwrap();
        let file = ChainFile::at(place.path().join("audit.chain"));
        file.catch_up(&town.base.db).await.unwrap();

        let said = place.run(&["audit", "verify", "--json"]);
        assert!(said.succeeded, "{}{}", said.out, said.err);
        let lines: Vec<Value> =
            said.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let (all, chains) = lines.split_last().unwrap();
        assert_eq!((&all["well"], &all["with_file"]), (&true.into(), &true.into()));
        assert_eq!(all["unsealed"], 0);
        let told: u64 = chains.iter().map(|chain| chain["lines"].as_u64().unwrap()).sum();
        assert_eq!(all["lines"], told);
        let said = place.run(&["audit", "verify"]);
        assert!(said.out.contains("All is well: "), "{}", said.out);

        // Without a file it is said what is not seen.
        let none = [("HELSEBRO__AUDIT__CHAIN_FILE", "")];
        let said = place.run_with(&["audit", "verify"], &none);
        assert!(said.succeeded && said.out.contains("no chain file"), "{}", said.out);
        // A file that was emptied is noticed.
        std::fs::write(file.path(), "").unwrap();
        let said = place.run(&["audit", "verify"]);
        assert!(!said.succeeded && said.out.contains("not in the chain file"), "{}", said.out);
    })
    .await;
}

#[test]
fn a_town_that_was_killed_is_well_again_and_one_that_was_changed_is_not() {
    let place = Place::new();
    let words = ["demo", "--port", "0", "--data", "town"];
    let mut child = place.command(&words).stdout(Stdio::piped()).spawn().unwrap();
    lines_until(child.stdout.take().unwrap(), "End with Ctrl-C.");
    let chain = place.path().join("town/audit.chain");
    while std::fs::read_to_string(&chain).is_ok_and(|text| text.is_empty()) || !chain.exists() {
        std::thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();

    let words = ["demo", "--port", "0", "--data", "town", "--keep"];
    let mut child = place.command(&words).stdout(Stdio::piped()).spawn().unwrap();
    lines_until(child.stdout.take().unwrap(), "End with Ctrl-C.");
    let said = place.run(&["audit", "verify", "--demo", "town"]);
    assert!(said.succeeded, "{}{}", said.out, said.err);
    assert!(ended_when_asked(child));

    let said = place.run(&["audit", "verify", "--demo=town"]);
    assert!(said.succeeded && said.out.contains(" 0 of them not sealed yet"), "{}", said.out);
    let database = rusqlite::Connection::open(place.path().join("town/helsebro.db")).unwrap();
    let id: [u8; 16] = database
        .query_row("SELECT id FROM audit_lines WHERE event = 'MESSAGE_SENT' LIMIT 1", [], |row| {
            row.get(0)
        })
        .unwrap();
    database.execute("UPDATE audit_lines SET event = 'THREAD_READ' WHERE id = ?1", [id]).unwrap();
    let said = place.run(&["audit", "verify", "--demo", "town"]);
    assert!(!said.succeeded);
    let found: Vec<&str> = said.out.lines().filter(|line| line.contains("was changed")).collect();
    assert_eq!(found.len(), 1, "{}", said.out);
    assert!(found[0].starts_with("FAIL  line ") && found[0].contains(" of 202702 was changed"));
}
