//! Who issues tokens, byte for byte.

use core::fmt;

use url::{Host, Url};

use crate::faults::BadSettings;
use crate::http::Trust;

/// An issuer's name. It is compared and sent byte for byte: one issuer ends in
/// a slash, another does not, and both mean it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issuer {
    name: String,
    address: Url,
}

impl Issuer {
    /// Takes an https address, or an http address on this machine's loopback.
    pub fn new(name: &str) -> Result<Self, BadSettings> {
        let address = Url::parse(name).map_err(|_| BadSettings::Issuer)?;
        if address.query().is_some() || address.fragment().is_some() {
            return Err(BadSettings::Issuer);
        }
        if !is_safe(&address) {
            return Err(BadSettings::NotEncrypted);
        }
        Ok(Self { name: name.to_owned(), address })
    }

    /// The name as it was given.
    pub fn as_str(&self) -> &str {
        &self.name
    }

    /// Where the issuer describes itself.
    pub(crate) fn discovery(&self) -> Result<Url, BadSettings> {
        let base = self.name.strip_suffix('/').unwrap_or(&self.name);
        Url::parse(&format!("{base}/.well-known/openid-configuration"))
            .map_err(|_| BadSettings::Issuer)
    }

    /// Whose certificates calls to this issuer need.
    pub(crate) fn trust(&self) -> Trust {
        if self.address.scheme() == "http" { Trust::Nobody } else { Trust::System }
    }
}

impl fmt::Display for Issuer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

/// Whether what is sent there cannot be read on the way.
pub(crate) fn is_safe(address: &Url) -> bool {
    match (address.scheme(), address.host()) {
        ("https", Some(_)) => true,
        ("http", Some(Host::Domain(name))) => name == "localhost",
        ("http", Some(Host::Ipv4(ip))) => ip.is_loopback(),
        ("http", Some(Host::Ipv6(ip))) => ip.is_loopback(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issuer_keeps_its_last_slash_or_its_lack_of_one() {
        for (name, discovery) in [
            ("https://idporten.no", "https://idporten.no/.well-known/openid-configuration"),
            (
                "https://maskinporten.no/",
                "https://maskinporten.no/.well-known/openid-configuration",
            ),
            (
                "http://127.0.0.1:9001/idp",
                "http://127.0.0.1:9001/idp/.well-known/openid-configuration",
            ),
        ] {
            let issuer = Issuer::new(name).unwrap();
            assert_eq!(issuer.as_str(), name);
            assert_eq!(issuer.discovery().unwrap().as_str(), discovery);
        }
    }

    #[test]
    fn an_issuer_over_open_http_is_refused_except_on_loopback() {
        for name in ["http://idporten.no", "http://10.0.0.1", "ftp://idporten.no"] {
            assert_eq!(Issuer::new(name), Err(BadSettings::NotEncrypted), "{name}");
        }
        for name in ["idporten.no", "", "https://idporten.no?x=1", "https://idporten.no#x"] {
            assert_eq!(Issuer::new(name), Err(BadSettings::Issuer), "{name}");
        }
        for name in ["http://localhost:1", "http://127.0.0.1:1", "http://[::1]:1"] {
            assert!(Issuer::new(name).is_ok(), "{name}");
        }
    }
}
