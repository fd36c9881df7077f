//! Stops a build without the letters' fonts with one line that says what to run.

use std::path::Path;

/// Fonts that `make assets` leaves.
const NEEDED: [&str; 3] = [
    "../../assets/letters/regular.ttf",
    "../../assets/letters/strong.ttf",
    "../../assets/letters/others.ttf",
];

fn main() {
    for file in NEEDED {
        println!("cargo::rerun-if-changed={file}");
        if !Path::new(file).exists() {
            println!("cargo::error=the letters' fonts are missing: run `make assets`");
            return;
        }
    }
}
