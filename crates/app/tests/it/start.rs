//! What keeps the platform from starting, in clear words, and a gentle end.

use std::process::Stdio;

use helsebro_storage::EngineKind;
use helsebro_testkit::both;

use crate::binary::{Place, ended_when_asked, lines_until};
use crate::fixtures::{MASTER_KEY, OTHER_KEY, Whole};

const FILE: &str = "sqlite:town/helsebro.db";

/// A place with a whole configuration and an empty database.
fn migrated() -> Place {
    let place = Place::new();
    Whole::over(FILE).write(&place);
    let said = place.run(&["migrate"]);
    assert!(said.succeeded, "{}", said.err);
    assert!(said.out.contains("The schema went from version 0 to "), "{}", said.out);
    assert!(place.run(&["migrate"]).out.contains("already"));
    place
}

fn refused(place: &Place, words: &[&str], variables: &[(&str, &str)], why: &str) {
    let said = place.run_with(words, variables);
    assert!(!said.succeeded);
    assert!(said.err.contains(why), "{}", said.err);
    for key in [MASTER_KEY, OTHER_KEY] {
        assert!(!said.err.contains(key), "{}", said.err);
    }
}

#[test]
fn the_platform_opens_its_doors_and_ends_when_asked() {
    let place = migrated();
    let mut child = place.command(&["serve"]).stderr(Stdio::piped()).spawn().unwrap();
    let log = child.stderr.take().unwrap();
    lines_until(log, "the doors are open");
    assert!(ended_when_asked(child));
}

#[test]
fn log_lines_are_json_where_the_configuration_says_so() {
    let place = migrated();
    let mut command = place.command(&["serve"]);
    command.env("HELSEBRO__LOG__FORMAT", "json").stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    for line in lines_until(child.stderr.take().unwrap(), "the doors are open") {
        let told: serde_json::Value = serde_json::from_str(&line).unwrap();
        assert_eq!(told["level"], "INFO", "{line}");
        assert!(told["fields"]["message"].is_string(), "{line}");
    }
    assert!(ended_when_asked(child));
}

#[test]
fn without_a_master_key_nothing_starts() {
    let place = migrated();
    let none = [("HELSEBRO__KEYS__MASTER_KEY_FILE", "")];
    for words in [["serve"], ["work"]] {
        refused(
            &place,
            &words,
            &none,
            "keys.master_key_file: must be given, or else keys.master_key",
        );
    }
    let gone = [("HELSEBRO__KEYS__MASTER_KEY_FILE", "gone.key")];
    refused(&place, &["serve"], &gone, "the file gone.key cannot be read");
    place.file("short.key", "0707");
    let short = [("HELSEBRO__KEYS__MASTER_KEY_FILE", "short.key")];
    refused(&place, &["serve"], &short, "must hold 32 bytes");
}

#[test]
fn another_master_key_than_the_databases_stops_the_start() {
    let place = migrated();
    let mut child = place.command(&["serve"]).stderr(Stdio::piped()).spawn().unwrap();
    lines_until(child.stderr.take().unwrap(), "the doors are open");
    assert!(ended_when_asked(child));
    place.file("master.key", OTHER_KEY);
    let why = "the master key is not the one this database was sealed with";
    refused(&place, &["serve"], &[], why);
    refused(&place, &["message", "import", "x.xml"], &[], why);
}

#[test]
fn an_old_schema_stops_the_start_and_says_what_to_do() {
    let place = Place::new();
    Whole::over("sqlite:helsebro.db").write(&place);
    refused(&place, &["serve"], &[], "run `helsebro migrate`");
}

#[test]
fn made_up_persons_have_no_place_among_real_ones() {
    let place = migrated();
    let synthetic = [("HELSEBRO__NUMBERS__POLICY", "synthetic")];
    for words in [["serve"], ["work"]] {
        refused(&place, &words, &synthetic, "numbers.policy is \"synthetic\"");
    }
}

#[test]
fn doors_and_jobs_apart_need_postgresql() {
    let place = migrated();
    refused(&place, &["work"], &[], "`helsebro work` needs PostgreSQL");
    refused(
        &place,
        &["serve", "--no-worker"],
        &[],
        "`helsebro serve --no-worker` needs PostgreSQL",
    );
}

#[tokio::test]
async fn on_postgresql_doors_and_jobs_run_apart() {
    both(async |base| {
        if base.db.kind() == EngineKind::Sqlite {
            return;
        }
        let place = Place::new();
        Whole::over_test(&base).write(&place);
        for (words, said) in [
            (&["work"][..], "the worker has started"),
            (&["serve", "--no-worker"], "the doors are open"),
        ] {
            let mut child = place.command(words).stderr(Stdio::piped()).spawn().unwrap();
            lines_until(child.stderr.take().unwrap(), said);
            assert!(ended_when_asked(child));
        }
    })
    .await;
}

#[test]
fn a_port_in_use_is_told_by_its_key() {
    let place = migrated();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let variables = [("HELSEBRO__HTTP__ADDRESS", address.as_str())];
    refused(&place, &["serve"], &variables, &format!("cannot listen on {address} (http.address)"));
}
