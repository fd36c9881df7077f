//! Every pair of colours that may meet can be read (experience § 2.2), worked out
//! from the style sheet as it is sent.

use std::collections::BTreeMap;

use helsebro_views::assets;

type Colours = BTreeMap<String, String>;

const CONSOLES: [&str; 4] = ["innbygger", "ansatt", "kommune", "drift"];

/// Our own floor for body text, and the floors of WCAG for text and for edges.
const BODY: f64 = 7.0;
const TEXT: f64 = 4.5;
const EDGE: f64 = 3.0;

/// Text or edge, what it stands on, and the floor. `*` stands for the accent and
/// the neutral in turn.
const ROLES: [(&str, &str, f64); 16] = [
    ("*-text-default", "neutral-background-default", BODY),
    ("*-text-default", "neutral-background-tinted", BODY),
    ("*-text-default", "neutral-surface-default", BODY),
    ("*-text-default", "*-surface-tinted", BODY),
    ("*-text-default", "*-background-tinted", BODY),
    ("*-text-subtle", "neutral-background-default", TEXT),
    ("*-text-subtle", "neutral-background-tinted", TEXT),
    ("*-text-subtle", "neutral-surface-default", TEXT),
    ("*-text-subtle", "accent-surface-tinted", TEXT),
    ("*-base-contrast-default", "*-base-default", TEXT),
    ("*-base-contrast-default", "*-base-hover", TEXT),
    ("*-base-contrast-default", "*-base-active", TEXT),
    ("*-base-default", "neutral-background-tinted", EDGE),
    ("*-base-default", "neutral-surface-default", EDGE),
    ("*-border-default", "neutral-background-tinted", EDGE),
    ("*-border-default", "neutral-surface-default", EDGE),
];

/// The colours outside the roles.
const FIXED: [(&str, &str, f64); 6] = [
    ("--hb-urgent", "--ds-color-neutral-surface-default", EDGE),
    ("--hb-over", "--ds-color-neutral-surface-default", TEXT),
    ("--hb-today", "--ds-color-neutral-surface-default", TEXT),
    ("--hb-note-text", "--hb-note-back", BODY),
    ("--hb-demo-text", "--hb-demo-back", BODY),
    ("--hb-bar-text", "--hb-bar", TEXT),
];

#[test]
fn every_pair_of_colours_can_be_read_in_every_console_light_and_dark() {
    let sheet = shipped();
    let mut tried = 0;
    for console in CONSOLES {
        for scheme in [None, Some("dark"), Some("auto")] {
            let colours = colours(&sheet, console, scheme);
            for (front, back, floor) in ROLES {
                for kind in ["accent", "neutral"] {
                    let role = |name: &str| format!("--ds-color-{}", name.replace('*', kind));
                    holds(&colours, &role(front), &role(back), floor, console, scheme);
                    tried += 1;
                }
            }
            for (front, back, floor) in FIXED {
                holds(&colours, front, back, floor, console, scheme);
            }
        }
    }
    assert_eq!(tried, 4 * 3 * 16 * 2);
}

#[test]
fn what_the_device_has_dark_is_what_is_chosen_dark() {
    let sheet = shipped();
    for console in CONSOLES {
        assert_eq!(colours(&sheet, console, Some("dark")), colours(&sheet, console, Some("auto")));
    }
}

#[test]
fn the_known_contrasts_come_out_as_known() {
    assert!((contrast("#000000", "#ffffff") - 21.0).abs() < 0.01);
    assert!((contrast("#fff", "#fff") - 1.0).abs() < 0.01);
    assert!((contrast("#767676", "#fff") - 4.54).abs() < 0.01);
}

fn shipped() -> String {
    let file = assets::asset(&assets::href("helsebro.css")).expect("a style sheet");
    String::from_utf8(file.bytes.clone()).expect("text")
}

/// The colours that hold on a page of the console in the scheme.
fn colours(sheet: &str, console: &str, scheme: Option<&str>) -> Colours {
    let mut selectors = vec![":root".to_owned(), format!("[data-konsoll=\"{console}\"]")];
    if let Some(scheme) = scheme {
        selectors.push(format!("[data-color-scheme=\"{scheme}\"]"));
        selectors.push(format!("[data-konsoll=\"{console}\"][data-color-scheme=\"{scheme}\"]"));
    }
    let mut colours = Colours::new();
    for selector in selectors {
        for block in sheet.split(&format!("\n{selector} {{\n")).skip(1) {
            let body = block.split('}').next().unwrap_or_default();
            for line in body.lines() {
                if let Some((name, value)) = line.trim_end_matches(';').split_once(": ") {
                    colours.insert(name.to_owned(), value.to_owned());
                }
            }
        }
    }
    assert!(colours.len() > 40, "{console} {scheme:?}: {}", colours.len());
    colours
}

fn holds(
    colours: &Colours,
    front: &str,
    back: &str,
    floor: f64,
    console: &str,
    scheme: Option<&str>,
) {
    let value = |name: &str| colours.get(name).unwrap_or_else(|| panic!("{console}: no {name}"));
    let found = contrast(value(front), value(back));
    assert!(
        found >= floor,
        "{console} {scheme:?}: {front} on {back} is {found:.2}, must be {floor}"
    );
}

/// WCAG's contrast of two colours.
fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(colour: &str) -> f64 {
    let digits: Vec<u32> =
        colour.trim_start_matches('#').chars().map(|c| c.to_digit(16).expect("hex")).collect();
    let parts: Vec<u32> = match digits.len() {
        3 => digits.iter().map(|digit| digit * 17).collect(),
        6 => digits.chunks(2).map(|pair| pair[0] * 16 + pair[1]).collect(),
        _ => panic!("{colour} is no colour"),
    };
    let linear = |part: u32| {
        let share = f64::from(part) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(parts[0]) + 0.7152 * linear(parts[1]) + 0.0722 * linear(parts[2])
}
