//! What kind of data it is.

/// What kind of data it is (§ 5.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// The citizen's own: profile, drafts and her copy of messages.
    Platform,
    /// Letters, service messages, forms and tools processed on behalf of a sender.
    Dissemination,
    /// The unit's copy, which belongs to the record.
    EpjRecord,
    /// Application, decision and the following up of agreements.
    CaseFile,
}

impl Category {
    /// Every category.
    pub const ALL: [Self; 4] =
        [Self::Platform, Self::Dissemination, Self::EpjRecord, Self::CaseFile];

    /// The category as it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Platform => "PLATFORM",
            Self::Dissemination => "FORMIDLING",
            Self::EpjRecord => "EPJ_RECORD",
            Self::CaseFile => "CASE_FILE",
        }
    }

    /// The category that is stored so.
    pub fn from_stored(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|category| category.as_str() == text)
    }
}
