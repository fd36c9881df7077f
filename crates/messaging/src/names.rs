//! Namespaces, code systems, processes and codes, as the standards name them.

pub(crate) const MSGHEAD: &str = "http://www.kith.no/xmlstds/msghead/2006-05-24";
pub(crate) const DIALOG_1_1: &str = "http://www.kith.no/xmlstds/dialog/2013-01-23";
pub(crate) const DIALOG_1_0: &str = "http://www.kith.no/xmlstds/dialog/2006-10-11";
pub(crate) const SERVICES: &str = "http://ehelse.no/xmlstds/tjenesteoversikt";
pub(crate) const SERVICES_WWW: &str = "http://www.ehelse.no/xmlstds/tjenesteoversikt";
pub(crate) const BASE64: &str = "http://www.kith.no/xmlstds/base64container";
pub(crate) const COMMON: &str = "http://www.kith.no/xmlstds/felleskomponent1";

pub(crate) const APPREC_1_1: &str = "http://www.kith.no/xmlstds/apprec/2012-02-15";
pub(crate) const APPREC_1_0: &str = "http://www.kith.no/xmlstds/apprec/2004-11-21";
pub(crate) const RELATION: &str = "http://www.kith.no/xmlstds/pasientrelasjon/2014-03-28";
pub(crate) const PERSONS: &str = "http://www.kith.no/xmlstds/person/2014-03-28";

/// Kinds of identifier for persons, among them FNR and DNR.
pub(crate) const OID_8116: &str = "2.16.578.1.12.4.1.1.8116";
/// Kinds of identifier for organisations, among them HER and ENH.
pub(crate) const OID_9051: &str = "2.16.578.1.12.4.1.1.9051";
/// Kinds of question in Dialogmelding.
pub(crate) const OID_7601: &str = "2.16.578.1.12.4.1.1.7601";
/// Kinds of note and answer in Dialogmelding.
pub(crate) const OID_7602: &str = "2.16.578.1.12.4.1.1.7602";

/// The two kinds of communication test.
pub(crate) const OID_7603: &str = "2.16.578.1.12.4.1.1.7603";
/// How one person may act for another.
pub(crate) const OID_7611: &str = "2.16.578.1.12.4.1.1.7611";
/// Yes and no.
pub(crate) const OID_1101: &str = "2.16.578.1.12.4.1.1.1101";
/// Errors in business receipts.
pub(crate) const OID_8221: &str = "2.16.578.1.12.4.1.1.8221";

/// The version text that `AppRec` 1.1 carries.
pub(crate) const APPREC_MIG_VERSION: &str = "v1.1 2012-02-15";

/// The version text that `MsgHead` 1.2 must carry.
pub(crate) const MIG_VERSION: &str = "v1.2 2006-05-24";

/// The answers in 7602 that ekontakt lists.
pub(crate) const EKONTAKT_ANSWERS: [&str; 6] = ["13", "19", "22", "26", "30", "31"];

/// Whether two namespaces are the same to us.
///
/// The contact list is seen with and without `www.` in its name.
pub(crate) fn same_namespace(one: &str, other: &str) -> bool {
    one == other || (is_services(one) && is_services(other))
}

/// Whether this is either name of the contact list's namespace.
pub(crate) fn is_services(namespace: &str) -> bool {
    namespace == SERVICES || namespace == SERVICES_WWW
}
