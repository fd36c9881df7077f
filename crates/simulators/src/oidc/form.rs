//! Parameters of forms and queries, read strictly: no unknown names, no empty
//! values, no doublets.

use axum::http::{HeaderMap, header};

use super::answers::Refusal;

/// The most bytes a form may have.
pub(crate) const FORM_BYTES_LIMIT: usize = 64 * 1024;
const FIELD_COUNT_LIMIT: usize = 40;

/// Decoded parameters in the order they came.
pub(crate) struct Form {
    fields: Vec<(String, String)>,
}

impl Form {
    /// Reads a form body; any other content type is refused.
    pub(crate) fn from_body(headers: &HeaderMap, body: &[u8]) -> Result<Self, Refusal> {
        let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let essence = kind.and_then(|kind| kind.split(';').next()).map(str::trim);
        if essence != Some("application/x-www-form-urlencoded") {
            return Err(Refusal::invalid_request("the body must be a URL-encoded form"));
        }
        Self::parse(body)
    }

    /// Reads the query of an address.
    pub(crate) fn from_query(query: Option<&str>) -> Result<Self, Refusal> {
        Self::parse(query.unwrap_or_default().as_bytes())
    }

    fn parse(bytes: &[u8]) -> Result<Self, Refusal> {
        if bytes.len() > FORM_BYTES_LIMIT {
            return Err(Refusal::invalid_request("the request is too large"));
        }
        let fields: Vec<(String, String)> = url::form_urlencoded::parse(bytes)
            .take(FIELD_COUNT_LIMIT + 1)
            .map(|(name, value)| (name.into_owned(), value.into_owned()))
            .collect();
        if fields.len() > FIELD_COUNT_LIMIT {
            return Err(Refusal::invalid_request("too many parameters"));
        }
        Ok(Self { fields })
    }

    /// Refuses names outside `allowed`, empty values, and doublets of all but
    /// the `repeatable` names.
    pub(crate) fn allow(&self, allowed: &[&str], repeatable: &[&str]) -> Result<(), Refusal> {
        for (place, (name, value)) in self.fields.iter().enumerate() {
            if !allowed.contains(&name.as_str()) {
                let name: String = name.chars().take(40).collect();
                return Err(Refusal::invalid_request(format!("{name} is not a parameter here")));
            }
            if value.is_empty() {
                return Err(Refusal::invalid_request(format!("{name} is empty")));
            }
            let doublet = self.fields[..place].iter().any(|(earlier, _)| earlier == name);
            if doublet && !repeatable.contains(&name.as_str()) {
                return Err(Refusal::invalid_request(format!("{name} is given twice")));
            }
        }
        Ok(())
    }

    pub(crate) fn required(&self, name: &'static str) -> Result<&str, Refusal> {
        self.optional(name).ok_or_else(|| Refusal::invalid_request(format!("{name} is missing")))
    }

    pub(crate) fn optional(&self, name: &'static str) -> Option<&str> {
        self.all(name).next()
    }

    pub(crate) fn all(&self, name: &'static str) -> impl Iterator<Item = &str> {
        self.fields.iter().filter(move |(held, _)| held == name).map(|(_, value)| value.as_str())
    }
}
