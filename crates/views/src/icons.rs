//! Icons: drawings that stand beside words and say the same.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::Markup;
use crate::assets::{Fetched, text};

/// An icon, hidden from those who listen; the words beside it say the same.
pub(crate) fn icon(name: &str) -> Markup {
    if name.is_empty() {
        return Markup::safe(String::new());
    }
    static ICONS: OnceLock<BTreeMap<String, Markup>> = OnceLock::new();
    let icons = ICONS.get_or_init(drawn_icons);
    icons
        .get(name)
        .cloned()
        .unwrap_or_else(|| Markup::safe(String::from("<svg class=\"hb-icon\" data-missing></svg>")))
}

fn drawn_icons() -> BTreeMap<String, Markup> {
    Fetched::iter()
        .filter_map(|path| {
            let name = path.strip_prefix("icons/")?.strip_suffix(".svg")?.to_owned();
            let drawing = text(Fetched::get(&path));
            let inner = drawing.split_once('>')?.1.rsplit_once("</svg>")?.0.trim().to_owned();
            let svg = format!(
                "<svg class=\"hb-icon\" viewBox=\"0 0 24 24\" fill=\"none\" aria-hidden=\"true\" \
                 focusable=\"false\">{inner}</svg>"
            );
            Some((name, Markup::safe(svg)))
        })
        .collect()
}
