//! The receipt: reference, time and promise (L-EFV-6).

use axum::extract::State;
use axum::response::Response;
use helsebro_actions::dialog::receipt::{self, Standing};
use helsebro_domain::ids::ThreadId;
use helsebro_views::pages::citizen::{Receipt, ReceiptStanding};

use crate::error::WebError;
use crate::extract::{Citizen, PathId};
use crate::page::Shell;
use crate::routes::{Route, citizen as routes};
use crate::web::Web;

/// `GET /meldinger/{thread}/kvittering`. It can be come back to; the conversation
/// keeps the same reference.
#[tracing::instrument(name = "web.citizen.dialog.receipt", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    citizen: Citizen,
    PathId(id): PathId<ThreadId>,
    shell: Shell,
) -> Result<Response, WebError> {
    let found = receipt::one(web.acts(), &citizen.access, id).await?;
    shell.page(&Receipt {
        thread_href: routes::Thread(id).path(),
        print_href: routes::Print(id).path(),
        to: found.to,
        from: citizen.name,
        at: found.at,
        reference: found.reference,
        standing: match found.standing {
            Standing::Waiting(promise_at) => ReceiptStanding::Waiting(promise_at),
            Standing::Answered => ReceiptStanding::Answered,
            Standing::Closed => ReceiptStanding::Closed,
        },
    })
}
