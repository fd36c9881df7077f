//! The list of who has seen.

use axum::extract::{Query, State};
use axum::response::Response;
use helsebro_actions::audit::seen::{self, Asked, Month, PAGE, Part};
use helsebro_domain::audit::Group;
use helsebro_domain::ids::AuditId;
use helsebro_domain::representation::Basis;
use helsebro_domain::time::Date;
use helsebro_views::pages::citizen::{Seen, SeenLink, SeenPart};
use serde::Deserialize;

use super::shown;
use crate::error::WebError;
use crate::extract::Citizen;
use crate::page::Shell;
use crate::routes::{Route, citizen as routes};
use crate::web::Web;

/// How many months can be chosen among.
const MONTHS: usize = 12;

const PARTS: [SeenPart; 5] =
    [SeenPart::Others, SeenPart::Staff, SeenPart::Helpers, SeenPart::Systems, SeenPart::Own];

/// What the list is asked with.
#[derive(Default, Deserialize)]
pub(super) struct Wish {
    /// Which part.
    vis: Option<String>,
    /// Which month, as `2027-02`.
    maaned: Option<String>,
    /// Older than this line.
    eldre: Option<String>,
}

impl Wish {
    fn part(&self) -> SeenPart {
        let asked = |part: &SeenPart| self.vis.is_some() && self.vis.as_deref() == word(*part);
        PARTS.into_iter().find(asked).unwrap_or(SeenPart::Others)
    }

    /// The first day of the month.
    fn month(&self) -> Result<Option<Date>, WebError> {
        let Some(text) = &self.maaned else { return Ok(None) };
        format!("{text}-01").parse().map(Some).map_err(|_| WebError::NotFound)
    }

    pub(super) fn asked(&self, limit: usize) -> Result<Asked, WebError> {
        let before = match &self.eldre {
            Some(id) => Some(id.parse::<AuditId>().map_err(|_| WebError::NotFound)?),
            None => None,
        };
        let part = match self.part() {
            SeenPart::Others => Part::Others,
            SeenPart::Staff => Part::Only(Group::Staff),
            SeenPart::Helpers => Part::Only(Group::Helpers),
            SeenPart::Systems => Part::Only(Group::Systems),
            SeenPart::Own => Part::Only(Group::Own),
        };
        Ok(Asked { part, month: self.month()?.map(Month::of), before, limit })
    }

    /// The query that says the same, but for how far back it has come.
    pub(super) fn query(part: SeenPart, month: Option<Date>) -> String {
        let month = month.map(|month| format!("maaned={}", month_word(month)));
        let part = word(part).map(|part| format!("vis={part}"));
        let all: Vec<String> = part.into_iter().chain(month).collect();
        if all.is_empty() { String::new() } else { format!("?{}", all.join("&")) }
    }

    /// The query of this part and month.
    pub(super) fn own_query(&self) -> Result<String, WebError> {
        Ok(Self::query(self.part(), self.month()?))
    }
}

/// `GET /meg/hvem-har-sett`.
#[tracing::instrument(name = "web.citizen.seen", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    Query(wish): Query<Wish>,
    citizen: Citizen,
    shell: Shell,
) -> Result<Response, WebError> {
    let found = seen::list(web.acts(), &citizen.access, wish.asked(PAGE)?).await?;
    let (part, month) = (wish.part(), wish.month()?);
    let path = routes::Seen.path();
    let here = |part, month| format!("{path}{}", Wish::query(part, month));
    let own = citizen.access.is_own();
    let is_parent = citizen.access.basis() == Basis::Parent;
    let offered = PARTS.into_iter().filter(|part| own || *part != SeenPart::Own);
    let older = found.older.map(|id| {
        let query = Wish::query(part, month);
        let sign = if query.is_empty() { '?' } else { '&' };
        format!("{path}{query}{sign}eldre={id}")
    });
    shell.page(&Seen {
        of: (!own).then(|| found.person.clone()),
        parts: offered.map(|to| SeenLink { to, href: here(to, month) }).collect(),
        part,
        months: months(shell.now().in_oslo().date)
            .into_iter()
            .map(|to| SeenLink { to, href: here(part, Some(to)) })
            .collect(),
        month,
        all_months_href: here(part, None),
        days: shown::days(found.lines, &citizen),
        older_href: older,
        newest_href: wish.eldre.as_ref().map(|_| here(part, month)),
        print_href: format!("{}{}", routes::SeenPrint.path(), Wish::query(part, month)),
        breaches_href: is_parent.then(|| routes::Breaches.path()),
    })
}

/// How a part is written in the address; the first has no name there.
const fn word(part: SeenPart) -> Option<&'static str> {
    match part {
        SeenPart::Others => None,
        SeenPart::Staff => Some("ansatte"),
        SeenPart::Helpers => Some("hjelpere"),
        SeenPart::Systems => Some("systemer"),
        SeenPart::Own => Some("egne"),
    }
}

fn month_word(month: Date) -> String {
    format!("{:04}-{:02}", month.year(), month.month())
}

/// The first days of this month and of those before it, newest first.
fn months(today: Date) -> Vec<Date> {
    let first = |day: &Date| day.first_of_month();
    let before = |month: &Date| month.yesterday().ok().map(|day| day.first_of_month());
    core::iter::successors(Some(first(&today)), before).take(MONTHS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twelve_months_can_be_chosen_and_each_reads_back_from_its_address() {
        let months = months(Date::constant(2027, 2, 2));
        assert_eq!(months.len(), MONTHS);
        assert_eq!(months.first().copied(), Some(Date::constant(2027, 2, 1)));
        assert_eq!(months.last().copied(), Some(Date::constant(2026, 3, 1)));
        for month in months {
            let wish = Wish { maaned: Some(month_word(month)), ..Wish::default() };
            assert_eq!(wish.month().ok().flatten(), Some(month));
        }
        for wrong in ["", "2027", "2027-13", "x-y", "2027-02-01"] {
            let wish = Wish { maaned: Some(wrong.to_owned()), ..Wish::default() };
            assert!(wish.month().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_part_reads_back_from_its_address_and_what_is_no_part_is_the_first() {
        for part in PARTS {
            let wish = Wish { vis: word(part).map(str::to_owned), ..Wish::default() };
            assert_eq!(wish.part(), part);
        }
        let wish = Wish { vis: Some("x".to_owned()), ..Wish::default() };
        assert_eq!(wish.part(), SeenPart::Others);
        let month = Some(Date::constant(2027, 2, 1));
        assert_eq!(Wish::query(SeenPart::Own, month), "?vis=egne&maaned=2027-02");
        assert_eq!(Wish::query(SeenPart::Others, None), "");
    }
}
