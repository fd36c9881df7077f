//! TLS towards the server, with the system's roots or those configured.

use std::path::Path;
use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::error::{self, StorageError};

const DOING: &str = "preparing TLS for the database";

/// A connector that trusts these roots and no others.
pub(super) fn connector(roots: Option<&Path>) -> Result<MakeRustlsConnect, StorageError> {
    let mut store = RootCertStore::empty();
    if let Some(file) = roots {
        let certificates =
            CertificateDer::pem_file_iter(file).map_err(|e| error::other(DOING, &e))?;
        for certificate in certificates {
            let certificate = certificate.map_err(|e| error::other(DOING, &e))?;
            store.add(certificate).map_err(|e| error::other(DOING, &e))?;
        }
    } else {
        store.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    }
    if store.is_empty() {
        return Err(StorageError::Address("no root certificate to trust the database by"));
    }
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|e| error::other(DOING, &e))?
        .with_root_certificates(store)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}
