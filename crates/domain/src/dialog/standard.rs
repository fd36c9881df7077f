//! Replies that a unit keeps ready. They are put into the box and never sent by
//! themselves.

/// The most standard replies that a unit may keep.
pub const MAX_STANDARD_REPLIES: usize = 50;

/// What is typed, with a standard reply after it.
pub fn with_standard(typed: &str, reply: &str) -> String {
    let typed = typed.trim_end();
    if typed.is_empty() { reply.to_owned() } else { format!("{typed}\n\n{reply}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_standard_reply_never_takes_the_place_of_what_is_typed() {
        assert_eq!(with_standard(" \n", "Takk for meldingen."), "Takk for meldingen.");
        assert_eq!(with_standard("Hei, Kari.\n", "Takk."), "Hei, Kari.\n\nTakk.");
    }
}
