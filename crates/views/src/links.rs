//! The places that menus and buttons lead to. The doors test that each exists.

/// Front page.
pub const FRONT: &str = "/";
/// Sign-in for citizens.
pub const SIGN_IN: &str = "/logg-inn";
/// Sign-in for staff.
pub const STAFF_SIGN_IN: &str = "/ansatt/logg-inn";
/// Signs out; a form posts `csrf` here.
pub const SIGN_OUT: &str = "/logg-ut";
/// Signs out of every session; a form posts `csrf` here.
pub const SIGN_OUT_EVERYWHERE: &str = "/logg-ut/overalt";
/// Keeps the session; a script posts `csrf` here and gets the new ends as JSON
/// `{"idle_at": seconds, "absolute_at": seconds}`.
pub const STAY: &str = "/logg-inn/fortsett";
/// Changes the language for this browser and goes back; see [`language`].
pub const LANGUAGE: &str = "/sprak";
/// Help.
pub const HELP: &str = "/hjelp";
/// Privacy.
pub const PRIVACY: &str = "/personvern";
/// Accessibility.
pub const ACCESSIBILITY: &str = "/tilgjengelighet";

/// The citizen's home.
pub const HOME: &str = "/hjem";
/// The citizen's conversations.
pub const THREADS: &str = "/meldinger";
/// A new message.
pub const NEW_MESSAGE: &str = "/meldinger/ny";
/// Takes a text along to another contact; a form posts `contact`, `topic`, `body` here.
pub const TAKE_ALONG: &str = "/meldinger/ny/ta-med";
/// The citizen's health contacts.
pub const CONTACTS: &str = "/helsekontakter";
/// The citizen's profile.
pub const ME: &str = "/meg";
/// Saves the language; a form posts `language` here.
pub const ME_LANGUAGE: &str = "/meg/sprak";
/// Saves the colours; a form posts `theme` here.
pub const ME_THEME: &str = "/meg/utseende";

/// The work list.
pub const WORK_LIST: &str = "/ansatt/arbeidsliste";
/// A new conversation from the unit.
pub const STAFF_NEW_THREAD: &str = "/ansatt/samtaler/ny";
/// The list of keys.
pub const STAFF_KEYS: &str = "/ansatt/snarveier";
/// Choose a unit.
pub const STAFF_UNITS: &str = "/ansatt/bytt-enhet";

/// The demo town.
pub const DEMO: &str = "/demo";
/// Signs in as somebody; a form posts `person` here.
pub const DEMO_SIGN_IN: &str = "/demo/logg-inn";
/// The demo town's clock; a form posts `step`, or `date` and `time`, here.
pub const DEMO_CLOCK: &str = "/demo/klokke";

/// Every fixed place.
pub const ALL: [&str; 26] = [
    FRONT,
    SIGN_IN,
    STAFF_SIGN_IN,
    SIGN_OUT,
    SIGN_OUT_EVERYWHERE,
    STAY,
    LANGUAGE,
    HELP,
    PRIVACY,
    ACCESSIBILITY,
    HOME,
    THREADS,
    NEW_MESSAGE,
    TAKE_ALONG,
    CONTACTS,
    ME,
    ME_LANGUAGE,
    ME_THEME,
    WORK_LIST,
    STAFF_NEW_THREAD,
    STAFF_KEYS,
    STAFF_UNITS,
    DEMO,
    DEMO_SIGN_IN,
    DEMO_CLOCK,
    EVENTS,
];

/// The event stream of the work list.
pub const EVENTS: &str = "/ansatt/arbeidsliste/nytt";

/// The link that changes language and comes back to `path`:
/// `/sprak?til=nn&tilbake=%2Fmeldinger`.
pub fn language(tag: &str, path: &str) -> String {
    let mut link = format!("{LANGUAGE}?til={tag}&tilbake=");
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                link.push(char::from(byte));
            }
            other => link.push_str(&format!("%{other:02X}")),
        }
    }
    link
}

/// The link that rings a number: `tel:+4775000120`. Short numbers stand as they are.
pub fn tel(phone: &str) -> String {
    /// Norwegian numbers of this length take the country's code.
    const FULL_LENGTH: usize = 8;
    let digits: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    if digits.len() == FULL_LENGTH { format!("tel:+47{digits}") } else { format!("tel:{digits}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_is_escaped() {
        assert_eq!(language("nn", "/meldinger?x=1&y"), "/sprak?til=nn&tilbake=%2Fmeldinger%3Fx%3D1%26y");
    }

    #[test]
    fn numbers_are_rung_as_they_are_written() {
        assert_eq!(tel("75 00 01 20"), "tel:+4775000120");
        assert_eq!(tel("116 117"), "tel:116117");
        assert_eq!(tel("+46 8 1"), "tel:+4681");
    }
}
