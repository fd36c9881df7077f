//! The documents: a Dialogmelding 1.1, and with it who acts or who is meant.

use super::persons::{CleanPerson, CleanRepresentative, write_list};
use super::text::{long, required_long, short};
use super::{About, CannotWrite, DigitalStatus, OutgoingContent, What, Xml};
use crate::names::{DIALOG_1_1, OID_1101, OID_7601, OID_7602, OID_7603};

/// The documents with every part made writable.
pub(super) struct Documents {
    /// `ContentDescription`, for whoever looks at the envelope by hand.
    description: &'static str,
    service_id: Option<String>,
    part: Part,
    acting: Option<CleanRepresentative>,
    persons: Option<Vec<CleanPerson>>,
}

/// What stands in the dialogue document.
enum Part {
    Question { code: Code, topic: String, text: String, coded: Option<Code> },
    Note { code: Code, topic: String, text: String, asked: Option<Code> },
}

/// A code, its system and its name.
type Code = (&'static str, &'static str, &'static str);

const LINK_TEST: Code = ("KT", OID_7603, "Kommunikasjonstest");

pub(super) fn prepare(content: &OutgoingContent) -> Result<Documents, CannotWrite> {
    Ok(match content {
        OutgoingContent::CitizenWrites { about, service_id, topic, text, .. } => Documents {
            service_id: Some(service_id.as_str().to_owned()),
            acting: acting(about)?,
            ..question(("HE", OID_7601, "Henvendelse"), topic.as_deref(), text)?
        },
        OutgoingContent::CitizenReplies { about, service_id, topic, text, .. } => Documents {
            service_id: service_id.as_ref().map(|id| id.as_str().to_owned()),
            acting: acting(about)?,
            ..note(
                ("22", OID_7602, "Svar fra innbygger"),
                topic.as_deref(),
                required_long(text, What::Text)?,
            )?
        },
        OutgoingContent::ConversationClosed { about, text, .. } => {
            let text = long(text.as_deref().unwrap_or_default(), What::Text)?;
            Documents {
                acting: acting(about)?,
                ..note(("13", OID_7602, "Dialog avsluttet"), None, text)?
            }
        }
        OutgoingContent::DigitalStatusChanged { status, .. } => status_changed(*status),
        OutgoingContent::DigitalAnswer { active, .. } => digital_answer(active)?,
        OutgoingContent::LinkTest => Documents {
            description: "Kommunikasjonstest",
            ..bare(Part::Question {
                code: LINK_TEST,
                topic: String::new(),
                text: String::new(),
                coded: None,
            })
        },
        OutgoingContent::LinkTestAnswer { .. } => Documents {
            description: "Kommunikasjonstest",
            ..bare(Part::Note {
                code: ("RKT", OID_7603, "Respons kommunikasjonstest"),
                topic: String::new(),
                text: String::new(),
                asked: Some(LINK_TEST),
            })
        },
    })
}

impl Documents {
    pub(super) fn write(&self, issued: &str, xml: &mut Xml) {
        document(self.description, issued, xml, |xml| self.write_dialog(xml));
        if let Some(acting) = &self.acting {
            document("Pasientrelasjon", issued, xml, |xml| acting.write(xml));
        }
        if let Some(persons) = &self.persons {
            document("Personer", issued, xml, |xml| write_list(persons, xml));
        }
    }

    fn write_dialog(&self, xml: &mut Xml) {
        xml.element("Dialogmelding", &[("xmlns", DIALOG_1_1)], |xml| {
            xml.maybe_text("Sakstype", self.service_id.as_deref().unwrap_or_default());
            match &self.part {
                Part::Question { code, topic, text, coded } => {
                    xml.element("Foresporsel", &[], |xml| {
                        write_code("TypeForesp", *code, xml);
                        xml.maybe_text("EmneSporsmal", topic);
                        xml.maybe_text("Sporsmal", text);
                        if let Some(coded) = coded {
                            write_code("KodetOpplysning", *coded, xml);
                        }
                    });
                }
                Part::Note { code, topic, text, asked } => {
                    xml.element("Notat", &[], |xml| {
                        write_code("TemaKodet", *code, xml);
                        xml.maybe_text("Tema", topic);
                        xml.maybe_text("TekstNotatInnhold", text);
                        if let Some(asked) = asked {
                            xml.element("Foresporsel", &[], |xml| {
                                write_code("TypeForesp", *asked, xml);
                            });
                        }
                    });
                }
            }
        });
    }
}

fn document(description: &str, issued: &str, xml: &mut Xml, content: impl FnOnce(&mut Xml)) {
    xml.element("Document", &[], |xml| {
        xml.text("ContentDescription", description);
        xml.element("RefDoc", &[], |xml| {
            xml.empty("IssueDate", &[("V", issued)]);
            xml.empty("MsgType", &[("V", "XML"), ("DN", "XML-instans")]);
            xml.element("Content", &[], content);
        });
    });
}

fn write_code(name: &str, (code, system, words): Code, xml: &mut Xml) {
    xml.empty(name, &[("V", code), ("S", system), ("DN", words)]);
}

fn bare(part: Part) -> Documents {
    Documents { description: "Melding", service_id: None, part, acting: None, persons: None }
}

fn question(code: Code, topic: Option<&str>, text: &str) -> Result<Documents, CannotWrite> {
    let topic = short(topic.unwrap_or_default(), What::Topic)?;
    let text = required_long(text, What::Text)?;
    Ok(bare(Part::Question { code, topic, text, coded: None }))
}

fn note(code: Code, topic: Option<&str>, text: String) -> Result<Documents, CannotWrite> {
    let topic = short(topic.unwrap_or_default(), What::Topic)?;
    Ok(bare(Part::Note { code, topic, text, asked: None }))
}

fn acting(about: &About) -> Result<Option<CleanRepresentative>, CannotWrite> {
    about.acting.as_ref().map(CleanRepresentative::of).transpose()
}

fn status_changed(status: DigitalStatus) -> Documents {
    let coded = match status {
        DigitalStatus::Active => ("1", OID_1101, "Ja"),
        DigitalStatus::Inactive => ("2", OID_1101, "Nei"),
    };
    Documents {
        description: "Status digital aktiv bruker",
        ..bare(Part::Question {
            code: ("SDAB", OID_7601, "Status digital aktiv bruker"),
            topic: String::new(),
            text: String::new(),
            coded: Some(coded),
        })
    }
}

fn digital_answer(active: &[super::Person]) -> Result<Documents, CannotWrite> {
    let code = if active.is_empty() {
        ("29", OID_7602, "Ingen digitale brukere")
    } else {
        ("28", OID_7602, "Digitale brukere")
    };
    let part = Part::Note { code, topic: String::new(), text: String::new(), asked: None };
    let persons = CleanPerson::all(active)?;
    Ok(Documents {
        description: "Digitalt aktive brukere",
        persons: if persons.is_empty() { None } else { Some(persons) },
        ..bare(part)
    })
}
