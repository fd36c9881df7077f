//! What is new, and whom to write to.

use axum::extract::State;
use axum::response::Response;
use helsebro_actions::dialog::{contacts, inbox};
use helsebro_views::pages::citizen::{Home, News};

use super::shown;
use crate::error::WebError;
use crate::extract::Citizen;
use crate::page::Shell;
use crate::routes::{Route, citizen::Thread};
use crate::web::Web;

/// `GET /hjem`.
#[tracing::instrument(name = "web.citizen.home", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    citizen: Citizen,
    shell: Shell,
) -> Result<Response, WebError> {
    let found = inbox::list(web.acts(), &citizen.access, None).await?;
    let unread = found.lines.into_iter().filter(|line| line.unread > 0);
    let contacts = contacts::list(web.acts(), &citizen.access).await?;
    shell.page(&Home {
        first_name: citizen.given.clone(),
        today: shell.now().in_oslo().date,
        news: unread
            .map(|line| News {
                href: Thread(line.thread).path(),
                unit: line.unit.name,
                topic: line.topic,
                at: line.last_at,
            })
            .collect(),
        contacts: shown::cards(&citizen, &contacts, shell.now()),
        switchboards: shell.switchboards(&web).await,
    })
}
