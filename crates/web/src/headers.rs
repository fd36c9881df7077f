//! What every answer tells the browser about what it may do with it.

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use url::Url;

use crate::web::Web;

/// Who may show a page inside a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Framed {
    /// Nobody.
    Never,
    /// ID-porten, for the page where it tells that a session has ended.
    ByIssuer,
}

/// What a page may load, where its forms may go, and who may frame it.
///
/// Forms may go to the issuers, because signing out is a form that is posted
/// there, and because a browser counts where a form's answer sends it on to.
pub(crate) fn policy(web: &Web, framed: Framed) -> String {
    let settings = web.settings();
    let citizen = origin(&settings.citizen_issuer);
    let staff = origin(&settings.staff_issuer);
    let ancestors = match framed {
        Framed::Never => "'none'",
        Framed::ByIssuer => citizen.as_str(),
    };
    format!(
        "default-src 'self'; object-src 'none'; base-uri 'none'; \
         form-action 'self' {citizen} {staff}; frame-ancestors {ancestors}"
    )
}

/// Where an address begins: scheme, host and port.
pub(crate) fn origin(address: &str) -> String {
    Url::parse(address).map_or_else(|_| String::new(), |url| url.origin().ascii_serialization())
}

/// Puts them on every answer that has not said otherwise.
pub(crate) async fn guard(
    axum::extract::State(web): State<Web>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    unless_said(headers, CACHE_CONTROL, "no-store");
    unless_said(headers, CONTENT_SECURITY_POLICY, &policy(&web, Framed::Never));
    unless_said(headers, X_CONTENT_TYPE_OPTIONS, "nosniff");
    // Not «no-referrer»: a browser would then hide where a form comes from, also from us.
    unless_said(headers, REFERRER_POLICY, "same-origin");
    unless_said(headers, HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    unless_said(headers, HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    unless_said(
        headers,
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=()",
    );
    if web.is_secure() {
        unless_said(headers, STRICT_TRANSPORT_SECURITY, "max-age=63072000; includeSubDomains");
    }
    response
}

fn unless_said(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if !headers.contains_key(&name)
        && let Ok(value) = HeaderValue::from_str(value)
    {
        headers.insert(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_scheme_host_and_port() {
        assert_eq!(origin("https://idporten.no"), "https://idporten.no");
        assert_eq!(origin("http://127.0.0.1:8081/issuer/"), "http://127.0.0.1:8081");
        assert_eq!(origin("nonsense"), "");
    }
}
