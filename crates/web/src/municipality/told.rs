//! An answer to who is controller, in names.

use helsebro_actions::controllership::{Directory, at_unit};
use helsebro_domain::controllership::registering::Stretch;
use helsebro_domain::controllership::{Controllers, Party, Place, Resolution, Row};
use helsebro_domain::parties::{CareArea, Unit};
use helsebro_domain::time::{Date, Instant};
use helsebro_views::pages::municipality::{Because, How, Line, Now, Told};

use crate::error::WebError;
use crate::page::Shell;
use crate::routes::{Route, municipality};
use crate::web::Web;

/// Who is controller of what is written at a unit now, by name: said on each screen that
/// shows its record (S1-3.1-a).
pub(crate) async fn controller(web: &Web, shell: &Shell, unit: &Unit) -> Result<String, WebError> {
    let (resolution, names) = at_unit(web.acts(), unit).await?;
    Ok(match resolution.controllers.parties() {
        [] => shell.words("responsible-not-settled"),
        _ => shell.who(&told(&resolution, &names, Reader::Anybody)),
    })
}

/// Who may follow a link to an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    /// Somebody in the municipality's console.
    Console,
    /// Anybody else.
    Anybody,
}

/// The answer in names.
pub(crate) fn told(resolution: &Resolution, directory: &Directory, reader: Reader) -> Told {
    let how = match &resolution.controllers {
        _ if !resolution.takes_new() => How::Nobody,
        Controllers::Nobody => How::Nobody,
        Controllers::One(_) => How::One,
        Controllers::Joint(_) => How::Joint,
        Controllers::Candidates(_) => How::Each,
        Controllers::Contested(_) => How::Contested,
    };
    let parties: &[Party] = match resolution.controllers.parties() {
        [] => &resolution.receivers,
        named => named,
    };
    let agreements = resolution.agreements.iter().filter_map(|id| {
        let found = directory.agreement(*id)?;
        let href = municipality::Agreement(*id).path();
        Some((found.draft.title.clone(), (reader == Reader::Console).then_some(href)))
    });
    Told {
        how,
        names: parties.iter().map(|party| directory.party(*party).name).collect(),
        because: because(resolution.row),
        agreements: agreements.collect(),
    }
}

const fn because(row: Row) -> Because {
    match row {
        Row::Ct00 => Because::Decision,
        Row::Ct01 | Row::Ct02 | Row::Ct03 => Because::Platform,
        Row::Ct10 | Row::Ct33 => Because::Own,
        Row::Ct20 | Row::Ct21 | Row::Ct22 => Because::Joint,
        Row::Ct23 | Row::Ct24 | Row::Ct25 => Because::Independent,
        Row::Ct30 | Row::Ct31 | Row::Ct32 => Because::Outsourced,
        Row::Ct40 | Row::Ct41 | Row::Ct42 | Row::Ct44 => Because::Host,
        Row::Ct50 | Row::Ct51 | Row::Ct52 | Row::Ct53 => Because::Community,
        Row::Ct60 | Row::Ct61 => Because::Gap,
        Row::Ct62 => Because::Contested,
        Row::Ct63 => Because::Incomplete,
    }
}

/// The answers in the order of time. What was so since before anything was entered has no
/// first day.
pub(crate) fn lines(
    stretches: &[Stretch],
    (directory, reader): (&Directory, Reader),
    (since, now): (Instant, Instant),
) -> Vec<Line> {
    let line = |stretch: &Stretch| {
        let validity = stretch.validity;
        let first = (validity.from() > since).then(|| validity.from().in_oslo().date);
        Line {
            first,
            last: validity.last_day(),
            told: told(&stretch.resolution, directory, reader),
            now: if validity.holds_at(now) { Now::Yes } else { Now::No },
        }
    };
    stretches.iter().map(line).collect()
}

/// The first time after now when nobody answers, or it is not settled who.
pub(crate) fn ahead(lines: &[Line], today: Date) -> Option<(Date, Told)> {
    lines
        .iter()
        .filter(|line| line.first.is_some_and(|first| first > today))
        .find(|line| line.told.is_wrong())
        .and_then(|line| Some((line.first?, line.told.clone())))
}

/// What a place is called: the code of its care area and the name of its unit.
pub(crate) fn covers(place: Place, directory: &Directory) -> (Option<u8>, Option<String>) {
    let unit = match place {
        Place::Unit(_, unit) => directory.unit(unit).map(|unit| unit.name.clone()),
        Place::Whole | Place::Area(_) => None,
    };
    (place.care_area().map(CareArea::code), unit)
}
