//! The head that all messages share.

use super::super::settings::EpjParty;
use super::safe;

/// From whom, to whom and about whom.
pub(crate) struct Address<'a> {
    pub(crate) from: (&'a EpjParty, &'a EpjParty),
    pub(crate) to: (&'a EpjParty, &'a EpjParty),
    pub(crate) patient: Option<PatientLine>,
    /// Parent and conversation; none in a first message.
    pub(crate) reference: Option<(String, String)>,
}

/// A patient as she stands in the head.
#[derive(Clone)]
pub(crate) struct PatientLine {
    pub(crate) number: String,
    pub(crate) kind: String,
    pub(crate) given_name: String,
    pub(crate) family_name: String,
}

/// One message to be.
pub(crate) struct Envelope<'a> {
    pub(crate) kind: (&'static str, &'static str),
    pub(crate) id: &'a str,
    pub(crate) date: &'a str,
    pub(crate) address: &'a Address<'a>,
    /// What is in it, in a few words.
    pub(crate) description: &'static str,
}

impl Envelope<'_> {
    /// The whole envelope around documents, the first of which is `first`; the
    /// rest are whole `Document` elements.
    pub(crate) fn around(&self, first: &str, rest: &str) -> String {
        let (kind, name) = self.kind;
        let (id, date, address) = (safe(self.id), self.date, self.address);
        let reference = address.reference.as_ref().map_or_else(String::new, |(parent, whole)| {
            format!(
                "<ConversationRef><RefToParent>{}</RefToParent><RefToConversation>{}\
                 </RefToConversation></ConversationRef>",
                safe(parent),
                safe(whole)
            )
        });
        let (from, to) = (side(address.from), side(address.to));
        let patient = address.patient.as_ref().map_or_else(String::new, patient);
        let first = document(date, self.description, first);
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <MsgHead xmlns=\"http://www.kith.no/xmlstds/msghead/2006-05-24\"><MsgInfo>\
             <Type V=\"{kind}\" DN=\"{name}\"/><MIGversion>v1.2 2006-05-24</MIGversion>\
             <GenDate>{date}</GenDate><MsgId>{id}</MsgId><Ack V=\"J\" DN=\"Ja\"/>{reference}\
             <Sender>{from}</Sender><Receiver>{to}</Receiver>{patient}</MsgInfo>\
             {first}{rest}</MsgHead>\n"
        )
    }
}

/// A whole `Document` around what is in it.
pub(super) fn document(date: &str, description: &str, content: &str) -> String {
    format!(
        "<Document><ContentDescription>{description}</ContentDescription><RefDoc>\
         <IssueDate V=\"{date}\"/><MsgType V=\"XML\" DN=\"XML-instans\"/>\
         <Content>{content}</Content></RefDoc></Document>"
    )
}

fn side((organisation, unit): (&EpjParty, &EpjParty)) -> String {
    format!(
        "<Organisation>{}<Organisation>{}</Organisation></Organisation>",
        named(organisation),
        named(unit)
    )
}

fn named(party: &EpjParty) -> String {
    format!(
        "<OrganisationName>{}</OrganisationName><Ident><Id>{}</Id><TypeId V=\"HER\" \
         S=\"2.16.578.1.12.4.1.1.9051\" DN=\"HER-id\"/></Ident>",
        safe(&party.name),
        party.her_id
    )
}

fn patient(patient: &PatientLine) -> String {
    let words = if patient.kind == "DNR" { "D-nummer" } else { "Fødselsnummer" };
    format!(
        "<Patient><FamilyName>{}</FamilyName><GivenName>{}</GivenName><Ident><Id>{}</Id>\
         <TypeId V=\"{}\" S=\"2.16.578.1.12.4.1.1.8116\" DN=\"{words}\"/></Ident></Patient>",
        safe(&patient.family_name),
        safe(&patient.given_name),
        safe(&patient.number),
        safe(&patient.kind)
    )
}
