//! The citizen's door.

mod contacts;
mod home;
mod kept;
mod new_message;
mod notices;
mod profile;
mod thread;
mod threads;
mod who_has_seen;
