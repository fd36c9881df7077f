//! Pages about refusing somebody to write to a unit (L-EFV-14): the unit's, those who
//! decide, and her own.

mod samples;

use helsebro_domain::blocks::BlockState;
use helsebro_domain::time::{Date, Instant};

use crate::page::page;
use crate::pages::municipality::Wrongs;
use crate::{Drawn, Frame, RenderError, draw_samples};

/// `/ansatt/samtaler/{ref}/stenging`. Posts `reasons` and `begins` (`decided` or
/// `at-once`) to the same address.
#[derive(Clone)]
pub struct NewBlockPage {
    /// The conversation.
    pub back: String,
    /// Where it posts to.
    pub action: String,
    /// What says whom it would be of.
    pub of: String,
    /// Her name.
    pub name: String,
    /// Why, as typed.
    pub reasons: String,
    /// Whether it is to hold at once.
    pub is_at_once: bool,
    /// The most letters.
    pub limit: usize,
    /// What is wrong.
    pub wrongs: Wrongs,
}

page!(NewBlockPage, "blocks/new.html");

/// `/kommune/stenginger`.
#[derive(Clone)]
pub struct BlocksPage {
    /// Newest first.
    pub rows: Vec<BlockRow>,
}

page!(BlocksPage, "blocks/list.html");

/// One in a list.
#[derive(Clone)]
pub struct BlockRow {
    /// Where it stands.
    pub href: String,
    /// Who; none on her own page.
    pub person: Option<String>,
    /// Which unit.
    pub unit: String,
    /// When she was told.
    pub noticed_at: Instant,
    /// How far it has come.
    pub stands: Stands,
}

/// How far a block has come, and whether she can write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stands {
    /// How far.
    pub state: BlockState,
    /// Whether she cannot write.
    pub holds: bool,
}

impl Stands {
    pub(crate) const fn key(&self) -> &'static str {
        match self.state {
            BlockState::Noticed => "channel-state-noticed",
            BlockState::ToDecide => "channel-state-to-decide",
            BlockState::Blocked => "channel-state-blocked",
            BlockState::NotBlocked => "channel-state-not-blocked",
            BlockState::Over => "channel-state-over",
            BlockState::Lifted => "channel-state-lifted",
        }
    }

    pub(crate) const fn color(&self) -> &'static str {
        match self.state {
            BlockState::Noticed => "info",
            BlockState::ToDecide => "warning",
            BlockState::Blocked => "danger",
            BlockState::NotBlocked | BlockState::Over | BlockState::Lifted => "neutral",
        }
    }
}

/// What a block says, on her page and on theirs.
#[derive(Clone)]
pub struct BlockFacts {
    /// Which unit.
    pub unit: String,
    /// Its phone.
    pub phone: String,
    /// When she was told.
    pub noticed_at: Instant,
    /// The last day to comment.
    pub comment_by: Date,
    /// How far it has come.
    pub stands: Stands,
    /// The last day that it holds without a decision, when it holds at once.
    pub undecided_until: Option<Date>,
    /// Why.
    pub reasons: String,
    /// What she says to it.
    pub comment: Option<String>,
    /// When and by whom it was decided, and why.
    pub decision: Option<(Instant, String, String)>,
    /// The last day of it.
    pub last_day: Option<Date>,
}

/// `/kommune/stenginger/{ref}`. Posts `act` (`decide` or `lift`), `outcome`, `day` and
/// `words` to the same address.
#[derive(Clone)]
pub struct BlockPage {
    /// The list.
    pub back: String,
    /// Where it posts to.
    pub action: String,
    /// Who.
    pub person: String,
    /// What it says.
    pub facts: BlockFacts,
    /// The form, for who may decide it now.
    pub form: Option<DecideForm>,
    /// Whether the reader may lift it.
    pub can_lift: bool,
    /// Whether something was stored now.
    pub is_saved: bool,
    /// What is wrong.
    pub wrongs: Wrongs,
}

page!(BlockPage, "blocks/one.html");

/// A decision as it is typed.
#[derive(Debug, Clone, Default)]
pub struct DecideForm {
    /// `blocked` or `not-blocked`.
    pub outcome: String,
    /// The last day.
    pub day: String,
    /// Why.
    pub words: String,
    /// The most letters.
    pub limit: usize,
}

impl DecideForm {
    pub(crate) fn is(&self, outcome: &str) -> bool {
        self.outcome == outcome
    }
}

/// `/meg/stenginger`.
#[derive(Clone)]
pub struct OwnBlocksPage {
    /// The profile.
    pub back: String,
    /// Newest first.
    pub rows: Vec<BlockRow>,
}

page!(OwnBlocksPage, "blocks/own_list.html");

/// `/meg/stenginger/{ref}`. Posts `comment` to the same address.
#[derive(Clone)]
pub struct OwnBlockPage {
    /// The list.
    pub back: String,
    /// Where it posts to.
    pub action: String,
    /// What it says.
    pub facts: BlockFacts,
    /// What she has typed, when she can comment.
    pub form: Option<String>,
    /// The most letters.
    pub limit: usize,
    /// Whether it was stored now.
    pub is_saved: bool,
    /// What is wrong.
    pub wrongs: Wrongs,
}

page!(OwnBlockPage, "blocks/own.html");

/// Draws every sample of a unit's page.
///
/// # Errors
/// When a template cannot be written out.
pub fn staff_samples(frame: &Frame, drawn: &mut Drawn) -> Result<(), RenderError> {
    draw_samples::<NewBlockPage>(frame, drawn)
}

/// Draws every sample of a municipality's pages.
///
/// # Errors
/// When a template cannot be written out.
pub fn samples(frame: &Frame, drawn: &mut Drawn) -> Result<(), RenderError> {
    draw_samples::<BlocksPage>(frame, drawn)?;
    draw_samples::<BlockPage>(frame, drawn)
}

/// Draws every sample of the citizen's pages.
///
/// # Errors
/// When a template cannot be written out.
pub fn citizen_samples(frame: &Frame, drawn: &mut Drawn) -> Result<(), RenderError> {
    draw_samples::<OwnBlocksPage>(frame, drawn)?;
    draw_samples::<OwnBlockPage>(frame, drawn)
}
