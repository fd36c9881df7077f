//! Why an envelope was not read, or was read and says nothing we can act on.
//!
//! Both name a code of the national code list 8221, so that a receipt can carry
//! it, and the element it is about. Neither keeps the XML library's own error:
//! that one quotes names from the envelope, and an envelope may hold anything.

use core::fmt;

macro_rules! apprec_codes {
    ($($(#[$doc:meta])* $name:ident = $words:literal,)*) => {
        /// A code from the list of errors in business receipts (8221).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum AppRecCode { $($(#[$doc])* $name,)* }

        impl AppRecCode {
            /// The whole list.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The code as the list writes it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => stringify!($name),)* }
            }

            /// What the list calls it.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $words,)* }
            }
        }
    };
}

apprec_codes! {
    /// Not XML, or not well-formed.
    T01 = "Ikke XML / ikke 'well formed' / uleselig",
    /// Does not follow the schema.
    T02 = "XML validerer ikke",
    /// The format or process is not supported.
    T10 = "Støtter ikke meldingsformatet",
    /// Another fault of format: too large, too many, not accepted here.
    T99 = "Annen feil på format",
    /// The message's identifier is invalid; also a HER-id that differs from the transport's.
    E10 = "Ugyldig meldingsidentifikator",
    /// The doctor is unknown.
    E20 = "Lege finnes ikke",
    /// The recipient is unknown.
    E21 = "Mottaker finnes ikke",
    /// The identity number is missing.
    E30 = "Pasientens fødselsnummer mangler",
    /// The identity number is wrong.
    E31 = "Pasientens fødselsnummer er feil",
    /// The name is missing.
    E32 = "Pasientens navn mangler",
    /// The family name is missing.
    E33 = "Pasientens etternavn mangler",
    /// The given name is missing.
    E34 = "Pasientens fornavn mangler",
    /// The patient is not in the receiving system: here, not an active citizen.
    E35 = "Pasienten finnes ikke i mottakersystemet",
    /// What is told of the patient is not enough.
    E36 = "Pasientopplysninger er utilstrekkelige",
    /// The identity number is not in the national population register.
    E53 = "Pasientens fødselsnummer eller D-nummer finnes ikke registrert i Folkeregisteret",
    /// The identity number is not registered with the receiver.
    E54 = "Pasientens fødselsnummer er ikke registrert i mottakersystemet",
    /// The signature is wrong.
    S01 = "Feil på signatur",
    /// The certificate is invalid.
    S02 = "Ugyldig sertifikat",
    /// The certificate has been revoked.
    S03 = "Tilbaketrukket sertifikat",
    /// Another fault of signature or certificate.
    S99 = "Annen feil på signatur eller sertifikat",
    /// Any other fault.
    X99 = "Annen feil",
}

impl AppRecCode {
    /// The code that is written so; case is not held against it.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str().eq_ignore_ascii_case(text))
    }
}

impl fmt::Display for AppRecCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What was wrong, without what stood there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// The bytes are not XML.
    #[error("is not well-formed XML ({0})")]
    NotWellFormed(&'static str),
    /// The encoding is none of those we read.
    #[error("is not in UTF-8 or ISO-8859-1")]
    Encoding,
    /// A document type declaration, which could define entities.
    #[error("has a document type declaration, which is not accepted")]
    Doctype,
    /// A limit was passed.
    #[error("has more than {limit} {what}")]
    TooLarge {
        /// What there was too much of.
        what: &'static str,
        /// How much is accepted.
        limit: usize,
    },
    /// A required element or value is not there.
    #[error("is missing")]
    Missing,
    /// There, but with nothing in it.
    #[error("is empty")]
    Empty,
    /// More than one where there may be only one.
    #[error("stands more than once")]
    Repeated,
    /// Two values that exclude each other.
    #[error("has two different values of the same kind")]
    Contradictory,
    /// Not of the form the schema asks for.
    #[error("does not have the required form")]
    Malformed,
    /// Known or unknown, but not something this door takes.
    #[error("is not supported")]
    Unsupported,
}

macro_rules! objection {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
        #[error("{element} {fault}")]
        pub struct $name {
            code: AppRecCode,
            element: String,
            fault: Fault,
        }

        impl $name {
            pub(crate) fn new(code: AppRecCode, element: &str, fault: Fault) -> Self {
                Self { code, element: element.to_owned(), fault }
            }

            pub(crate) fn missing(element: &str) -> Self {
                Self::new(AppRecCode::T02, element, Fault::Missing)
            }

            /// The code that a receipt carries.
            pub const fn code(&self) -> AppRecCode {
                self.code
            }

            /// The element it is about, by the names in the schema.
            pub fn element(&self) -> &str {
                &self.element
            }

            /// What was wrong.
            pub const fn fault(&self) -> Fault {
                self.fault
            }
        }
    };
}

objection! {
    /// The bytes are not an envelope that can be read.
    ReadError
}

objection! {
    /// The envelope was read, but what it asks for is incomplete.
    NotUnderstood
}

impl ReadError {
    pub(crate) fn not_well_formed(why: &'static str) -> Self {
        Self::new(AppRecCode::T01, "The envelope", Fault::NotWellFormed(why))
    }

    pub(crate) fn too_large(element: &str, what: &'static str, limit: usize) -> Self {
        Self::new(AppRecCode::T99, element, Fault::TooLarge { what, limit })
    }

    pub(crate) fn malformed(element: &str) -> Self {
        Self::new(AppRecCode::T02, element, Fault::Malformed)
    }
}
