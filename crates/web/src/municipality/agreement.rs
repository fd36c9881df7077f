//! `/kommune/avtaler/{agreement}`: filled in field by field, the checklist beside it.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::ActError;
use helsebro_actions::controllership::{Directory, agreements, directory};
use helsebro_domain::controllership::Party;
use helsebro_domain::controllership::registering::{
    AgreementState, Checked, Draft, Field, FieldKind, Item, Need, Preview, Warning,
};
use helsebro_domain::ids::AgreementId;
use helsebro_domain::parties::ConsoleRole;
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::time::Date;
use helsebro_views::pages::municipality::{
    AgreementPage, Done, FieldView, ItemState, ItemView, PreviewRow, Shape, Wrong, Wrongs,
};

use super::agreements::{parties, standing};
use super::head::{self, Posted, field, wrong};
use super::responsibility::Asked;
use super::told::{Reader, covers, told};
use super::typed;
use crate::error::WebError;
use crate::extract::{AtConsole, CheckedForm, PathId};
use crate::page::{Shell, see_with};
use crate::routes::{Route, municipality as routes};
use crate::web::Web;

/// Shows it.
#[tracing::instrument(name = "web.municipality.agreement", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtConsole,
    shell: Shell,
    PathId(id): PathId<AgreementId>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let page = page(&web, &at, id, (&Posted::new(), Wrongs::default())).await?;
    let done = match asked.gjort.as_str() {
        "lagret" => Some(Done::Saved),
        "i-kraft" => Some(Done::InForce),
        _ => None,
    };
    shell.page(&AgreementPage { done, ..page })
}

/// Stores what was filled in, brings it into force, or gives it an end.
#[tracing::instrument(name = "web.municipality.agreement", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtConsole,
    shell: Shell,
    PathId(id): PathId<AgreementId>,
    CheckedForm(posted): CheckedForm<Posted>,
) -> Result<Response, WebError> {
    let here = routes::Agreement(id);
    let (done, wrongs) = match field(&posted, "act") {
        "head" => ("gjort=lagret", change_head(&web, &at, id, &posted).await?),
        "force" => match agreements::bring_into_force(web.acts(), &at.access, id).await {
            Ok(()) => ("gjort=i-kraft", Wrongs::default()),
            Err(error) => ("", incomplete(&web, &at, id, error).await?),
        },
        "end" => ("gjort=lagret", end(&web, &at, id, &posted).await?),
        _ => ("gjort=lagret", fill_in(&web, &at, id, &posted).await?),
    };
    if wrongs.is_empty() {
        return Ok(see_with(&here, done));
    }
    let page = page(&web, &at, id, (&posted, wrongs)).await?;
    shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

async fn change_head(
    web: &Web,
    at: &AtConsole,
    id: AgreementId,
    posted: &Posted,
) -> Result<Wrongs, WebError> {
    match head::read(posted, at.access.municipality()) {
        Err(wrongs) => Ok(wrongs),
        Ok(found) => match agreements::set(web.acts(), &at.access, (id, &found)).await {
            Ok(()) => Ok(Wrongs::default()),
            Err(error) => Ok(Wrongs(vec![wrong("title", typed::refused(error)?)])),
        },
    }
}

async fn end(
    web: &Web,
    at: &AtConsole,
    id: AgreementId,
    posted: &Posted,
) -> Result<Wrongs, WebError> {
    let found = match typed::day(field(posted, "end")) {
        None => Some(Wrong::NoDate),
        Some(last) => match agreements::end(web.acts(), &at.access, (id, last)).await {
            Ok(()) => None,
            Err(error) => Some(typed::refused(error)?),
        },
    };
    Ok(Wrongs(found.map(|found| wrong("end", found)).into_iter().collect()))
}

async fn fill_in(
    web: &Web,
    at: &AtConsole,
    id: AgreementId,
    posted: &Posted,
) -> Result<Wrongs, WebError> {
    let row = agreements::one(web.acts(), &at.access, id).await?;
    let mut answers = Vec::new();
    let mut wrongs = Vec::new();
    for known in row.draft.fields() {
        let Some(text) = posted.get(&known.key) else { continue };
        let text = text.trim();
        match (known.kind, typed::day(text)) {
            (FieldKind::Day, None) if !text.is_empty() => {
                wrongs.push((id_of(&known.key), Wrong::NoDate));
            }
            (FieldKind::Day, Some(day)) => answers.push((known.key, day.to_string())),
            _ => answers.push((known.key, text.to_owned())),
        }
    }
    if !wrongs.is_empty() {
        return Ok(Wrongs(wrongs));
    }
    let culprit = answers.iter().find(|(key, value)| row.draft.refuses(key, value).is_some());
    let culprit = culprit.map_or_else(|| "title".to_owned(), |(key, _)| id_of(key));
    match agreements::fill_in(web.acts(), &at.access, (id, &answers)).await {
        Ok(()) => Ok(Wrongs::default()),
        Err(error) => Ok(Wrongs(vec![(culprit, typed::refused(error)?)])),
    }
}

/// What is missing, each at its item.
async fn incomplete(
    web: &Web,
    at: &AtConsole,
    id: AgreementId,
    error: ActError,
) -> Result<Wrongs, WebError> {
    if let ActError::Refused(refusal) = &error
        && matches!(refusal.code(), ReasonCode::StaffNotAuthorised | ReasonCode::NotAvailable)
    {
        return Err(error.into());
    }
    let row = agreements::one(web.acts(), &at.access, id).await?;
    let mut wrongs: Vec<(String, Wrong)> = Vec::new();
    for lack in row.draft.check().lacks {
        let item = item_id(lack.item());
        if !wrongs.iter().any(|(found, _)| *found == item) {
            wrongs.push((item, Wrong::Refused(lack.code().as_str().to_owned())));
        }
    }
    match wrongs.is_empty() {
        true => Err(error.into()),
        false => Ok(Wrongs(wrongs)),
    }
}

async fn page(
    web: &Web,
    at: &AtConsole,
    id: AgreementId,
    (posted, wrongs): (&Posted, Wrongs),
) -> Result<AgreementPage, WebError> {
    let home = at.access.municipality();
    let directory = directory(web.acts(), home).await?;
    let row = directory.agreement(id).cloned().ok_or(WebError::NotFound)?;
    let draft = &row.draft;
    let is_draft = row.state == AgreementState::Draft;
    let can_write = at.access.is(ConsoleRole::Administrator) && draft.municipality == home;
    let head = (can_write && is_draft).then(|| match field(posted, "act") {
        "head" => head::typed_form(posted, &directory, (home, None)),
        _ => head::stored_form(draft, &directory),
    });
    let covered = draft.scopes.iter().map(|scope| covers(scope.place, &directory));
    let preview = match is_draft {
        true => Some(preview(&agreements::previewed(web.acts(), draft).await?, &directory)),
        false => None,
    };
    Ok(AgreementPage {
        preview,
        back: routes::Agreements.path(),
        action: routes::Agreement(id).path(),
        title: draft.title.clone(),
        kind: draft.kind,
        parties: parties(draft, &directory),
        covers: covered.collect(),
        first: draft.first,
        last: draft.last,
        standing: standing(draft, row.state),
        can_write,
        head,
        items: items(draft, posted, &directory),
        done: None,
        typed_last: field(posted, "end").to_owned(),
        wrongs,
    })
}

/// Who would be controller, service by service; whose it is is said where they differ.
fn preview(found: &[Preview], directory: &Directory) -> Vec<PreviewRow> {
    let home = found.first().map(|one| one.scope.municipality);
    let differ = found.iter().any(|one| Some(one.scope.municipality) != home);
    let row = |one: &Preview| {
        let name = directory.party(Party::Municipality(one.scope.municipality)).name;
        PreviewRow {
            municipality: name.filter(|_| differ),
            covers: covers(one.scope.place, directory),
            told: told(&one.resolution, directory, Reader::Console),
            row: one.resolution.row.code(),
        }
    };
    found.iter().map(row).collect()
}

fn items(draft: &Draft, posted: &Posted, directory: &Directory) -> Vec<ItemView> {
    let (fields, checked) = (draft.fields(), draft.check());
    let wanted = Item::of(draft.kind).iter().filter(|item| draft.need(**item).is_some());
    wanted
        .map(|item| {
            let own = fields.iter().filter(|field| field.item == *item);
            let mut lacks: Vec<String> = Vec::new();
            for lack in checked.of(*item) {
                let code = lack.code().as_str().to_owned();
                if !lacks.contains(&code) {
                    lacks.push(code);
                }
            }
            ItemView {
                code: item.code(),
                state: state(draft, *item, &checked),
                fields: own.map(|field| view(draft, field, (posted, directory))).collect(),
                lacks,
            }
        })
        .collect()
}

fn state(draft: &Draft, item: Item, checked: &Checked) -> ItemState {
    if checked.of(item).next().is_some() {
        return ItemState::Missing;
    }
    let is_warned = checked.warnings.contains(&Warning::Recommended(item));
    match draft.need(item) {
        Some(Need::Recommended) if is_warned => ItemState::Recommended,
        _ => ItemState::There,
    }
}

fn view(draft: &Draft, known: &Field, (posted, directory): (&Posted, &Directory)) -> FieldView {
    let name = |value: &str| match value {
        "MUNICIPALITY" | "PROVIDER" => {
            draft.party(value).and_then(|party| directory.party(party).name)
        }
        _ => None,
    };
    let shape = match known.kind {
        FieldKind::Line => Shape::Line,
        FieldKind::Text => Shape::Text,
        FieldKind::Day => Shape::Day,
        FieldKind::Tick => Shape::Tick,
        FieldKind::Choice(all) => {
            Shape::Choice(all.iter().map(|value| ((*value).to_owned(), name(value))).collect())
        }
    };
    let stored = draft.answer(&known.key).unwrap_or_default();
    let value = match (posted.get(&known.key), known.kind, stored.parse::<Date>()) {
        (Some(typed), ..) => typed.clone(),
        (None, FieldKind::Day, Ok(day)) => head::shown(day),
        _ => stored.to_owned(),
    };
    FieldView {
        name: known.key.clone(),
        id: id_of(&known.key),
        word: known.word.clone(),
        about: known.about.and_then(|party| directory.party(party).name),
        shape,
        value,
    }
}

/// The id of a field on the page.
fn id_of(key: &str) -> String {
    key.replace([':', '.', '_'], "-").to_ascii_lowercase()
}

fn item_id(item: Item) -> String {
    format!("item-{}", item.code().to_ascii_lowercase())
}
