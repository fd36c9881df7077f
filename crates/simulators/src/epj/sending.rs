//! Messages that somebody tells this journal system to send.

use std::sync::Arc;

use super::door::DoorFault;
use super::journal::{Entry, Filing, Patient, Thread};
use super::office::Office;
use super::order::{Nonsense, Order, OrderRefused, Posted, Repeat, TEXT_CHARS_LIMIT, Told};
use super::read::read;
use super::seen::{ReceiptSeen, Way};
use super::settings::{EpjParty, EpjPatient, EpjUnit};
use super::write::{self, Address, Envelope, Note, PatientLine, Question};

const DIALOGUE: (&str, &str) = ("DIALOG_INNBYGGER_EKONTAKT", "Dialog med innbygger - eKontakt");
const CONTACTS: (&str, &str) =
    ("DIALOG_INNBYGGER_TJENESTEOVERSIKT", "Dialog med innbygger - tjenesteoversikt");
const DIGITAL: (&str, &str) =
    ("DIALOG_INNBYGGER_DIGITALBRUKER", "Dialog med innbygger - digital bruker");
const TEST: (&str, &str) = ("DIALOG_INNBYGGER_TEST", "Dialog med innbygger - test");
/// HER-ids nobody has here.
const NOBODY: u32 = 8_999_999;
/// Just over what a single attachment may be.
const LARGE_BYTES: u32 = 18_000_001;
const BYTES_LIMIT: u32 = 24_000_000;
/// The most letters of a file of somebody's own.
const BASE64_LIMIT: usize = 32_000_000;

/// Where a question or a word goes: on with a thread, or to a patient under a
/// service.
struct Whereto {
    unit: EpjParty,
    service: Option<String>,
    patient: Option<PatientLine>,
    reference: Option<(String, String)>,
}

impl Office {
    /// Writes, files and posts what an order says.
    pub(crate) async fn send_order(&self, order: Order) -> Result<Told, OrderRefused> {
        let document = match order {
            Order::Answer { thread, text, author, attachment } => {
                let code = ("19", "Svar på henvendelse");
                let answer = self.note(&thread, code, Some(&text), author.as_deref())?;
                match attachment {
                    Some(file) if file.letters() > BASE64_LIMIT => {
                        return Err(OrderRefused::TooLong);
                    }
                    Some(file) => write::enclosing(&answer, &file.attachment()),
                    None => answer,
                }
            }
            Order::Close { thread, text } => {
                self.note(&thread, ("13", "Dialog avsluttet"), text.as_deref(), None)?
            }
            Order::Refuse { thread, code, text } => {
                self.note(&thread, refusal(&code)?, text.as_deref(), None)?
            }
            Order::Ask { thread, patient, service, topic, text, author } => {
                let to = self.whereto(thread, patient, service)?;
                let code = ("DI", "Dialog med innbygger");
                self.question(&to, code, (&topic, &text), author.as_deref())?
            }
            Order::Tell { thread, patient, service, topic, text, author } => {
                let to = self.whereto(thread, patient, service)?;
                let code = ("EKI", "Engangskontakt med innbygger");
                self.question(&to, code, (&topic, &text), author.as_deref())?
            }
            Order::ListContacts { patient, services } => self.contacts(&patient, &services)?,
            Order::CheckActive { patients } => self.check_active(&patients)?,
            Order::TestLink => self.test_link()?,
            Order::Rubbish { kind, her_id, bytes } => self.rubbish(kind, her_id, bytes)?,
            Order::Repeat { entry, how } => return self.repeat(entry, how).await,
            _ => return Err(OrderRefused::Missing),
        };
        Ok(self.post(Arc::new(document.into_bytes()), None).await)
    }

    /// Files and posts a document. It is filed first: its receipt may be here
    /// before the door's answer.
    async fn post(&self, document: Arc<Vec<u8>>, repeats: Option<u64>) -> Told {
        let filing = Filing {
            way: Way::Sent,
            at: self.now().seconds(),
            transport_id: None,
            document: document.clone(),
            verdict: Vec::new(),
            unit: None,
            repeats,
        };
        let reading = read(&document);
        let number = self.writing(|journal| journal.file(filing, &reading));
        let answer = self.door.post(&document).await;
        self.writing(|journal| {
            let Some(entry) = journal.entry_mut(number) else { return };
            let waits = entry.seen.receipt == ReceiptSeen::Awaited;
            match &answer {
                Ok(id) => entry.seen.transport_id = Some(id.clone()),
                Err(DoorFault::Refused { status, .. }) if waits => {
                    entry.seen.receipt = ReceiptSeen::Undelivered { status: Some(*status) };
                }
                Err(_) if waits => {
                    entry.seen.receipt = ReceiptSeen::Undelivered { status: None };
                }
                Err(_) => {}
            }
        });
        let posted = match answer {
            Ok(id) => Posted::Taken { id },
            Err(DoorFault::Refused { status, error, .. }) => Posted::Refused { status, error },
            Err(_) => Posted::Unreachable,
        };
        Told { entry: Some(number), posted: Some(posted) }
    }

    /// Files a receipt given from here.
    pub(crate) fn file_own_receipt(&self, document: String, transport_id: String) {
        let document = Arc::new(document.into_bytes());
        let reading = read(&document);
        let filing = Filing {
            way: Way::Sent,
            at: self.now().seconds(),
            transport_id: Some(transport_id),
            document,
            verdict: Vec::new(),
            unit: None,
            repeats: None,
        };
        self.writing(|journal| journal.file(filing, &reading));
    }

    async fn repeat(&self, entry: u64, how: Repeat) -> Result<Told, OrderRefused> {
        let held = self.reading(|journal| {
            let held = journal.entry(entry).filter(|held| held.seen.way == Way::Sent)?;
            let receipt = held.seen.receipt.clone();
            Some((held.document.clone(), held.seen.msg_id.clone(), receipt))
        });
        let (document, id, receipt) = held.ok_or(OrderRefused::NoSuchEntry)?;
        let text = String::from_utf8_lossy(&document);
        let (fresh, _) = self.stamp();
        let document = match how {
            Repeat::SameBytes => document.clone(),
            Repeat::SameMsgId => {
                let note = format!("?>\n<!-- Sendt på nytt {fresh} -->");
                Arc::new(text.replacen("?>", &note, 1).into_bytes())
            }
            Repeat::NewMsgId => {
                let id = id.ok_or(OrderRefused::NoSuchEntry)?;
                let (old, new) = (msg_id(&id), msg_id(&fresh));
                Arc::new(text.replacen(&old, &new, 1).into_bytes())
            }
        };
        let repeats = (how != Repeat::NewMsgId).then_some(entry);
        let told = self.post(document, repeats).await;
        // There is one receipt for one id: a repeat has the one that has come.
        if repeats.is_some() && matches!(receipt, ReceiptSeen::Came { .. }) {
            self.writing(|journal| {
                let made = told.entry.and_then(|number| journal.entry_mut(number));
                if let Some(made) = made.filter(|m| m.seen.receipt == ReceiptSeen::Awaited) {
                    made.seen.receipt = receipt;
                }
            });
        }
        Ok(told)
    }

    fn note(
        &self,
        thread: &str,
        code: (&'static str, &'static str),
        text: Option<&str>,
        author: Option<&str>,
    ) -> Result<String, OrderRefused> {
        let to = self.whereto(Some(thread.to_owned()), None, None)?;
        short_enough([text, author])?;
        let service = to.service.as_deref();
        let first = write::note(&Note { code, service, text, author });
        Ok(self.envelope(DIALOGUE, code.1, &to, &first))
    }

    fn question(
        &self,
        to: &Whereto,
        code: (&'static str, &'static str),
        (topic, text): (&str, &str),
        author: Option<&str>,
    ) -> Result<String, OrderRefused> {
        short_enough([Some(topic), Some(text), author])?;
        let service = to.service.as_deref();
        let first = write::question(&Question { code, service, topic, text, author });
        Ok(self.envelope(DIALOGUE, code.1, to, &first))
    }

    fn contacts(&self, patient: &str, services: &[String]) -> Result<String, OrderRefused> {
        let patient = self.settings.patient(patient).ok_or(OrderRefused::NoSuchPatient)?;
        let listed = services
            .iter()
            .map(|id| self.settings.service(id).ok_or(OrderRefused::NoSuchService))
            .collect::<Result<Vec<_>, _>>()?;
        let unit = listed.first().map(|(unit, _)| unit.party.clone());
        let to = Whereto {
            unit: unit.unwrap_or(self.first_unit()?.party.clone()),
            service: None,
            patient: Some(line(patient)),
            reference: None,
        };
        Ok(self.envelope(CONTACTS, "Tjenesteoversikt", &to, &write::contact_list(&listed)))
    }

    fn check_active(&self, keys: &[String]) -> Result<String, OrderRefused> {
        let patients: Vec<&EpjPatient> = if keys.is_empty() {
            self.settings.patients.iter().collect()
        } else {
            let found = |key: &String| self.settings.patient(key);
            let found = keys.iter().map(|key| found(key).ok_or(OrderRefused::NoSuchPatient));
            found.collect::<Result<_, _>>()?
        };
        let (id, date) = self.stamp();
        let (first, rest) = write::check_active(&date, &patients);
        let to = self.about_nobody()?;
        Ok(self.written(DIGITAL, "Digitalt aktive brukere", (&id, &date), &to, (&first, &rest)))
    }

    fn test_link(&self) -> Result<String, OrderRefused> {
        let to = self.about_nobody()?;
        Ok(self.envelope(TEST, "Kommunikasjonstest", &to, &write::link_test()))
    }

    /// Answers a test of the link that came, and nothing else; the answer is the receipt. What
    /// the door does not take stands in the journal as not delivered.
    pub(crate) async fn answer_link(&self, number: u64) {
        let found = self.reading(|journal| {
            let entry = journal.entry(number).filter(|entry| is_link_test(entry))?;
            Some((entry.seen.msg_id.clone()?, entry.seen.unit, entry.seen.thread.clone()?))
        });
        let Some((parent, unit, conversation)) = found else { return };
        let unit = unit.and_then(|unit| self.settings.unit(unit)).map(Ok);
        let Ok(unit) = unit.unwrap_or_else(|| self.first_unit()) else { return };
        let to = Whereto {
            unit: unit.party.clone(),
            service: None,
            patient: None,
            reference: Some((parent, conversation)),
        };
        let first = write::link_test_answer();
        let document = self.envelope(TEST, "Respons kommunikasjonstest", &to, &first);
        self.post(Arc::new(document.into_bytes()), None).await;
    }

    fn rubbish(
        &self,
        kind: Nonsense,
        her_id: Option<u32>,
        bytes: Option<u32>,
    ) -> Result<String, OrderRefused> {
        let patient = self.settings.patients.first().ok_or(OrderRefused::NoSuchPatient)?;
        let (mut unit, mut service) = (self.first_unit()?.party.clone(), None);
        if let Some(first) = self.first_unit()?.services.first() {
            service = Some(first.id.clone());
        }
        let stranger =
            EpjParty { name: "Ukjent enhet".to_owned(), her_id: her_id.unwrap_or(NOBODY) };
        let mut receiver = self.settings.platform_service.clone();
        match kind {
            Nonsense::WrongReceiver => receiver = stranger,
            Nonsense::ForeignSender => unit = stranger,
            _ => {}
        }
        let (id, date) = self.stamp();
        let to = Whereto { unit, service, patient: Some(line(patient)), reference: None };
        let question = Question {
            code: ("EKI", "Engangskontakt med innbygger"),
            service: to.service.as_deref(),
            topic: "Prøvemelding",
            text: "Denne meldingen er sendt fra simulatoren for å prøve kontrollene.",
            author: None,
        };
        let address = self.address(&to, &receiver);
        let envelope = Envelope {
            kind: DIALOGUE,
            id: &id,
            date: &date,
            address: &address,
            description: "Engangskontakt med innbygger",
        };
        let fine = envelope.around(&write::question(&question), "");
        let size = bytes.unwrap_or(LARGE_BYTES);
        Ok(match kind {
            Nonsense::NotXml => write::not_xml(&id),
            Nonsense::Truncated => write::truncated(&fine),
            Nonsense::SchemaError => write::with_schema_error(&fine),
            Nonsense::LargeAttachment if size > BYTES_LIMIT => return Err(OrderRefused::TooLong),
            Nonsense::LargeAttachment => {
                write::with_attachment(&fine, &date, usize::try_from(size).unwrap_or_default())
            }
            Nonsense::WrongReceiver | Nonsense::ForeignSender => fine,
        })
    }

    fn whereto(
        &self,
        thread: Option<String>,
        patient: Option<String>,
        service: Option<String>,
    ) -> Result<Whereto, OrderRefused> {
        if let Some(conversation) = thread {
            let thread = self.reading(|journal| journal.thread(&conversation));
            return self.on_with(thread.ok_or(OrderRefused::NoSuchThread)?);
        }
        let key = patient.ok_or(OrderRefused::Missing)?;
        let patient = self.settings.patient(&key).ok_or(OrderRefused::NoSuchPatient)?;
        let id = service.ok_or(OrderRefused::Missing)?;
        let (unit, service) = self.settings.service(&id).ok_or(OrderRefused::NoSuchService)?;
        Ok(Whereto {
            unit: unit.party.clone(),
            service: Some(service.id.clone()),
            patient: Some(line(patient)),
            reference: None,
        })
    }

    fn on_with(&self, thread: Thread) -> Result<Whereto, OrderRefused> {
        let unit = thread.unit.and_then(|unit| self.settings.unit(unit));
        let unit = unit.map_or_else(|| self.first_unit(), Ok)?;
        Ok(Whereto {
            unit: unit.party.clone(),
            service: thread.service,
            patient: thread.patient.map(from_head),
            reference: Some((thread.parent, thread.conversation)),
        })
    }

    fn about_nobody(&self) -> Result<Whereto, OrderRefused> {
        let unit = self.first_unit()?.party.clone();
        Ok(Whereto { unit, service: None, patient: None, reference: None })
    }

    fn first_unit(&self) -> Result<&EpjUnit, OrderRefused> {
        self.settings.units.first().ok_or(OrderRefused::Missing)
    }

    fn envelope(
        &self,
        kind: (&'static str, &'static str),
        description: &'static str,
        to: &Whereto,
        first: &str,
    ) -> String {
        let (id, date) = self.stamp();
        self.written(kind, description, (&id, &date), to, (first, ""))
    }

    fn written(
        &self,
        kind: (&'static str, &'static str),
        description: &'static str,
        (id, date): (&str, &str),
        to: &Whereto,
        (first, rest): (&str, &str),
    ) -> String {
        let address = self.address(to, &self.settings.platform_service);
        Envelope { kind, id, date, address: &address, description }.around(first, rest)
    }

    fn address<'a>(&'a self, to: &'a Whereto, receiver: &'a EpjParty) -> Address<'a> {
        Address {
            from: (&self.settings.organisation, &to.unit),
            to: (&self.settings.platform, receiver),
            patient: to.patient.clone(),
            reference: to.reference.clone(),
        }
    }
}

/// Whether it is a test of the link that somebody else sent.
fn is_link_test(entry: &Entry) -> bool {
    entry.seen.way == Way::Received && entry.seen.code.as_deref() == Some("KT")
}

fn refusal(code: &str) -> Result<(&'static str, &'static str), OrderRefused> {
    match code {
        "26" => Ok(("26", "Forespørsel avvist")),
        "30" => Ok(("30", "Ikke tilgang")),
        "31" => Ok(("31", "Generell feil")),
        _ => Err(OrderRefused::NoSuchCode),
    }
}

fn short_enough<const N: usize>(texts: [Option<&str>; N]) -> Result<(), OrderRefused> {
    let long = |text: &str| text.chars().count() > TEXT_CHARS_LIMIT;
    if texts.into_iter().flatten().any(long) { Err(OrderRefused::TooLong) } else { Ok(()) }
}

fn msg_id(id: &str) -> String {
    format!("<MsgId>{}</MsgId>", write::safe(id))
}

fn line(patient: &EpjPatient) -> PatientLine {
    PatientLine {
        number: patient.number.clone(),
        kind: "FNR".to_owned(),
        given_name: patient.given_name.clone(),
        family_name: patient.family_name.clone(),
    }
}

fn from_head(patient: Patient) -> PatientLine {
    let Patient { number, kind, given_name, family_name } = patient;
    PatientLine { number, kind, given_name, family_name }
}
