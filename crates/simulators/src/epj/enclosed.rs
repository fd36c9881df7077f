//! What can be enclosed with an answer: a file of somebody's own, or one of those kept
//! ready here, good and bad.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

/// A file to enclose. In JSON it is the name of one kept ready, as in `"picture"`, or a
/// whole file: `{"name": "x.pdf", "media_type": "application/pdf", "base64": "…"}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Enclosed {
    /// One that is kept ready.
    Ready(Kept),
    /// Somebody's own.
    Own {
        /// What it is called.
        name: String,
        /// What it is said to be.
        media_type: String,
        /// What it holds, or something that is no base64.
        base64: String,
    },
}

/// The files that are kept ready.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    /// A small picture.
    Picture,
    /// A page of text.
    Document,
    /// A document with the test file in it that every scanner knows.
    Harmful,
    /// A document that is said to be a picture.
    Mislabelled,
    /// A file of a kind that nobody takes.
    Spreadsheet,
}

impl Kept {
    /// Every one, with the words it is chosen by.
    pub(crate) const ALL: [(&'static str, &'static str); 5] = [
        ("picture", "Et bilde"),
        ("document", "Et dokument"),
        ("harmful", "Et dokument med prøvevirus"),
        ("mislabelled", "Et dokument som kaller seg bilde"),
        ("spreadsheet", "Et regneark"),
    ];
}

/// A file as it stands in an envelope.
pub(crate) struct Attachment {
    pub(crate) name: String,
    pub(crate) media_type: String,
    pub(crate) base64: String,
}

impl Enclosed {
    /// How many letters of base64 it has.
    pub(crate) fn letters(&self) -> usize {
        match self {
            Self::Ready(_) => 0,
            Self::Own { base64, .. } => base64.len(),
        }
    }

    pub(crate) fn attachment(&self) -> Attachment {
        match self {
            Self::Own { name, media_type, base64 } => Attachment {
                name: name.clone(),
                media_type: media_type.clone(),
                base64: base64.clone(),
            },
            Self::Ready(kept) => {
                let (name, media_type, bytes) = kept.file();
                Attachment {
                    name: name.to_owned(),
                    media_type: media_type.to_owned(),
                    base64: STANDARD.encode(bytes),
                }
            }
        }
    }
}

impl Kept {
    fn file(self) -> (&'static str, &'static str, Vec<u8>) {
        const PDF: &str = "application/pdf";
        // Apart, so that no scanner takes this file for it.
        let harm = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-", "STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"];
        match self {
            Self::Picture => ("Såret i dag.png", "image/png", picture()),
            Self::Document => ("Plan.pdf", PDF, page("Vi bytter bandasje mandag og torsdag.")),
            Self::Harmful => ("Skjema.pdf", PDF, page(&harm.concat())),
            Self::Mislabelled => ("Bilde.png", "image/png", page("Dette er ikke et bilde.")),
            Self::Spreadsheet => {
                let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
                ("Timeliste.xlsx", kind, b"PK\x03\x04 timer".to_vec())
            }
        }
    }
}

/// A document with these words in it.
fn page(words: &str) -> Vec<u8> {
    format!("%PDF-1.7\n% {words}\ntrailer\n<< >>\nstartxref\n0\n%%EOF\n").into_bytes()
}

/// A picture of one grey point.
fn picture() -> Vec<u8> {
    const POINT: &[u8] = &[
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44,
        0x52, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00, 0x00, 0x3A,
        0x7E, 0x9B, 0x55, 0x00, 0x00, 0x00, 0x0A, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9C, 0x63, 0x68,
        0x00, 0x00, 0x00, 0x82, 0x00, 0x81, 0x77, 0xCD, 0x72, 0xB6, 0x00, 0x00, 0x00, 0x00, 0x49,
        0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
    ];
    POINT.to_vec()
}
