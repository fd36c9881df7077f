//! `[http]`: where we listen, and how we are reached.

use std::net::SocketAddr;

use helsebro_web::ClientAddress;
use serde::Deserialize;
use url::{Host, Url};

use super::Problems;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Http {
    address: String,
    base_url: String,
    client_address: String,
    connections: i64,
    requests_at_once: i64,
}

/// Where we listen, and how we are reached.
pub(crate) struct HttpSettings {
    /// Where to listen.
    pub(crate) address: SocketAddr,
    /// How browsers reach us.
    pub(crate) base_url: Url,
    /// Whose address a request is said to come from.
    pub(crate) client_address: ClientAddress,
    /// Connections open at once.
    pub(crate) connections: usize,
    /// Requests worked on at once.
    pub(crate) requests_at_once: usize,
}

impl Http {
    pub(super) fn settings(&self, problems: &mut Problems) -> Option<HttpSettings> {
        let address = self.address.parse().ok();
        if address.is_none() {
            problems.add("http.address", "must be an address and a port, as in 127.0.0.1:8080");
        }
        let base_url = base_url(&self.base_url);
        if let Err(why) = &base_url {
            problems.add("http.base_url", *why);
        }
        let choices =
            [("peer", ClientAddress::Peer), ("forwarded_for", ClientAddress::ForwardedFor)];
        let client_address = problems.choice("http.client_address", &self.client_address, &choices);
        let connections = problems.within("http.connections", self.connections, 16..=65_536);
        let at_once = problems.within("http.requests_at_once", self.requests_at_once, 8..=65_536);
        Some(HttpSettings {
            address: address?,
            base_url: base_url.ok()?,
            client_address: client_address?,
            connections: connections? as usize,
            requests_at_once: at_once? as usize,
        })
    }
}

fn base_url(text: &str) -> Result<Url, &'static str> {
    let url = Url::parse(text).map_err(|_| "must be an address, as in https://helsebro.example")?;
    let is_here = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => return Err("must name a host"),
    };
    match url.scheme() {
        "https" => {}
        "http" if is_here => {}
        _ => return Err("must be https, except on this machine itself"),
    }
    let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
    if !bare || url.username() != "" || url.password().is_some() {
        return Err("must be without user, path and query");
    }
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_public_address_is_https_and_bare_except_on_this_machine() {
        for right in ["https://helsebro.example", "http://localhost:8080", "http://127.0.0.1:1/"] {
            assert!(base_url(right).is_ok(), "{right}");
        }
        for wrong in [
            "helsebro.example",
            "http://helsebro.example",
            "https://helsebro.example/app",
            "https://helsebro.example?x=1",
            "https://u:p@helsebro.example",
            "ftp://localhost",
        ] {
            assert!(base_url(wrong).is_err(), "{wrong}");
        }
    }
}
