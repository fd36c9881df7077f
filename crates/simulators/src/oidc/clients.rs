//! Clients as registered at the provider.

use jsonwebtoken::jwk::Jwk;
use url::Url;

use crate::SimulatorError;

const KEYS_PER_CLIENT_LIMIT: usize = 5;
const CLIENT_LIMIT: usize = 500;

/// A client registered at the provider.
#[derive(Debug, Clone)]
pub struct Client {
    /// The client's id.
    pub client_id: String,
    /// The client's public keys, each with a `kid`; one to five.
    pub keys: Vec<Jwk>,
    /// Where a login may return; compared letter by letter.
    pub redirect_uris: Vec<String>,
    /// Where a logout may return; compared letter by letter.
    pub post_logout_redirect_uris: Vec<String>,
    /// Where a browser tells the client, in a hidden frame, that a session ended.
    pub frontchannel_logout_uri: Option<String>,
    /// Where the provider itself tells the client that a session ended.
    pub backchannel_logout_uri: Option<String>,
}

impl Client {
    /// Whether tokens to this client carry `sid`: only when a logout address is
    /// registered.
    pub(crate) fn hears_of_logout(&self) -> bool {
        self.frontchannel_logout_uri.is_some() || self.backchannel_logout_uri.is_some()
    }

    pub(crate) fn key(&self, kid: &str) -> Option<&Jwk> {
        self.keys.iter().find(|key| key.common.key_id.as_deref() == Some(kid))
    }
}

/// Refuses registrations the provider itself would have refused.
pub(crate) fn check(clients: &[Client]) -> Result<(), SimulatorError> {
    if clients.len() > CLIENT_LIMIT {
        return Err(SimulatorError::Settings("too many clients"));
    }
    for (place, client) in clients.iter().enumerate() {
        if clients[..place].iter().any(|earlier| earlier.client_id == client.client_id) {
            return Err(SimulatorError::Settings("two clients have the same id"));
        }
        check_one(client)?;
    }
    Ok(())
}

/// The same for clients that act for themselves, none of which may have the id
/// of a client of sign-in.
pub(crate) fn check_machines(machines: &[Client], others: &[Client]) -> Result<(), SimulatorError> {
    if machines.len() > CLIENT_LIMIT {
        return Err(SimulatorError::Settings("too many clients"));
    }
    for (place, client) in machines.iter().enumerate() {
        let mut known = machines[..place].iter().chain(others);
        if known.any(|other| other.client_id == client.client_id) {
            return Err(SimulatorError::Settings("two clients have the same id"));
        }
        check_keys(client)?;
    }
    Ok(())
}

fn check_one(client: &Client) -> Result<(), SimulatorError> {
    check_keys(client)?;
    if client.redirect_uris.is_empty() {
        return Err(SimulatorError::Settings("a client has no redirect URI"));
    }
    check_addresses(client)
}

fn check_keys(client: &Client) -> Result<(), SimulatorError> {
    if client.keys.is_empty() || client.keys.len() > KEYS_PER_CLIENT_LIMIT {
        return Err(SimulatorError::Settings("a client has one to five keys"));
    }
    if client.keys.iter().any(|key| key.common.key_id.is_none()) {
        return Err(SimulatorError::Settings("a client's key has no kid"));
    }
    Ok(())
}

fn check_addresses(client: &Client) -> Result<(), SimulatorError> {
    let mut hosts = Vec::new();
    for address in &client.redirect_uris {
        hosts.push(absolute(address)?.host_str().map(str::to_owned));
    }
    for address in &client.post_logout_redirect_uris {
        absolute(address)?;
    }
    let logout = client.frontchannel_logout_uri.iter().chain(&client.backchannel_logout_uri);
    for address in logout {
        if !hosts.contains(&absolute(address)?.host_str().map(str::to_owned)) {
            return Err(SimulatorError::Settings(
                "a logout URI must share host with a redirect URI",
            ));
        }
    }
    Ok(())
}

fn absolute(address: &str) -> Result<Url, SimulatorError> {
    match Url::parse(address) {
        Ok(url) if url.host_str().is_some() && url.fragment().is_none() => Ok(url),
        _ => Err(SimulatorError::Settings("an address of a client is not an absolute URL")),
    }
}

/// Whether an address is on this machine only.
pub(crate) fn is_loopback(address: &Url) -> bool {
    match address.host() {
        Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
        Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}
