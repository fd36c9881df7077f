//! The languages that every page is written in.

/// A language of the interface. Bokmål is the master text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// Bokmål.
    #[default]
    Nb,
    /// Nynorsk.
    Nn,
    /// English.
    En,
}

impl Language {
    /// Every language, the master first.
    pub const ALL: [Self; 3] = [Self::Nb, Self::Nn, Self::En];

    /// The tag, as in `lang`, forms and storage.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Nb => "nb",
            Self::Nn => "nn",
            Self::En => "en",
        }
    }

    /// What the language calls itself; the same on every page.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Nb => "Bokmål",
            Self::Nn => "Nynorsk",
            Self::En => "English",
        }
    }

    /// The language with this tag.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag() == tag)
    }

    /// The first of a browser's wishes (`Accept-Language`) that we have; else bokmål.
    pub fn from_accept(header: &str) -> Self {
        const MOST_WISHES: usize = 20;
        header
            .split(',')
            .take(MOST_WISHES)
            .find_map(|wish| {
                let tag = wish.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
                match tag.split('-').next().unwrap_or_default() {
                    "nb" | "no" | "da" | "sv" => Some(Self::Nb),
                    "nn" => Some(Self::Nn),
                    "en" => Some(Self::En),
                    _ => None,
                }
            })
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_wish_that_we_have_is_granted() {
        for (header, expected) in [
            ("nn-NO,nn;q=0.9,en;q=0.8", Language::Nn),
            ("fr, en-GB;q=0.5", Language::En),
            ("no", Language::Nb),
            ("de", Language::Nb),
            ("", Language::Nb),
        ] {
            assert_eq!(Language::from_accept(header), expected, "{header}");
        }
    }
}
