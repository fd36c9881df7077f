//! The seal, asked of OpenSSL: whole, and not whole when a byte is another.

use std::path::Path;
use std::process::Command;

use helsebro_domain::time::{Date, Instant};
use helsebro_partners::seal::{Seal, SealRefused, Seals};
use helsebro_simulators::seals::{SealFiles, issue};

const FJORDRO: &str = "310000043";

fn files() -> SealFiles {
    issue("Fjordro Omsorg AS", FJORDRO).unwrap()
}

fn seal(files: &SealFiles) -> Result<Seal, SealRefused> {
    Seal::from_pem(&files.certificate, &files.key.clone().into())
}

/// What OpenSSL says: the seal is whole, and whose it is.
fn verifies(folder: &Path, certificate: &str) -> bool {
    std::fs::write(folder.join("seal.pem"), certificate).unwrap();
    let asked = Command::new("openssl")
        .current_dir(folder)
        .args(["cms", "-verify", "-binary", "-inform", "DER", "-in", "svar.pdf.p7s"])
        .args(["-content", "svar.pdf", "-CAfile", "seal.pem", "-out", "out"])
        .output();
    asked.unwrap().status.success()
}

/// L-GDPR-15: anybody can ask whether an answer is as it was given out.
#[test]
fn l_gdpr_15_openssl_verifies_the_seal_and_finds_a_changed_byte() {
    let (folder, files) = (tempfile::tempdir().unwrap(), files());
    let seal = seal(&files).unwrap();
    let file = b"%PDF-1.7 and so on".to_vec();
    let at = Instant::start_of(Date::constant(2027, 3, 28));
    let signature = seal.set_on(&file, at).unwrap();
    assert_eq!(signature, seal.set_on(&file, at).unwrap(), "the same file has another seal");
    std::fs::write(folder.path().join("svar.pdf.p7s"), &signature).unwrap();
    std::fs::write(folder.path().join("svar.pdf"), &file).unwrap();
    assert!(verifies(folder.path(), &seal.certificate_pem().unwrap()));
    let another = self::files();
    assert!(!verifies(folder.path(), &another.certificate), "somebody else's certificate");
    let mut changed = file.clone();
    changed[3] ^= 1;
    std::fs::write(folder.path().join("svar.pdf"), &changed).unwrap();
    assert!(!verifies(folder.path(), &files.certificate), "a changed byte");
}

/// A key that is another certificate's is refused when it is read, not when it is used.
#[test]
fn a_seal_is_a_certificate_with_its_own_key() {
    let (one, other) = (files(), files());
    let mixed = SealFiles { certificate: one.certificate.clone(), key: other.key };
    assert_eq!(seal(&mixed).err(), Some(SealRefused::NotAPair));
    let turned = SealFiles { certificate: one.key.clone(), key: one.certificate.clone() };
    assert_eq!(seal(&turned).err(), Some(SealRefused::Certificate));
    let no_key = SealFiles { certificate: one.certificate.clone(), key: one.certificate.clone() };
    assert_eq!(seal(&no_key).err(), Some(SealRefused::Key));
    let seals = Seals::of([(FJORDRO.to_owned(), seal(&one).unwrap())]);
    let now = Instant::from_micros(1_800_000_000_000_000);
    assert!(seals.of_org(FJORDRO, now).is_some() && seals.of_org("310000019", now).is_none());
    // The certificates of the town are valid from 2020 until 2040.
    for (second, is_valid) in [
        (1_577_836_799, false),
        (1_577_836_800, true),
        (2_208_988_800, true),
        (2_208_988_801, false),
    ] {
        let at = Instant::from_micros(second * 1_000_000);
        assert_eq!(seals.of_org(FJORDRO, at).is_some(), is_valid, "{second}");
        assert_eq!(seals.ended_at(at).is_empty(), is_valid, "{second}");
    }
    assert_eq!(seals.count(), 1);
}
