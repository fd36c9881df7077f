//! Receipts in XML.

use super::super::read::Side;
use super::super::settings::EpjParty;
use super::safe;

/// What the receipt says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Judgement {
    /// 1 OK, 2 rejected, 3 OK with an error in a part.
    pub(crate) status: u8,
    pub(crate) code: Option<String>,
}

impl Judgement {
    fn words(&self) -> &'static str {
        match self.status {
            1 => "OK",
            2 => "Avvist",
            _ => "OK, feil i delmelding",
        }
    }
}

/// The message the receipt is for.
pub(crate) struct Original<'a> {
    pub(crate) kind: (&'a str, &'a str),
    pub(crate) date: &'a str,
    pub(crate) id: &'a str,
    pub(crate) sender: &'a Side,
}

/// The whole receipt.
pub(crate) fn apprec(
    (id, date): (&str, &str),
    from: (&EpjParty, &EpjParty),
    judgement: &Judgement,
    original: &Original<'_>,
) -> String {
    let error = judgement.code.as_deref().map_or_else(String::new, |code| {
        format!(
            "<Error V=\"{}\" S=\"2.16.578.1.12.4.1.1.8221\" DN=\"{}\"/>",
            safe(code),
            code_words(code)
        )
    });
    let (status, words) = (judgement.status, judgement.words());
    let (kind, name) = original.kind;
    let sender = original.sender;
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <AppRec xmlns=\"http://www.kith.no/xmlstds/apprec/2012-02-15\">\
         <MsgType V=\"APPREC\" DN=\"Applikasjonskvittering\"/>\
         <MIGversion>v1.1 2012-02-15</MIGversion><GenDate>{date}</GenDate><Id>{id}</Id>\
         <Sender><HCP>{}</HCP></Sender><Receiver><HCP>{}</HCP></Receiver>\
         <Status V=\"{status}\" DN=\"{words}\"/>{error}<OriginalMsgId>\
         <MsgType V=\"{}\" DN=\"{}\"/><IssueDate>{}</IssueDate><Id>{}</Id></OriginalMsgId>\
         </AppRec>\n",
        inst((&from.0.name, Some(from.0.her_id)), (&from.1.name, Some(from.1.her_id))),
        inst((&sender.organisation.0, sender.organisation.1), (&sender.unit.0, sender.unit.1)),
        safe(kind),
        safe(name),
        safe(original.date),
        safe(original.id),
    )
}

type Named<'a> = (&'a str, Option<u32>);

fn inst(organisation: Named<'_>, unit: Named<'_>) -> String {
    let dept = format!("<Dept>{}</Dept>", named(unit));
    format!("<Inst>{}{}</Inst>", named(organisation), if unit.1.is_some() { &dept } else { "" })
}

fn named((name, her_id): Named<'_>) -> String {
    let id = her_id.map_or_else(String::new, |her_id| {
        format!("<Id>{her_id}</Id><TypeId V=\"HER\" DN=\"HER-id\"/>")
    });
    format!("<Name>{}</Name>{id}", safe(name))
}

/// What the codes mean that this journal system rejects with.
fn code_words(code: &str) -> &'static str {
    match code {
        "T01" => "Ugyldig XML",
        "T02" => "Meldingen validerer ikke",
        "E10" => "Ugyldig meldingsidentifikator",
        "E21" => "Mottaker finnes ikke",
        "E30" => "Fødselsnummer mangler",
        "E31" => "Fødselsnummer er feil",
        "E35" => "Pasienten finnes ikke i mottakersystemet",
        "E36" => "For få opplysninger om pasienten",
        _ => "Annen feil",
    }
}
