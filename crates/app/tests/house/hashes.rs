//! Values that are stored to be found again are hashed with a key (§ 1.4, Hashes).

use crate::repo;

/// Where something is hashed without a key, and what it is. None of it is a person's number,
/// phone or address: those are short enough to be guessed back.
const PLAIN_HASHES: [(&str, &str); 11] = [
    ("crates/app/src/bench/bare/", "tokens of 32 bytes, of people made up"),
    ("crates/app/src/bench/survive/receiver.rs", "documents of a trial"),
    ("crates/partners/src/oidc/pkce.rs", "a secret of 32 random bytes"),
    ("crates/storage/src/audit/", "audit lines, as links of a chain"),
    ("crates/storage/src/backup/", "files of a backup"),
    ("crates/storage/src/controllership/tally.rs", "ids of records, in the order they are told"),
    ("crates/storage/src/joining/terms.rs", "terms, and what is handed over to its owner"),
    ("crates/storage/src/migrate/mod.rs", "migration scripts"),
    ("crates/storage/src/sessions/", "tokens of 32 random bytes"),
    ("crates/views/src/assets.rs", "files of ours"),
    ("crates/partners/src/seal.rs", "a file that is sealed; the signature is made over its hash"),
];

/// What makes a hash without a key.
const MAKES_ONE: [&str; 9] = [
    "digest(&SHA",
    "digest::digest(",
    "digest::Context::new(",
    "Context::new(&SHA",
    "Sha256::",
    "Sha1::",
    "Md5::",
    "DefaultHasher",
    "blake3",
];

#[test]
fn no_plain_hash_of_a_number_phone_or_address() {
    let mut broken = Vec::new();
    let mut used = vec![false; PLAIN_HASHES.len()];
    for (path, text) in repo::files("crates", &[".rs"]) {
        let is_ours =
            !path.starts_with("crates/simulators/") && !path.starts_with("crates/testkit/");
        if !is_ours || repo::is_test(&path) {
            continue;
        }
        for (number, line) in repo::code_lines(&text) {
            if !MAKES_ONE.iter().any(|made| line.contains(made)) {
                continue;
            }
            match PLAIN_HASHES.iter().position(|(known, _)| path.starts_with(known)) {
                Some(place) => used[place] = true,
                None => broken.push(format!("{path}:{number}: {}", line.trim())),
            }
        }
    }
    let idle = PLAIN_HASHES.iter().zip(&used).filter(|(_, used)| !**used);
    broken.extend(idle.map(|((path, _), _)| format!("{path} hashes nothing any more")));
    repo::hold("no_plain_hash_of_a_number_phone_or_address", &broken);
}
