//! What the parties outside can be told to do, by a test or on a page.

use serde::Deserialize;
use thiserror::Error;

use super::faults::{Party, Weather};
use super::hall::{Change, World};
use super::persons::{Card, Guardian, Point};

/// One order.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum Order {
    /// How a party is from now on.
    Weather {
        /// Which.
        party: Party,
        /// How.
        weather: Weather,
    },
    /// What becomes of texts from now on; a code of the contract it comes in, where
    /// none is delivered well and `silent` gives no report at all.
    SmsOutcome {
        /// The code.
        code: Option<i64>,
        /// Whether nothing is reported.
        #[serde(default)]
        silent: bool,
    },
    /// Where reports are pushed from now on; none keeps them.
    ReportTo {
        /// The address.
        url: Option<String>,
    },
    /// Whether a mailbox is there: one that is not is refused at once, and one that
    /// `bounces` is taken and comes back.
    Mailbox {
        /// The address.
        address: String,
        /// Whether it is refused at once.
        #[serde(default)]
        refused: bool,
        /// Whether what it is sent comes back.
        #[serde(default)]
        bounces: bool,
    },
    /// A new phone number, or none.
    Mobile {
        /// Whose.
        person: String,
        /// The number.
        value: Option<String>,
        /// The day it was confirmed.
        confirmed: String,
    },
    /// A new e-mail address, or none.
    Email {
        /// Whose.
        person: String,
        /// The address.
        value: Option<String>,
        /// The day it was confirmed.
        confirmed: String,
    },
    /// The phone of one stands on another too.
    SharePhone {
        /// Whose phone.
        of: String,
        /// On whom it stands too.
        with: String,
    },
    /// She reserves herself, or no longer.
    Reservation {
        /// Who.
        person: String,
        /// Whether.
        reserved: bool,
    },
    /// The contact register's word on whether she is there.
    Listing {
        /// Who.
        person: String,
        /// As in `SLETTET`.
        status: String,
    },
    /// The language she wishes.
    Language {
        /// Who.
        person: String,
        /// The tag.
        tag: String,
    },
    /// How her address is protected.
    Protection {
        /// Who.
        person: String,
        /// As in `StrictlyConfidential`.
        level: String,
    },
    /// She dies.
    Death {
        /// Who.
        person: String,
        /// When.
        on: String,
    },
    /// The population register's word on whether she is there.
    Status {
        /// Who.
        person: String,
        /// As in `Emigrated`.
        status: String,
    },
    /// She moves, or it is not known where she lives.
    Move {
        /// Who.
        person: String,
        /// Where to.
        home: Option<String>,
    },
    /// Somebody has parental responsibility for her, or no longer.
    Responsibility {
        /// The child.
        child: String,
        /// The parent.
        parent: String,
        /// As what; none ends it.
        kind: Option<String>,
    },
    /// Somebody looks after her, or no longer.
    Guardian {
        /// Who is looked after.
        ward: String,
        /// By whom; none ends it.
        guardian: Option<String>,
        /// About what.
        #[serde(default)]
        scope: String,
        /// With which tasks.
        #[serde(default)]
        tasks: Vec<String>,
    },
    /// She gets a new number; the one before is still known.
    Renumber {
        /// Who.
        person: String,
        /// The new one.
        number: String,
    },
    /// What was sent is forgotten.
    Forget,
}

/// Why an order was not carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum OrderRefused {
    /// There is nobody under this key.
    #[error("there is nobody under this key")]
    Nobody,
    /// She has nothing in the contact register.
    #[error("she has no card in the contact register")]
    NoCard,
}

/// Carries out an order on the world.
pub(super) fn carry_out(world: &mut World, order: Order) -> Result<(), OrderRefused> {
    match order {
        Order::Weather { party, weather } => {
            world.weather.insert(party, weather);
        }
        Order::SmsOutcome { code, silent } => world.sms_outcome = (code, silent),
        Order::ReportTo { url } => world.reports_to = url,
        Order::Mailbox { address, refused, bounces } => {
            world.mailboxes.insert(address.to_lowercase(), (refused, bounces));
        }
        Order::Forget => world.forget(),
        Order::Mobile { person, value, confirmed } => {
            let card = world.card(&person)?;
            card.mobile = value.map(|value| point(value, confirmed));
            world.changed(&person, Change::Contact)?;
        }
        Order::Email { person, value, confirmed } => {
            let card = world.card(&person)?;
            card.email = value.map(|value| point(value, confirmed));
            world.changed(&person, Change::Contact)?;
        }
        Order::SharePhone { of, with } => share(world, &of, &with)?,
        Order::Reservation { person, reserved } => {
            world.card(&person)?.is_reserved = reserved;
            world.changed(&person, Change::Contact)?;
        }
        Order::Listing { person, status } => {
            world.card(&person)?.status = status;
            world.changed(&person, Change::Contact)?;
        }
        Order::Language { person, tag } => {
            world.card(&person)?.language = Some(tag);
            world.changed(&person, Change::Contact)?;
        }
        other => register(world, other)?,
    }
    Ok(())
}

/// The orders about the population register.
fn register(world: &mut World, order: Order) -> Result<(), OrderRefused> {
    match order {
        Order::Protection { person, level } => {
            world.person(&person)?.protection = level;
            world.changed(&person, Change::Protection)
        }
        Order::Death { person, on } => {
            let dead = world.person(&person)?;
            "Deceased".clone_into(&mut dead.status);
            dead.died = Some(on);
            if let Some(card) = &mut dead.card {
                "SLETTET".clone_into(&mut card.status);
            }
            world.changed(&person, Change::Death)
        }
        Order::Status { person, status } => {
            world.person(&person)?.status = status;
            world.changed(&person, Change::Status)
        }
        Order::Move { person, home } => {
            world.person(&person)?.home = home;
            world.changed(&person, Change::Home)
        }
        Order::Responsibility { child, parent, kind } => {
            let number = world.person(&parent)?.number.clone();
            let parents = &mut world.person(&child)?.parents;
            parents.retain(|(held, _)| *held != number);
            if let Some(kind) = kind {
                parents.push((number, kind));
            }
            world.changed(&child, Change::Responsibility)?;
            world.changed(&parent, Change::Responsibility)
        }
        Order::Guardian { ward, guardian, scope, tasks } => {
            let guardian = match guardian {
                Some(key) => {
                    let number = world.person(&key)?.number.clone();
                    Some(Guardian { number, kind: "Adult".to_owned(), scope, tasks })
                }
                None => None,
            };
            world.person(&ward)?.guardian = guardian;
            world.changed(&ward, Change::Guardianship)
        }
        Order::Renumber { person, number } => {
            let known = world.person(&person)?;
            let former = std::mem::replace(&mut known.number, number);
            known.former_numbers.push(former);
            world.changed(&person, Change::Number)
        }
        _ => Ok(()),
    }
}

fn share(world: &mut World, of: &str, with: &str) -> Result<(), OrderRefused> {
    let card = world.card(of)?;
    let phone = card.mobile.as_mut().ok_or(OrderRefused::NoCard)?;
    phone.is_shared = true;
    let phone = phone.clone();
    world.card(with)?.mobile = Some(phone);
    world.changed(of, Change::Contact)?;
    world.changed(with, Change::Contact)
}

fn point(value: String, confirmed: String) -> Point {
    Point { value, updated: confirmed, verified: None, is_shared: false }
}

impl World {
    /// Her card; one is made for her when she has none.
    fn card(&mut self, key: &str) -> Result<&mut Card, OrderRefused> {
        let person = self.person(key)?;
        Ok(person.card.get_or_insert_with(|| Card::fresh(None, None, "2026-12-01")))
    }
}
