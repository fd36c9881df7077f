//! The words of a page in its reader's language.

use core::fmt::Display;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

use crate::{Frame, Language, Markup, Plain, assets, icons};

/// The digits of a Norwegian phone number.
const PHONE_DIGITS: usize = 8;

type Bundle = FluentBundle<FluentResource>;

macro_rules! files {
    ($($area:literal),*) => {
        /// The word files, as bokmål, nynorsk and English.
        const FILES: &[[&str; 3]] = &[$([
            include_str!(concat!("../locales/nb/", $area, ".ftl")),
            include_str!(concat!("../locales/nn/", $area, ".ftl")),
            include_str!(concat!("../locales/en/", $area, ".ftl")),
        ]),*];
    };
}
files!(
    "acting",
    "agreement",
    "base",
    "breach",
    "channel",
    "citizen",
    "consent",
    "custody",
    "demo",
    "desk",
    "disclosure",
    "files",
    "joining",
    "leaving",
    "notices",
    "public",
    "refusals",
    "responsible",
    "relatives",
    "retention",
    "rights",
    "seen",
    "staff"
);

/// The words of a page, in templates `w`.
///
/// A key that does not exist is written out as it is, so that a page still
/// works; a test keeps that from happening.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    pub(crate) frame: &'a Frame,
}

impl<'a> Words<'a> {
    /// The words for this frame's reader.
    pub const fn of(frame: &'a Frame) -> Self {
        Self { frame }
    }

    /// A text.
    pub fn t(&self, key: impl AsRef<str>) -> String {
        self.formatted(key.as_ref(), None)
    }

    /// A text with one value in it.
    pub fn a(&self, key: impl AsRef<str>, name: &str, value: impl Display) -> String {
        self.formatted(key.as_ref(), Some(&with(&[(name, &value)])))
    }

    /// A text with two values in it.
    pub fn a2(
        &self,
        key: impl AsRef<str>,
        name: &str,
        value: impl Display,
        name2: &str,
        value2: impl Display,
    ) -> String {
        self.formatted(key.as_ref(), Some(&with(&[(name, &value), (name2, &value2)])))
    }

    /// A text with three values in it.
    #[expect(clippy::too_many_arguments, reason = "three pairs read best in a template")]
    pub fn a3(
        &self,
        key: impl AsRef<str>,
        name: &str,
        value: impl Display,
        name2: &str,
        value2: impl Display,
        name3: &str,
        value3: impl Display,
    ) -> String {
        let args = with(&[(name, &value), (name2, &value2), (name3, &value3)]);
        self.formatted(key.as_ref(), Some(&args))
    }

    /// A text that changes with a number: «én», «to», «5».
    pub fn n(&self, key: impl AsRef<str>, name: &str, count: impl Plain<i64>) -> String {
        let mut args = FluentArgs::new();
        args.set(name.to_owned(), count.plain());
        self.formatted(key.as_ref(), Some(&args))
    }

    /// A text that changes with a number and has a value in it.
    pub fn n_a(
        &self,
        key: impl AsRef<str>,
        count_name: &str,
        count: impl Plain<i64>,
        name: &str,
        value: impl Display,
    ) -> String {
        let mut args = with(&[(name, &value)]);
        args.set(count_name.to_owned(), count.plain());
        self.formatted(key.as_ref(), Some(&args))
    }

    /// A text with `**bold**` in it.
    pub fn rich(&self, key: impl AsRef<str>) -> Markup {
        Markup::rich(&self.t(key))
    }

    /// A text with `**bold**` and one value in it.
    pub fn rich1(&self, key: impl AsRef<str>, name: &str, value: impl Display) -> Markup {
        Markup::rich(&self.a(key, name, plain_stars(&value)))
    }

    /// A text with `**bold**` and two values in it.
    pub fn rich2(
        &self,
        key: impl AsRef<str>,
        name: &str,
        value: impl Display,
        name2: &str,
        value2: impl Display,
    ) -> Markup {
        let (value, value2) = (plain_stars(&value), plain_stars(&value2));
        Markup::rich(&self.a2(key, name, value, name2, value2))
    }

    /// An icon by its short name; always beside a word, so hidden from those who listen.
    pub fn icon(&self, name: impl AsRef<str>) -> Markup {
        icons::icon(name.as_ref())
    }

    /// The address of a file that the pages use, with its hash.
    pub fn file(&self, name: impl AsRef<str>) -> String {
        assets::href(name.as_ref())
    }

    /// The address behind a phone number: «75 00 01 20» becomes `tel:+4775000120`.
    /// Short numbers such as 113 stay as they are.
    pub fn tel(&self, number: impl Display) -> String {
        const WHOLE_NUMBER: usize = 8;
        let digits: String =
            number.to_string().chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        if digits.len() == WHOLE_NUMBER && !digits.starts_with('+') {
            format!("tel:+47{digits}")
        } else {
            format!("tel:{digits}")
        }
    }

    /// A phone number as it is shown: eight digits in pairs, kept together on one line.
    pub fn phone(&self, number: impl Display) -> String {
        let number = number.to_string();
        let digits = number.strip_prefix("+47").unwrap_or(&number);
        let is_bare = digits.len() == PHONE_DIGITS && digits.bytes().all(|b| b.is_ascii_digit());
        if !is_bare {
            return number.replace(' ', "\u{a0}");
        }
        let pairs: Vec<&str> = (0..PHONE_DIGITS).step_by(2).map(|at| &digits[at..at + 2]).collect();
        pairs.join("\u{a0}")
    }

    /// The text with its first letter as a capital.
    pub fn capital(&self, text: impl Display) -> String {
        let text = text.to_string();
        let mut letters = text.chars();
        letters
            .next()
            .map(|first| first.to_uppercase().chain(letters).collect())
            .unwrap_or_default()
    }

    pub(crate) fn formatted(&self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let bundle = bundle(self.frame.language);
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        bundle.format_pattern(pattern, args, &mut Vec::new()).into_owned()
    }
}

fn with(pairs: &[(&str, &dyn Display)]) -> FluentArgs<'static> {
    let mut args = FluentArgs::with_capacity(pairs.len());
    for (name, value) in pairs {
        args.set((*name).to_owned(), value.to_string());
    }
    args
}

/// A value from outside must not turn bold on and off.
fn plain_stars(value: &dyn Display) -> String {
    value.to_string().replace("**", "*\u{200b}*")
}

fn bundle(language: Language) -> &'static Bundle {
    static BUNDLES: OnceLock<[Bundle; 3]> = OnceLock::new();
    let bundles = BUNDLES.get_or_init(|| Language::ALL.map(made));
    match language {
        Language::Nb => &bundles[0],
        Language::Nn => &bundles[1],
        Language::En => &bundles[2],
    }
}

fn made(language: Language) -> Bundle {
    // Plural rules: nynorsk counts as bokmål does, and the rule tables know no nynorsk.
    let (index, tag) = match language {
        Language::Nb => (0, "nb"),
        Language::Nn => (1, "nb"),
        Language::En => (2, "en-GB"),
    };
    let tag: LanguageIdentifier = tag.parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![tag]);
    bundle.set_use_isolating(false);
    for texts in FILES {
        let resource = match FluentResource::try_new(texts[index].to_owned()) {
            Ok(whole) => whole,
            Err((usable, _)) => usable,
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
}
