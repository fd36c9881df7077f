//! The values in force, for whoever runs the platform to read.

use std::fmt::Write;

use toml::Value;

use super::merge::Merged;

/// Keys whose values are never shown.
const SECRETS: [&str; 10] = [
    "keys.master_key",
    "keys.next_master_key",
    "idporten.signing_key",
    "helseid.signing_key",
    "maskinporten.signing_key",
    "population.signing_key",
    "sms.password",
    "sms.reports_secret",
    "email.password",
    "email.reports_secret",
];

/// Values that name people, though only made-up ones.
const NUMBERS: &str = "numbers.published";

const DATABASE: &str = "database.url";

/// What stands where something is hidden.
const HIDDEN: &str = "(hidden)";

/// The values as TOML, each with where it came from behind it.
pub(super) fn shown(merged: &Merged) -> String {
    let mut out = String::new();
    for (section, keys) in merged.table() {
        let blank = if out.is_empty() { "" } else { "\n" };
        // Writing to a string does not fail.
        let _ = writeln!(out, "{blank}[{section}]");
        for (key, value) in keys.as_table().into_iter().flatten() {
            let name = format!("{section}.{key}");
            let source = merged.sources().get(&name).map(ToString::to_string).unwrap_or_default();
            let value = without_secrets(&name, value);
            let _ = writeln!(out, "{key} = {value} # {source}");
        }
    }
    out
}

fn without_secrets(name: &str, value: &Value) -> Value {
    match value {
        Value::String(text) if SECRETS.contains(&name) && !text.is_empty() => {
            Value::String(HIDDEN.to_owned())
        }
        Value::String(text) if name == DATABASE => Value::String(without_password(text)),
        Value::Array(numbers) if name == NUMBERS => {
            Value::Array(numbers.iter().map(|_| Value::String(HIDDEN.to_owned())).collect())
        }
        other => other.clone(),
    }
}

/// An address without what stands between the user and the host, nor in its query.
fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let (rest, query) = rest.split_once('?').map_or((rest, ""), |(rest, query)| (rest, query));
    let query = if query.is_empty() { String::new() } else { format!("?{HIDDEN}") };
    match rest.rsplit_once('@') {
        Some((who, host)) => {
            let user = who.split(':').next().unwrap_or_default();
            format!("{scheme}://{user}:{HIDDEN}@{host}{query}")
        }
        None => format!("{scheme}://{rest}{query}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_without_its_password() {
        for (url, shown) in [
            ("postgres://u:hemmelig@h:5432/db", "postgres://u:(hidden)@h:5432/db"),
            ("postgres://u:hem@melig@h/db", "postgres://u:(hidden)@h/db"),
            ("postgres://h/db?password=hemmelig", "postgres://h/db?(hidden)"),
            ("sqlite:data/helsebro.db", "sqlite:data/helsebro.db"),
        ] {
            assert_eq!(without_password(url), shown);
        }
    }
}
