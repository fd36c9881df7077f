//! What a journal system sends, and what is done with it.

use anyhow::Context as _;
use helsebro_domain::dialog::ServiceId;
use helsebro_domain::ids::uuid_v7;
use helsebro_domain::parties::HerId;
use helsebro_messaging::{
    About, Address, AddressLevel, Envelope, Header, Incoming, Outgoing, OutgoingContent, Person,
    Preceding, Verdict, meaning, read_incoming, write, write_apprec,
};
use helsebro_simulators::town::START;

use crate::bench::town::{MESSAGE_LETTERS, people};
use crate::dice::SystemDice;

/// An answer of a unit's, but for the number and the text.
const ANSWER: &str = include_str!("answer.xml");

/// What stands around an attachment.
const ATTACHMENT: [&str; 2] = [
    "<Document><RefDoc><MsgType V=\"A\" DN=\"Vedlegg\"/><MimeType>application/pdf</MimeType>\
     <Content><Base64Container xmlns=\"http://www.kith.no/xmlstds/base64container\">",
    "</Base64Container></Content></RefDoc></Document>",
];

const END: &str = "</MsgHead>";

/// An envelope that came.
pub(super) struct Received {
    pub(super) bytes: Vec<u8>,
    pub(super) attachment_bytes: usize,
}

/// What is at hand for reading and answering.
pub(super) struct Post {
    person: Person,
    us: Address,
    text: String,
}

impl Received {
    pub(super) fn plain(post: &Post) -> Self {
        let text = ANSWER.replace("{number}", post.person.number.digits());
        Self { bytes: text.replace("{text}", &post.text).into_bytes(), attachment_bytes: 0 }
    }

    /// The same with an attachment that stands for a file of so many bytes. It is built
    /// in place, so that making it costs no more memory than it has.
    pub(super) fn with_attachment(post: &Post, bytes: usize) -> anyhow::Result<Self> {
        let plain = Self::plain(post).bytes;
        let end = plain.len() - END.len() - 1;
        let (before, after) = plain.split_at_checked(end).context("no end")?;
        let triples = bytes / 3;
        let size = plain.len() + triples * 4 + ATTACHMENT.map(str::len).iter().sum::<usize>();
        let mut all = Vec::with_capacity(size);
        all.extend_from_slice(before);
        all.extend_from_slice(ATTACHMENT[0].as_bytes());
        all.extend(b"QUJD".iter().cycle().take(triples * 4));
        all.extend_from_slice(ATTACHMENT[1].as_bytes());
        all.extend_from_slice(after);
        Ok(Self { bytes: all, attachment_bytes: bytes })
    }
}

impl Post {
    pub(super) fn new() -> anyhow::Result<Self> {
        let person = people(1)?.pop().context("nobody")?;
        let level = |her_id: &str, name: &str| {
            let her_id = HerId::parse(her_id).context("a HER-id")?;
            anyhow::Ok(AddressLevel { her_id, name: name.to_owned() })
        };
        Ok(Self {
            person: Person { name: person.name, number: person.number },
            us: Address {
                organisation: level("8149000", "Helsebro")?,
                unit: level("8149001", "Innbyggertjenester")?,
            },
            text: "x".repeat(MESSAGE_LETTERS),
        })
    }

    /// Opens, checks, parses and understands.
    pub(super) fn read(&self, bytes: &[u8]) -> anyhow::Result<Envelope> {
        let Incoming::Message(envelope) = read_incoming(bytes)? else { anyhow::bail!("a receipt") };
        meaning(&envelope)?;
        Ok(*envelope)
    }

    /// Reads, answers and receipts; what was written.
    pub(super) fn all(&self, bytes: &[u8]) -> anyhow::Result<Vec<String>> {
        let envelope = self.read(bytes)?;
        Ok(vec![self.answer(&envelope)?, self.receipt(&envelope)?])
    }

    fn answer(&self, envelope: &Envelope) -> anyhow::Result<String> {
        let answer = Outgoing {
            message_id: uuid_v7(START, &SystemDice),
            sent_at: START,
            sender: self.us.clone(),
            receiver: self.us.clone(),
            content: OutgoingContent::CitizenReplies {
                about: About { citizen: self.person.clone(), acting: None },
                service_id: ServiceId::parse("HJSP"),
                topic: Some("Svar".to_owned()),
                text: self.text.clone(),
                after: Preceding::answering(&envelope.info),
            },
        };
        Ok(write(&answer)?)
    }

    fn receipt(&self, envelope: &Envelope) -> anyhow::Result<String> {
        let id = uuid_v7(START, &SystemDice);
        let receipt = Header::of(envelope).receipt(&self.us, Verdict::Accepted, id, START);
        Ok(write_apprec(&receipt.context("nobody to tell")?)?)
    }
}
