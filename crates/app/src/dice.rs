//! The dice: the cryptographic library's own source of random bytes.

use aws_lc_rs::rand;
use helsebro_domain::ids::Dice;

/// The system's dice.
pub(crate) struct SystemDice;

impl Dice for SystemDice {
    fn fill(&self, bytes: &mut [u8]) {
        if rand::fill(bytes).is_err() {
            // Going on with bytes that can be guessed would open every door.
            tracing::error!("the system gives no random bytes; stopping");
            std::process::abort();
        }
    }
}
