//! Contacts, conversations, what was written, who has read it, and drafts.
//!
//! Functions come in pairs: the citizen's look only at the scope's citizen, the
//! desk's only at the scope's municipality. Text passes through sealed.

mod attachments;
mod contacts;
mod desk;
mod desk_begun;
mod desk_drafts;
mod drafts;
mod envelopes;
mod events;
mod inbox;
mod messages;
mod notes;
mod reads;
mod standard;
mod there;
mod threads;
mod unsent_attachments;
mod visible;
mod warnings;

pub use attachments::{
    AttachmentRow, MAX_ATTACHMENTS, NewAttachment, UnsentBy, add_attachment_part, attachment_part,
    begin_attachment, begun_attachments, citizens_attachment, citizens_attachments,
    desk_attachment, desk_attachments, desk_draft_attachments, draft_attachments,
    finish_attachment, keep_received_attachment, mark_checked, message_attachments,
    send_attachment, send_begun_attachment, send_desk_attachment,
};
pub use contacts::{
    add_contact, citizens_contact, citizens_contacts, contact_for_desk, contact_of_person_at,
    desk_contacts_of, listed_contacts, update_contact, youth_door_to,
};
pub use desk::{PAGE as QUEUE_PAGE, Queue, QueueCounts, QueueRow, queue, queue_counts};
pub use desk_begun::{
    BegunRow, ListedBegun, begun, begun_by, count_begun, discard_begun, forget_begun, save_begun,
    touch_begun,
};
pub use desk_drafts::{
    DeskDraftRow, desk_draft, desk_drafts_at, discard_desk_draft, save_desk_draft,
};
pub use drafts::{
    DraftRow, DraftTarget, ListedDraft, citizens_draft, citizens_drafts, discard, discard_all_by,
    save_draft, touch_draft,
};
pub use envelopes::{FirstTime, forget_envelope, note_envelope};
pub use events::{
    EventRow, SealedGuidance, add_event, citizens_events, desk_events, desk_events_after,
};
pub use inbox::{InboxRow, PAGE as INBOX_PAGE, citizens_inbox, unread_count};
pub use messages::{
    MAX_MESSAGES, MessageRow, NewMessage, SealedPair, add_message, citizens_messages,
    citizens_messages_since, citizens_writer, desk_message, desk_messages, submitted_message,
};
pub use notes::{NoteRow, add_note, notes, notes_after};
pub use reads::{ReadRow, Reader, mark_read, reads};
pub use standard::{
    StandardRow, add_standard, change_standard, discard_standard, standard_replies,
};
pub use there::is_there;
pub use threads::{
    StoredThread, add_thread, citizens_home, citizens_thread, citizens_thread_to_write,
    desk_thread, desk_thread_to_write, desk_threads_of, note_wire, open_threads_at,
    thread_by_conversation, threads_taken_by, update_thread, update_thread_since, wire_refs,
};
pub use unsent_attachments::{
    discard_all_of_begun, discard_attachment, discard_begun_attachment, discard_desk_attachment,
    sweep_attachments,
};
pub(crate) use visible::visible;
pub use warnings::{WarnedRow, add_warning, warned_at};

/// Every statement here, for the test that prepares each on both databases.
pub(crate) const STATEMENTS: &[&[&str]] = &[
    attachments::STATEMENTS,
    unsent_attachments::STATEMENTS,
    contacts::STATEMENTS,
    desk::STATEMENTS,
    desk_begun::STATEMENTS,
    desk_drafts::STATEMENTS,
    drafts::STATEMENTS,
    envelopes::STATEMENTS,
    events::STATEMENTS,
    inbox::STATEMENTS,
    messages::STATEMENTS,
    notes::STATEMENTS,
    reads::STATEMENTS,
    standard::STATEMENTS,
    there::STATEMENTS,
    threads::STATEMENTS,
    warnings::STATEMENTS,
];
