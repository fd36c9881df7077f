//! Every address of ours, as a type. Links are built from it, so a page cannot
//! lead to an address that is not there, and each says which door it is behind.
//!
//! [`ALL`] is what the tests walk: a route that is declared and not visited, or
//! that lets a stranger in, is found there.

use helsebro_domain::ids::{
    ActivationId, AgreementId, AttachmentId, AuditId, BlockId, BreachId, ContactId, CustodyId,
    DisclosureId, DraftId, EmergencyId, GrantId, MunicipalityId, RequestId, RetentionPlanId,
    RightsPartId, RightsRequestId, StandardReplyId, TermsId, ThreadId, UnitId,
};
use uuid::Uuid;

use crate::route::filled;
pub use crate::route::{Door, Route, RouteInfo, Verb};

routes! {
    /// Pages that anybody may see, and the way in and out.
    public, Public {
        /// The front page.
        Front => "/" [Get];
        /// Help.
        Help => "/hjelp" [Get];
        /// Privacy (L-EFV-5).
        Privacy => "/personvern" [Get];
        /// Privacy in one unit's service (GDPR 13, § 5.4 no. 7).
        UnitPrivacy(unit: super::UnitId) => "/personvern/{unit}" [Get];
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
        /// Says yes for a youth of 13 to 15 (L-GDPR-8).
        YouthConsents => "/meg/samtykke/barn" [Get Post];
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
        /// Offers a power of attorney.
        OfferGrant => "/meg/fullmakter/gi" [Get Post];
        /// Offered.
        GrantOffered => "/meg/fullmakter/tilbudt" [Get];
        /// An offer to be answered.
        GrantOffer(request: super::RequestId) => "/meg/fullmakter/tilbud/{request}" [Get Post];
        /// Takes back an offer of her own.
        TakeOfferBack(request: super::RequestId) => "/meg/fullmakter/tilbud/{request}/trekk" [Post];
        /// A power of attorney, and its end.
        Grant(grant: super::GrantId) => "/meg/fullmakter/{grant}" [Get Post];
        /// Who has seen what (L-PJL-22a).
        Seen => "/meg/hvem-har-sett" [Get];
        /// Units that refuse, or may refuse, her to write (L-EFV-14).
        Blocks => "/meg/stenginger" [Get];
        /// One of them, and what she says to it.
        Block(block: super::BlockId) => "/meg/stenginger/{block}" [Get Post];
        /// Breaches of security that concern her (L-GDPR-34).
        Breaches => "/meg/brudd" [Get];
        /// Who is responsible for what is known of her (RR-12).
        Responsible => "/meg/ansvar" [Get];
        /// Her record goes to somebody else (S2-3-e).
        Moving(custody: super::CustodyId) => "/meg/ansvar/flytting/{custody}" [Get Post];
        /// What she has demanded of those responsible (§ 9).
        Rights => "/meg/krav" [Get];
        /// A new request.
        NewRights => "/meg/krav/ny" [Get Post];
        /// One request with all its parts.
        RightsRequest(request: super::RightsRequestId) => "/meg/krav/{request}" [Get Post];
        /// The answer to a part, read or taken out.
        RightsAnswer(request: super::RightsRequestId, part: super::RightsPartId) => "/meg/krav/{request}/svar/{part}" [Get];
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
        /// One that is begun, with files.
        BegunThread(draft: super::DraftId) => "/ansatt/samtaler/ny/{draft}" [Get Post];
        /// The files that lie ready for it.
        BegunFiles(draft: super::DraftId) => "/ansatt/samtaler/ny/{draft}/vedlegg" [Get Post];
        /// Takes one of them away.
        BegunFileRemoval(draft: super::DraftId, attachment: super::AttachmentId) => "/ansatt/samtaler/ny/{draft}/vedlegg/{attachment}/fjern" [Post];
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
        /// Those around its citizen: next of kin by decision, and what parents see.
        Relatives(thread: super::ThreadId) => "/ansatt/samtaler/{thread}/parorende" [Get Post];
        /// How staff are shown to its citizen.
        Names(thread: super::ThreadId) => "/ansatt/samtaler/{thread}/navn" [Get Post];
        /// Tells whoever writes there that she may be refused to (L-EFV-14).
        NewBlock(thread: super::ThreadId) => "/ansatt/samtaler/{thread}/stenging" [Get Post];
        /// Closes it.
        Close(thread: super::ThreadId) => "/ansatt/samtaler/{thread}/avslutt" [Get Post];
        /// One person, in an emergency (L-PJL-16-E).
        Emergency => "/ansatt/nodtilgang" [Get Post];
        /// What there is to see of her.
        EmergencyOpen(access: super::EmergencyId) => "/ansatt/nodtilgang/{access}" [Get];
        /// Emergency look-ups that wait to be judged.
        Reviews => "/ansatt/vurderinger" [Get Post];
        /// What was asked of other units, and what they asked for (§ 10).
        Disclosures => "/ansatt/utleveringer" [Get Post];
        /// Asks another unit for data about a patient.
        NewDisclosure => "/ansatt/utleveringer/ny" [Get Post];
        /// One of them, assessed and decided (S2-3-d2).
        Disclosure(disclosure: super::DisclosureId) => "/ansatt/utleveringer/{disclosure}" [Get Post];
        /// What was given out.
        DisclosureGiven(disclosure: super::DisclosureId) => "/ansatt/utleveringer/{disclosure}/innhold" [Get];
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
        /// Whether it is open for youths (L-GDPR-8).
        UnitYouth => "/ansatt/enheten/ungdom" [Get Post];
        /// Replies that are kept ready.
        StandardReplies => "/ansatt/enheten/standardsvar" [Get Post];
        /// One of them.
        StandardReply(reply: super::StandardReplyId) => "/ansatt/enheten/standardsvar/{reply}" [Get Post];
        /// Powers of attorney on paper (S1-2.1-a).
        Papers => "/ansatt/enheten/fullmakter" [Get Post];
        /// Another unit.
        ChooseUnit => "/ansatt/bytt-enhet" [Get Post];
    }
    /// The municipality's console: who answers for what (S2-0-k).
    municipality, Municipality {
        /// How far the municipality has come (S1-1-b).
        Joining => "/kommune/oppkobling" [Get Post];
        /// The general terms, to be accepted.
        GeneralTerms => "/kommune/oppkobling/generelle-vilkar" [Get Post];
        /// The special terms, to be accepted.
        SpecialTerms => "/kommune/oppkobling/saerskilte-vilkar" [Get Post];
        /// The data processing agreements, to be signed (S1-3.2-a).
        Processing => "/kommune/oppkobling/databehandleravtale" [Get Post];
        /// What the municipality is charged, and why (S1-4-a).
        Costs => "/kommune/oppkobling/kostnader" [Get];
        /// How much is used (S1-5.3-b).
        Usage => "/kommune/statistikk" [Get];
        /// The way out: what is held is fetched and receipted (§ 5.6 case VII).
        Leaving => "/kommune/utmelding" [Get Post];
        /// One service on its way, in use, or leaving (S1-5.1-e, S1-6-c).
        Activation(activation: super::ActivationId) => "/kommune/oppkobling/{activation}" [Get Post];
        /// Who is responsible, service by service.
        Responsibility => "/kommune/ansvar" [Get];
        /// A new record of who delivers a service (S2-0-f).
        NewDelivery => "/kommune/ansvar/ny" [Get Post];
        /// Decisions that place responsibility (S2-1-d).
        Decisions => "/kommune/ansvar/avgjorelser" [Get Post];
        /// Records of processing (GDPR art. 30).
        Records => "/kommune/ansvar/protokoll" [Get];
        /// Records that change hands, and a new plan (§ 5.6).
        Custodies => "/kommune/ansvar/flyttinger" [Get Post];
        /// What one of the plans would do.
        Custody(custody: super::CustodyId) => "/kommune/ansvar/flyttinger/{custody}" [Get Post];
        /// Alarms, and what is gone through once a year (S2-0-c, S2-0-e).
        Tasks => "/kommune/ansvar/oppgaver" [Get Post];
        /// Municipalities that take over (CT-68).
        Successions => "/kommune/ansvar/etterfolgere" [Get Post];
        /// Who was responsible for a service when.
        Timeline(unit: super::UnitId) => "/kommune/ansvar/{unit}" [Get Post];
        /// The register of breaches (L-GDPR-33).
        Breaches => "/kommune/brudd" [Get Post];
        /// One of them.
        Breach(breach: super::BreachId) => "/kommune/brudd/{breach}" [Get Post];
        /// What is deleted when its time has come (L-PJL-25).
        Retention => "/kommune/sletting" [Get Post];
        /// One plan of it.
        RetentionPlan(plan: super::RetentionPlanId) => "/kommune/sletting/{plan}" [Get Post];
        /// Emergency look-ups, judged by the data protection officer (L-PJL-16-E).
        Emergencies => "/kommune/nodtilgang" [Get Post];
        /// Who is refused, or may be, to write to a unit (L-EFV-14).
        Blocks => "/kommune/stenginger" [Get];
        /// One of them, to be decided.
        Block(block: super::BlockId) => "/kommune/stenginger/{block}" [Get Post];
        /// Requests about rights that wait for the municipality, or for a provider (§ 9).
        RightsList => "/kommune/krav" [Get];
        /// Its part of one.
        RightsPart(part: super::RightsPartId) => "/kommune/krav/{part}" [Get Post];
        /// A provider's own records of processing (S2-3-b, GDPR art. 30).
        ProvidersRecords => "/kommune/leverandor/protokoll" [Get];
        /// A provider's own register of breaches (S2-3-b, L-GDPR-33).
        ProvidersBreaches => "/kommune/leverandor/brudd" [Get Post];
        /// One of them.
        ProvidersBreach(breach: super::BreachId) => "/kommune/leverandor/brudd/{breach}" [Get Post];
        /// The agreements, and a new one.
        Agreements => "/kommune/avtaler" [Get Post];
        /// One of them, with its checklist (S2-2-b).
        Agreement(agreement: super::AgreementId) => "/kommune/avtaler/{agreement}" [Get Post];
    }
    /// The operator's console (S1-5.1-e).
    operator, Operator {
        /// What waits, and what is in use.
        Orders => "/drift/bestillinger" [Get];
        /// The register of breaches (L-GDPR-33).
        Breaches => "/drift/brudd" [Get Post];
        /// One of them; the municipalities are told from it.
        Breach(breach: super::BreachId) => "/drift/brudd/{breach}" [Get Post];
        /// Requests about rights that wait for whoever runs the platform (RR-02).
        RightsList => "/drift/krav" [Get];
        /// One of them.
        RightsPart(part: super::RightsPartId) => "/drift/krav/{part}" [Get Post];
        /// One order.
        Order(activation: super::ActivationId) => "/drift/bestillinger/{activation}" [Get Post];
        /// The terms.
        Terms => "/drift/vilkar" [Get];
        /// One version of them.
        TermsVersion(terms: super::TermsId) => "/drift/vilkar/{terms}" [Get Post];
        /// The municipalities.
        Homes => "/drift/kommuner" [Get];
        /// The phase-out of a module (S1-6-a, S1-6-b).
        WindDown => "/drift/utfasing" [Get Post];
        /// How much each municipality uses (S1-5.3-b).
        UsageOfAll => "/drift/statistikk" [Get];
        /// Municipalities on their way out, and the end of their keys.
        Gone => "/drift/avslutninger" [Get Post];
        /// What one municipality is charged (S1-4-a, S1-5.2-e).
        Charges(municipality: super::MunicipalityId) => "/drift/kommuner/{municipality}/fakturagrunnlag" [Get Post];
        /// New sub-processors (§ 6.6).
        SubProcessors => "/drift/underleverandorer" [Get Post];
        /// Jobs that were laid aside.
        Jobs => "/drift/jobber" [Get Post];
        /// Who operates the platform, and what is agreed with the association (S1-0-d).
        Operating => "/drift/virksomhet" [Get Post];
        /// One municipality.
        Home(municipality: super::MunicipalityId) => "/drift/kommuner/{municipality}" [Get Post];
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
        /// Letters that came back (SM-10).
        MailReport(secret: super::Uuid) => "/varsel/epost/{secret}" [Post];
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
                "kommune" => &[Door::Municipality],
                "drift" => &[Door::Operator],
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
