//! What a strict journal system would find fault with. The checks are simple and
//! their own: no schema, no code of the platform.

use super::super::settings::EpjSettings;
use super::super::stamp::{is_id, is_zoned};
use super::facts::{APPREC, DIALOG, Facts, MSG_HEAD, RELATION, Reading, ReceiptFacts, Side};
use super::tree::Element;

const QUESTIONS: &str = "2.16.578.1.12.4.1.1.7601";
const NOTES: &str = "2.16.578.1.12.4.1.1.7602";
const TESTS: &str = "2.16.578.1.12.4.1.1.7603";
const PERSON_NUMBERS: &str = "2.16.578.1.12.4.1.1.8116";
const RELATIONS: &str = "2.16.578.1.12.4.1.1.7611";
const ERRORS: &str = "2.16.578.1.12.4.1.1.8221";
const TOPIC_CHARS: usize = 50;
const TEXT_CHARS: usize = 1_000;

/// What the journal system knows beforehand about what comes.
pub(crate) struct Expected<'a> {
    pub(crate) settings: &'a EpjSettings,
    /// The receiver and sender that the door named.
    pub(crate) door_said: Option<(u32, u32)>,
    /// What we sent under the id that a receipt is for: type and date.
    pub(crate) original: Option<(String, String)>,
}

/// Every fault found, in words; none is fine.
pub(crate) fn judge(reading: &Reading, expected: &Expected<'_>) -> Vec<String> {
    let mut faults = Faults(Vec::new());
    match reading {
        Reading::Unreadable(why) => faults.0.push((*why).to_owned()),
        Reading::Message(facts, root) => message(facts, root, expected, &mut faults),
        Reading::Receipt(facts, root) => receipt(facts, root, expected, &mut faults),
    }
    faults.0
}

struct Faults(Vec<String>);

impl Faults {
    fn unless(&mut self, holds: bool, fault: &str) {
        if !holds {
            self.0.push(fault.to_owned());
        }
    }
}

fn message(facts: &Facts, root: &Element, expected: &Expected<'_>, faults: &mut Faults) {
    let ours = expected.settings;
    faults.unless(root.space == MSG_HEAD, "MsgHead har feil navnerom");
    let version = root.words_at(&["MsgInfo", "MIGversion"]);
    faults.unless(version.as_deref() == Some("v1.2 2006-05-24"), "MIGversion er feil");
    faults.unless(facts.gen_date.as_deref().is_some_and(is_zoned), "GenDate mangler tidssone");
    faults.unless(facts.msg_id.as_deref().is_some_and(is_id), "MsgId er ikke en UUID");
    let ack = root.value_at(&["MsgInfo", "Ack"]);
    faults.unless(matches!(ack, Some("J" | "N")), "Ack er verken J eller N");
    let platform = (Some(ours.platform.her_id), Some(ours.platform_service.her_id));
    faults.unless(her_ids(&facts.sender) == platform, "Sender er ikke plattformens HER-id-er");
    let (organisation, unit) = her_ids(&facts.receiver);
    faults.unless(
        organisation == Some(ours.organisation.her_id),
        "Receiver har ikke vår HER-id på nivå 1",
    );
    let known = unit.is_some_and(|unit| ours.unit(unit).is_some());
    faults.unless(known, "Receiver har ikke en av våre HER-id-er på nivå 2");
    if let Some((receiver, sender)) = expected.door_said {
        let same = unit == Some(receiver) && facts.sender.unit.1 == Some(sender);
        faults.unless(same, "HER-id i meldingen er en annen enn den døren oppga");
    }
    if root.at(&["MsgInfo", "ConversationRef"]).is_some() {
        let both = facts.parent.is_some() && facts.conversation.is_some();
        faults.unless(both, "ConversationRef mangler en av de to referansene");
    }
    documents(root, faults);
    match facts.message_type.as_ref().map(|(kind, _)| kind.as_str()) {
        Some("DIALOG_INNBYGGER_EKONTAKT") => dialog(facts, root, faults),
        Some("DIALOG_INNBYGGER_DIGITALBRUKER") => digital(facts, root, faults),
        Some("DIALOG_INNBYGGER_TEST") => {
            let known = matches!(facts.code.as_deref(), Some("KT" | "RKT"));
            faults.unless(known, "lenketesten er verken KT eller RKT");
        }
        Some(_) => faults.unless(false, "meldingstypen er ukjent her"),
        None => faults.unless(false, "Type mangler"),
    }
    relation(root, faults);
}

fn documents(root: &Element, faults: &mut Faults) {
    let mut documents = root.all("Document").peekable();
    faults.unless(documents.peek().is_some(), "meldingen har ikke noe dokument");
    let first = documents.peek().and_then(|first| first.at(&["RefDoc", "Content"]));
    let dialog = first.and_then(|content| content.child("Dialogmelding"));
    faults.unless(
        dialog.is_some_and(|dialog| dialog.space == DIALOG),
        "det første dokumentet er ikke en Dialogmelding 1.1",
    );
    for document in documents {
        let kind = document.value_at(&["RefDoc", "MsgType"]);
        faults.unless(matches!(kind, Some("XML" | "A")), "RefDoc/MsgType er verken XML eller A");
        let dated = document.value_at(&["RefDoc", "IssueDate"]).is_none_or(is_zoned);
        faults.unless(dated, "IssueDate mangler tidssone");
    }
}

fn dialog(facts: &Facts, root: &Element, faults: &mut Faults) {
    patient(facts, root, faults);
    let system = coded(root).and_then(|code| code.attribute("S"));
    let text = facts.text.as_deref().unwrap_or_default();
    faults.unless(text.chars().count() <= TEXT_CHARS, "teksten er lengre enn 1000 tegn");
    faults.unless(!text.is_empty(), "teksten mangler");
    match facts.code.as_deref() {
        Some("HE") => {
            faults.unless(system == Some(QUESTIONS), "TypeForesp har feil kodeverk");
            faults.unless(facts.service.is_some(), "Sakstype mangler");
            let topic = facts.topic.as_deref().unwrap_or_default();
            faults.unless(!topic.is_empty(), "EmneSporsmal mangler");
            faults.unless(topic.chars().count() <= TOPIC_CHARS, "emnet er lengre enn 50 tegn");
        }
        Some("22") => {
            faults.unless(system == Some(NOTES), "TemaKodet har feil kodeverk");
            faults.unless(facts.conversation.is_some(), "et svar må ha ConversationRef");
        }
        Some(_) => faults.unless(false, "koden er ikke en innbygger kan sende"),
        None => faults.unless(false, "meldingen har ingen kode"),
    }
}

fn digital(facts: &Facts, root: &Element, faults: &mut Faults) {
    let system = coded(root).and_then(|code| code.attribute("S"));
    match facts.code.as_deref() {
        Some("SDAB") => {
            patient(facts, root, faults);
            let question = dialog_part(root, "Foresporsel");
            let told = question.and_then(|question| question.value_at(&["KodetOpplysning"]));
            faults.unless(matches!(told, Some("1" | "2")), "KodetOpplysning er verken 1 eller 2");
        }
        Some("28" | "29") => {
            faults.unless(system == Some(NOTES), "TemaKodet har feil kodeverk");
            faults.unless(facts.conversation.is_some(), "et svar må ha ConversationRef");
        }
        _ => faults.unless(false, "koden er ukjent for digitalt aktive"),
    }
    faults.unless(system != Some(TESTS), "koden er fra lenketestens kodeverk");
}

fn patient(facts: &Facts, root: &Element, faults: &mut Faults) {
    let Some(patient) = &facts.patient else {
        faults.unless(false, "Patient mangler");
        return;
    };
    let digits = patient.number.len() == 11 && patient.number.bytes().all(|d| d.is_ascii_digit());
    faults.unless(digits, "pasientens nummer har ikke elleve siffer");
    let kind = matches!(patient.kind.as_str(), "FNR" | "DNR");
    let system = root.at(&["MsgInfo", "Patient", "Ident", "TypeId"]);
    let system = system.and_then(|kind| kind.attribute("S")) == Some(PERSON_NUMBERS);
    faults.unless(kind && system, "pasientens nummer har feil type eller kodeverk");
    let named = !patient.given_name.is_empty() && !patient.family_name.is_empty();
    faults.unless(named, "pasientens navn mangler");
}

fn relation(root: &Element, faults: &mut Faults) {
    let contents = root.all("Document").filter_map(|document| document.at(&["RefDoc", "Content"]));
    for relation in contents.filter_map(|content| content.child("Pasientrelasjon")) {
        faults.unless(relation.space == RELATION, "Pasientrelasjon har feil navnerom");
        let kind = relation.child("Relasjon");
        let code = kind.and_then(|kind| kind.attribute("V"));
        let system = kind.and_then(|kind| kind.attribute("S"));
        let known = matches!(code, Some("FO" | "VE" | "FU" | "TD")) && system == Some(RELATIONS);
        faults.unless(known, "Relasjon har ukjent kode eller feil kodeverk");
        let number = relation.words_at(&["Person", "Ident", "Id"]);
        faults.unless(number.is_some(), "den som handler for pasienten, har ikke noe nummer");
    }
}

fn receipt(facts: &ReceiptFacts, root: &Element, expected: &Expected<'_>, faults: &mut Faults) {
    faults.unless(root.space == APPREC, "AppRec har feil navnerom");
    let version = root.words_at(&["MIGversion"]);
    faults.unless(version.as_deref() == Some("v1.1 2012-02-15"), "MIGversion er feil");
    faults.unless(root.value_at(&["MsgType"]) == Some("APPREC"), "MsgType er ikke APPREC");
    faults.unless(facts.gen_date.as_deref().is_some_and(is_zoned), "GenDate mangler tidssone");
    faults.unless(facts.id.is_some(), "Id mangler");
    faults.unless(matches!(facts.status, Some(1..=3)), "Status er ikke 1, 2 eller 3");
    let systems = root.all("Error").all(|error| error.attribute("S") == Some(ERRORS));
    faults.unless(systems, "Error har feil kodeverk");
    let reasoned = facts.status != Some(2) || !facts.codes.is_empty();
    faults.unless(reasoned, "en avvisning må ha minst én Error");
    let (organisation, unit) = her_ids(&facts.receiver);
    let ours = expected.settings;
    let known = organisation == Some(ours.organisation.her_id)
        || organisation.is_some_and(|her_id| ours.unit(her_id).is_some());
    faults.unless(known, "Receiver har ikke vår HER-id");
    let known = unit.is_none_or(|unit| ours.unit(unit).is_some());
    faults.unless(known, "Receiver har en enhet som ikke er vår");
    match &expected.original {
        None => faults.unless(false, "kvitteringen gjelder en melding vi ikke har sendt"),
        Some((kind, date)) => {
            let same = facts.original_type.as_ref() == Some(kind);
            faults.unless(same, "OriginalMsgId/MsgType er en annen enn meldingens");
            let same = facts.original_date.as_ref() == Some(date);
            faults.unless(same, "OriginalMsgId/IssueDate er en annen enn meldingens GenDate");
        }
    }
}

fn her_ids(side: &Side) -> (Option<u32>, Option<u32>) {
    (side.organisation.1, side.unit.1)
}

fn coded(root: &Element) -> Option<&Element> {
    let question = dialog_part(root, "Foresporsel").and_then(|part| part.child("TypeForesp"));
    question.or_else(|| dialog_part(root, "Notat").and_then(|part| part.child("TemaKodet")))
}

fn dialog_part<'a>(root: &'a Element, name: &str) -> Option<&'a Element> {
    root.at(&["Document", "RefDoc", "Content", "Dialogmelding", name])
}
