//! `/kommune/avtaler`: the agreements, a new one, and the organisations they are with.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::controllership::organisations::{self, NewOrganisation};
use helsebro_actions::controllership::{Directory, agreements, directory};
use helsebro_domain::controllership::registering::{AgreementState, Draft, Kind};
use helsebro_domain::controllership::{LegalPerson, OrgKind, Party};
use helsebro_domain::parties::{ConsoleRole, OrgNumber};
use helsebro_views::pages::municipality::{
    AgreementLine, AgreementsPage, OrganisationForm, Standing, Wrong, Wrongs,
};

use super::head::{self, Posted, field, wrong};
use super::responsibility::Asked;
use crate::error::WebError;
use crate::extract::{AtConsole, CheckedForm};
use crate::page::{Shell, see, see_with};
use crate::routes::{Route, municipality as routes};
use crate::web::Web;

/// The longest name and address of an organisation.
const MAX_NAME: usize = 200;

/// Shows them.
#[tracing::instrument(name = "web.municipality.agreements", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtConsole,
    shell: Shell,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let saved = asked.gjort == "lagret";
    let page = page(&web, &at, (&Posted::new(), Wrongs::default())).await?;
    shell.page(&AgreementsPage { saved, ..page })
}

/// Begins an agreement, or enters an organisation.
#[tracing::instrument(name = "web.municipality.agreements", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtConsole,
    shell: Shell,
    CheckedForm(posted): CheckedForm<Posted>,
) -> Result<Response, WebError> {
    let wrongs = if field(&posted, "act") == "organisation" {
        match organisation(&posted) {
            Err(wrongs) => wrongs,
            Ok(new) => {
                organisations::enter(web.acts(), &at.access, &new).await?;
                return Ok(see_with(&routes::Agreements, "gjort=lagret"));
            }
        }
    } else {
        let kind = Kind::from_stored(field(&posted, "kind"));
        match (kind, head::read(&posted, at.access.municipality())) {
            (Some(kind), Ok(found)) => {
                let id = agreements::begin(web.acts(), &at.access, (kind, &found)).await?;
                return Ok(see(&routes::Agreement(id)));
            }
            (kind, found) => {
                let missing = kind.is_none().then(|| wrong("kind", Wrong::NotChosen));
                let others = found.err().map(|wrongs| wrongs.0).unwrap_or_default();
                Wrongs(missing.into_iter().chain(others).collect())
            }
        }
    };
    let page = page(&web, &at, (&posted, wrongs)).await?;
    shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

fn organisation(posted: &Posted) -> Result<NewOrganisation, Wrongs> {
    let cut = |name: &str| field(posted, name).chars().take(MAX_NAME).collect::<String>();
    let (name, number) = (cut("org-name"), cut("org-number").replace(' ', ""));
    let kind = match field(posted, "org-kind") {
        "PRIVATE_COMMERCIAL" => Some(OrgKind::PrivateCommercial),
        "PRIVATE_NONPROFIT" => Some(OrgKind::PrivateNonprofit),
        "IKS" => Some(OrgKind::Iks),
        "KO" => Some(OrgKind::TaskCommunity(LegalPerson::Yes)),
        "KO_NO_PERSON" => Some(OrgKind::TaskCommunity(LegalPerson::No)),
        _ => None,
    };
    let is_wrong_number = !number.is_empty() && OrgNumber::parse(&number).is_none();
    let wrongs = [
        name.is_empty().then(|| wrong("org-name", Wrong::Missing)),
        is_wrong_number.then(|| wrong("org-number", Wrong::NoNumber)),
        kind.is_none().then(|| wrong("org-kind", Wrong::NotChosen)),
    ];
    let wrongs: Vec<_> = wrongs.into_iter().flatten().collect();
    match kind {
        Some(kind) if wrongs.is_empty() => Ok(NewOrganisation {
            kind,
            name,
            org_number: (!number.is_empty()).then_some(number),
            contact: cut("org-contact"),
            phone: cut("org-phone"),
        }),
        _ => Err(Wrongs(wrongs)),
    }
}

async fn page(
    web: &Web,
    at: &AtConsole,
    (posted, wrongs): (&Posted, Wrongs),
) -> Result<AgreementsPage, WebError> {
    let home = at.access.municipality();
    let directory = directory(web.acts(), home).await?;
    let rows = directory.agreements.iter().rev().map(|found| AgreementLine {
        title: found.draft.title.clone(),
        href: routes::Agreement(found.draft.id).path(),
        kind: found.draft.kind,
        parties: parties(&found.draft, &directory),
        standing: standing(&found.draft, found.state),
    });
    let may_write = at.access.is(ConsoleRole::Administrator);
    let text = |name: &str| field(posted, name).to_owned();
    Ok(AgreementsPage {
        action: routes::Agreements.path(),
        rows: rows.collect(),
        begin: may_write.then(|| head::typed_form(posted, &directory, (home, Some(text("kind"))))),
        organisation: OrganisationForm {
            name: text("org-name"),
            number: text("org-number"),
            kind: text("org-kind"),
            contact: text("org-contact"),
            phone: text("org-phone"),
        },
        saved: false,
        wrongs,
    })
}

/// Everybody who is a party, by name.
pub(super) fn parties(draft: &Draft, directory: &Directory) -> String {
    let own = core::iter::once(Party::Municipality(draft.municipality));
    let all = own.chain(draft.others.iter().copied());
    let names: Vec<String> = all.filter_map(|party| directory.party(party).name).collect();
    names.join(", ")
}

/// How an agreement stands.
pub(super) fn standing(draft: &Draft, state: AgreementState) -> Standing {
    match (state, draft.check().lacks.len()) {
        (AgreementState::InForce, _) => Standing::InForce,
        (AgreementState::Draft, 0) => Standing::Ready,
        (AgreementState::Draft, count) => Standing::Missing(count),
    }
}
