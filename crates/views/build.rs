//! Stops a build without the assets with one line that says what to run.

use std::path::Path;

/// Files that `make assets` leaves; the last one it writes comes last.
const NEEDED: [&str; 4] = [
    "../../assets/htmx.js",
    "../../assets/inter-latin.woff2",
    "../../assets/icons",
    "../../assets/ds.css",
];

fn main() {
    for file in NEEDED {
        println!("cargo::rerun-if-changed={file}");
        if !Path::new(file).exists() {
            println!("cargo::error=style sheets, icons and fonts are missing: run `make assets`");
            return;
        }
    }
}
