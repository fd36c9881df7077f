//! What the commands print.

use std::io::Write;

/// Prints a line. Whoever reads may go away; that is no fault.
pub(crate) fn line(text: &str) {
    let mut out = std::io::stdout().lock();
    let _gone = writeln!(out, "{text}");
}

/// Prints a line for whoever runs the command, apart from its result.
pub(crate) fn aside(text: &str) {
    let mut out = std::io::stderr().lock();
    let _gone = writeln!(out, "{text}");
}
