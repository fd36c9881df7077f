//! Sends a notice, or looks what became of it (SM-1…SM-10).
//!
//! It is stored that a notice is about to be handed over before it is, and how the
//! gateway answered after. Started again, the body finds where it stands; what nobody
//! knows the outcome of is sent again only as the rule says.

use core::slice;

use helsebro_actions::notices::{self, Begun, Looked, Order, Outcome as Ended};
use helsebro_domain::notices::{Address, ContactLanguage, leaks};
use helsebro_partners::email::Mail;
use helsebro_partners::sending::{Accepted, Reference, SendFailed};
use helsebro_partners::sms::Sms;
use helsebro_storage::jobs::NoticePayload;
use helsebro_views::Language;
use helsebro_views::notices::{Letter, letter, sms};

use super::decide_notices::cards;
use super::{BodyFailed, Outcome};
use crate::looping::Worker;

pub(super) async fn run(worker: &Worker, payload: NoticePayload) -> Result<Outcome, BodyFailed> {
    let acts = &worker.acts;
    let Looked::Ready(ready) = notices::look(acts, payload.0).await? else {
        return Ok(Outcome::Done);
    };
    let cards = cards(worker, slice::from_ref(&ready.candidate)).await;
    match notices::begin(acts, &ready, &cards).await? {
        Begun::Now(order) => hand_over(worker, &order).await?,
        Begun::NotAnswered => notices::register_away(acts, &ready).await?,
        Begun::NotNeeded => {}
    }
    Ok(Outcome::Done)
}

/// Hands a notice to its gateway, and stores how that went.
async fn hand_over(worker: &Worker, order: &Order) -> Result<(), BodyFailed> {
    let Some(reference) = Reference::new(&order.reference) else {
        return Err(BodyFailed::NotWritten("the reference has letters that it may not have"));
    };
    let (language, portal) = (spoken(order.language), &worker.notices.portal);
    let went = match &order.to {
        Address::Phone(to) => {
            let text = sms(&order.text, portal, language);
            if !leaks(&text, &[]).is_empty() {
                return Ok(kept_back(worker, order).await?);
            }
            let sms = Sms { to: to.clone(), text, reference };
            worker.notices.sms.send(&sms).await
        }
        Address::Email(to) => {
            let Letter { subject, text } = letter(&order.text, portal, language);
            if !leaks(&subject, &[]).is_empty() || !leaks(&text, &[]).is_empty() {
                return Ok(kept_back(worker, order).await?);
            }
            let mail = Mail { to: to.clone(), subject, text, reference };
            worker.notices.mail.send(&mail).await
        }
    };
    if let Err(failed) = &went {
        let error = failed as &dyn std::error::Error;
        tracing::warn!(error, notice = %order.id, "a notice was not taken");
    }
    Ok(notices::ended(&worker.acts, order, &ended(went)).await?)
}

async fn kept_back(worker: &Worker, order: &Order) -> Result<(), helsebro_actions::ActError> {
    let template = order.text.template().id();
    tracing::error!(template, "a notice was kept back: its text held what it must not");
    notices::leaked(&worker.acts, order).await
}

fn ended(went: Result<Accepted, SendFailed>) -> Ended {
    match went {
        Ok(Accepted { remote_id }) => Ended::Taken(remote_id),
        Err(SendFailed::Permanent(why)) => Ended::Refused(why.as_str()),
        Err(SendFailed::NotConfigured) => Ended::NotNow("NOT_CONFIGURED", None),
        Err(SendFailed::Misconfigured(why)) => Ended::NotNow(why.as_str(), None),
        Err(SendFailed::Transient { why, retry_after }) => Ended::NotNow(why.as_str(), retry_after),
        Err(SendFailed::Unknown(why)) => Ended::Unknown(why.as_str()),
    }
}

const fn spoken(language: ContactLanguage) -> Language {
    match language {
        ContactLanguage::Nb => Language::Nb,
        ContactLanguage::Nn => Language::Nn,
        ContactLanguage::En => Language::En,
    }
}
