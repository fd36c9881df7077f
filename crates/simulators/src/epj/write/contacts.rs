//! A citizen's whole list of services.

use super::super::settings::{EpjService, EpjUnit};
use super::{element, safe};

/// The value of the area: municipal health and care.
const AREA: &str = "1";

/// The document; no service ends them all.
pub(crate) fn contact_list(services: &[(&EpjUnit, &EpjService)]) -> String {
    let services: String = services.iter().map(|(unit, service)| one(unit, service)).collect();
    format!(
        "<TjenesteOversikt xmlns=\"http://ehelse.no/xmlstds/tjenesteoversikt\" \
         xmlns:fk1=\"http://www.kith.no/xmlstds/felleskomponent1\">{services}</TjenesteOversikt>"
    )
}

fn one(unit: &EpjUnit, service: &EpjService) -> String {
    format!(
        "<Tjeneste><TjenesteId>{}</TjenesteId><TjenesteNavn>{}</TjenesteNavn>\
         <TjenesteOmråde>{AREA}</TjenesteOmråde><TjenesteLevertAv>{}</TjenesteLevertAv>\
         <FraDato>{}</FraDato>{}<HERId><fk1:Id>{}</fk1:Id><fk1:TypeId V=\"HER\" \
         S=\"2.16.578.1.12.4.1.1.9051\" DN=\"HER-id\"/></HERId></Tjeneste>",
        safe(&service.id),
        safe(&service.name),
        safe(&unit.party.name),
        safe(&service.from),
        element("TilDato", service.last_day.as_deref()),
        unit.party.her_id
    )
}
