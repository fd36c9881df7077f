//! What a person has chosen to be told of, and how.

/// How much somebody is told of (experience § 4.13).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Only what needs an answer, and appointments.
    Limited,
    /// What is new.
    Normal,
    /// That, and that a visit was completed (N-08).
    Full,
}

impl Level {
    /// Every level, from least to most.
    pub const ALL: [Self; 3] = [Self::Limited, Self::Normal, Self::Full];
}

/// What was chosen for one topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Wish {
    /// As the level says.
    ByLevel,
    /// Always.
    Always,
    /// Never (SM-8).
    Never,
}

impl Wish {
    /// Every wish.
    pub const ALL: [Self; 3] = [Self::ByLevel, Self::Always, Self::Never];
}

/// Which way somebody wishes to be told. Where her own way cannot be used, the other is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Channels {
    /// By SMS.
    Sms,
    /// By e-mail.
    Email,
    /// By both.
    Both,
}

impl Channels {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::Sms, Self::Email, Self::Both];
}

/// What one can choose for: how a notice looks to whoever gets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// A message to herself (N-07).
    Messages,
    /// A message to somebody she acts for (N-09).
    Helped,
    /// A power of attorney that was asked for, given or ended.
    Grants,
    /// She was looked up in an emergency (L-PJL-16-E). Not a matter of choice.
    LookedUp,
    /// A breach of security concerns her (L-GDPR-34). Not a matter of choice.
    Breach,
    /// She may be refused to write to a unit (L-EFV-14). Not a matter of choice.
    Block,
    /// A service that she uses here is over soon (ON-15). Not a matter of choice.
    ServiceEnds,
    /// Her record is to change hands (L-PJL-24). Not a matter of choice.
    RecordMoves,
    /// There is an answer about her rights (L-EFV-11). Not a matter of choice.
    RightsAnswered,
    /// Something of the kind concerns a child of hers (SM-6). Not a matter of choice.
    Childs,
}

impl Topic {
    /// Those that can be chosen for.
    pub const CHOSEN: [Self; 3] = [Self::Messages, Self::Helped, Self::Grants];
}

/// What has happened that somebody may be told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Occasion {
    /// A unit has written in a conversation.
    Message,
    /// The same, and the unit says that it needs an answer (N-07).
    Question,
    /// A power of attorney was asked for.
    GrantAsked,
    /// A power of attorney that was asked for was given.
    GrantGiven,
    /// A power of attorney was ended by the other party.
    GrantEnded,
    /// Who acted for her in a month was counted.
    Summarised,
    /// A person was looked up in an emergency.
    LookedUp,
    /// A breach of security concerns a person.
    Breach,
    /// Somebody may be refused to write to a unit, or it was decided (L-EFV-14).
    Block,
    /// A service that somebody uses here has got a last day (ON-15).
    ServiceEnds,
    /// Somebody's record is to change hands (L-PJL-24).
    RecordMoves,
    /// Somebody's request about rights is answered, or what was restricted is used again
    /// (L-EFV-11, L-GDPR-18).
    RightsAnswered,
}

impl Occasion {
    /// Every occasion.
    pub const ALL: [Self; 12] = [
        Self::Message,
        Self::Question,
        Self::GrantAsked,
        Self::GrantGiven,
        Self::GrantEnded,
        Self::Summarised,
        Self::LookedUp,
        Self::Breach,
        Self::Block,
        Self::ServiceEnds,
        Self::RecordMoves,
        Self::RightsAnswered,
    ];

    /// The occasion as it is stored; never renamed.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Message => "message",
            Self::Question => "question",
            Self::GrantAsked => "grant-asked",
            Self::GrantGiven => "grant-given",
            Self::GrantEnded => "grant-ended",
            Self::Summarised => "summarised",
            Self::LookedUp => "looked-up",
            Self::Breach => "breach",
            Self::Block => "block",
            Self::ServiceEnds => "service-ends",
            Self::RecordMoves => "record-moves",
            Self::RightsAnswered => "rights-answered",
        }
    }

    /// The occasion that is stored so.
    pub fn from_stored(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|occasion| occasion.as_str() == text)
    }

    /// What it is to whoever gets it.
    pub const fn topic(self, standing: Standing) -> Topic {
        match (self, standing) {
            (Self::Message | Self::Question, Standing::Own) => Topic::Messages,
            (Self::Message | Self::Question, Standing::Parent | Standing::Helper) => Topic::Helped,
            (Self::GrantAsked | Self::GrantGiven | Self::GrantEnded | Self::Summarised, _) => {
                Topic::Grants
            }
            (
                Self::LookedUp | Self::Breach | Self::ServiceEnds | Self::RecordMoves,
                Standing::Parent,
            ) => Topic::Childs,
            (Self::LookedUp, _) => Topic::LookedUp,
            (Self::Breach, _) => Topic::Breach,
            (Self::Block, _) => Topic::Block,
            (Self::ServiceEnds, _) => Topic::ServiceEnds,
            (Self::RecordMoves, _) => Topic::RecordMoves,
            (Self::RightsAnswered, _) => Topic::RightsAnswered,
        }
    }

    /// Whether an answer is waited for, so that the lowest level tells of it too.
    pub const fn weight(self) -> Weight {
        match self {
            Self::GrantAsked | Self::Question => Weight::NeedsAnswer,
            Self::Message
            | Self::GrantGiven
            | Self::GrantEnded
            | Self::Summarised
            | Self::LookedUp
            | Self::Breach
            | Self::Block
            | Self::ServiceEnds
            | Self::RecordMoves
            | Self::RightsAnswered => Weight::Plain,
        }
    }

    /// Whether a unit has written: read in its conversation, by those who see that.
    pub const fn is_message(self) -> bool {
        matches!(self, Self::Message | Self::Question)
    }

    /// Whether it is owed: told whatever was chosen, and sent again when nobody knows
    /// what became of it (L-PJL-16-E, L-PJL-24, L-EFV-11, SM-8).
    pub const fn is_owed(self) -> bool {
        matches!(
            self,
            Self::LookedUp
                | Self::Breach
                | Self::Block
                | Self::ServiceEnds
                | Self::RecordMoves
                | Self::RightsAnswered
        )
    }
}

/// How much something asks of whoever is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weight {
    /// It is there to be read.
    Plain,
    /// The unit has said that it needs an answer (N-07), or it is a question.
    NeedsAnswer,
}

/// What somebody is to the person whom it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// She herself.
    Own,
    /// Her parent, while she is under 12: told in the child's stead (SM-6).
    Parent,
    /// Somebody who acts for her, told as far as she has chosen so (N-09).
    Helper,
}

/// What somebody has chosen. Without a choice it is as privacy by default has it
/// (L-GDPR-24): one's own level is normal, that of a helper is the lowest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoticeChoices {
    /// How much of her own.
    pub level: Level,
    /// How much of those she acts for.
    pub helper_level: Level,
    /// Which way.
    pub channels: Channels,
    /// For messages to herself.
    pub messages: Wish,
    /// For messages to those she acts for.
    pub helped: Wish,
    /// For powers of attorney.
    pub grants: Wish,
}

impl Default for NoticeChoices {
    fn default() -> Self {
        Self {
            level: Level::Normal,
            helper_level: Level::Limited,
            channels: Channels::Sms,
            messages: Wish::ByLevel,
            helped: Wish::ByLevel,
            grants: Wish::ByLevel,
        }
    }
}

impl NoticeChoices {
    /// What was chosen for a topic.
    pub const fn wish(&self, topic: Topic) -> Wish {
        match topic {
            Topic::Messages => self.messages,
            Topic::Helped => self.helped,
            Topic::Grants => self.grants,
            Topic::LookedUp
            | Topic::Breach
            | Topic::Block
            | Topic::ServiceEnds
            | Topic::RecordMoves
            | Topic::RightsAnswered
            | Topic::Childs => Wish::Always,
        }
    }

    /// The level that counts: a parent is told in the child's stead, so her own does;
    /// a helper's counts for what is another's.
    pub const fn level_for(&self, standing: Standing) -> Level {
        match standing {
            Standing::Own | Standing::Parent => self.level,
            Standing::Helper => self.helper_level,
        }
    }
}
