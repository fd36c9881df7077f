//! The question which citizens are digitally active.

use super::super::settings::EpjPatient;
use super::dialog::dialog;
use super::head::document;
use super::safe;

/// The first document, and the rest.
pub(crate) fn check_active(date: &str, patients: &[&EpjPatient]) -> (String, String) {
    let question = dialog(
        None,
        "<Foresporsel><TypeForesp V=\"SIDAB\" S=\"2.16.578.1.12.4.1.1.7601\" \
         DN=\"Sjekk om innbyggere er digitalt aktive brukere\"/></Foresporsel>",
    );
    let persons: String = patients.iter().map(|patient| person(patient)).collect();
    let list = format!(
        "<Personer xmlns=\"http://www.kith.no/xmlstds/person/2014-03-28\" \
         xmlns:fk1=\"http://www.kith.no/xmlstds/felleskomponent1\">{persons}</Personer>"
    );
    (question, document(date, "Personer", &list))
}

fn person(patient: &EpjPatient) -> String {
    format!(
        "<Person><fk1:FamilyName>{}</fk1:FamilyName><fk1:GivenName>{}</fk1:GivenName><fk1:Ident>\
         <fk1:Id>{}</fk1:Id><fk1:TypeId V=\"FNR\" S=\"2.16.578.1.12.4.1.1.8116\" \
         DN=\"Fødselsnummer\"/></fk1:Ident></Person>",
        safe(&patient.family_name),
        safe(&patient.given_name),
        safe(&patient.number)
    )
}
