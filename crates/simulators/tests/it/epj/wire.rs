//! What the platform would send, written here.

/// Ids of tests as UUIDs, so that they can be read and told apart.
pub(crate) fn id(name: &str) -> String {
    let hex: String = name.bytes().map(|byte| format!("{byte:02x}")).collect();
    let hex = format!("{hex:0<32}");
    format!("{}-{}-4{}-8{}-{}", &hex[..8], &hex[8..12], &hex[12..15], &hex[15..18], &hex[18..30])
}

/// Kari asks her nurses something.
pub(crate) fn question(name: &str) -> String {
    message(
        name,
        "",
        "<Sakstype>HJSP-OST</Sakstype><Foresporsel>\
         <TypeForesp V=\"HE\" S=\"2.16.578.1.12.4.1.1.7601\" DN=\"Henvendelse\"/>\
         <EmneSporsmal>Kompresjonsstrømper</EmneSporsmal>\
         <Sporsmal>Når kommer dere &lt;i morgen&gt;?</Sporsmal></Foresporsel>",
    )
}

/// Kari answers what she was asked.
pub(crate) fn reply(name: &str, conversation: &str) -> String {
    let reference = format!(
        "<ConversationRef><RefToParent>{conversation}</RefToParent>\
         <RefToConversation>{conversation}</RefToConversation></ConversationRef>"
    );
    message(
        name,
        &reference,
        "<Sakstype>HJSP-OST</Sakstype><Notat>\
         <TemaKodet V=\"22\" S=\"2.16.578.1.12.4.1.1.7602\" DN=\"Svar fra innbygger\"/>\
         <TekstNotatInnhold>Ja takk, det passer.</TekstNotatInnhold></Notat>",
    )
}

/// Kari's question, written by Anne.
pub(crate) fn question_by_proxy(name: &str) -> String {
    let relation = "<Document><RefDoc><IssueDate V=\"2027-02-02T09:00:00+01:00\"/>\
        <MsgType V=\"XML\" DN=\"XML-instans\"/><Content>\
        <Pasientrelasjon xmlns=\"http://www.kith.no/xmlstds/pasientrelasjon/2014-03-28\" \
        xmlns:f=\"http://www.kith.no/xmlstds/felleskomponent1\"><Person>\
        <f:FamilyName>Nilsen</f:FamilyName><f:GivenName>Anne</f:GivenName><f:Ident>\
        <f:Id>03837500035</f:Id><f:TypeId V=\"FNR\" S=\"2.16.578.1.12.4.1.1.8116\" \
        DN=\"Fødselsnummer\"/></f:Ident></Person><Relasjon V=\"FU\" \
        S=\"2.16.578.1.12.4.1.1.7611\" DN=\"Fullmakt\"/></Pasientrelasjon></Content></RefDoc>\
        </Document></MsgHead>";
    question(name).replace("</MsgHead>", relation)
}

/// The platform's receipt for a message from the journal system.
pub(crate) fn receipt(name: &str, original: (&str, &str, &str), error: Option<&str>) -> String {
    let (kind, date, msg_id) = original;
    let status = error.map_or("1", |_| "2");
    let error = error.map_or_else(String::new, |code| {
        format!("<Error V=\"{code}\" S=\"2.16.578.1.12.4.1.1.8221\" DN=\"Feil\"/>")
    });
    let inst = |(one, two): (u32, u32)| {
        format!(
            "<HCP><Inst><Name>A</Name><Id>{one}</Id><TypeId V=\"HER\" DN=\"HER-id\"/><Dept>\
             <Name>B</Name><Id>{two}</Id><TypeId V=\"HER\" DN=\"HER-id\"/></Dept></Inst></HCP>"
        )
    };
    format!(
        "<AppRec xmlns=\"http://www.kith.no/xmlstds/apprec/2012-02-15\"><MsgType V=\"APPREC\"/>\
         <MIGversion>v1.1 2012-02-15</MIGversion><GenDate>2027-02-02T08:00:00Z</GenDate>\
         <Id>{}</Id><Sender>{}</Sender><Receiver>{}</Receiver><Status V=\"{status}\"/>{error}\
         <OriginalMsgId><MsgType V=\"{kind}\"/><IssueDate>{date}</IssueDate><Id>{msg_id}</Id>\
         </OriginalMsgId></AppRec>",
        id(name),
        inst((90_000, 90_001)),
        inst((8_140_001, 8_140_101)),
    )
}

fn message(name: &str, reference: &str, dialog: &str) -> String {
    let side = |(one, one_id): (&str, u32), (two, two_id): (&str, u32)| {
        let named = |name: &str, id: u32| {
            format!(
                "<OrganisationName>{name}</OrganisationName><Ident><Id>{id}</Id>\
                 <TypeId V=\"HER\" S=\"2.16.578.1.12.4.1.1.9051\" DN=\"HER-id\"/></Ident>"
            )
        };
        format!(
            "<Organisation>{}<Organisation>{}</Organisation></Organisation>",
            named(one, one_id),
            named(two, two_id)
        )
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
         <MsgHead xmlns=\"http://www.kith.no/xmlstds/msghead/2006-05-24\"><MsgInfo>\
         <Type V=\"DIALOG_INNBYGGER_EKONTAKT\" DN=\"Dialog\"/>\
         <MIGversion>v1.2 2006-05-24</MIGversion><GenDate>2027-02-02T08:00:00Z</GenDate>\
         <MsgId>{}</MsgId><Ack V=\"J\" DN=\"Ja\"/>{reference}<Sender>{}</Sender>\
         <Receiver>{}</Receiver><Patient><FamilyName>Nilsen</FamilyName>\
         <GivenName>Kari</GivenName><Ident><Id>12864800015</Id><TypeId V=\"FNR\" \
         S=\"2.16.578.1.12.4.1.1.8116\" DN=\"Fødselsnummer\"/></Ident></Patient></MsgInfo>\
         <Document><RefDoc><IssueDate V=\"2027-02-02T09:00:00+01:00\"/>\
         <MsgType V=\"XML\" DN=\"XML-instans\"/><Content>\
         <Dialogmelding xmlns=\"http://www.kith.no/xmlstds/dialog/2013-01-23\">{dialog}\
         </Dialogmelding></Content></RefDoc></Document></MsgHead>",
        id(name),
        side(("Helsebro", 90_000), ("Helsebro meldinger", 90_001)),
        side(("Solvik kommune", 8_140_001), ("Hjemmesykepleien Solvik øst", 8_140_101)),
    )
}
