//! The citizen of a conversation.

/// The citizen of the conversation. Its Debug does not tell who she is.
#[derive(Clone)]
pub struct Person {
    /// Full name; shortened for a protected person until the reader has taken it.
    pub name: String,
    /// The given name.
    pub given: String,
    /// How old she is; none for a protected person.
    pub age: Option<i16>,
    /// Whether her address is protected.
    pub is_protected: bool,
    /// Whether what is written reaches her here.
    pub is_reachable: bool,
    /// Whether what the unit has of her is kept and not used, since it is contested.
    pub is_restricted: bool,
    /// Her identity number.
    pub number: Number,
}

impl core::fmt::Debug for Person {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Person(…)")
    }
}

/// An identity number, masked until it is asked for.
#[derive(Clone)]
pub enum Number {
    /// The first six digits and dots.
    Masked {
        /// As in «158248 •••••».
        masked: String,
        /// Where the button posts `number` (`show`) to; asking is logged. What is
        /// typed in the answer comes along as `body` and stands in the new page.
        action: String,
    },
    /// The whole number; a script hides it after half a minute.
    Shown {
        /// The eleven digits, parted after the sixth.
        whole: String,
        /// As in «158248 •••••».
        masked: String,
        /// Where the button posts `number` (`hide`) to, with `body` as above.
        action: String,
    },
}
