//! Every place that is sealed for a unit, and how what lies there is handed over when its
//! municipality leaves (§ 5.6 case VII). Its key is destroyed afterwards, so nothing is
//! sealed in a place that does not stand here.

/// How what is sealed in a place is handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HandedOver {
    /// With its conversation.
    WithConversation,
    /// As records of these kinds, which the storage names.
    AsRecords(&'static [&'static str]),
    /// Not at all, for this reason.
    Not(&'static str),
}

use HandedOver::{AsRecords, Not, WithConversation};

/// The places, by table and column.
pub(crate) const SEALED_PLACES: &[(&str, &str, HandedOver)] = &[
    ("threads", "topic", WithConversation),
    ("messages", "text", WithConversation),
    ("attachments", "key", WithConversation),
    ("thread_events", "guidance", WithConversation),
    ("internal_notes", "note", WithConversation),
    ("standard_replies", "text", AsRecords(&["standard_replies"])),
    ("name_displays", "reason", AsRecords(&["name_displays"])),
    ("competence_decisions", "reason", AsRecords(&["competence_decisions"])),
    ("parent_blocks", "reason", AsRecords(&["parent_blocks"])),
    ("parent_openings", "reason", AsRecords(&["parent_openings"])),
    ("channel_blocks", "reasons", AsRecords(&["channel_blocks"])),
    ("channel_blocks", "comment", AsRecords(&["channel_blocks"])),
    ("channel_blocks", "decision", AsRecords(&["channel_blocks"])),
    ("emergencies", "reason", AsRecords(&["emergencies"])),
    ("disclosures", "words", AsRecords(&["disclosures_asked", "disclosures_given"])),
    ("disclosures", "given", AsRecords(&["disclosures_asked", "disclosures_given"])),
    ("noted_oppositions", "reason", AsRecords(&["noted_oppositions"])),
    ("breaches", "nature", AsRecords(&["breaches"])),
    ("breaches", "assessment", AsRecords(&["breaches"])),
    ("breaches", "delay", AsRecords(&["breaches"])),
    ("breaches", "kinds", AsRecords(&["breaches"])),
    ("breaches", "measures", AsRecords(&["breaches"])),
    ("desk_drafts", "text", Not("an answer that was never sent is no part of the record")),
    ("desk_begun", "text", Not("a message that was never sent is no part of the record")),
    ("epj_outbox", "document", Not("it is made of messages, and those are handed over")),
    ("epj_inbox", "document", Not("its sender has it, and the message in it is handed over")),
];

/// Whether a place stands in the table.
pub(crate) fn is_known(table: &str, column: &str) -> bool {
    SEALED_PLACES.iter().any(|place| (place.0, place.1) == (table, column))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use helsebro_storage::joining::{HELD_KINDS, Is};

    use super::*;

    /// L-PJL-25: what is sealed for a unit and has an exporter is really read by it, and
    /// nothing is read that does not stand in the table.
    #[test]
    fn l_pjl_25_every_sealed_place_is_handed_over_or_has_a_reason() {
        for (table, column, how) in SEALED_PLACES {
            match how {
                WithConversation => {}
                Not(why) => assert!(!why.is_empty()),
                AsRecords(names) => {
                    assert!(!names.is_empty());
                    for name in *names {
                        let kind = HELD_KINDS.iter().find(|kind| kind.name == *name);
                        let kind = kind.unwrap_or_else(|| panic!("nothing exports {name}"));
                        assert_eq!(kind.table, *table);
                        assert!(kind.fields.contains(&(*column, Is::Sealed)), "{name}.{column}");
                    }
                }
            }
        }
        for kind in HELD_KINDS {
            for (column, _) in kind.fields.iter().filter(|field| field.1 == Is::Sealed) {
                let stands = |place: &(&str, &str, HandedOver)| {
                    let names = matches!(place.2, AsRecords(names) if names.contains(&kind.name));
                    (place.0, place.1) == (kind.table, *column) && names
                };
                assert!(SEALED_PLACES.iter().any(stands), "{}.{column}", kind.name);
            }
        }
    }

    /// L-PJL-25: what is sealed for a unit goes by one door, which asks the table; whoever
    /// seals otherwise seals with another key.
    #[test]
    fn l_pjl_25_nothing_is_sealed_for_a_unit_past_the_table() {
        // Sign-ins: the platform's. Files: by their own key, which lies in a place.
        const OTHERS: [&str; 3] = ["sessions.rs", "sign_in.rs", "keeping.rs"];
        let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
        let mut found = 0;
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                let name = path.file_name().unwrap().to_str().unwrap().to_owned();
                if path.is_dir() {
                    folders.push(path);
                } else if name != "content.rs" && name != "sealed_places.rs" {
                    let seals = fs::read_to_string(&path).unwrap().contains(".seal(");
                    assert!(!seals || OTHERS.contains(&name.as_str()), "{name} seals by itself");
                    found += usize::from(seals);
                }
            }
        }
        assert_eq!(found, OTHERS.len());
    }
}
