//! The citizen's door.

mod consent;
mod contacts;
mod files;
mod home;
mod kept;
mod new_message;
mod notices;
mod profile;
mod thread;
mod threads;
mod who_has_seen;
