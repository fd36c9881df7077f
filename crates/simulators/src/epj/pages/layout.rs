//! What all pages share: the strip, the way around, and whether the system is
//! there.

use super::super::office::Office;
use super::super::seen::{DoorSeen, Presence};
use super::forms;
use crate::oidc::page::{STYLE, escape};

const OWN_STYLE: &str = "
main{max-width:52rem}
h1,h2,h3,dt,summary,a{overflow-wrap:anywhere}
h2{font-size:1.35rem}h3{font-size:1.15rem;margin:1rem 0 .25rem}
a{color:#0a4fb5}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;max-width:52rem;margin:0 auto;padding:.5rem 1rem}
nav li{margin:0}nav a{display:inline-block;padding:.5rem 0}nav a[aria-current]{font-weight:600}
.bar{border:1px solid #767676;border-radius:.25rem;padding:.75rem 1rem;margin:1rem 0}
.bar p{margin:.25rem 0}
.word{border-left:.35rem solid #3d1f5c;padding:.5rem 1rem;margin:1rem 0}
.word.error{border:2px solid #9c1c1c}
.entry{border:1px solid #767676;border-radius:.25rem;padding:.5rem 1rem;margin:1rem 0}
.entry.sent{border-left:.35rem solid #3d1f5c}
.entry h3{font-size:1.1rem;margin:.25rem 0}
.meta{margin:.25rem 0;font-size:1rem}
.text{white-space:pre-wrap;overflow-wrap:anywhere}
.bad{font-weight:600;color:#9c1c1c}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:.9rem;border:1px solid #767676;
padding:.75rem;border-radius:.25rem}
details{border:1px solid #767676;border-radius:.25rem;margin:1rem 0;padding:0 1rem}
summary{padding:.75rem 0;font-weight:600;cursor:pointer}
details[open]{padding-bottom:1rem}
.field{margin:.75rem 0}.field label{padding:0 0 .25rem}
input[type=text],textarea,select{font:inherit;width:100%;box-sizing:border-box;min-height:2.75rem;
padding:.5rem;border:1px solid #595959;border-radius:.25rem;background:#fff;color:#1c1c1c}
textarea{min-height:7rem}
label.tick{display:flex;gap:.5rem;align-items:center;min-height:2.75rem}
label.tick input{inline-size:1.35rem;block-size:1.35rem;flex:none}
dl{display:grid;grid-template-columns:minmax(8rem,max-content) 1fr;gap:.25rem 1rem}
dt{font-weight:600}dd{margin:0;overflow-wrap:anywhere}
@media(max-width:30rem){dl{grid-template-columns:1fr}dd{margin-bottom:.5rem}}
.row{display:flex;flex-wrap:wrap;gap:.5rem}
@media(prefers-color-scheme:dark){a{color:#9ec5fe}.bad{color:#ff9c9c}
.word,.entry.sent{border-left-color:#c9b3e0}.word.error{border-color:#ff9c9c}
input[type=text],textarea,select{background:#1c1c1c;color:#f2f2f2;border-color:#a6a6a6}}
";

/// Which of the pages of the way around this is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Here {
    Journal,
    Receipts,
    Vendor,
    Elsewhere,
}

/// One page to be; `body` is HTML already.
pub(super) struct Page<'a> {
    pub(super) title: &'a str,
    pub(super) here: Here,
    pub(super) body: String,
}

pub(super) fn style() -> String {
    format!("{STYLE}{OWN_STYLE}")
}

impl Page<'_> {
    pub(super) fn html(&self, office: &Office) -> String {
        let (title, name) = (escape(self.title), escape(&office.settings.name));
        let (around, body) = (self.around(), &self.body);
        format!(
            "<!DOCTYPE html>\n<html lang=\"nb\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{title} – {name} (simulator)</title>\n\
             <link rel=\"stylesheet\" href=\"/stil.css\">\n</head>\n<body>\n<header>\n\
             <p class=\"demo\">SIMULATOR: {name} er et oppdiktet journalsystem. Alle personer er \
             oppdiktet.</p>\n{around}\n</header>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
        )
    }

    fn around(&self) -> String {
        let link = |here, address, words| {
            let current = if self.here == here { " aria-current=\"page\"" } else { "" };
            format!("<li><a href=\"{address}\"{current}>{words}</a></li>")
        };
        format!(
            "<nav aria-label=\"Sider\"><ul>{}{}{}</ul></nav>",
            link(Here::Journal, "/", "Journal"),
            link(Here::Receipts, "/kvitteringer", "Kvitteringer"),
            link(Here::Vendor, "/leverandor", "Leverandør")
        )
    }
}

/// Whether the system is there, how the door is, and what came of the last
/// order; `back` is this page's own address.
pub(super) fn bar(office: &Office, back: &str) -> String {
    let seen = office.seen();
    let (there, act, words) = match seen.presence {
        Presence::Present => ("Til stede: henter og sender meldinger.", "leave", "Gå bort"),
        Presence::Away => ("Borte: henter og sender ingenting.", "come_back", "Kom tilbake"),
    };
    let door = match (seen.presence, seen.door) {
        (Presence::Away, _) => "",
        (_, DoorSeen::NotTried) => "Plattformen er ikke spurt ennå.",
        (_, DoorSeen::Open) => "Plattformen svarer.",
        (_, DoorSeen::Down) => "Plattformen svarer ikke. Prøver igjen om litt.",
    };
    let button = forms::button(act, back, &[], words);
    let counts =
        format!("Mottatt: {}. Dobbelt: {}. Sendt: {}.", seen.received, seen.doubles, seen.sent);
    format!(
        "{}<section class=\"bar\" aria-label=\"Status\"><p><strong>{there}</strong> {door}</p>\
         <p>{counts} <a href=\"{}\">Oppdater siden</a></p>{button}</section>",
        last_word(office),
        escape(back)
    )
}

fn last_word(office: &Office) -> String {
    if office.reading(|journal| journal.last_word.is_none()) {
        return String::new();
    }
    let word = office.writing(|journal| journal.last_word.take()).unwrap_or_default();
    let (class, role) =
        if word.starts_with("Feil") { ("word error", "alert") } else { ("word", "status") };
    format!("<div class=\"{class}\" role=\"{role}\"><p>{}</p></div>", escape(&word))
}
