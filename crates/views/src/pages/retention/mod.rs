//! Pages about what is deleted when its time has come (L-PJL-25).

mod samples;

use helsebro_domain::parties::CareArea;
use helsebro_domain::retention::{Class, Finding, Held, PlanState};
use helsebro_domain::time::{Date, Instant};

use crate::page::page;
use crate::pages::municipality::Wrongs;
use crate::{Drawn, Frame, RenderError, Words, draw_samples};

/// `/kommune/sletting`: how long what is held is kept, and the plans of what is deleted.
/// Posts to the same address to begin one.
#[derive(Clone)]
pub struct RetentionPage {
    /// Where it posts to; none for who may not.
    pub action: Option<String>,
    /// The plans, newest first.
    pub rows: Vec<PlanRow>,
    /// What is wrong.
    pub wrongs: Wrongs,
}

page!(RetentionPage, "retention/list.html");

/// A plan in the list.
#[derive(Clone)]
pub struct PlanRow {
    /// Where it stands.
    pub href: String,
    /// When it was made.
    pub made_at: Instant,
    /// By whom.
    pub made_by: String,
    /// How far it has come.
    pub state: PlanState,
    /// How many conversations would be, or were, deleted.
    pub to_delete: i64,
    /// Whether it is about what somebody has demanded and was granted.
    pub is_granted: bool,
}

/// `/kommune/sletting/{ref}`. Posts `act` to the same address.
#[derive(Clone)]
pub struct PlanPage {
    /// The list.
    pub back: String,
    /// Where it posts to.
    pub action: String,
    /// When it was made.
    pub made_at: Instant,
    /// By whom.
    pub made_by: String,
    /// How far it has come.
    pub state: PlanState,
    /// The last day on which it can be carried out.
    pub last_day: Date,
    /// By whom and when it was begun.
    pub begun: Option<(String, Instant)>,
    /// When all was done.
    pub done_at: Option<Instant>,
    /// What was counted: service, what came of it, how many.
    pub counts: Vec<(CareArea, Finding, i64)>,
    /// What came of those that had their turn.
    pub done: Vec<(Finding, i64)>,
    /// Whether the reader may carry it out.
    pub can_carry_out: bool,
    /// Whether the reader may throw it away.
    pub can_drop: bool,
    /// Whether it is about what somebody has demanded and was granted.
    pub is_granted: bool,
    /// What is wrong.
    pub wrongs: Wrongs,
}

page!(PlanPage, "retention/one.html");

const fn state_key(state: PlanState) -> &'static str {
    match state {
        PlanState::Counting => "retention-state-counting",
        PlanState::Ready => "retention-state-ready",
        PlanState::TooOld => "retention-state-too-old",
        PlanState::Dropped => "retention-state-dropped",
        PlanState::Deleting => "retention-state-deleting",
        PlanState::Done => "retention-state-done",
    }
}

const fn state_color(state: PlanState) -> &'static str {
    match state {
        PlanState::Counting | PlanState::Deleting => "info",
        PlanState::Ready | PlanState::TooOld => "warning",
        PlanState::Dropped => "neutral",
        PlanState::Done => "success",
    }
}

impl PlanRow {
    pub(crate) const fn state_key(&self) -> &'static str {
        state_key(self.state)
    }

    pub(crate) const fn state_color(&self) -> &'static str {
        state_color(self.state)
    }
}

impl RetentionPage {
    /// How long each kind of what is held is kept: what, and the key of how long.
    pub(crate) fn classes(&self, w: &Words<'_>) -> Vec<(String, &'static str)> {
        let conversations = CareArea::ALL.into_iter().map(|area| {
            (w.t(format!("citizen-care-area-{}", area.code())), Held::Conversation(area))
        });
        let rest = [
            (w.t("retention-held-log"), Held::AccessLog),
            (w.t("retention-held-rights"), Held::RightsCase),
            (w.t("retention-held-agreements"), Held::Agreement),
        ];
        conversations.chain(rest).map(|(what, held)| (what, class_key(Class::of(held)))).collect()
    }
}

const fn class_key(class: Class) -> &'static str {
    match class {
        Class::Preserve => "retention-class-preserve",
        Class::RetainUntil { .. } => "retention-class-years",
        Class::WithRecord => "retention-class-with-record",
    }
}

impl PlanPage {
    pub(crate) const fn state_key(&self) -> &'static str {
        state_key(self.state)
    }

    pub(crate) const fn state_color(&self) -> &'static str {
        state_color(self.state)
    }

    pub(crate) fn is_ready(&self) -> bool {
        self.state == PlanState::Ready
    }

    /// Whether there is a last day to carry it out.
    pub(crate) fn has_last_day(&self) -> bool {
        self.is_ready() && !self.is_granted
    }

    /// How many would be deleted.
    pub(crate) fn to_delete(&self) -> i64 {
        let deleted = self.counts.iter().filter(|(_, finding, _)| *finding == Finding::Delete);
        deleted.map(|(_, _, count)| count).sum()
    }

    pub(crate) fn title_key(&self) -> &'static str {
        if self.is_granted { "retention-granted-title" } else { "retention-one-title" }
    }

    pub(crate) fn carry_out_key(&self) -> &'static str {
        if self.is_granted { "retention-granted-lead" } else { "retention-carry-out-lead" }
    }

    /// What was counted, in words: service, what came of it and why, how many.
    pub(crate) fn lines(&self, w: &Words<'_>) -> Vec<(String, String, i64)> {
        let area = |area: CareArea| w.t(format!("citizen-care-area-{}", area.code()));
        let why = |finding: Finding| match finding {
            Finding::Delete if self.is_granted => "retention-finding-granted",
            finding => finding_key(finding),
        };
        let line = |(of, finding, count): &(CareArea, Finding, i64)| {
            (area(*of), w.t(why(*finding)), *count)
        };
        self.counts.iter().map(line).collect()
    }

    /// What came of those that had their turn, in words.
    pub(crate) fn done_lines(&self, w: &Words<'_>) -> Vec<(String, i64)> {
        let words = |finding: Finding| match finding {
            Finding::Delete => w.t("retention-deleted"),
            kept => w.t(finding_key(kept)),
        };
        self.done.iter().map(|(finding, count)| (words(*finding), *count)).collect()
    }
}

/// The key of what came of looking at a conversation.
pub(crate) const fn finding_key(finding: Finding) -> &'static str {
    match finding {
        Finding::Delete => "retention-finding-delete",
        Finding::Contested => "retention-finding-contested",
        Finding::Anothers => "retention-finding-anothers",
        Finding::RightsRequest => "retention-finding-rights",
        Finding::Restricted => "retention-finding-restricted",
        Finding::Disclosure => "retention-finding-disclosure",
        Finding::Custody => "retention-finding-custody",
        Finding::Leaving => "retention-finding-leaving",
        Finding::Open => "retention-finding-open",
        Finding::NotYet => "retention-finding-not-yet",
        Finding::Preserved => "retention-finding-preserved",
    }
}

/// Draws every sample of these pages.
///
/// # Errors
/// When a template cannot be written out.
pub fn samples(frame: &Frame, drawn: &mut Drawn) -> Result<(), RenderError> {
    draw_samples::<RetentionPage>(frame, drawn)?;
    draw_samples::<PlanPage>(frame, drawn)
}
