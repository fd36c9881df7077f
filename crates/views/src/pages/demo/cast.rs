//! The people of the demo town that one can be.

macro_rules! cast {
    ($($(#[$doc:meta])* $name:ident => $id:literal, $key:literal;)*) => {
        /// Somebody in the demo town.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Cast {
            $($(#[$doc])* $name,)*
        }

        impl Cast {
            /// Everybody.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The value that forms post.
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)*
                }
            }

            /// The key of the sentence that tells how things stand with her.
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$name => $key,)*
                }
            }
        }
    };
}

cast! {
    /// Kari Nilsen, who gets home care in Solvik.
    Kari => "kari", "demo-person-kari";
    /// Anne Nilsen, her daughter, in Granli.
    Anne => "anne", "demo-person-anne";
    /// Ola Moen, in Solvik.
    Ola => "ola", "demo-person-ola";
    /// Lise Berg, mother of Jonas.
    Lise => "lise", "demo-person-lise";
    /// Jonas Berg, fourteen.
    Jonas => "jonas", "demo-person-jonas";
    /// Sara Lund, whose address is strictly confidential.
    Sara => "sara", "demo-person-sara";
    /// Gerd Aas, whose message nobody has taken.
    Gerd => "gerd", "demo-person-gerd";
    /// Per Haug, nurse at home care in Solvik.
    Per => "per", "demo-person-per";
    /// Siri Dahl, his colleague.
    Siri => "siri", "demo-person-siri";
    /// Liv, at the healthy-life centre in Solvik.
    Liv => "liv", "demo-person-liv";
    /// Mona Lie, employed by the provider Fjordro.
    Mona => "mona", "demo-person-mona";
    /// Hege, in another municipality.
    Hege => "hege", "demo-person-hege";
    /// Jon, whose authorisation has ended.
    Jon => "jon", "demo-person-jon";
    /// Gro Hagen, administrator in Solvik.
    Gro => "gro", "demo-person-gro";
    /// Hilde Bø, data protection officer in Solvik.
    Hilde => "hilde", "demo-person-hilde";
    /// Berit Sand, who may bind Solvik.
    Berit => "berit", "demo-person-berit";
    /// Ragna Tveit, administrator in Granli.
    Ragna => "ragna", "demo-person-ragna";
    /// Eli Strand, administrator in Nordfjell.
    Eli => "eli", "demo-person-eli";
    /// Rolf Nes, who may bind Nordfjell.
    Rolf => "rolf", "demo-person-rolf";
    /// Nina Ek at the operator.
    Nina => "nina", "demo-person-nina";
    /// Lars Vik, who may bind Granli.
    Lars => "lars", "demo-person-lars";
    /// Odd Rein, who approves beside Nina.
    Odd => "odd", "demo-person-odd";
}

impl Cast {
    /// Who is posted so.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|who| who.id() == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_is_found_by_what_is_posted() {
        for who in Cast::ALL.iter().copied() {
            assert_eq!(Cast::from_id(who.id()), Some(who));
        }
        assert_eq!(Cast::from_id("nobody"), None);
    }
}
