//! `controllership explain`: row, agreements, clauses and reasons for any input.

use helsebro_testkit::{Town, both};
use serde_json::Value;

use crate::binary::{Place, Said};
use crate::fixtures::Whole;

/// Solbakken outsourced to Fjordro, with a joint journal from the middle of June.
const SOLBAKKEN: &str = r#"{
  "municipalities": ["Solvik", "Granli"],
  "organisations": [{ "name": "Fjordro", "kind": "PRIVATE_COMMERCIAL" }],
  "units": [{ "name": "Solbakken", "municipality": "Solvik", "care_area": 19 }],
  "deliveries": [{
    "where": { "municipality": "Solvik", "care_area": 19, "unit": "Solbakken" },
    "from": "2026-01-01", "to": "2028-01-01",
    "mode": "OUTSOURCED", "deliverer": "Fjordro", "agreement": "Contract 2026"
  }],
  "joint_records": [{
    "name": "Joint journal", "parties": ["Solvik", "Fjordro"],
    "where": [{ "municipality": "Solvik", "care_area": 19, "unit": "Solbakken" }],
    "from": "2026-06-15", "construct": "JOINT_26", "record_operator": "MUNICIPALITY"
  }]
}"#;

fn explain(place: &Place, more: &[&str]) -> Said {
    let words = ["controllership", "explain", "--municipality", "Solvik", "--care-area", "19"];
    place.run(&[&words[..], more].concat())
}

/// CTX-1, by the command.
#[test]
fn ctx_1_the_row_the_agreements_and_the_clauses_are_told_of_a_file_of_facts() {
    let place = Place::new();
    place.file("facts.json", SOLBAKKEN);
    let file = ["--facts", "facts.json", "--unit", "Solbakken", "--json", "--at"];
    for (at, row, kind, parties) in [
        ("2026-06-14T23:59", "CT-30", "ONE", vec!["Fjordro"]),
        ("2026-06-15", "CT-20", "JOINT", vec!["Solvik", "Fjordro"]),
    ] {
        let said = explain(&place, &[&file[..], &[at]].concat());
        assert!(said.succeeded, "{}", said.err);
        let told: Value = serde_json::from_str(&said.out).unwrap();
        assert_eq!(told["row"], row);
        assert_eq!(told["controllers"]["kind"], kind);
        assert_eq!(told["controllers"]["parties"], Value::from(parties));
        assert_eq!(told["responsible"], Value::from(vec!["Solvik"]));
    }
    let said =
        explain(&place, &["--facts", "facts.json", "--unit", "Solbakken", "--at", "2026-07-01"]);
    for line in [
        "row          CT-20: joint controllers; the municipality runs the journal system",
        "controllers  Solvik, Fjordro (jointly)",
        "agreement    Contract 2026",
        "agreement    Joint journal",
        "clauses      S2-2-a, S2-2-d1-1, S2-2-d1-2, pjl § 9, GDPR art. 26",
    ] {
        assert!(said.out.lines().any(|told| told == line), "{line}\n{}", said.out);
    }
}

#[test]
fn what_the_file_does_not_have_is_said_by_its_name() {
    let place = Place::new();
    place.file("facts.json", SOLBAKKEN);
    let said = explain(&place, &["--facts", "facts.json", "--unit", "Fjellheim"]);
    assert!(!said.succeeded && said.err.contains("no unit there is called «Fjellheim»"));
    place.file("facts.json", &SOLBAKKEN.replace("OUTSOURCED", "SOLD"));
    let said = explain(&place, &["--facts", "facts.json"]);
    assert!(!said.succeeded && said.err.contains("«SOLD»"), "{}", said.err);
    place.file("facts.json", "{ \"deliverys\": [] }");
    let said = explain(&place, &["--facts", "facts.json"]);
    assert!(said.err.contains("is not a file of facts"), "{}", said.err);
}

/// S2-1-a: what is in force in the database.
#[tokio::test]
async fn s2_1_a_the_database_is_asked_when_no_file_is_named() {
    both(async |base| {
        let town = Town::found(base).await;
        let place = Place::new();
        Whole::over_test(&town.base).write(&place);
        let said = explain(&place, &["--json"]);
        assert!(said.succeeded, "{}", said.err);
        let told: Value = serde_json::from_str(&said.out).unwrap();
        assert_eq!(told["row"], "CT-10");
        assert_eq!(told["contact"], "Solvik");
        assert_eq!(told["takes_new"], true);
    })
    .await;
}
