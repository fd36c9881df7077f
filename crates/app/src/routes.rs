//! `routes`: every address of the doors, one JSON line each. The browser stories read
//! it, so that a page that nobody visits is found.

use helsebro_web::routes::ALL;
use serde_json::json;

use crate::say;

/// Prints them.
pub(crate) fn print() {
    for route in ALL {
        let verbs: Vec<String> = route.verbs.iter().map(|verb| format!("{verb:?}")).collect();
        let door = format!("{:?}", route.door);
        let line = json!({
            "name": route.name, "pattern": route.pattern, "door": door, "verbs": verbs,
        });
        say::line(&line.to_string());
    }
}
