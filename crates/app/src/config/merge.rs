//! One table out of three layers: the default, the file, the environment.

use core::fmt;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use super::environment::{PREFIX, Variable};
use super::problems::Problems;
use super::{DEFAULT, Sections};

/// The largest file that is read.
const MAX_FILE_BYTES: u64 = 1024 * 1024;

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Source {
    /// Nobody has said otherwise.
    Default,
    /// The configuration file.
    File(PathBuf),
    /// This variable.
    Environment(String),
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Environment(name) => f.write_str(name),
        }
    }
}

/// The values in force by section and key, and where each came from by
/// `section.key`.
#[derive(Default)]
pub(super) struct Merged {
    table: Table,
    sources: BTreeMap<String, Source>,
    problems: Problems,
}

impl Merged {
    /// The default alone. Its keys are the only ones there are.
    pub(super) fn from_default() -> Result<Self, Problems> {
        let mut merged = Self::default();
        match DEFAULT.parse::<Table>() {
            Ok(table) => merged.table = table,
            Err(error) => merged.problems.add_at("default", "", error.message().to_owned()),
        }
        if !merged.problems.is_empty() {
            return Err(merged.problems);
        }
        let names: Vec<String> = merged.names().collect();
        merged.sources = names.into_iter().map(|name| (name, Source::Default)).collect();
        Ok(merged)
    }

    /// Lays a file over it.
    pub(super) fn add_file(&mut self, path: &Path) {
        let place = path.display().to_string();
        let text = match read(path) {
            Ok(text) => text,
            Err(why) => return self.problems.add_at(&place, "", why),
        };
        let table = match text.parse::<Table>() {
            Ok(table) => table,
            Err(error) => {
                // The library's own text quotes the line, which may hold a secret.
                let line = error.span().map_or(0, |span| line_of(&text, span.start));
                let what = format!("line {line} is not TOML: {}", error.message());
                return self.problems.add_at(&place, "", what);
            }
        };
        for (section, value) in table {
            match value {
                Value::Table(keys) if self.is_section(&section) => {
                    for (key, value) in keys {
                        let source = Source::File(path.to_owned());
                        self.set(&format!("{section}.{key}"), value, source);
                    }
                }
                Value::Table(_) => self.unknown_section(&place, &section),
                _ => {
                    self.problems.add_at(
                        &place,
                        &section,
                        "stands outside a section, as in [http]",
                    );
                }
            }
        }
    }

    /// Lays our variables over it.
    pub(super) fn add_environment(&mut self, variables: &[Variable]) {
        for variable in variables {
            let inner = variable.name.strip_prefix(PREFIX).unwrap_or_default();
            let name = inner.to_ascii_lowercase().replacen("__", ".", 1);
            let source = Source::Environment(variable.name.clone());
            let Some(text) = &variable.value else {
                self.problems.add_at(&variable.name, &name, "is not text");
                continue;
            };
            match self.default_of(&name).map(|like| from_text(text, like)) {
                Some(Ok(value)) => self.set(&name, value, source),
                Some(Err(why)) => self.problems.add_at(&variable.name, &name, why),
                None => self.unknown_key(&variable.name, &name),
            }
        }
    }

    /// The result, and what was wrong on the way.
    pub(super) fn finish(mut self) -> (Self, Problems) {
        let problems = core::mem::take(&mut self.problems);
        (self, problems)
    }

    /// The values as typed sections.
    pub(super) fn sections(&self) -> Result<Sections, toml::de::Error> {
        Value::Table(self.table.clone()).try_into()
    }

    /// The values by section and key.
    pub(super) fn table(&self) -> &Table {
        &self.table
    }

    /// Where each value came from.
    pub(super) fn sources(&self) -> &BTreeMap<String, Source> {
        &self.sources
    }

    fn set(&mut self, name: &str, value: Value, source: Source) {
        let place = source.to_string();
        let Some(like) = self.default_of(name) else {
            return self.unknown_key(&place, name);
        };
        if !like.same_type(&value) {
            let wanted = kind(like);
            return self.problems.add_at(&place, name, format!("must be {wanted}"));
        }
        let (section, key) = name.split_once('.').unwrap_or_default();
        if let Some(Value::Table(keys)) = self.table.get_mut(section) {
            keys.insert(key.to_owned(), value);
            self.sources.insert(name.to_owned(), source);
        }
    }

    fn default_of(&self, name: &str) -> Option<&Value> {
        let (section, key) = name.split_once('.')?;
        self.table.get(section)?.get(key)
    }

    fn is_section(&self, name: &str) -> bool {
        self.table.get(name).is_some_and(Value::is_table)
    }

    fn names(&self) -> impl Iterator<Item = String> {
        self.table.iter().flat_map(|(section, keys)| {
            let keys = keys.as_table().into_iter().flat_map(Table::keys);
            keys.map(move |key| format!("{section}.{key}"))
        })
    }

    fn unknown_key(&mut self, place: &str, name: &str) {
        let nearest = nearest(name, self.names());
        self.problems.add_at(place, name, format!("is not a key; the nearest is {nearest}"));
    }

    fn unknown_section(&mut self, place: &str, name: &str) {
        let nearest = nearest(name, self.table.keys().cloned());
        let what = format!("is not a section; the nearest is [{nearest}]");
        self.problems.add_at(place, &format!("[{name}]"), what);
    }
}

fn read(path: &Path) -> Result<String, String> {
    let unreadable = |error: std::io::Error| format!("cannot be read: {error}");
    let size = std::fs::metadata(path).map_err(unreadable)?.len();
    if size > MAX_FILE_BYTES {
        return Err(format!("is larger than {MAX_FILE_BYTES} bytes"));
    }
    std::fs::read_to_string(path).map_err(unreadable)
}

fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

/// The known name that takes the fewest changes of letters.
fn nearest(name: &str, known: impl Iterator<Item = String>) -> String {
    known.min_by_key(|known| strsim::damerau_levenshtein(name, known)).unwrap_or_default()
}

/// What kind of value it is, in words.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Integer(_) => "a whole number",
        Value::Array(_) => "a list of texts",
        Value::Boolean(_) => "true or false",
        _ => "a text in quotes",
    }
}

/// A variable's text as a value of the same kind as the default.
fn from_text(text: &str, like: &Value) -> Result<Value, String> {
    Ok(match like {
        Value::Integer(_) => {
            let number = text.trim().parse().map_err(|_| format!("must be {}", kind(like)))?;
            Value::Integer(number)
        }
        Value::Array(_) => {
            let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
            Value::Array(parts.map(|part| Value::String(part.to_owned())).collect())
        }
        _ => Value::String(text.to_owned()),
    })
}
