//! A municipality.

use crate::ids::MunicipalityId;

use super::{HerId, OrgNumber};

/// A municipality that uses the platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Municipality {
    /// Our own id.
    pub id: MunicipalityId,
    /// Its name, as in «Solvik».
    pub name: String,
    /// Its organisation number.
    pub org_number: OrgNumber,
    /// Its level 1 HER-id on the message wire, when it has one.
    pub her_id: Option<HerId>,
    /// The phone number of its switchboard.
    pub switchboard: String,
    /// The letters that its references begin with.
    pub reference_code: ReferenceCode,
}

impl Municipality {
    /// The legal entity's own name, the same in every language: «Solvik kommune».
    pub fn legal_name(&self) -> String {
        format!("{} kommune", self.name)
    }
}

/// The three letters that a municipality's references begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ReferenceCode([u8; 3]);

impl ReferenceCode {
    /// The code a name gives: its first three letters A to Z, upper case.
    pub fn from_name(name: &str) -> Self {
        let mut code = *b"XXX";
        let plain = name.chars().map(|letter| match letter {
            'æ' | 'Æ' | 'å' | 'Å' => 'A',
            'ø' | 'Ø' => 'O',
            other => other.to_ascii_uppercase(),
        });
        for (place, letter) in code.iter_mut().zip(plain.filter(char::is_ascii_uppercase)) {
            *place = u8::try_from(letter).unwrap_or(b'X');
        }
        Self(code)
    }

    /// A reference: code, year and running number, as in `SOL-2027-000123` (L-EFV-6).
    pub fn reference(self, year: i16, number: u32) -> String {
        let letters: String = self.0.iter().map(|byte| char::from(*byte)).collect();
        format!("{letters}-{year}-{number:06}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_controller_is_named_as_the_legal_entity_is() {
        let solvik = Municipality {
            id: MunicipalityId::from_uuid(uuid::Uuid::nil()),
            name: "Solvik".to_owned(),
            org_number: OrgNumber::parse("310000019").unwrap(),
            her_id: None,
            switchboard: "75 00 01 00".to_owned(),
            reference_code: ReferenceCode::from_name("Solvik"),
        };
        assert_eq!(solvik.legal_name(), "Solvik kommune");
    }

    /// L-EFV-6: the reference on a receipt.
    #[test]
    fn l_efv_6_a_reference_names_the_municipality_the_year_and_the_number() {
        assert_eq!(ReferenceCode::from_name("Solvik").reference(2027, 123), "SOL-2027-000123");
        assert_eq!(ReferenceCode::from_name("Ås").reference(2027, 1), "ASX-2027-000001");
        assert_eq!(ReferenceCode::from_name("Øy").reference(2027, 1_000_000), "OYX-2027-1000000");
        assert_eq!(ReferenceCode::from_name("Sør-Ægir").reference(2027, 7), "SOR-2027-000007");
    }
}
