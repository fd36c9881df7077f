//! Keys, addresses and the official examples.

use std::path::PathBuf;

use helsebro_partners::keys::{ClientKey, KeyKind};
use helsebro_testkit::TestDatabase;
use secrecy::ExposeSecret;

use crate::binary::Place;

/// A master key as text, and another.
pub(crate) const MASTER_KEY: &str =
    "0707070707070707070707070707070707070707070707070707070707070707";
pub(crate) const OTHER_KEY: &str =
    "0808080808080808080808080808080808080808080808080808080808080808";

/// A configuration that is whole, in a place of its own.
pub(crate) struct Whole {
    /// The address of the database.
    pub(crate) database: String,
    /// The section about numbers.
    pub(crate) numbers: &'static str,
    /// The two issuers.
    pub(crate) issuers: [String; 2],
}

impl Whole {
    /// One for production over this database, with partners that do not answer.
    pub(crate) fn over(database: &str) -> Self {
        Self {
            database: database.to_owned(),
            numbers: "policy = \"production\"",
            issuers: ["http://127.0.0.1:9", "http://127.0.0.1:9"].map(str::to_owned),
        }
    }

    /// The same over a test's database, with its key.
    pub(crate) fn over_test(base: &TestDatabase) -> Self {
        Self::over(&base.url)
    }

    /// Writes it to `helsebro.toml`, with the files that it names.
    pub(crate) fn write(&self, place: &Place) {
        let key = ClientKey::generate(KeyKind::P256).unwrap().to_pem();
        let key = place.file("client.pem", key.expose_secret());
        let master = place.file("master.key", MASTER_KEY);
        let Self { database, numbers, issuers: [idporten, helseid] } = self;
        let (key, master) = (key.display(), master.display());
        let client = format!("client_id = \"ours\"\nsigning_key_file = \"{key}\"");
        let text = format!(
            "[http]\naddress = \"127.0.0.1:0\"\n[database]\nurl = \"{database}\"\n\
             [keys]\nmaster_key_file = \"{master}\"\n\
             [audit]\nchain_file = \"audit.chain\"\n[numbers]\n{numbers}\n\
             [idporten]\nissuer = \"{idporten}\"\n{client}\n\
             [helseid]\nissuer = \"{helseid}\"\n{client}\n"
        );
        place.file("helsebro.toml", &text);
    }
}

/// An official example between citizen and staff; none when the folder is not at
/// hand, which is an error where everything must run.
pub(crate) fn official(part_of_name: &str) -> Option<PathBuf> {
    let found: Vec<PathBuf> =
        all_official()?.into_iter().filter(|path| name(path).contains(part_of_name)).collect();
    assert_eq!(found.len(), 1, "{part_of_name}");
    found.into_iter().next()
}

/// All five of them.
#[expect(clippy::disallowed_methods, reason = "the fixtures' place is told by the environment")]
pub(crate) fn all_official() -> Option<Vec<PathBuf>> {
    let Some(folder) = std::env::var_os("INTEROP_DIR") else {
        assert!(std::env::var_os("CI").is_none_or(|ci| ci != "true"), "INTEROP_DIR is not set");
        println!("skipped: INTEROP_DIR is not set");
        return None;
    };
    let folder = PathBuf::from(folder).join("messages/ekontakt-1.2");
    let entries = std::fs::read_dir(folder).unwrap();
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    found.sort();
    Some(found)
}

fn name(path: &std::path::Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}
