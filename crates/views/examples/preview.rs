//! Writes every page in every state and language to a folder, with the files they use:
//! `cargo run -p helsebro-views --example preview -- FOLDER`.

use std::error::Error;
use std::fs;
use std::path::Path;

use helsebro_views::pages::all_samples;
use helsebro_views::{Language, Theme, assets};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("say which folder to write to")?;
    let folder = Path::new(&folder);
    for address in assets::all() {
        if let Some(file) = assets::asset(&address) {
            write(&folder.join(address.trim_start_matches('/')), &file.bytes)?;
        }
    }
    for (theme, scheme) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        for language in Language::ALL {
            for (name, html) in all_samples(language, theme)? {
                let file = folder.join(scheme).join(language.tag()).join(format!("{name}.html"));
                write(&file, html.as_bytes())?;
            }
        }
    }
    Ok(())
}

fn write(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(file, bytes)
}
