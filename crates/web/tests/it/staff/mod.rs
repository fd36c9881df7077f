//! The staff console's pages.

mod choices;
mod conversation;
mod emergency;
mod kept;
mod new_thread;
mod papers;
mod set_up;
mod work_list;
