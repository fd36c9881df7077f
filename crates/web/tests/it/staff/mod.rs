//! The staff console's pages.

mod choices;
mod conversation;
mod new_thread;
mod work_list;
