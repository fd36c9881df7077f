//! What the journal system writes: two text patterns of its own.

use super::words::{Letter, LetterKind};

/// The unit's HER-id and its municipality's, with their names.
const UNIT: (&str, &str) = ("8140101", "Enheten");
const HOME: (&str, &str) = ("8140001", "Kommunen");

/// The platform's HER-ids of level two and one, with their names.
pub(super) const US_UNIT: (&str, &str) = ("8149001", "Innbyggertjenester");
pub(super) const US_HOME: (&str, &str) = ("8149000", "Helsebro");

/// When everything is written; nobody compares.
const WRITTEN: &str = "2027-02-02T09:00:00+01:00";

/// What every answer says.
const ANSWER: &str = "Vi kommer klokka ti.";

/// The letter as it lies at the door; written anew it is the same, byte for byte.
pub(super) fn document(letter: &Letter, number: &str) -> String {
    match letter.kind {
        LetterKind::Answer => answer(letter, number),
        LetterKind::Receipt => receipt(letter),
    }
}

fn answer(letter: &Letter, number: &str) -> String {
    let Letter { message, thread, .. } = letter;
    let (from, to) = (party(HOME, UNIT), party(US_HOME, US_UNIT));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <MsgHead xmlns=\"http://www.kith.no/xmlstds/msghead/2006-05-24\"><MsgInfo>\
         <Type V=\"DIALOG_INNBYGGER_EKONTAKT\" DN=\"Dialog med innbygger - eKontakt\"/>\
         <MIGversion>v1.2 2006-05-24</MIGversion><GenDate>{WRITTEN}</GenDate>\
         <MsgId>{message}</MsgId><Ack V=\"J\" DN=\"Ja\"/><ConversationRef>\
         <RefToParent>{thread}</RefToParent><RefToConversation>{thread}</RefToConversation>\
         </ConversationRef><Sender>{from}</Sender><Receiver>{to}</Receiver><Patient>\
         <FamilyName>Person</FamilyName><GivenName>Bench</GivenName><Ident><Id>{number}</Id>\
         <TypeId V=\"FNR\" S=\"2.16.578.1.12.4.1.1.8116\" DN=\"Fødselsnummer\"/></Ident></Patient>\
         </MsgInfo><Document><RefDoc><IssueDate V=\"{WRITTEN}\"/>\
         <MsgType V=\"XML\" DN=\"XML-instans\"/><Content>\
         <Dialogmelding xmlns=\"http://www.kith.no/xmlstds/dialog/2013-01-23\">\
         <Sakstype>HJSP</Sakstype><Notat>\
         <TemaKodet V=\"19\" S=\"2.16.578.1.12.4.1.1.7602\" DN=\"Svar på henvendelse\"/>\
         <Tema>Svar</Tema><TekstNotatInnhold>{ANSWER}</TekstNotatInnhold>\
         </Notat></Dialogmelding></Content></RefDoc></Document></MsgHead>\n"
    )
}

fn party(home: (&str, &str), unit: (&str, &str)) -> String {
    let named = |(her_id, name): (&str, &str)| {
        format!(
            "<OrganisationName>{name}</OrganisationName><Ident><Id>{her_id}</Id>\
             <TypeId V=\"HER\" S=\"2.16.578.1.12.4.1.1.9051\" DN=\"HER-id\"/></Ident>"
        )
    };
    let (home, unit) = (named(home), named(unit));
    format!("<Organisation>{home}<Organisation>{unit}</Organisation></Organisation>")
}

fn receipt(letter: &Letter) -> String {
    let Letter { message, thread, .. } = letter;
    let (from, to) = (place(HOME, UNIT), place(US_HOME, US_UNIT));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <AppRec xmlns=\"http://www.kith.no/xmlstds/apprec/2012-02-15\">\
         <MsgType V=\"APPREC\" DN=\"Applikasjonskvittering\"/>\
         <MIGversion>v1.1 2012-02-15</MIGversion><GenDate>{WRITTEN}</GenDate>\
         <Id>{message}</Id><Sender><HCP>{from}</HCP></Sender><Receiver><HCP>{to}</HCP></Receiver>\
         <Status V=\"1\" DN=\"OK\"/><OriginalMsgId>\
         <MsgType V=\"DIALOG_INNBYGGER_EKONTAKT\" DN=\"Dialog med innbygger - eKontakt\"/>\
         <IssueDate>{WRITTEN}</IssueDate><Id>{thread}</Id></OriginalMsgId></AppRec>\n"
    )
}

fn place(home: (&str, &str), unit: (&str, &str)) -> String {
    let named = |(her_id, name): (&str, &str)| {
        format!("<Name>{name}</Name><Id>{her_id}</Id><TypeId V=\"HER\" DN=\"HER-id\"/>")
    };
    format!("<Inst>{}<Dept>{}</Dept></Inst>", named(home), named(unit))
}

/// The text of the first element of this name.
pub(super) fn text_of<'a>(document: &'a str, element: &str) -> Option<&'a str> {
    let (_, rest) = document.split_once(&format!("<{element}>"))?;
    rest.split_once('<').map(|(text, _)| text)
}

#[cfg(test)]
mod tests {
    use helsebro_messaging::{AppRecStatus, Incoming, Meaning, meaning, read_incoming};

    use super::*;

    fn letter(kind: LetterKind) -> Letter {
        Letter {
            name: "one".to_owned(),
            message: "7c2a0d9e-6f37-4a57-9a3c-1d2e3f405162".to_owned(),
            kind,
            thread: "0198c0de-0001-7000-8000-000000000001".to_owned(),
            citizen: 0,
        }
    }

    #[test]
    fn an_answer_is_read_as_one_without_a_warning() {
        let written = document(&letter(LetterKind::Answer), "12864800015");
        let Ok(Incoming::Message(envelope)) = read_incoming(written.as_bytes()) else {
            panic!("no message");
        };
        assert_eq!(envelope.warnings, []);
        assert!(matches!(meaning(&envelope), Ok(Meaning::StaffAnswers { .. })));
        assert_eq!(text_of(&written, "MsgId"), Some("7c2a0d9e-6f37-4a57-9a3c-1d2e3f405162"));
        assert_eq!(text_of(&written, "Nothing"), None);
    }

    #[test]
    fn a_receipt_is_read_as_one() {
        let written = document(&letter(LetterKind::Receipt), "");
        let Ok(Incoming::Receipt(receipt)) = read_incoming(written.as_bytes()) else {
            panic!("no receipt");
        };
        assert_eq!(receipt.status, AppRecStatus::Ok);
        assert_eq!(receipt.original.id.raw(), "0198c0de-0001-7000-8000-000000000001");
    }
}
