//! The head of an agreement, as it is typed and as it is shown.

use std::collections::BTreeMap;

use helsebro_actions::controllership::Directory;
use helsebro_actions::controllership::agreements::Head;
use helsebro_domain::controllership::registering::Draft;
use helsebro_domain::controllership::{Party, Scope};
use helsebro_domain::ids::MunicipalityId;
use helsebro_domain::time::Date;
use helsebro_views::pages::municipality::{HeadForm, Wrong, Wrongs};

use super::{delivery, typed};

/// Everything that a form posted.
pub(super) type Posted = BTreeMap<String, String>;

pub(super) fn field<'a>(posted: &'a Posted, name: &str) -> &'a str {
    posted.get(name).map_or("", |text| text.trim())
}

/// What is wrong, under its field.
pub(super) fn wrong(field: &str, wrong: Wrong) -> (String, Wrong) {
    (field.to_owned(), wrong)
}

/// The head that was typed.
pub(super) fn read(posted: &Posted, home: MunicipalityId) -> Result<Head, Wrongs> {
    let chosen = |prefix: &str| -> Vec<&str> {
        posted.keys().filter_map(|name| name.strip_prefix(prefix)).collect()
    };
    let title = field(posted, "title").to_owned();
    let others = chosen("party.").into_iter().filter_map(Party::from_stored).collect();
    let places = chosen("place.").into_iter().filter_map(typed::place);
    let scopes = places.map(|place| Scope { municipality: home, place }).collect();
    let mut wrongs = Vec::new();
    let first = match field(posted, "first") {
        "" => None,
        text => {
            let found = typed::day(text);
            if found.is_none() {
                wrongs.push(wrong("first", Wrong::NoDate));
            }
            found
        }
    };
    let last = match field(posted, "last") {
        "" => None,
        text => {
            let found = typed::day(text);
            match (first, found) {
                (_, None) => wrongs.push(wrong("last", Wrong::NoDate)),
                (Some(first), Some(last)) if last < first => {
                    wrongs.push(wrong("last", Wrong::EndsBefore));
                }
                _ => {}
            }
            found
        }
    };
    if title.is_empty() {
        wrongs.push(wrong("title", Wrong::Missing));
    }
    match wrongs.is_empty() {
        true => Ok(Head { title, others, scopes, first, last }),
        false => Err(Wrongs(wrongs)),
    }
}

/// The form with what was typed in it.
pub(super) fn typed_form(
    posted: &Posted,
    directory: &Directory,
    (home, kind): (MunicipalityId, Option<String>),
) -> HeadForm {
    let party = |party: Party| posted.contains_key(&format!("party.{}", party.to_stored()));
    let place = |value: &str| posted.contains_key(&format!("place.{value}"));
    HeadForm {
        kind,
        title: field(posted, "title").to_owned(),
        first: field(posted, "first").to_owned(),
        last: field(posted, "last").to_owned(),
        ..choices(directory, home, (&party, &place))
    }
}

/// The form with what is stored in it.
pub(super) fn stored_form(draft: &Draft, directory: &Directory) -> HeadForm {
    let party = |party: Party| draft.others.contains(&party);
    let place = |value: &str| {
        typed::place(value)
            .is_some_and(|place| draft.scopes.iter().any(|scope| scope.place == place))
    };
    HeadForm {
        kind: None,
        title: draft.title.clone(),
        first: draft.first.map(shown).unwrap_or_default(),
        last: draft.last.map(shown).unwrap_or_default(),
        ..choices(directory, draft.municipality, (&party, &place))
    }
}

/// A day as people type it.
pub(super) fn shown(day: Date) -> String {
    format!("{}.{}.{}", day.day(), day.month(), day.year())
}

/// Which parties, and which parts of the services, are chosen.
type Chosen<'a> = (&'a dyn Fn(Party) -> bool, &'a dyn Fn(&str) -> bool);

fn choices(directory: &Directory, home: MunicipalityId, (party, place): Chosen<'_>) -> HeadForm {
    let organisations = directory.organisations.iter().map(|org| {
        let own = Party::Org(org.id);
        (own.to_stored(), org.name.clone(), party(own))
    });
    let others = directory.municipalities.iter().filter(|found| found.id != home);
    let municipalities = others.map(|found| {
        let own = Party::Municipality(found.id);
        (own.to_stored(), found.legal_name(), party(own))
    });
    let places = delivery::places(directory).into_iter();
    HeadForm {
        organisations: organisations.collect(),
        municipalities: municipalities.collect(),
        places: places
            .map(|choice| {
                let is_chosen = place(&choice.value);
                (choice, is_chosen)
            })
            .collect(),
        ..HeadForm::default()
    }
}
