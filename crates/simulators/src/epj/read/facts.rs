//! What a document says, taken out of the tree.

use super::tree::{self, Element};

pub(crate) const MSG_HEAD: &str = "http://www.kith.no/xmlstds/msghead/2006-05-24";
pub(crate) const DIALOG: &str = "http://www.kith.no/xmlstds/dialog/2013-01-23";
pub(crate) const APPREC: &str = "http://www.kith.no/xmlstds/apprec/2012-02-15";
pub(crate) const RELATION: &str = "http://www.kith.no/xmlstds/pasientrelasjon/2014-03-28";

/// What was read.
pub(crate) enum Reading {
    /// An envelope with a message.
    Message(Box<Facts>, Element),
    /// A receipt.
    Receipt(Box<ReceiptFacts>, Element),
    /// Neither, and why.
    Unreadable(&'static str),
}

/// What an envelope says.
#[derive(Debug, Clone, Default)]
pub(crate) struct Facts {
    pub(crate) message_type: Option<(String, String)>,
    pub(crate) gen_date: Option<String>,
    pub(crate) msg_id: Option<String>,
    pub(crate) parent: Option<String>,
    pub(crate) conversation: Option<String>,
    pub(crate) sender: Side,
    pub(crate) receiver: Side,
    pub(crate) patient: Option<Patient>,
    pub(crate) service: Option<String>,
    /// The code of the question or the note.
    pub(crate) code: Option<String>,
    pub(crate) topic: Option<String>,
    pub(crate) text: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) on_behalf: Option<(String, String)>,
    pub(crate) attachments: Vec<String>,
}

/// One end of an envelope: name and HER-id on two levels.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Side {
    pub(crate) organisation: (String, Option<u32>),
    pub(crate) unit: (String, Option<u32>),
}

/// The patient of an envelope.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Patient {
    pub(crate) number: String,
    pub(crate) kind: String,
    pub(crate) given_name: String,
    pub(crate) family_name: String,
}

impl std::fmt::Debug for Patient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Patient").finish_non_exhaustive()
    }
}

impl Patient {
    pub(crate) fn name(&self) -> String {
        format!("{} {}", self.given_name, self.family_name).trim().to_owned()
    }
}

/// What a receipt says.
#[derive(Debug, Clone, Default)]
pub(crate) struct ReceiptFacts {
    pub(crate) id: Option<String>,
    pub(crate) gen_date: Option<String>,
    pub(crate) status: Option<u8>,
    pub(crate) codes: Vec<String>,
    pub(crate) original_id: Option<String>,
    pub(crate) original_type: Option<String>,
    pub(crate) original_date: Option<String>,
    pub(crate) receiver: Side,
}

/// Reads a document.
pub(crate) fn read(bytes: &[u8]) -> Reading {
    let root = match tree::parse(bytes) {
        Ok(root) => root,
        Err(why) => return Reading::Unreadable(why),
    };
    match root.name.as_str() {
        "MsgHead" => Reading::Message(Box::new(message(&root)), root),
        "AppRec" => Reading::Receipt(Box::new(receipt(&root)), root),
        _ => Reading::Unreadable("roten er verken MsgHead eller AppRec"),
    }
}

fn message(root: &Element) -> Facts {
    let info = |path: &[&str]| root.child("MsgInfo").and_then(|info| info.at(path));
    let words = |path: &[&str]| info(path).and_then(Element::words);
    let kind = info(&["Type"]).and_then(|kind| {
        let name = kind.attribute("DN").unwrap_or_default().to_owned();
        Some((kind.attribute("V")?.to_owned(), name))
    });
    let side = |end: &str| info(&[end, "Organisation"]).map(two_levels).unwrap_or_default();
    let mut facts = Facts {
        message_type: kind,
        gen_date: words(&["GenDate"]),
        msg_id: words(&["MsgId"]),
        parent: words(&["ConversationRef", "RefToParent"]),
        conversation: words(&["ConversationRef", "RefToConversation"]),
        sender: side("Sender"),
        receiver: side("Receiver"),
        patient: info(&["Patient"]).map(patient),
        ..Facts::default()
    };
    for document in root.all("Document") {
        let Some(document) = document.child("RefDoc") else { continue };
        if document.value_at(&["MsgType"]) == Some("A") {
            let kind = document.words_at(&["MimeType"]).unwrap_or_else(|| "ukjent".to_owned());
            let name =
                document.words_at(&["Description"]).unwrap_or_else(|| "uten navn".to_owned());
            facts.attachments.push(format!("{name} ({kind})"));
            continue;
        }
        let Some(content) = document.child("Content") else { continue };
        if let Some(dialog) = content.child("Dialogmelding") {
            about_dialog(dialog, &mut facts);
        }
        if let Some(relation) = content.child("Pasientrelasjon") {
            facts.on_behalf = Some(acting(relation));
        }
    }
    facts
}

fn about_dialog(dialog: &Element, facts: &mut Facts) {
    facts.service = dialog.words_at(&["Sakstype"]);
    if let Some(question) = dialog.child("Foresporsel") {
        facts.code = question.value_at(&["TypeForesp"]).map(str::to_owned);
        facts.topic = question.words_at(&["EmneSporsmal"]);
        facts.text = question.words_at(&["Sporsmal"]);
        facts.author = author(question);
    } else if let Some(note) = dialog.child("Notat") {
        facts.code = note.value_at(&["TemaKodet"]).map(str::to_owned);
        facts.topic = note.words_at(&["Tema"]);
        facts.text = note.words_at(&["TekstNotatInnhold"]);
        facts.author = author(note);
    }
}

fn author(part: &Element) -> Option<String> {
    let role = part
        .all("RollerRelatertNotat")
        .find(|role| role.value_at(&["RolleNotat"]).is_none_or(|role| role == "1"))?;
    let person = role.child("HealthcareProfessional").or_else(|| role.child("Person"))?;
    Some(full_name(person)).filter(|name| !name.is_empty())
}

fn acting(relation: &Element) -> (String, String) {
    let name = relation.child("Person").map(full_name).unwrap_or_default();
    (name, relation.value_at(&["Relasjon"]).unwrap_or_default().to_owned())
}

fn full_name(person: &Element) -> String {
    let parts = ["GivenName", "MiddleName", "FamilyName"];
    let parts: Vec<String> = parts.iter().filter_map(|part| person.words_at(&[part])).collect();
    parts.join(" ")
}

fn patient(patient: &Element) -> Patient {
    Patient {
        number: patient.words_at(&["Ident", "Id"]).unwrap_or_default(),
        kind: patient.value_at(&["Ident", "TypeId"]).unwrap_or_default().to_owned(),
        given_name: patient.words_at(&["GivenName"]).unwrap_or_default(),
        family_name: patient.words_at(&["FamilyName"]).unwrap_or_default(),
    }
}

fn two_levels(organisation: &Element) -> Side {
    let unit =
        organisation.child("Organisation").or_else(|| organisation.child("HealthcareProfessional"));
    let named = |part: &Element| {
        let name = part.words_at(&["OrganisationName"]).unwrap_or_else(|| full_name(part));
        (name, her_id(part))
    };
    Side { organisation: named(organisation), unit: unit.map(named).unwrap_or_default() }
}

/// The HER-id under the code system for organisations, and no other.
fn her_id(part: &Element) -> Option<u32> {
    part.all("Ident")
        .find(|ident| {
            ident.value_at(&["TypeId"]) == Some("HER")
                && ident.at(&["TypeId"]).and_then(|kind| kind.attribute("S"))
                    == Some("2.16.578.1.12.4.1.1.9051")
        })
        .and_then(|ident| ident.words_at(&["Id"]))
        .and_then(|id| id.parse().ok())
}

fn receipt(root: &Element) -> ReceiptFacts {
    let unit = |part: Option<&Element>| -> (String, Option<u32>) {
        let name = part.and_then(|part| part.words_at(&["Name"])).unwrap_or_default();
        let her = part.filter(|part| part.value_at(&["TypeId"]) == Some("HER"));
        let her = her.and_then(|part| part.words_at(&["Id"])).and_then(|id| id.parse().ok());
        (name, her)
    };
    let codes = root.all("Error").filter_map(|error| error.attribute("V").map(str::to_owned));
    ReceiptFacts {
        id: root.words_at(&["Id"]),
        gen_date: root.words_at(&["GenDate"]),
        status: root.value_at(&["Status"]).and_then(|status| status.parse().ok()),
        codes: codes.collect(),
        original_id: root.words_at(&["OriginalMsgId", "Id"]),
        original_type: root.value_at(&["OriginalMsgId", "MsgType"]).map(str::to_owned),
        original_date: root.words_at(&["OriginalMsgId", "IssueDate"]),
        receiver: Side {
            organisation: unit(root.at(&["Receiver", "HCP", "Inst"])),
            unit: unit(root.at(&["Receiver", "HCP", "Inst", "Dept"])),
        },
    }
}
