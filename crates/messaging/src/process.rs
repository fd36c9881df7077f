//! The processes of the message family, by their names on the wire.

/// A process between citizens and services.
///
/// Four are taken in here. The others are known by name, so that a refusal can
/// say which one it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Process {
    /// Messages between a citizen and a service.
    Ekontakt,
    /// A citizen's health contacts.
    Tjenesteoversikt,
    /// Who is active as a citizen.
    Digitalbruker,
    /// Tests of the link.
    Test,
    /// Booking, seeing and cancelling appointments.
    Timereservasjon,
    /// Wishes for appointments.
    Timeonske,
    /// Cancelling an appointment.
    Avtaleavbestilling,
    /// News of an appointment.
    Avtaleutsending,
    /// Letters.
    Meldingsformidling,
    /// Messages with a named clinician.
    Helsepersonell,
    /// Messages with a coordinator.
    Koordinator,
    /// Consultations in writing.
    Ekonsultasjon,
    /// Tasks and forms.
    Oppgave,
    /// A name that we do not know.
    Unknown,
}

impl Process {
    /// Those with a name.
    pub const NAMED: [Self; 13] = [
        Self::Ekontakt,
        Self::Tjenesteoversikt,
        Self::Digitalbruker,
        Self::Test,
        Self::Timereservasjon,
        Self::Timeonske,
        Self::Avtaleavbestilling,
        Self::Avtaleutsending,
        Self::Meldingsformidling,
        Self::Helsepersonell,
        Self::Koordinator,
        Self::Ekonsultasjon,
        Self::Oppgave,
    ];

    /// The process that a message function belongs to; case is not held against it.
    pub fn of(function: &str) -> Self {
        if function.eq_ignore_ascii_case(AVTALEBESTILLING) {
            return Self::Avtaleavbestilling;
        }
        let named = Self::NAMED.into_iter().find(|one| function.eq_ignore_ascii_case(one.as_str()));
        named.unwrap_or(Self::Unknown)
    }

    /// The message function.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ekontakt => "DIALOG_INNBYGGER_EKONTAKT",
            Self::Tjenesteoversikt => "DIALOG_INNBYGGER_TJENESTEOVERSIKT",
            Self::Digitalbruker => "DIALOG_INNBYGGER_DIGITALBRUKER",
            Self::Test => "DIALOG_INNBYGGER_TEST",
            Self::Timereservasjon => "DIALOG_INNBYGGER_TIMERESERVASJON",
            Self::Timeonske => "DIALOG_INNBYGGER_TIMEONSKE",
            Self::Avtaleavbestilling => "DIALOG_INNBYGGER_AVTALEAVBESTILLING",
            Self::Avtaleutsending => "DIALOG_INNBYGGER_AVTALEUTSENDING",
            Self::Meldingsformidling => "DIALOG_INNBYGGER_MELDINGSFORMIDLING",
            Self::Helsepersonell => "DIALOG_INNBYGGER_HELSEPERSONELL",
            Self::Koordinator => "DIALOG_INNBYGGER_KOORDINATOR",
            Self::Ekonsultasjon => "DIALOG_INNBYGGER_EKONSULTASJON",
            Self::Oppgave => "DIALOG_INNBYGGER_OPPGAVE",
            Self::Unknown => "an unknown process",
        }
    }
}

/// The official example's name for the process of cancelling, one letter short of a booking.
pub(crate) const AVTALEBESTILLING: &str = "DIALOG_INNBYGGER_AVTALEBESTILLING";

/// Codes in letters that may be named in an error; any other may hold anything.
const LETTER_CODES: [&str; 33] = [
    "HE", "DI", "EKI", "HLT", "HBT", "RT", "ERT", "ART", "OT", "OET", "OAT", "OAB", "HB", "SB",
    "BA", "RF", "RFER", "SDAB", "SIDAB", "HDAB", "KT", "RKT", "MOA", "MTI", "DVI", "VUS", "SKOU",
    "SKIF", "SKOI", "HSKI", "LSKI", "SAM", "LRP",
];

/// Whether it is a code that may be named: a known one, or a number of two digits.
pub(crate) fn may_be_named(code: &str) -> bool {
    LETTER_CODES.contains(&code) || (code.len() == 2 && code.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_process_is_known_by_its_name_in_any_case() {
        for process in Process::NAMED {
            assert_eq!(Process::of(process.as_str()), process);
            assert_eq!(Process::of(&process.as_str().to_lowercase()), process);
        }
        assert_eq!(Process::of(AVTALEBESTILLING), Process::Avtaleavbestilling);
        assert_eq!(Process::of("an unknown process"), Process::Unknown);
        assert_eq!(Process::of(""), Process::Unknown);
    }
}
