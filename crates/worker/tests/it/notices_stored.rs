//! What is stored of a notice: no number, no phone and no address, neither as it is nor as a
//! hash without a key (§ 1.4, SM-10).

use aws_lc_rs::digest::{Algorithm, SHA1_FOR_LEGACY_USE_ONLY, SHA256, SHA384, SHA512, digest};
use helsebro_domain::representation::Covers;
use helsebro_testkit::{Town, ids, on_sqlite};

use crate::outside::{ANNES, KARIS, Outside, anne_helps_kari, number};

/// How somebody would write a value before hashing it.
fn written(value: &str) -> Vec<String> {
    let mut all = vec![value.to_owned()];
    if value.len() == 8 {
        let prefixes = ["+47", "0047", "47", "sms:+47", "tel:+47"];
        all.extend(prefixes.iter().map(|prefix| format!("{prefix}{value}")));
    }
    if value.contains('@') {
        all.extend(["email:", "mailto:"].iter().map(|prefix| format!("{prefix}{value}")));
    }
    all
}

/// What nobody may find in the database.
fn hidden(value: &str) -> Vec<(String, Vec<u8>)> {
    const PLAIN: [&Algorithm; 4] = [&SHA1_FOR_LEGACY_USE_ONLY, &SHA256, &SHA384, &SHA512];
    let mut all = vec![("itself".to_owned(), value.as_bytes().to_vec())];
    for text in written(value) {
        for algorithm in PLAIN {
            let hash = digest(algorithm, text.as_bytes()).as_ref().to_vec();
            let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
            all.push((format!("{algorithm:?} in hexadecimal"), hex.clone().into_bytes()));
            all.push((format!("{algorithm:?} in capitals"), hex.to_uppercase().into_bytes()));
            all.push((format!("{algorithm:?}"), hash));
        }
    }
    all
}

fn holds(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}

/// § 1.4, Hashes.
#[tokio::test]
async fn no_plain_hash_of_a_number_phone_or_address_is_stored() {
    let town = Town::found(on_sqlite().await).await;
    let outside = Outside::of(&town);
    anne_helps_kari(&town, &[Covers::Messages]).await;
    let per = town.per().await;
    let thread = town.kari_writes().await.thread;
    town.takes(&per, thread).await.unwrap();
    town.answers(&per, thread, "Jeg kommer i dag.").await.unwrap();
    outside.works(&town).await;
    assert_eq!(outside.places(), [ANNES, KARIS]);
    let mut bytes = Vec::new();
    for file in town.base.files() {
        bytes.extend(std::fs::read(file).unwrap());
    }
    assert!(holds(&bytes, b"SM-T1n"), "the rows are among what is read");
    let numbers = [ids::KARI, ids::ANNE].map(|person| number(&town, person).digits().to_owned());
    let values = numbers.iter().map(String::as_str).chain([
        KARIS,
        ANNES,
        "kari@innbygger.example",
        "anne@innbygger.example",
    ]);
    for value in values {
        for (what, needle) in hidden(value) {
            assert!(!holds(&bytes, &needle), "the database holds {what} of a value");
        }
    }
}
