//! What is told when a helper's right, or the person a form is about, has changed.

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

crate::page::page!(RightLost, "citizen/acting/right_lost.html");
crate::page::page!(OtherPerson, "citizen/acting/other_person.html");
