//! The seal of an organisation, set on what is given out in its name.
//!
//! A seal is a detached CMS signature (RFC 5652) made with the organisation's own
//! certificate, so that whoever has the file can ask any tool whether it is as it was given
//! out. The signature is RSA with SHA-256: the same file sealed at the same instant has the
//! same seal.

use std::collections::BTreeMap;
use std::sync::Arc;

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256};
use cms::cert::{CertificateChoices, IssuerAndSerialNumber};
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{
    CertificateSet, EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo, SignerInfos,
};
use der::asn1::{Any, Null, ObjectIdentifier, OctetString, SetOfVec, UtcTime};
use der::{Decode as _, DecodePem as _, Encode, EncodePem as _};
use helsebro_domain::time::Instant;
use secrecy::{ExposeSecret, SecretString};
use x509_cert::Certificate;
use x509_cert::attr::Attribute;
use x509_cert::spki::AlgorithmIdentifierOwned;

const DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.1");
const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
const CONTENT_TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");
const SIGNING_TIME: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.5");
const SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const SERIAL_NUMBER: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.5");
const ORGANISATION_ID: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.97");

/// What stands before an organisation's number when the register is named with it.
const REGISTER: &str = "NTRNO-";

/// Why a seal cannot be used, or could not be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealRefused {
    /// The certificate is not a PEM with an X.509 certificate.
    #[error("not an X.509 certificate")]
    Certificate,
    /// The key is not a PKCS#8 PEM with an RSA key of 2048 bits or more.
    #[error("not a PKCS#8 private key, RSA of 2048 bits or more")]
    Key,
    /// The key is not the certificate's.
    #[error("the key does not belong to the certificate")]
    NotAPair,
    /// The certificate is another organisation's, or names none.
    #[error("the certificate is not this organisation's")]
    Another,
    /// It could not be set.
    #[error("the seal could not be set")]
    NotSet,
}

/// The seal of one organisation.
pub struct Seal {
    certificate: Certificate,
    key: KeyPair,
}

/// The seals that are kept here, each by its organisation's number.
#[derive(Clone, Default)]
pub struct Seals(Arc<BTreeMap<String, Seal>>);

impl Seals {
    /// These seals.
    pub fn of(seals: impl IntoIterator<Item = (String, Seal)>) -> Self {
        Self(Arc::new(seals.into_iter().collect()))
    }

    /// The seal of an organisation, as long as its certificate is valid; none when it keeps
    /// none here. A seal that is set too late does not hold, and is worse than none.
    pub fn of_org(&self, org_number: &str, at: Instant) -> Option<&Seal> {
        self.0.get(org_number).filter(|seal| seal.is_valid_at(at))
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Those that are not valid at an instant, by their organisations' numbers.
    pub fn ended_at(&self, at: Instant) -> Vec<&str> {
        self.0.iter().filter(|one| !one.1.is_valid_at(at)).map(|one| one.0.as_str()).collect()
    }
}

impl Seal {
    /// Reads a certificate and its key.
    ///
    /// # Errors
    /// [`SealRefused`], when they cannot be used together.
    pub fn from_pem(certificate: &str, key: &SecretString) -> Result<Self, SealRefused> {
        let certificate =
            Certificate::from_pem(certificate.trim()).map_err(|_| SealRefused::Certificate)?;
        let (label, bytes) = der::pem::decode_vec(key.expose_secret().trim().as_bytes())
            .map_err(|_| SealRefused::Key)?;
        if label != "PRIVATE KEY" {
            return Err(SealRefused::Key);
        }
        let key = KeyPair::from_pkcs8(&bytes).map_err(|_| SealRefused::Key)?;
        let told = &certificate.tbs_certificate.subject_public_key_info.subject_public_key;
        if told.raw_bytes() != key.public_key().as_ref() {
            return Err(SealRefused::NotAPair);
        }
        Ok(Self { certificate, key })
    }

    /// The same seal, when its certificate names this organisation: by its number, or by
    /// the number with the register's name before it (EN 319 412-1).
    ///
    /// # Errors
    /// [`SealRefused::Another`].
    pub fn of_organisation(self, org_number: &str) -> Result<Self, SealRefused> {
        let subject = &self.certificate.tbs_certificate.subject;
        let is_number = |text: &[u8]| {
            let text = text.strip_prefix(REGISTER.as_bytes()).unwrap_or(text);
            text == org_number.as_bytes()
        };
        let names = subject.0.iter().flat_map(|part| part.0.iter()).any(|one| {
            [SERIAL_NUMBER, ORGANISATION_ID].contains(&one.oid) && is_number(one.value.value())
        });
        if names { Ok(self) } else { Err(SealRefused::Another) }
    }

    /// Whether the certificate is valid, from its first second through its last.
    pub fn is_valid_at(&self, at: Instant) -> bool {
        let validity = &self.certificate.tbs_certificate.validity;
        let second = |time: x509_cert::time::Time| time.to_unix_duration().as_secs();
        let Ok(at) = u64::try_from(at.micros().div_euclid(1_000_000)) else { return false };
        (second(validity.not_before)..=second(validity.not_after)).contains(&at)
    }

    /// The certificate, for whoever wants to ask whether the seal is whole.
    ///
    /// # Errors
    /// [`SealRefused::NotSet`] when it cannot be written.
    pub fn certificate_pem(&self) -> Result<String, SealRefused> {
        self.certificate.to_pem(der::pem::LineEnding::LF).map_err(|_| SealRefused::NotSet)
    }

    /// Seals a file at an instant: a detached signature, DER.
    ///
    /// # Errors
    /// [`SealRefused::NotSet`].
    pub fn set_on(&self, file: &[u8], at: Instant) -> Result<Vec<u8>, SealRefused> {
        self.signed(file, at).map_err(|_| SealRefused::NotSet)
    }

    fn signed(&self, file: &[u8], at: Instant) -> Result<Vec<u8>, Unset> {
        let told = digest(&SHA256, file);
        let seconds = u64::try_from(at.micros().div_euclid(1_000_000)).map_err(|_| Unset)?;
        let at = UtcTime::from_unix_duration(core::time::Duration::from_secs(seconds))?;
        let attributes = SetOfVec::try_from(vec![
            attribute(CONTENT_TYPE, Any::encode_from(&DATA)?)?,
            attribute(SIGNING_TIME, Any::encode_from(&at)?)?,
            attribute(MESSAGE_DIGEST, Any::encode_from(&OctetString::new(told.as_ref())?)?)?,
        ])?;
        let mut signature = vec![0; self.key.public_modulus_len()];
        self.key
            .sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), &attributes.to_der()?, &mut signature)
            .map_err(|_| Unset)?;
        let tbs = &self.certificate.tbs_certificate;
        let signer = SignerInfo {
            version: CmsVersion::V1,
            sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
                issuer: tbs.issuer.clone(),
                serial_number: tbs.serial_number.clone(),
            }),
            digest_alg: AlgorithmIdentifierOwned { oid: SHA_256, parameters: None },
            signed_attrs: Some(attributes),
            signature_algorithm: AlgorithmIdentifierOwned {
                oid: RSA,
                parameters: Some(Any::encode_from(&Null)?),
            },
            signature: OctetString::new(signature)?,
            unsigned_attrs: None,
        };
        let certificates = vec![CertificateChoices::Certificate(self.certificate.clone())];
        let data = SignedData {
            version: CmsVersion::V1,
            digest_algorithms: SetOfVec::try_from(vec![AlgorithmIdentifierOwned {
                oid: SHA_256,
                parameters: None,
            }])?,
            encap_content_info: EncapsulatedContentInfo { econtent_type: DATA, econtent: None },
            certificates: Some(CertificateSet(SetOfVec::try_from(certificates)?)),
            crls: None,
            signer_infos: SignerInfos(SetOfVec::try_from(vec![signer])?),
        };
        let content = Any::from_der(&data.to_der()?)?;
        Ok(ContentInfo { content_type: SIGNED_DATA, content }.to_der()?)
    }
}

/// Something could not be written.
struct Unset;

impl From<der::Error> for Unset {
    fn from(_: der::Error) -> Self {
        Self
    }
}

fn attribute(oid: ObjectIdentifier, value: Any) -> der::Result<Attribute> {
    Ok(Attribute { oid, values: SetOfVec::try_from(vec![value])? })
}
