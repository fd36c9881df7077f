//! A citizen's own consent to use the platform: from which age, how far it reaches, and
//! what it becomes when she withdraws it (L-GDPR-7, L-GDPR-8).
//!
//! Not here: what can then be done with it, which is one table in
//! [`CitizenAccess::may`](crate::representation::CitizenAccess::may).

mod rule;

pub use rule::{
    ALONE_FROM, Agreed, ForYouth, Level, ParentSays, Portal, Stand, TERMS, WhoAgrees, YOUTH_FROM,
    asks_anew, youth_until,
};
