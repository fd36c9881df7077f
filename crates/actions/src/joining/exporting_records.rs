//! What is held beside conversations, opened for a municipality that leaves: every kind of
//! record whose words are sealed for it.

use std::collections::BTreeSet;

use helsebro_domain::audit::{Actor, AuditLine, Event, Why};
use helsebro_domain::ids::{AuditId, MunicipalityId, PersonId};
use helsebro_domain::joining::Leaving;
use helsebro_domain::parties::ConsoleAccess;
use helsebro_domain::time::{Date, Instant};
use helsebro_storage::joining::{Held, HeldRecord};
use helsebro_storage::{Scope, audit, joining};
use uuid::Uuid;

use super::exporting::Named;
use crate::{ActError, Acts, content};

/// Between the parts of a text; no written text can hold it.
const PART: char = '\u{1f}';

/// A record as the unit has it.
pub struct ExportedRecord {
    /// Of which kind it is, as in `channel_blocks`.
    pub kind: &'static str,
    /// What it holds, by name, in the order of its kind.
    pub fields: Vec<(&'static str, ExportedField)>,
}

/// What a field of a record holds.
#[derive(Clone, PartialEq, Eq)]
pub enum ExportedField {
    /// Somebody, by name and number.
    Person(String, String),
    /// What is written, or a name.
    Text(String),
    /// When.
    At(Instant),
    /// Which day.
    Day(Date),
    /// A number; yes and no are 1 and 0.
    Number(i64),
    /// The id of something else that is handed over.
    Id(Uuid),
}

impl core::fmt::Debug for ExportedRecord {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "ExportedRecord({}, hidden)", self.kind)
    }
}

/// The records of a part, sealed as they lie.
pub(super) async fn held(
    acts: &Acts,
    leaving: &Leaving,
    number: u32,
) -> Result<Vec<HeldRecord>, ActError> {
    acts.db()
        .read(
            Scope::Municipality(leaving.municipality),
            "joining.export_records",
            async |mut tx| {
                Ok::<_, ActError>(joining::held_records(&mut tx, leaving, number).await?)
            },
        )
        .await
}

/// Notes that what is held about each of them was handed over, before it is opened.
pub(super) async fn note(
    acts: &Acts,
    who: &ConsoleAccess,
    records: &[HeldRecord],
    now: Instant,
) -> Result<(), ActError> {
    let fields = records.iter().flat_map(|record| &record.fields);
    let people: BTreeSet<PersonId> = fields
        .filter_map(|(_, held)| match held {
            Held::Person(person) => Some(*person),
            _ => None,
        })
        .collect();
    let home = who.municipality();
    let lines = people.into_iter().map(|person| {
        let id = AuditId::from_uuid(acts.fresh(now));
        let actor = Actor::Staff(who.staff());
        let mut line = AuditLine::accepted(id, now, Event::RecordExported, actor);
        line.org = Some(home);
        line.subject = Some(person);
        line.why = Some(Why::Exchange);
        line.rules = &["L-PJL-25", "L-ARK-13", "L-PJL-22"];
        line
    });
    let lines: Vec<_> = lines.collect();
    acts.db()
        .write(Scope::Municipality(home), "joining.note_exported_records", async |mut tx| {
            for line in &lines {
                audit::append(&mut tx, line).await?;
            }
            Ok::<_, ActError>(())
        })
        .await
}

/// Opens the records.
pub(super) async fn opened(
    acts: &Acts,
    home: MunicipalityId,
    records: Vec<HeldRecord>,
    named: &mut Named,
) -> Result<Vec<ExportedRecord>, ActError> {
    let mut found = Vec::with_capacity(records.len());
    for record in records {
        let HeldRecord { kind, key, fields } = record;
        let mut opened = Vec::with_capacity(fields.len());
        for (name, field) in fields {
            let field = match field {
                Held::Person(id) => {
                    let (name, number) = named.person(acts, home, id).await?;
                    ExportedField::Person(name, number)
                }
                Held::Staff(id) => ExportedField::Text(named.staff(acts, home, id).await?),
                Held::At(at) => ExportedField::At(at),
                Held::Day(day) => ExportedField::Day(day),
                Held::Number(number) => ExportedField::Number(number),
                Held::Text(text) => ExportedField::Text(text),
                Held::Id(id) => ExportedField::Id(id),
                // Nothing was written there.
                Held::Sealed(sealed) if sealed.is_empty() => continue,
                Held::Sealed(sealed) => {
                    let place = (kind.table, key, name);
                    // A key that was destroyed when it left before takes only its own along.
                    let text = content::open_units(acts, home, place, &sealed).await;
                    opened.extend(parts((kind.table, name), &content::in_list(text)?));
                    continue;
                }
            };
            opened.push((name, field));
        }
        found.push(ExportedRecord { kind: kind.name, fields: opened });
    }
    Ok(found)
}

/// The parts of a text that was written in several fields, by their names.
fn parts(place: (&'static str, &'static str), text: &str) -> Vec<(&'static str, ExportedField)> {
    let names: &[&'static str] = match place {
        ("standard_replies", "text") => &["heading", "author", "text"],
        ("disclosures", "words") => &["what", "why", "compelling"],
        (_, name) => return vec![(name, ExportedField::Text(text.to_owned()))],
    };
    let written = names.iter().zip(text.splitn(names.len(), PART));
    let written = written.filter(|(_, part)| !part.is_empty());
    written.map(|(name, part)| (*name, ExportedField::Text(part.to_owned()))).collect()
}
