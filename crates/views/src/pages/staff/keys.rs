//! `/ansatt/snarveier`: the list of keys, which can be turned off (WCAG 2.1.4).

use super::super::page;

page! {
    /// The list of keys. Posts `keys` (`on`, `off`) to its own path. Whether they are on
    /// now is told by the frame.
    KeysPage => "staff/keys.html" {}
}
