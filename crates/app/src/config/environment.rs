//! The environment. Nowhere else is it read.

/// What the names of our variables begin with.
pub(super) const PREFIX: &str = "HELSEBRO__";

/// A variable that is meant for us.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Variable {
    /// The whole name.
    pub(crate) name: String,
    /// What it is set to; none when that is not text.
    pub(crate) value: Option<String>,
}

/// Our variables, by name.
pub(crate) fn variables() -> Vec<Variable> {
    let mut found: Vec<Variable> = std::env::vars_os()
        .filter_map(|(name, value)| {
            let name = name.into_string().ok()?;
            let value = value.into_string().ok();
            name.starts_with(PREFIX).then_some(Variable { name, value })
        })
        .collect();
    found.sort_by(|one, other| one.name.cmp(&other.name));
    found
}
