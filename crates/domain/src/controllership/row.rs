//! The rows of the decision table, the flags and what else is said of an answer.

macro_rules! told {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $variant:ident => $code:literal;)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$each])* $variant,)*
        }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// As it is stored and printed.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)*
                }
            }

            /// The one that is stored so.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|each| each.code() == code)
            }
        }
    };
}

told! {
    /// A row of the decision table (§ 5.3).
    Row {
        /// A law, regulation or decision places controllership.
        Ct00 => "CT-00";
        /// The platform part, the operator's.
        Ct01 => "CT-01";
        /// The platform part, the municipality's own.
        Ct02 => "CT-02";
        /// Dissemination: whoever is controller for what is sent.
        Ct03 => "CT-03";
        /// The municipality's own delivery.
        Ct10 => "CT-10";
        /// Joint controllers, the municipality runs the system.
        Ct20 => "CT-20";
        /// Joint controllers, the provider runs the system.
        Ct21 => "CT-21";
        /// Joint controllers, a third party runs the system.
        Ct22 => "CT-22";
        /// Each for its own entries, the municipality runs the system.
        Ct23 => "CT-23";
        /// Each for its own entries, the provider runs the system.
        Ct24 => "CT-24";
        /// Each for its own entries, a third party runs the system.
        Ct25 => "CT-25";
        /// No joint journal, the provider runs the system.
        Ct30 => "CT-30";
        /// No joint journal, the municipality runs the system.
        Ct31 => "CT-31";
        /// No joint journal, a third party runs the system.
        Ct32 => "CT-32";
        /// The case file, the municipality's.
        Ct33 => "CT-33";
        /// A host, for all patients.
        Ct40 => "CT-40";
        /// A host, and somebody else as agreed.
        Ct41 => "CT-41";
        /// A host, and an agreement that does not say.
        Ct42 => "CT-42";
        /// The case file under a host.
        Ct44 => "CT-44";
        /// A task community, itself.
        Ct50 => "CT-50";
        /// A task community, one participant.
        Ct51 => "CT-51";
        /// A task community, several jointly.
        Ct52 => "CT-52";
        /// A task community, and an agreement that does not say.
        Ct53 => "CT-53";
        /// No delivery.
        Ct60 => "CT-60";
        /// A delivery that ended less than twelve months ago.
        Ct61 => "CT-61";
        /// Two deliveries at once.
        Ct62 => "CT-62";
        /// A joint journal that is incomplete.
        Ct63 => "CT-63";
    }
}

told! {
    /// A flag that any row can carry (§ 5.2).
    Flag {
        /// The host has outsourced.
        HostHasOutsourced => "CT-43";
        /// The joint journal covers only a part of the area.
        JointRecordCoversPart => "CT-64";
        /// Entries of an ended delivery under a living joint journal.
        DeliveryEnded => "CT-65";
        /// A joint journal has ended while the delivery goes on.
        JointRecordEnded => "CT-66";
        /// A subcontractor keeps a journal of its own.
        Subcontractor => "CT-67";
        /// The municipality is a successor.
        Successor => "CT-68";
    }
}

told! {
    /// What else the table says of an answer.
    Mark {
        /// A decision, not the table, says who.
        Override => "OVERRIDE";
        /// Something about the entry is needed to say which of the candidates.
        EntryNeeded => "ENTRY_NEEDED";
        /// Nobody answers; nothing new may be processed (S2-2-d-2).
        NoController => "NO_CONTROLLER";
        /// New entries are refused: the delivery has ended.
        DeliveryEnded => "DELIVERY_ENDED";
        /// Two claim it; nothing may be deleted.
        Contested => "CONTESTED";
        /// The joint journal lacks its clause on controllers.
        JointRecordIncomplete => "JJ_INCOMPLETE";
        /// Standing access ended with the joint journal.
        JointRecordEnded => "JJ_ENDED";
        /// The agreement lacks its clause on controllers.
        ControllerClauseMissing => "CONTROLLER_CLAUSE_MISSING";
        /// The agreement leaves the natural answer (S2-4-c-2).
        DeviatesFromGuidance => "DEVIATES_FROM_GUIDANCE";
        /// Who runs the journal system is not said (S2-2-e).
        RecommendedClauseMissing => "RECOMMENDED_CLAUSE_MISSING";
        /// No data processing agreement with whoever runs the platform.
        DpaMissing => "DPA_MISSING";
        /// The sender has no data processing agreement of its own.
        DpaMissingForSender => "DPA_MISSING_FOR_SENDER";
        /// Neither may refuse a request as not its own (S2-2-d1-1).
        JointCannotReject => "JOINT_CANNOT_REJECT";
        /// No other agreement gives control (S2-3-d).
        NoControlWithoutJointRecord => "NO_CONTROL_WITHOUT_JOINT_RECORD";
        /// The provider's records are kept apart in the municipality's system.
        TenantSeparationRequired => "TENANT_SEPARATION_REQUIRED";
        /// A task community makes no decisions on rights (L-KL-19-1).
        KoCannotDecide => "KO_CANNOT_DECIDE";
        /// The community is named, and is no legal person.
        KoNotLegalPerson => "KO_NOT_LEGAL_PERSON";
    }
}

impl Row {
    /// The clauses that it follows from.
    pub const fn clauses(self) -> &'static [&'static str] {
        match self {
            Self::Ct00 => &["S2-1-d"],
            Self::Ct01 => &["S1-3.1-b"],
            Self::Ct02 => &["S1-3.1-b", "§ 0.2 no. 5"],
            Self::Ct03 => &["S1-3.2-a", "GDPR art. 28"],
            Self::Ct10 => &["S2-1-a"],
            Self::Ct20 | Self::Ct21 | Self::Ct22 => {
                &["S2-2-a", "S2-2-d1-1", "S2-2-d1-2", "pjl § 9", "GDPR art. 26"]
            }
            Self::Ct23 | Self::Ct24 | Self::Ct25 => {
                &["S2-2-a", "S2-2-d2-1", "S2-2-d2-2", "S2-2-d2-3", "pjl § 9"]
            }
            Self::Ct30 | Self::Ct31 | Self::Ct32 => &["S2-3-a", "S2-3-d", "hpl § 25"],
            Self::Ct33 => &["S2-3-a1"],
            Self::Ct40 => &["S2-4-a-2", "S2-4-a-3", "S2-4-c-2", "kommuneloven § 20-4"],
            Self::Ct41 => &["S2-4-c-1", "S2-4-c-2", "kommuneloven § 20-4"],
            Self::Ct42 => &["S2-4-b2", "S2-4-c-1", "kommuneloven § 20-4"],
            Self::Ct44 => &["S2-4-a-2", "kommuneloven § 20-2", "kommuneloven § 20-5"],
            Self::Ct50 | Self::Ct51 | Self::Ct52 | Self::Ct53 => {
                &["S2-4-b-1", "S2-4-b2", "kommuneloven § 19-4"]
            }
            Self::Ct60 | Self::Ct61 => &["S2-0-c", "S2-2-d-2"],
            Self::Ct62 => &["S2-2-d-2", "§ 5.4 no. 5"],
            Self::Ct63 => &["S2-2-b", "S2-2-b4", "S2-2-d-1"],
        }
    }

    /// Why, as a code that people's words hang on.
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Ct00 => "DECIDED_ELSEWHERE",
            Self::Ct01 => "PLATFORM_OF_OPERATOR",
            Self::Ct02 => "PLATFORM_OF_MUNICIPALITY",
            Self::Ct03 => "SENDER_ANSWERS",
            Self::Ct10 => "OWN_DELIVERY",
            Self::Ct20 | Self::Ct21 | Self::Ct22 => "JOINT_JOURNAL_JOINT_CONTROLLERS",
            Self::Ct23 | Self::Ct24 | Self::Ct25 => "JOINT_JOURNAL_EACH_ITS_OWN",
            Self::Ct30 | Self::Ct31 | Self::Ct32 => "PROVIDER_WITHOUT_JOINT_JOURNAL",
            Self::Ct33 => "MUNICIPALITYS_OWN_CASES",
            Self::Ct40 => "HOST_FOR_ALL",
            Self::Ct41 => "HOST_AGREEMENT_DEVIATES",
            Self::Ct42 => "HOST_AGREEMENT_SILENT",
            Self::Ct44 => "HOST_CASES",
            Self::Ct50 => "TASK_COMMUNITY_ITSELF",
            Self::Ct51 => "TASK_COMMUNITY_PARTICIPANT",
            Self::Ct52 => "TASK_COMMUNITY_JOINT",
            Self::Ct53 => "TASK_COMMUNITY_AGREEMENT_SILENT",
            Self::Ct60 => "NO_DELIVERY",
            Self::Ct61 => "DELIVERY_ENDED",
            Self::Ct62 => "TWO_DELIVERIES",
            Self::Ct63 => "JOINT_JOURNAL_INCOMPLETE",
        }
    }
}

impl Flag {
    /// The clauses that it follows from.
    pub const fn clauses(self) -> &'static [&'static str] {
        match self {
            Self::HostHasOutsourced => &["S2-4-a-1", "S2-4-a-2"],
            Self::JointRecordCoversPart => &["S2-2-b1"],
            Self::DeliveryEnded | Self::JointRecordEnded => &["S2-2-b3", "§ 5.6"],
            Self::Subcontractor => &["S2-0-f", "hol § 3-1"],
            Self::Successor => &["S2-0-c"],
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn there_are_27_rows_and_6_flags_and_each_says_its_clause() {
        assert_eq!((Row::ALL.len(), Flag::ALL.len()), (27, 6));
        for row in Row::ALL {
            assert_eq!(Row::from_code(row.code()), Some(*row));
            assert!(!row.clauses().is_empty() && !row.reason().is_empty(), "{row:?}");
        }
        for flag in Flag::ALL {
            assert_eq!(Flag::from_code(flag.code()), Some(*flag));
            assert!(!flag.clauses().is_empty(), "{flag:?}");
        }
        let codes: BTreeSet<&str> = Row::ALL
            .iter()
            .map(|row| row.code())
            .chain(Flag::ALL.iter().map(|flag| flag.code()))
            .chain(Mark::ALL.iter().map(|mark| mark.code()))
            .collect();
        assert_eq!(codes.len(), 27 + 6 + Mark::ALL.len());
    }
}
