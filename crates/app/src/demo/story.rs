//! What has been written in the town when it begins: played through the same acts
//! as everything else, with the clock at the time of each step.

use anyhow::{Context, anyhow, bail};
use helsebro_actions::Acts;
use helsebro_actions::dialog::desk::answer::{self, NewAnswer};
use helsebro_actions::dialog::desk::{take, thread};
use helsebro_actions::dialog::start::{self, NewThread};
use helsebro_actions::dialog::{contacts, reply};
use helsebro_actions::parties::staff;
use helsebro_domain::dialog::{Desk, Nature};
use helsebro_domain::ids::{DraftId, ThreadId, UnitId, uuid_v7};
use helsebro_domain::representation::{CitizenAccess, EidLevel};
use helsebro_domain::text::{Body, Topic};
use helsebro_domain::time::{Date, Instant, Time};
use helsebro_simulators::town::{Role, Town};
use helsebro_web::MovableClock;
use serde::Deserialize;
use toml::value::Datetime;

use crate::clock::TownClock;

/// The town's own words.
pub(super) const TOWN: &str = include_str!("town.toml");

#[derive(Deserialize)]
struct Story {
    conversations: Vec<Conversation>,
}

#[derive(Deserialize)]
struct Conversation {
    citizen: String,
    unit: String,
    topic: String,
    steps: Vec<Step>,
}

#[derive(Clone, Deserialize)]
struct Step {
    at: Datetime,
    who: String,
    does: Does,
    text: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Does {
    Writes,
    Takes,
    Reads,
    Answers,
}

/// Plays every step in the order it happened.
pub(super) async fn play(acts: &Acts, plan: &Town, clock: &TownClock) -> anyhow::Result<()> {
    let story: Story = toml::from_str(TOWN).context("the town's story cannot be read")?;
    let mut steps = Vec::new();
    for (place, conversation) in story.conversations.iter().enumerate() {
        for step in &conversation.steps {
            steps.push((instant(&step.at)?, place, step.clone()));
        }
    }
    steps.sort_by_key(|(at, place, _)| (*at, *place));
    let mut threads: Vec<Option<ThreadId>> = vec![None; story.conversations.len()];
    for (at, place, step) in steps {
        clock.set(at);
        let teller = Teller { acts, plan, conversation: &story.conversations[place] };
        let thread = &mut threads[place];
        teller
            .step(&step, thread)
            .await
            .with_context(|| format!("a step of «{}» failed", teller.conversation.topic))?;
    }
    Ok(())
}

/// Plays the steps of one conversation.
struct Teller<'a> {
    acts: &'a Acts,
    plan: &'a Town,
    conversation: &'a Conversation,
}

impl Teller<'_> {
    async fn step(&self, step: &Step, thread: &mut Option<ThreadId>) -> anyhow::Result<()> {
        let body = || -> anyhow::Result<Body> {
            Ok(Body::parse(step.text.as_deref().unwrap_or_default())?)
        };
        let begun = || thread.ok_or_else(|| anyhow!("nothing is written yet"));
        match step.does {
            Does::Writes => match *thread {
                None => *thread = Some(self.start(body()?).await?),
                Some(thread) => self.goes_on(thread, body()?).await?,
            },
            Does::Takes => {
                take::claim(self.acts, &self.desk(&step.who).await?, begun()?).await?;
            }
            Does::Reads => {
                thread::open(self.acts, &self.desk(&step.who).await?, begun()?).await?;
            }
            Does::Answers => {
                let (thread, body) = (begun()?, body()?);
                let new = NewAnswer { thread, body, nature: Nature::Ordinary, closing: None };
                answer::answer(self.acts, &self.desk(&step.who).await?, &new).await?;
            }
        }
        Ok(())
    }

    async fn start(&self, body: Body) -> anyhow::Result<ThreadId> {
        let citizen = self.citizen()?;
        let unit = self.unit()?;
        let contacts = contacts::list(self.acts, &citizen).await?;
        let contact = contacts.iter().find(|contact| contact.unit.id == unit);
        let new = NewThread {
            contact: contact.context("no contact with the unit")?.contact.id,
            draft: DraftId::from_uuid(uuid_v7(self.acts.now(), self.acts.dice())),
            topic: Topic::parse(&self.conversation.topic)?,
            body,
            to_staff: None,
        };
        Ok(start::send(self.acts, &citizen, &new).await?.thread)
    }

    async fn goes_on(&self, thread: ThreadId, body: Body) -> anyhow::Result<()> {
        let submission = uuid_v7(self.acts.now(), self.acts.dice());
        let new = reply::NewReply { thread, submission, body };
        reply::send(self.acts, &self.citizen()?, &new).await?;
        Ok(())
    }

    fn citizen(&self) -> anyhow::Result<CitizenAccess> {
        let who = self.plan.persona(&self.conversation.citizen).context("no such citizen")?;
        match who.role {
            Role::Citizen(id) => Ok(CitizenAccess::signed_in(id, EidLevel::High)
                .map_err(|refusal| anyhow!("{}", refusal.code()))?),
            Role::Staff(_) => bail!("the citizen of a conversation is staff"),
        }
    }

    fn unit(&self) -> anyhow::Result<UnitId> {
        let unit = self.plan.units.iter().find(|unit| unit.name == self.conversation.unit);
        Ok(unit.context("no such unit")?.id)
    }

    async fn desk(&self, who: &str) -> anyhow::Result<Desk> {
        match self.plan.persona(who).context("no such member of staff")?.role {
            Role::Staff(id) => Ok(staff::desk(self.acts, id, self.unit()?).await?),
            Role::Citizen(_) => bail!("a citizen does not sit at a desk"),
        }
    }
}

/// A local time of the file, as Oslo's clock shows it.
fn instant(at: &Datetime) -> anyhow::Result<Instant> {
    let (date, time) = at.date.zip(at.time).context("a step needs a date and a time")?;
    let year = i16::try_from(date.year)?;
    let (month, day) = (i8::try_from(date.month)?, i8::try_from(date.day)?);
    let (hour, minute) = (i8::try_from(time.hour)?, i8::try_from(time.minute)?);
    let date = Date::new(year, month, day).context("no such date")?;
    let time = Time::new(hour, minute, 0, 0).context("no such time")?;
    Ok(Instant::from_oslo(date, time))
}
