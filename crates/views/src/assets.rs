//! Files that pages use: the style sheet, scripts, fonts and icons.
//!
//! Each has an address with the hash of its content, so that a browser may keep
//! it for ever, and each text is packed once, when it is first asked for.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::OnceLock;

use aws_lc_rs::digest::{SHA256, digest};
use rust_embed::RustEmbed;

/// Where the files are served.
pub const PREFIX: &str = "/static/";

/// A file as it is sent.
pub struct Asset {
    /// As it is.
    pub bytes: Vec<u8>,
    /// Packed, where that makes it smaller.
    pub gzip: Option<Vec<u8>>,
    /// What kind it is.
    pub mime: &'static str,
    /// Changes with the content; quoted, as the header wants it.
    pub etag: String,
}

/// The file behind a path, as in `/static/1f2e3d4c5b6a/helsebro.css`. None when
/// the hash is another: what is kept for ever must never be another's content.
pub fn asset(path: &str) -> Option<&'static Asset> {
    let (hash, name) = path.strip_prefix(PREFIX)?.split_once('/')?;
    let file = shelf().get(name)?;
    (file.hash() == hash).then_some(file)
}

/// Where a file is.
pub fn href(name: &str) -> String {
    let hash = shelf().get(name).map_or("missing", Asset::hash);
    format!("{PREFIX}{hash}/{name}")
}

/// The addresses of all files.
pub fn all() -> impl Iterator<Item = String> {
    shelf().keys().map(|name| href(name))
}

/// What `make assets` fetches.
#[derive(RustEmbed)]
#[folder = "../../assets"]
#[exclude = ".*"]
#[exclude = "letters/*"]
pub(crate) struct Fetched;

/// What is ours.
#[derive(RustEmbed)]
#[folder = "static"]
struct Own;

/// Our style sheets in the order they are laid down, after the design system.
const SHEETS: [&str; 12] = [
    "css/colours.css",
    "css/colours-consoles.css",
    "css/base.css",
    "css/frame.css",
    "css/header.css",
    "css/pieces.css",
    "css/forms.css",
    "css/lists.css",
    "css/thread.css",
    "css/staff.css",
    "css/timeline.css",
    "css/joining.css",
];

/// Comes after all others: narrow screens, forced colours, paper.
const LAST_SHEET: &str = "css/media.css";

/// Comes ready to be laid down first; everything else fetched is served as it is.
const DESIGN_SYSTEM: &str = "ds.css";

/// How many letters of the hash stand in an address.
const HASH_LETTERS: usize = 12;

impl Asset {
    fn new(name: &str, bytes: Vec<u8>) -> Self {
        let mime = mime(name);
        let gzip = is_text(mime).then(|| packed(&bytes)).flatten();
        let mut hash = String::new();
        for byte in digest(&SHA256, &bytes).as_ref().iter().take(HASH_LETTERS / 2) {
            hash.push_str(&format!("{byte:02x}"));
        }
        Self { bytes, gzip, mime, etag: format!("\"{hash}\"") }
    }

    fn hash(&self) -> &str {
        self.etag.trim_matches('"')
    }
}

fn shelf() -> &'static BTreeMap<String, Asset> {
    static SHELF: OnceLock<BTreeMap<String, Asset>> = OnceLock::new();
    SHELF.get_or_init(|| {
        let mut shelf = BTreeMap::new();
        for name in Fetched::iter() {
            if name != DESIGN_SYSTEM && !name.contains('/') {
                put(&mut shelf, &name, Fetched::get(&name).map(|file| file.data.into_owned()));
            }
        }
        for name in ["helsebro.js", "helsebro.svg"] {
            put(&mut shelf, name, Own::get(name).map(|file| file.data.into_owned()));
        }
        let sheet = sheet(&shelf);
        put(&mut shelf, "helsebro.css", Some(sheet.into_bytes()));
        shelf
    })
}

fn put(shelf: &mut BTreeMap<String, Asset>, name: &str, bytes: Option<Vec<u8>>) {
    if let Some(bytes) = bytes {
        shelf.insert(name.to_owned(), Asset::new(name, bytes));
    }
}

/// The design system's sheet and ours as one, with the addresses of the files they name.
fn sheet(files: &BTreeMap<String, Asset>) -> String {
    let mut sheet = text(Fetched::get(DESIGN_SYSTEM));
    for name in SHEETS.into_iter().chain([LAST_SHEET]) {
        sheet.push_str(&without_comments(&text(Own::get(name))));
    }
    for (name, file) in files {
        let address = format!("url(\"{PREFIX}{}/{name}\")", file.hash());
        sheet = sheet.replace(&format!("url(\"{name}\")"), &address);
    }
    sheet
}

/// A sheet as it is sent: no comments, no indentation.
fn without_comments(sheet: &str) -> String {
    let mut out = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .flat_map(|line| [line, "\n"])
        .collect()
}

pub(crate) fn text(file: Option<rust_embed::EmbeddedFile>) -> String {
    file.map(|file| String::from_utf8_lossy(&file.data).into_owned()).unwrap_or_default()
}

fn mime(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

fn is_text(mime: &str) -> bool {
    mime.starts_with("text/") || mime == "image/svg+xml"
}

fn packed(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(bytes).ok()?;
    let packed = writer.finish().ok()?;
    (packed.len() < bytes.len()).then_some(packed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sheet_of_ours_is_laid_down() {
        let here: Vec<_> = Own::iter().filter(|name| name.ends_with(".css")).collect();
        assert_eq!(here.len(), SHEETS.len() + 1);
        for name in here {
            assert!(
                SHEETS.contains(&name.as_ref()) || name == LAST_SHEET,
                "{name} is not laid down"
            );
        }
    }

    #[test]
    fn a_file_is_found_at_its_address_and_at_no_other() {
        for address in all() {
            assert!(asset(&address).is_some(), "{address}");
        }
        assert!(asset("/static/000000000000/helsebro.css").is_none());
        assert!(asset("/static/helsebro.css").is_none());
        assert!(asset("/etc/passwd").is_none());
    }

    #[test]
    fn the_sheet_names_its_files_by_their_addresses() {
        let sheet = sheet(shelf());
        for address in sheet.split("url(").skip(1).filter_map(|rest| rest.split(')').next()) {
            assert!(asset(address.trim_matches('"')).is_some(), "{address}");
        }
        assert!(sheet.contains(&href("inter-latin.woff2")));
        assert!(!sheet.contains("data:"), "the policy of the pages allows no such thing");
        assert!(!sheet.contains("/*"), "comments are left out");
    }

    #[test]
    fn a_phone_fetches_little_for_its_first_view() {
        const MOST_BYTES: usize = 85_000;
        let sent = |name: &str| {
            let file = &shelf()[name];
            file.gzip.as_ref().map_or(file.bytes.len(), Vec::len)
        };
        let all = sent("helsebro.css") + sent("helsebro.js") + sent("inter-latin.woff2");
        assert!(all < MOST_BYTES, "{all} bytes");
    }
}
