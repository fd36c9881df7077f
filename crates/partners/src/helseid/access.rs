//! Journal systems that come in with a token from HelseID.

use super::HelseId;
use crate::oidc::{Later, Machine, NotShown, ShownCall};

/// Who believes the tokens that journal systems show.
pub trait MachineSignIn: Send + Sync {
    /// The machine that makes a call with a token for this audience. That a proof
    /// is used only once is the caller's to see, by its id.
    fn machine<'a>(
        &'a self,
        audience: &'a str,
        call: ShownCall<'a>,
    ) -> Later<'a, Machine, NotShown>;
}

impl MachineSignIn for HelseId {
    fn machine<'a>(
        &'a self,
        audience: &'a str,
        call: ShownCall<'a>,
    ) -> Later<'a, Machine, NotShown> {
        Box::pin(self.provider.machine(audience, call))
    }
}
