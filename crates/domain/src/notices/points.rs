//! Phone numbers and e-mail addresses: normalised, bounded, never printed.

use core::fmt;

/// The most letters an e-mail address may have.
pub const MAX_EMAIL: usize = 254;

/// The longest text that is looked at as a phone number.
const PHONE_RAW_MAX: usize = 40;

/// Norway's own number plan: eight digits behind this.
const NORWAY: &str = "47";
const NORWEGIAN_DIGITS: usize = 8;

/// A phone number as the world dials it (E.164). It does not print.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhoneNumber(String);

impl PhoneNumber {
    /// Reads a number as people and registers write it: eight digits are
    /// Norwegian, `+47…` and `0047…` too, and other countries are kept.
    pub fn parse(raw: &str) -> Option<Self> {
        if raw.len() > PHONE_RAW_MAX {
            return None;
        }
        let plain: String =
            raw.chars().filter(|letter| !" \u{a0}\t-./()".contains(*letter)).collect();
        let (abroad, digits) = match plain.strip_prefix('+').or_else(|| plain.strip_prefix("00")) {
            Some(digits) => (true, digits),
            None => (false, plain.as_str()),
        };
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let national = match digits.strip_prefix(NORWAY) {
            Some(rest) if abroad || rest.len() == NORWEGIAN_DIGITS => Some(rest),
            _ if abroad => None,
            _ => Some(digits),
        };
        match national {
            Some(number) => norwegian(number),
            None => foreign(digits),
        }
    }

    /// `+` and the digits, for gateways and sealed columns only.
    pub fn e164(&self) -> &str {
        &self.0
    }

    /// The last four digits, to be recognised by whom it belongs to.
    pub fn masked(&self) -> String {
        let (head, last) = self.0.split_at(self.0.len().saturating_sub(2));
        let (_, before) = head.split_at(head.len().saturating_sub(2));
        format!("•••• {before} {last}")
    }

    /// Whether it is Norwegian.
    pub fn is_norwegian(&self) -> bool {
        self.0[1..].starts_with(NORWAY)
    }
}

fn norwegian(number: &str) -> Option<PhoneNumber> {
    let fits = number.len() == NORWEGIAN_DIGITS && !number.starts_with(['0', '1']);
    fits.then(|| PhoneNumber(format!("+{NORWAY}{number}")))
}

fn foreign(digits: &str) -> Option<PhoneNumber> {
    let fits = (7..=15).contains(&digits.len()) && !digits.starts_with('0');
    fits.then(|| PhoneNumber(format!("+{digits}")))
}

impl fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PhoneNumber(…)")
    }
}

/// An e-mail address. It does not print. Two that differ in capitals alone are
/// the same mailbox to us, so that nobody gets one notice twice.
#[derive(Clone)]
pub struct EmailAddress {
    written: String,
    folded: String,
}

impl EmailAddress {
    /// Reads an address: one `@`, something on both sides, nothing that could
    /// end a header line.
    pub fn parse(raw: &str) -> Option<Self> {
        let written = raw.trim();
        let (local, domain) = written.rsplit_once('@')?;
        let odd = |letter: char| {
            letter.is_whitespace() || letter.is_control() || "<>,;:\"()[]\\@".contains(letter)
        };
        let is_fine = written.chars().count() <= MAX_EMAIL
            && !local.is_empty()
            && domain.split('.').count() > 1
            && domain.split('.').all(|part| !part.is_empty())
            && !local.contains(odd)
            && !domain.contains(odd);
        is_fine.then(|| Self { written: written.to_owned(), folded: written.to_lowercase() })
    }

    /// The address as it was written, for mail servers and sealed columns only.
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// The first letter and what stands behind the `@`, to be recognised by whom it
    /// belongs to.
    pub fn masked(&self) -> String {
        let (local, domain) = self.written.rsplit_once('@').unwrap_or_default();
        let first = if local.chars().count() > 1 { local.chars().next() } else { None };
        format!("{}•••@{domain}", first.map(String::from).unwrap_or_default())
    }

    /// The address as it is compared, for keyed hashes only.
    pub fn folded(&self) -> &str {
        &self.folded
    }
}

impl PartialEq for EmailAddress {
    fn eq(&self, other: &Self) -> bool {
        self.folded == other.folded
    }
}

impl Eq for EmailAddress {}

impl core::hash::Hash for EmailAddress {
    fn hash<H: core::hash::Hasher>(&self, state: &mut H) {
        self.folded.hash(state);
    }
}

impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EmailAddress(…)")
    }
}

/// Which way a notice goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoticeChannel {
    /// By SMS.
    Sms,
    /// By e-mail.
    Email,
}

/// Where a notice goes: what two notices to the same place have in common. It does
/// not print.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Address {
    /// By SMS.
    Phone(PhoneNumber),
    /// By e-mail.
    Email(EmailAddress),
}

impl Address {
    /// Which way that is.
    pub const fn channel(&self) -> NoticeChannel {
        match self {
            Self::Phone(_) => NoticeChannel::Sms,
            Self::Email(_) => NoticeChannel::Email,
        }
    }

    /// What the keyed hash is made of: the only form in which it is stored (§ 1.4).
    pub fn to_be_keyed(&self) -> String {
        match self {
            Self::Phone(number) => format!("sms:{}", number.e164()),
            Self::Email(address) => format!("email:{}", address.folded()),
        }
    }

    /// As much of it as its owner needs to recognise it.
    pub fn masked(&self) -> String {
        match self {
            Self::Phone(number) => number.masked(),
            Self::Email(address) => address.masked(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_the_same_however_it_is_written() {
        for raw in [
            "90000001",
            "900 00 001",
            "+4790000001",
            "+47 90 00 00 01",
            "004790000001",
            "4790000001",
        ] {
            let number = PhoneNumber::parse(raw).unwrap();
            assert_eq!((number.e164(), number.is_norwegian()), ("+4790000001", true), "{raw}");
        }
        // Eight digits that happen to begin with the country's own code.
        assert_eq!(PhoneNumber::parse("47123456").unwrap().e164(), "+4747123456");
    }

    #[test]
    fn a_number_of_another_country_is_kept() {
        for (raw, e164) in [("+46701234567", "+46701234567"), ("0045 12 34 56 78", "+4512345678")] {
            let number = PhoneNumber::parse(raw).unwrap();
            assert_eq!((number.e164(), number.is_norwegian()), (e164, false));
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        let long = "9".repeat(50);
        for raw in [
            "",
            "+",
            "9000000",
            "900000011",
            "+47900000",
            "+479000000111",
            "ni",
            "90 00 00 0x",
            "01234567",
            "+0123456789",
            "+4612345678901234",
            "９００００００１",
            long.as_str(),
        ] {
            assert_eq!(PhoneNumber::parse(raw), None, "{raw}");
        }
    }

    #[test]
    fn an_address_is_one_mailbox_whatever_its_capitals() {
        let one = EmailAddress::parse(" Kari.Nilsen@Example.no ").unwrap();
        assert_eq!(one.as_str(), "Kari.Nilsen@Example.no");
        assert_eq!(one, EmailAddress::parse("kari.nilsen@example.no").unwrap());
        assert_ne!(one, EmailAddress::parse("kari@example.no").unwrap());
    }

    #[test]
    fn what_could_end_a_header_or_name_two_is_no_address() {
        let long = format!("{}@example.no", "a".repeat(MAX_EMAIL));
        for raw in [
            "",
            "kari",
            "@example.no",
            "kari@",
            "kari@no",
            "kari@example..no",
            "a b@example.no",
            "a@b@example.no",
            "a@example.no,b@example.no",
            "a\r\nBcc: b@example.no",
            "a@exa\r\nmple.no",
            "<a@example.no>",
            long.as_str(),
        ] {
            assert_eq!(EmailAddress::parse(raw), None, "{raw}");
        }
    }

    #[test]
    fn neither_prints() {
        let number = PhoneNumber::parse("90000001").unwrap();
        let address = EmailAddress::parse("kari@example.no").unwrap();
        assert_eq!(format!("{number:?} {address:?}"), "PhoneNumber(…) EmailAddress(…)");
    }

    #[test]
    fn a_masked_value_shows_what_its_owner_needs_and_no_more() {
        let phone = PhoneNumber::parse("90004721").unwrap();
        assert_eq!(phone.masked(), "•••• 47 21");
        for (raw, masked) in [
            ("kari@solvik.example", "k•••@solvik.example"),
            ("k@solvik.example", "•••@solvik.example"),
        ] {
            assert_eq!(EmailAddress::parse(raw).unwrap().masked(), masked);
        }
        let (sms, email) = ("+4790004721", EmailAddress::parse("Kari@Solvik.example").unwrap());
        assert_eq!(Address::Phone(phone).to_be_keyed(), format!("sms:{sms}"));
        assert_eq!(Address::Email(email).to_be_keyed(), "email:kari@solvik.example");
    }
}
