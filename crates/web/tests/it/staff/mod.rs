//! The staff console's pages.

mod choices;
mod conversation;
mod emergency;
mod new_thread;
mod work_list;
