//! What is told when a helper's right, or the person a form is about, has changed.

use crate::Samples;

/// Shown instead of what was asked for, when the right to act for somebody is gone.
#[derive(Clone)]
pub struct RightLost {
    /// For whom, by full name.
    pub name: String,
    /// Whether the power of attorney was withdrawn; of other reasons nothing is told.
    pub is_withdrawn: bool,
}

/// Shown when a form was about another person than the one who is acted for now.
#[derive(Clone)]
pub struct OtherPerson {
    /// Where one chooses whom to act for.
    pub choose_href: String,
    /// The front page of whom one acts for now.
    pub home_href: String,
}

impl Samples for RightLost {
    fn samples() -> Vec<(&'static str, Self)> {
        let lost = |is_withdrawn| Self { name: "Kari Nilsen".to_owned(), is_withdrawn };
        vec![("withdrawn", lost(true)), ("other", lost(false))]
    }
}

impl Samples for OtherPerson {
    fn samples() -> Vec<(&'static str, Self)> {
        let (choose_href, home_href) = ("/meg/opptrer-for".to_owned(), "/hjem".to_owned());
        vec![("plain", Self { choose_href, home_href })]
    }
}

crate::page::page!(RightLost, "citizen/right_lost.html");
crate::page::page!(OtherPerson, "citizen/other_person.html");
