//! Whoever issues certificates to organisations. The real ones do it after much asking;
//! this one at once, and nobody outside the town believes them.

use core::time::Duration;

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256};
use der::asn1::{Any, BitString, Null, ObjectIdentifier, SetOfVec, UtcTime, Utf8StringRef};
use der::{Encode, EncodePem as _};
use x509_cert::attr::AttributeTypeAndValue;
use x509_cert::name::{Name, RdnSequence, RelativeDistinguishedName};
use x509_cert::serial_number::SerialNumber;
use x509_cert::spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoOwned};
use x509_cert::time::{Time, Validity};
use x509_cert::{Certificate, TbsCertificate, Version};

use crate::SimulatorError;

const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const SHA_256_WITH_RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.11");
const COMMON_NAME: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.3");
const SERIAL_NUMBER: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.5");
const ORGANISATION: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.10");

/// From 2020 until 2040, in seconds.
const VALID: (u64, u64) = (1_577_836_800, 2_208_988_800);

/// A certificate and its private key, as PEM.
pub struct SealFiles {
    /// The certificate.
    pub certificate: String,
    /// The private key, PKCS#8.
    pub key: String,
}

/// Issues a certificate to an organisation.
///
/// # Errors
/// When the cryptographic library draws no key.
pub fn issue(name: &str, org_number: &str) -> Result<SealFiles, SimulatorError> {
    let key = KeyPair::generate(KeySize::Rsa2048).map_err(|_| SimulatorError::Key)?;
    made(name, org_number, &key).map_err(|_| SimulatorError::Key)
}

fn made(name: &str, org_number: &str, key: &KeyPair) -> Result<SealFiles, Failed> {
    let algorithm = |oid| {
        Ok::<_, Failed>(AlgorithmIdentifierOwned {
            oid,
            parameters: Some(Any::encode_from(&Null)?),
        })
    };
    let subject = named(&[(COMMON_NAME, name), (ORGANISATION, name), (SERIAL_NUMBER, org_number)])?;
    let time = |seconds| UtcTime::from_unix_duration(Duration::from_secs(seconds)).map(Time::from);
    let tbs_certificate = TbsCertificate {
        version: Version::V3,
        serial_number: SerialNumber::new(org_number.as_bytes())?,
        signature: algorithm(SHA_256_WITH_RSA)?,
        issuer: subject.clone(),
        validity: Validity { not_before: time(VALID.0)?, not_after: time(VALID.1)? },
        subject,
        subject_public_key_info: SubjectPublicKeyInfoOwned {
            algorithm: algorithm(RSA)?,
            subject_public_key: BitString::from_bytes(key.public_key().as_ref())?,
        },
        issuer_unique_id: None,
        subject_unique_id: None,
        extensions: None,
    };
    let mut signature = vec![0; key.public_modulus_len()];
    let told = tbs_certificate.to_der()?;
    key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), &told, &mut signature).map_err(|_| Failed)?;
    let certificate = Certificate {
        tbs_certificate,
        signature_algorithm: algorithm(SHA_256_WITH_RSA)?,
        signature: BitString::from_bytes(&signature)?,
    };
    let private = AsDer::<Pkcs8V1Der<'static>>::as_der(key).map_err(|_| Failed)?;
    let ending = der::pem::LineEnding::LF;
    Ok(SealFiles {
        certificate: certificate.to_pem(ending)?,
        key: der::pem::encode_string("PRIVATE KEY", ending, private.as_ref())
            .map_err(|_| Failed)?,
    })
}

fn named(parts: &[(ObjectIdentifier, &str)]) -> Result<Name, Failed> {
    let mut name = Vec::with_capacity(parts.len());
    for (oid, text) in parts {
        let value = Any::from(Utf8StringRef::new(text)?);
        let part = AttributeTypeAndValue { oid: *oid, value };
        name.push(RelativeDistinguishedName(SetOfVec::try_from(vec![part])?));
    }
    Ok(RdnSequence(name))
}

struct Failed;

impl From<der::Error> for Failed {
    fn from(_: der::Error) -> Self {
        Self
    }
}
