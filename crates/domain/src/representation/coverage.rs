//! What a power of attorney covers.

/// One thing that a power of attorney can cover: a module of the terms, or a right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Covers {
    /// Messages and health contacts.
    Messages,
    /// Appointments and visits.
    Appointments,
    /// Letters.
    Letters,
    /// Forms.
    Forms,
    /// Who has seen, and what one can ask of those responsible.
    RightsRequests,
    /// Also units whose name alone tells something (S1-2.1.1-b).
    SensitiveUnits,
}

impl Covers {
    /// Everything, in the order it is listed.
    pub const ALL: [Self; 6] = [
        Self::Messages,
        Self::Appointments,
        Self::Letters,
        Self::Forms,
        Self::RightsRequests,
        Self::SensitiveUnits,
    ];

    const fn bit(self) -> u8 {
        match self {
            Self::Messages => 1,
            Self::Appointments => 2,
            Self::Letters => 4,
            Self::Forms => 8,
            Self::RightsRequests => 16,
            Self::SensitiveUnits => 32,
        }
    }
}

/// A set of [`Covers`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Coverage(u8);

impl Coverage {
    /// A set of these.
    pub fn of(things: &[Covers]) -> Self {
        Self(things.iter().fold(0, |bits, thing| bits | thing.bit()))
    }

    /// The set that is stored so; bits that mean nothing are left out.
    pub fn from_stored(bits: i64) -> Self {
        let known = Covers::ALL.iter().fold(0, |known, thing| known | thing.bit());
        Self(u8::try_from(bits & i64::from(known)).unwrap_or(0))
    }

    /// The set as it is stored.
    pub fn stored(self) -> i64 {
        i64::from(self.0)
    }

    /// Whether it holds this.
    pub const fn has(self, thing: Covers) -> bool {
        self.0 & thing.bit() != 0
    }

    /// Whether there is nothing in it.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// What is in it, in order.
    pub fn things(self) -> impl Iterator<Item = Covers> {
        Covers::ALL.into_iter().filter(move |thing| self.has(*thing))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_reads_back_from_storage_and_holds_what_was_put_in() {
        for thing in Covers::ALL {
            let one = Coverage::of(&[thing]);
            assert_eq!(one.things().collect::<Vec<_>>(), [thing]);
            assert_eq!(Coverage::from_stored(one.stored()), one);
            assert!(!one.is_empty() && !Coverage::default().has(thing));
        }
        let all = Coverage::of(&Covers::ALL);
        assert_eq!(all.things().count(), 6);
        assert_eq!(Coverage::from_stored(all.stored()), all);
        assert_eq!(Coverage::from_stored(all.stored() | 64), all);
        assert!(Coverage::from_stored(64).is_empty() && Coverage::of(&[]).is_empty());
    }
}
