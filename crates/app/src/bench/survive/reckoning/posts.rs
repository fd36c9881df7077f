//! The outbox against what the journal system holds.

use super::Counted;
use super::stored::Stored;
use crate::bench::survive::receiver::Receiver;

/// Everything in the outbox was handed over, and the journal system has it under its
/// key with one document and nothing else.
pub(super) fn count(stored: &Stored, receiver: &Receiver, counted: &mut Counted) {
    let mut by_key = receiver.by_key();
    counted.keys_posted = by_key.len();
    counted.posts_repeated = by_key.values().map(|taken| taken.times - 1).sum();
    let posts = receiver.posts();
    counted.posts_taken = posts.taken;
    counted.posts_refused_503 = posts.refused;
    counted.posts_slow = posts.slow;
    counted.posts_unanswered = posts.unanswered;
    counted.outbox = stored.sent.len();
    for row in &stored.sent {
        let (id, key) = (row.id.to_string(), row.transport.to_string());
        counted.outbox_handed_over += usize::from(matches!(row.state, 1 | 2));
        counted.outbox_receipted += usize::from(row.state == 2 && row.kind == "HE");
        counted.hold(matches!(row.state, 1 | 2), || format!("{id} is in state {}", row.state));
        counted.hold(row.repeats == 0, || format!("{id} was given a new key"));
        let Some(taken) = by_key.remove(&key) else {
            counted.hold(false, || format!("{id} never came to the journal system"));
            continue;
        };
        counted.hold(!taken.differs, || format!("{id} came with two documents"));
        let right = taken.message.is_none_or(|message| message == id);
        counted.hold(right, || format!("{id} came with another's document"));
    }
    for key in by_key.keys() {
        counted.hold(false, || format!("{key} was posted and is not in the outbox"));
    }
}
