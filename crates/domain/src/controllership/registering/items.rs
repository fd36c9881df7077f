//! The items of the checklists (§ 6.1–6.5).

use super::Kind;

macro_rules! items {
    ($($(#[$doc:meta])* $name:ident => $code:literal;)*) => {
        /// An item of a checklist.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Item {
            $($(#[$doc])* $name,)*
        }

        impl Item {
            /// Every item.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Its id in the catalogue.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                }
            }

        }
    };
}

items! {
    /// What the cooperation covers.
    Jj1 => "JJ-1";
    /// How patients' rights are safeguarded.
    Jj2 => "JJ-2";
    /// How data are processed and secured, also at the end.
    Jj3 => "JJ-3";
    /// Who is controller.
    Jj4 => "JJ-4";
    /// Duties on information, GDPR 13 and 14.
    A26x1 => "26-1";
    /// Who meets which request.
    A26x2 => "26-2";
    /// Security and breaches.
    A26x3 => "26-3";
    /// Processors, impact assessments, records and officer.
    A26x4 => "26-4";
    /// The essence, published to patients.
    A26x6 => "26-6";
    /// Who is responsible for security in the system.
    Ind1 => "IND-1";
    /// An owner for each duty.
    Ind2 => "IND-2";
    /// Which data go over at takeover.
    JjR1 => "JJ-R1";
    /// Who runs the journal system.
    JjR2 => "JJ-R2";
    /// Archive duties in a shared system.
    Ark1 => "ARK-1";
    /// Archive duties of a party outside the archive act.
    Ark2 => "ARK-2";
    /// The name of a task community.
    Ko1 => "KO-1";
    /// Whether it is a legal person.
    Ko2 => "KO-2";
    /// Members of its board.
    Ko3 => "KO-3";
    /// Tasks and authority.
    Ko4 => "KO-4";
    /// Contributions.
    Ko5 => "KO-5";
    /// Shares.
    Ko6 => "KO-6";
    /// Loans.
    Ko7 => "KO-7";
    /// Reporting.
    Ko8 => "KO-8";
    /// How to leave.
    Ko9 => "KO-9";
    /// How it is dissolved, and who keeps the archives.
    Ko10 => "KO-10";
    /// Who is controller.
    KoD => "KO-D";
    /// The participants of a host cooperation.
    Vk1 => "VK-1";
    /// The host.
    Vk2 => "VK-2";
    /// Tasks and authority.
    Vk3 => "VK-3";
    /// When they go over.
    Vk4 => "VK-4";
    /// Which decisions participants are told of.
    Vk5 => "VK-5";
    /// The settlement.
    Vk6 => "VK-6";
    /// How to leave.
    Vk7 => "VK-7";
    /// How it is dissolved.
    Vk8 => "VK-8";
    /// What else must be agreed.
    Vk9 => "VK-9";
    /// Members, with a joint elected committee.
    Vk10 => "VK-10";
    /// Who is controller, for whose residents.
    VkD => "VK-D";
    /// Each council's own resolution.
    Council => "COUNCIL";
    /// Written, signed by all, with dates.
    JjS => "JJ-S";
}

/// Whether an item must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// The agreement cannot come into force without it.
    Mandatory,
    /// It should be there; without it a reason is written down.
    Recommended,
}

/// The requests that a joint journal names somebody for (RR-01 to RR-12).
pub const REQUESTS: [&str; 12] = [
    "rr-01", "rr-02", "rr-03", "rr-04", "rr-05", "rr-06", "rr-07", "rr-08", "rr-09", "rr-10",
    "rr-11", "rr-12",
];

/// The duties that the independent construct has an owner for (IND-2).
pub const DUTIES: [&str; 20] = [
    "ART13_14",
    "ART15",
    "ART16",
    "ART17",
    "ART18",
    "ART19",
    "ART21",
    "LOG_ACCESS",
    "OPPOSE",
    "ART24_25",
    "ART28",
    "ART30",
    "ART33",
    "ART34",
    "ART35",
    "ART37",
    "RETENTION",
    "DELETION",
    "ACCESS_CONTROL",
    "TRAINING",
];

impl Item {
    /// The items of a kind of agreement, before what was chosen adds some.
    pub const fn of(kind: Kind) -> &'static [Self] {
        match kind {
            Kind::Service => &[Self::Ark2, Self::JjS],
            Kind::JointRecord => &[
                Self::Jj1,
                Self::Jj2,
                Self::Jj3,
                Self::Jj4,
                Self::A26x1,
                Self::A26x2,
                Self::A26x3,
                Self::A26x4,
                Self::A26x6,
                Self::Ind1,
                Self::Ind2,
                Self::JjR1,
                Self::JjR2,
                Self::Ark1,
                Self::JjS,
            ],
            Kind::TaskCommunity => &[
                Self::Ko1,
                Self::Ko2,
                Self::Ko3,
                Self::Ko4,
                Self::Ko5,
                Self::Ko6,
                Self::Ko7,
                Self::Ko8,
                Self::Ko9,
                Self::Ko10,
                Self::KoD,
                Self::Council,
                Self::JjS,
            ],
            Kind::Host => &[
                Self::Vk1,
                Self::Vk2,
                Self::Vk3,
                Self::Vk4,
                Self::Vk5,
                Self::Vk6,
                Self::Vk7,
                Self::Vk8,
                Self::Vk9,
                Self::Vk10,
                Self::VkD,
                Self::Council,
                Self::JjS,
            ],
        }
    }
}
