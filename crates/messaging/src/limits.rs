//! How large an envelope and each thing in it may be.
//!
//! The schemas set no limits, so these are ours. What the rules allow in a
//! topic or a text is narrower and belongs to the domain; these only keep a
//! hostile envelope from costing more than an honest one.

/// Bytes in a whole envelope: room for one attachment of the largest size in
/// base64 with its line breaks, and for everything else. The national advice is
/// to warn from 10 MB; that is for who sends, and we refuse only what is larger
/// than what is known to be sent.
pub const MAX_ENVELOPE_BYTES: usize = 26 * 1024 * 1024;
/// Bytes in one attachment, counted as the file it stands for. The largest that
/// a municipal client in production sends.
pub const MAX_ATTACHMENT_BYTES: usize = 18_000_000;
/// References to characters in all attachments: room for one at the end of each line of
/// 64 signs of the largest attachment, as some writers have it.
pub const MAX_ATTACHMENT_REFERENCES: usize = 400_000;
/// Bytes that are kept of an envelope: names, values and texts, but not the
/// content of attachments, which is counted and let go.
pub const MAX_KEPT_BYTES: usize = 4 * 1024 * 1024;
/// Elements inside each other. The schemas need about fifteen; formatted text adds some.
pub const MAX_DEPTH: usize = 64;
/// Elements in a whole envelope.
pub const MAX_ELEMENTS: usize = 50_000;
/// Attributes on one element, namespace declarations included.
pub const MAX_ATTRIBUTES: usize = 40;
/// Bytes in one attribute's value.
pub const MAX_ATTRIBUTE_BYTES: usize = 4_096;
/// Bytes in an element's or attribute's name, prefix included.
pub const MAX_NAME_BYTES: usize = 200;
/// Namespace declarations in force at the same place.
pub const MAX_NAMESPACES: usize = 64;
/// Bytes of text directly in one element, and in one flattened text.
/// The content of an attachment is counted but not kept, so only the envelope limits it.
pub const MAX_TEXT_BYTES: usize = 256 * 1024;
/// Characters in a short field: a name, a heading, an address.
pub const MAX_SHORT_CHARS: usize = 500;
/// Characters in an identifier: message ids, numbers, codes.
pub const MAX_ID_CHARS: usize = 200;
/// Documents in one envelope.
pub const MAX_DOCUMENTS: usize = 50;
/// Identifiers of one organisation, professional or patient.
pub const MAX_IDENTS: usize = 10;
/// Questions or notes in one dialogue document, and roles in one of them.
pub const MAX_PARTS: usize = 20;
/// Services in one contact list.
pub const MAX_SERVICES: usize = 200;
/// Characters in `TjenesteId`, from the guide to the contact list.
pub const MAX_SERVICE_ID_CHARS: usize = 30;
/// Digits in a HER-id or HPR number.
pub const MAX_REGISTER_DIGITS: usize = 10;
/// Warnings kept for one envelope; the last place tells that there were more.
pub const MAX_WARNINGS: usize = 50;
/// Bytes that are looked at for the head of a message that cannot be read.
pub const MAX_HEADER_BYTES: usize = 64 * 1024;
/// Errors in one receipt.
pub const MAX_ERRORS: usize = 50;
/// Persons in one list of who is active.
pub const MAX_PERSONS: usize = 5_000;
