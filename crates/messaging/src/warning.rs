//! Known faults that are tolerated, told so that a sender can mend them.

use crate::limits::MAX_WARNINGS;

/// Something tolerated, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// What it was.
    pub code: WarningCode,
    /// The element, by the names in the schema.
    pub element: String,
}

macro_rules! warning_codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// What was tolerated. The texts are stable; programs may compare them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum WarningCode { $($(#[$doc])* $name,)* }

        impl WarningCode {
            /// The stable text.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }
    };
}

warning_codes! {
    /// `Ack` is neither J nor N.
    AckUnknown = "ack_unknown",
    /// `AppRec` 1.0 where 1.1 is meant.
    AppRecVersionOld = "apprec_version_old",
    /// A note with a code that this process does not list; shown as an answer.
    AnswerCodeUnexpected = "answer_code_unexpected",
    /// An attachment that is not taken in.
    AttachmentLeftOut = "attachment_left_out",
    /// A code without its code system.
    CodeSystemMissing = "code_system_missing",
    /// A time where the schema has a date.
    DateWithTime = "date_with_time",
    /// Dialogmelding 1.0 where 1.1 is meant.
    DialogVersionOld = "dialog_version_old",
    /// A document that is not taken in.
    DocumentLeftOut = "document_left_out",
    /// The envelope is in ISO-8859-1.
    EncodingLatin1 = "encoding_latin1",
    /// Formatted text, of which only the words and line breaks are kept.
    FormattingRemoved = "formatting_removed",
    /// A time without zone, taken as Oslo.
    GenDateWithoutZone = "gen_date_without_zone",
    /// A HER-id that is not a number.
    HerIdMalformed = "her_id_malformed",
    /// No HER-id.
    HerIdMissing = "her_id_missing",
    /// The HER-id of level two stands on the professional.
    HerIdOnProfessional = "her_id_on_professional",
    /// A HER-id under another code system than 9051.
    HerIdWrongOid = "her_id_wrong_oid",
    /// An identifier of a kind and form we do not know.
    IdentMalformed = "ident_malformed",
    /// The same identifier twice.
    IdentRepeated = "ident_repeated",
    /// A message id or reference that is not a UUID.
    IdNotUuid = "id_not_uuid",
    /// `MIGversion` differs from that of `MsgHead` 1.2.
    MigVersion = "mig_version",
    /// A receipt that does not tell when the message was made.
    IssueDateUnreadable = "issue_date_unreadable",
    /// There were more warnings than are kept.
    MoreWarnings = "more_warnings",
    /// An organisation number where the HER-id is meant.
    OrgNumberForHerId = "org_number_for_her_id",
    /// An organisation below level two.
    OrganisationTooDeep = "organisation_too_deep",
    /// A process name known to be misspelt.
    ProcessMisnamed = "process_misnamed",
    /// `TjenesteId:` written in front of the service id.
    ServiceIdPrefix = "service_id_prefix",
    /// An element of the contact list in another spelling or namespace than the schema's.
    ServiceListSpelling = "service_list_spelling",
    /// Both a national identity number and a D-number; the first is used.
    SeveralIdentityNumbers = "several_identity_numbers",
    /// A receipt that says no without a reason, or yes with one.
    StatusAgainstErrors = "status_against_errors",
    /// An address that is not http or https.
    UrlLeftOut = "url_left_out",
}

/// Collects warnings up to the limit.
#[derive(Debug, Default)]
pub(crate) struct Warnings(Vec<Warning>);

impl Warnings {
    pub(crate) fn add(&mut self, code: WarningCode, element: impl Into<String>) {
        if self.0.len() + 1 < MAX_WARNINGS {
            self.0.push(Warning { code, element: element.into() });
        } else if self.0.len() < MAX_WARNINGS {
            let element = "MsgHead".to_owned();
            self.0.push(Warning { code: WarningCode::MoreWarnings, element });
        }
    }

    pub(crate) fn into_vec(self) -> Vec<Warning> {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn warnings_stop_at_their_limit_and_say_so() {
        let mut warnings = Warnings::default();
        for _ in 0..MAX_WARNINGS * 2 {
            warnings.add(WarningCode::IdNotUuid, "MsgInfo/MsgId");
        }
        let kept = warnings.into_vec();
        assert_eq!(kept.len(), MAX_WARNINGS);
        assert_eq!(kept.last().map(|last| last.code), Some(WarningCode::MoreWarnings));
    }
}
