//! Every address of ours, as a type. Links are built from it, so a page cannot
//! lead to an address that is not there, and each says which door it is behind.
//!
//! [`ALL`] is what the tests walk: a route that is declared and not visited, or
//! that lets a stranger in, is found there.

use helsebro_domain::ids::{
    AttachmentId, AuditId, ContactId, DraftId, EmergencyId, GrantId, RequestId, StandardReplyId,
    ThreadId,
};
use uuid::Uuid;

/// Who may come in by a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Door {
    /// Anybody.
    Public,
    /// Whoever is signed in, by whichever door.
    SignedIn,
    /// A citizen signed in at level high (S1-2.1-c).
    Citizen,
    /// Staff signed in, at a unit where they are authorised today (S1-2.1-b).
    Staff,
    /// Anybody, in the demo town only.
    Demo,
    /// An identity provider, by a signed token or by naming itself.
    Partner,
    /// A municipality's journal system, by a token of HelseID's (S1-2.1-b).
    Epj,
    /// An SMS gateway, by a secret in the address.
    Gateway,
}

/// What can be asked at a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verb {
    /// To see.
    Get,
    /// To do.
    Post,
    /// To set.
    Put,
}

/// An address.
pub trait Route {
    /// Its shape, as the router takes it.
    const PATTERN: &'static str;
    /// Which door it is behind.
    const DOOR: Door;
    /// What can be asked.
    const VERBS: &'static [Verb];

    /// The address itself.
    fn path(&self) -> String;
}

/// What is known about a route without one at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RouteInfo {
    /// Its name, as in `citizen::Thread`.
    pub name: &'static str,
    /// Its shape.
    pub pattern: &'static str,
    /// Which door it is behind.
    pub door: Door,
    /// What can be asked.
    pub verbs: &'static [Verb],
}

/// The shape with its openings filled in.
fn filled(pattern: &str, ids: &[String]) -> String {
    let mut path = pattern.to_owned();
    for id in ids {
        if let (Some(from), Some(to)) = (path.find('{'), path.find('}')) {
            path.replace_range(from..=to, id);
        }
    }
    path
}

macro_rules! routes {
    ($(
        $(#[$room_doc:meta])*
        $room:ident, $door:ident {$(
            $(#[$doc:meta])*
            $name:ident $(($($id:ident: $kind:ty),+))? => $pattern:literal [$($verb:ident)+];
        )*}
    )*) => {
        $(
            $(#[$room_doc])*
            pub mod $room {
                use super::{Door, Route, Verb, filled};
                $(
                    $(#[$doc])*
                    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
                    pub struct $name $(($(pub $kind),+))?;

                    impl Route for $name {
                        const PATTERN: &'static str = $pattern;
                        const DOOR: Door = Door::$door;
                        const VERBS: &'static [Verb] = &[$(Verb::$verb),+];

                        fn path(&self) -> String {
                            $(let Self($($id),+) = self;)?
                            let ids: &[String] = &[$($($id.to_string()),+)?];
                            filled(Self::PATTERN, ids)
                        }
                    }
                )*
            }
        )*

        /// Every route.
        pub const ALL: &[RouteInfo] = &[$($(
            RouteInfo {
                name: concat!(stringify!($room), "::", stringify!($name)),
                pattern: <$room::$name as Route>::PATTERN,
                door: <$room::$name as Route>::DOOR,
                verbs: <$room::$name as Route>::VERBS,
            },
        )*)*];
    };
}

routes! {
    /// Pages that anybody may see, and the way in and out.
    public, Public {
        /// The front page.
        Front => "/" [Get];
        /// Help.
        Help => "/hjelp" [Get];
        /// Privacy (L-EFV-5).
        Privacy => "/personvern" [Get];
        /// Accessibility.
        Accessibility => "/tilgjengelighet" [Get];
        /// The choice of language.
        Language => "/sprak" [Post];
        /// Signed out.
        SignedOut => "/utlogget" [Get];
        /// A citizen signs in; a form brings along what was written without a session.
        SignIn => "/logg-inn" [Get Post];
        /// Back from ID-porten.
        SignInReturn => "/logg-inn/tilbake" [Get];
        /// Signs out.
        SignOut => "/logg-ut" [Get Post];
        /// Staff sign in.
        StaffSignIn => "/ansatt/logg-inn" [Get Post];
        /// Back from HelseID.
        StaffSignInReturn => "/ansatt/logg-inn/tilbake" [Get];
        /// Staff sign out.
        StaffSignOut => "/ansatt/logg-ut" [Get Post];
    }
    /// Where identity providers tell that a session has ended.
    partner, Partner {
        /// The browser that signs out is sent here inside a frame.
        FrontChannel => "/logg-ut/frontkanal" [Get];
        /// ID-porten calls here.
        BackChannel => "/logg-ut/bakkanal" [Post];
        /// HelseID calls here.
        StaffBackChannel => "/ansatt/logg-ut/bakkanal" [Post];
    }
    /// For whoever is signed in.
    session, SignedIn {
        /// Keeps the session alive.
        Extend => "/okt/forleng" [Post];
    }
    /// The citizen's pages.
    citizen, Citizen {
        /// What is new.
        Home => "/hjem" [Get];
        /// Name, language, colours.
        Profile => "/meg" [Get Post];
        /// What she has said yes to (L-GDPR-7).
        Consent => "/meg/samtykke" [Get Post];
        /// Takes it back.
        WithdrawConsent => "/meg/samtykke/trekk-tilbake" [Get Post];
        /// Ends every session of the citizen's.
        SignOutEverywhere => "/meg/logg-ut-overalt" [Post];
        /// What she is told of by SMS and e-mail (SM-8, N-09).
        Notices => "/meg/varsler" [Get Post];
        /// Whom to act for (S1-2.1-a).
        ActFor => "/meg/opptrer-for" [Get Post];
        /// Back to acting for oneself.
        ActForSelf => "/meg/opptrer-for/meg-selv" [Post];
        /// Who helps her, and whom she helps.
        Helpers => "/meg/fullmakter" [Get];
        /// Asks for a power of attorney.
        AskForGrant => "/meg/fullmakter/be-om" [Get Post];
        /// Asked.
        GrantAsked => "/meg/fullmakter/spurt" [Get];
        /// A request to be answered.
        GrantRequest(request: super::RequestId) => "/meg/fullmakter/sporsmal/{request}" [Get Post];
        /// A power of attorney, and its end.
        Grant(grant: super::GrantId) => "/meg/fullmakter/{grant}" [Get Post];
        /// Who has seen what (L-PJL-22a).
        Seen => "/meg/hvem-har-sett" [Get];
        /// The same on paper.
        SeenPrint => "/meg/hvem-har-sett/skriv-ut" [Get];
        /// Asks those responsible about a line of it.
        AskAboutLine(line: super::AuditId) => "/meg/hvem-har-sett/{line}/spor" [Get Post];
        /// The health contacts (S1-2.1.1-b).
        Contacts => "/helsekontakter" [Get];
        /// One health contact.
        Contact(contact: super::ContactId) => "/helsekontakter/{contact}" [Get];
        /// The conversations.
        Threads => "/meldinger" [Get];
        /// Whom to write to.
        Choose => "/meldinger/ny" [Get Post];
        /// A new message to a contact (S1-2.1.1-a).
        NewMessage(contact: super::ContactId) => "/meldinger/ny/til/{contact}" [Get Post];
        /// A message not yet sent.
        Draft(draft: super::DraftId) => "/meldinger/utkast/{draft}" [Get Post];
        /// Look over and send.
        Check(draft: super::DraftId) => "/meldinger/utkast/{draft}/se-over" [Get Post];
        /// Its files.
        Attachments(draft: super::DraftId) => "/meldinger/utkast/{draft}/vedlegg" [Get Post];
        /// Takes one of them away.
        AttachmentRemoval(draft: super::DraftId, attachment: super::AttachmentId) => "/meldinger/utkast/{draft}/vedlegg/{attachment}" [Post];
        /// A conversation.
        Thread(thread: super::ThreadId) => "/meldinger/{thread}" [Get Post];
        /// A file that was sent in it.
        Attachment(thread: super::ThreadId, attachment: super::AttachmentId) => "/meldinger/{thread}/vedlegg/{attachment}" [Get];
        /// The receipt (L-EFV-6).
        Receipt(thread: super::ThreadId) => "/meldinger/{thread}/kvittering" [Get];
        /// The conversation on paper.
        Print(thread: super::ThreadId) => "/meldinger/{thread}/skriv-ut" [Get];
    }
    /// The staff console.
    staff, Staff {
        /// The unit's shared list.
        WorkList => "/ansatt/arbeidsliste" [Get];
        /// What is new on it, as events.
        News => "/ansatt/arbeidsliste/nytt" [Get];
        /// A new conversation from the unit.
        NewThread => "/ansatt/samtaler/ny" [Get Post];
        /// A conversation.
        Thread(thread: super::ThreadId) => "/ansatt/samtaler/{thread}" [Get];
        /// Takes it.
        Take(thread: super::ThreadId) => "/ansatt/samtaler/{thread}/ta" [Post];
        /// Takes it over from a colleague.
        TakeOver(thread: super::ThreadId) => "/ansatt/samtaler/{thread}/ta-over" [Post];
        /// Puts it back in the list.
        PutBack(thread: super::ThreadId) => "/ansatt/samtaler/{thread}/legg-tilbake" [Post];
        /// Answers.
        Answer(thread: super::ThreadId) => "/ansatt/samtaler/{thread}/svar" [Post];
        /// Files that are ready for the answer.
        Attachments(thread: super::ThreadId) => "/ansatt/samtaler/{thread}/vedlegg" [Get Post];
        /// A file that came, or was sent.
        Attachment(thread: super::ThreadId, attachment: super::AttachmentId) => "/ansatt/samtaler/{thread}/vedlegg/{attachment}" [Get];
        /// Takes one away that is ready.
        AttachmentRemoval(thread: super::ThreadId, attachment: super::AttachmentId) => "/ansatt/samtaler/{thread}/vedlegg/{attachment}/fjern" [Post];
        /// Shows the identity number; that it was shown is logged.
        ShowNumber(thread: super::ThreadId) => "/ansatt/samtaler/{thread}/vis-nummer" [Post];
        /// Sends it on to another unit.
        Forward(thread: super::ThreadId) => "/ansatt/samtaler/{thread}/send-videre" [Get Post];
        /// Gives it to a colleague.
        Assign(thread: super::ThreadId) => "/ansatt/samtaler/{thread}/tildel" [Get Post];
        /// Writes an internal note in it.
        Note(thread: super::ThreadId) => "/ansatt/samtaler/{thread}/notat" [Get Post];
        /// Logs a talk in it (S1-2.1.1-a).
        Talk(thread: super::ThreadId) => "/ansatt/samtaler/{thread}/kontakt" [Get Post];
        /// How staff are shown to its citizen.
        Names(thread: super::ThreadId) => "/ansatt/samtaler/{thread}/navn" [Get Post];
        /// Closes it.
        Close(thread: super::ThreadId) => "/ansatt/samtaler/{thread}/avslutt" [Get Post];
        /// One person, in an emergency (L-PJL-16-E).
        Emergency => "/ansatt/nodtilgang" [Get Post];
        /// What there is to see of her.
        EmergencyOpen(access: super::EmergencyId) => "/ansatt/nodtilgang/{access}" [Get];
        /// Emergency look-ups that wait to be judged.
        Reviews => "/ansatt/vurderinger" [Get Post];
        /// The single keys, and whether they do anything.
        Shortcuts => "/ansatt/snarveier" [Get Post];
        /// How the unit works.
        Unit => "/ansatt/enheten" [Get];
        /// Its hours and its promise (S1-2.1.1-a).
        Hours => "/ansatt/enheten/apningstider" [Get Post];
        /// The days that it has closed.
        ClosedDays => "/ansatt/enheten/stengt" [Get Post];
        /// Who leads the duty.
        Duty => "/ansatt/enheten/vakt" [Get Post];
        /// Who is away, and who stands in.
        Absence => "/ansatt/enheten/fravaer" [Get Post];
        /// How staff are shown to citizens.
        UnitNames => "/ansatt/enheten/navn" [Get Post];
        /// Replies that are kept ready.
        StandardReplies => "/ansatt/enheten/standardsvar" [Get Post];
        /// One of them.
        StandardReply(reply: super::StandardReplyId) => "/ansatt/enheten/standardsvar/{reply}" [Get Post];
        /// Powers of attorney on paper (S1-2.1-a).
        Papers => "/ansatt/enheten/fullmakter" [Get Post];
        /// Another unit.
        ChooseUnit => "/ansatt/bytt-enhet" [Get Post];
    }
    /// The journal system's own door, shaped like the national message service's.
    epj, Epj {
        /// What waits, and where messages are left.
        Messages => "/epj/Messages" [Get Post];
        /// One message.
        Message(id: super::Uuid) => "/epj/Messages/{id}" [Get];
        /// Its document.
        Document(id: super::Uuid) => "/epj/Messages/{id}/business-document" [Get];
        /// Where it stands.
        Status(id: super::Uuid) => "/epj/Messages/{id}/status" [Get];
        /// Its receipt.
        AppRec(id: super::Uuid) => "/epj/Messages/{id}/apprec" [Get];
        /// It has been fetched.
        Read(id: super::Uuid, her: u32) => "/epj/Messages/{id}/read/{her}" [Put];
        /// A receipt for it.
        Receipt(id: super::Uuid, her: u32) => "/epj/Messages/{id}/apprec/{her}" [Post];
    }
    /// Where gateways tell what became of what they took.
    gateway, Gateway {
        /// Delivery reports of SMS (SM-10).
        SmsReport(secret: super::Uuid) => "/varsel/sms/{secret}" [Post];
    }
    /// The demo town.
    demo, Demo {
        /// Whom one can be.
        Start => "/demo" [Get Post];
        /// The clock.
        Clock => "/demo/klokke" [Get Post];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_its_pattern_with_the_id_in_it() {
        let id = ThreadId::from_uuid(Uuid::from_u128(7));
        let receipt = citizen::Receipt(id).path();
        assert_eq!(receipt, "/meldinger/00000000-0000-0000-0000-000000000007/kvittering");
        assert_eq!(citizen::Home.path(), "/hjem");
        let read = epj::Read(Uuid::from_u128(7), 90).path();
        assert_eq!(read, "/epj/Messages/00000000-0000-0000-0000-000000000007/read/90");
    }

    #[test]
    fn no_two_routes_share_an_address() {
        let mut patterns: Vec<&str> = ALL.iter().map(|route| route.pattern).collect();
        patterns.sort_unstable();
        let before = patterns.len();
        patterns.dedup();
        assert_eq!(patterns.len(), before);
    }

    #[test]
    fn every_address_is_behind_the_door_that_its_first_word_says() {
        for route in ALL {
            let expected: &[Door] = match route.pattern.split('/').nth(1).unwrap_or_default() {
                "ansatt" => &[Door::Staff, Door::Public, Door::Partner],
                "demo" => &[Door::Demo],
                "epj" => &[Door::Epj],
                "varsel" => &[Door::Gateway],
                "hjem" | "meg" | "meldinger" | "helsekontakter" => &[Door::Citizen],
                _ => &[Door::Public, Door::Partner, Door::SignedIn],
            };
            assert!(expected.contains(&route.door), "{}", route.name);
        }
    }

    #[test]
    fn an_address_is_plain_ascii_words() {
        for route in ALL {
            // The national interface writes its first word with a capital.
            let plain = |c: char| {
                c.is_ascii_lowercase()
                    || "/-{}".contains(c)
                    || (c == 'M' && route.door == Door::Epj)
            };
            assert!(
                route.pattern.starts_with('/') && route.pattern.chars().all(plain),
                "{}",
                route.name
            );
        }
    }
}
