//! Every attack in a process of its own: what is answered, and what it cost.

use core::fmt::Write as _;
use std::fs;
use std::process::Command;

use helsebro_messaging::{AppRecCode, Incoming, about, meaning, read_incoming_with_files};

use crate::files::{Answer, attacks};

/// What any file may cost: room for the most elements that are kept.
const FLOOR_BYTES: usize = 32 * 1024 * 1024;
/// What a large one may cost, itself included.
const MOST_TIMES: usize = 3;
const FILE: &str = "HELSEBRO_ATTACK_FILE";

#[test]
fn every_attack_has_its_answer_and_none_costs_three_times_its_size() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("attack");
    let mut told = String::new();
    for attack in attacks() {
        let bytes = (attack.make)();
        fs::write(&path, &bytes).unwrap();
        let output = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "memory::one_file_in_its_own_process", "--ignored", "--nocapture"])
            .env(FILE, &path)
            .output()
            .unwrap();
        let printed = String::from_utf8_lossy(&output.stdout);
        let part = |name: &str| {
            let found = printed.split_once(name).and_then(|(_, rest)| rest.split_once(';'));
            found.unwrap_or_else(|| panic!("{}: {printed}", attack.name)).0
        };
        let expected = match attack.answer {
            Answer::Refused(code) => code.as_str(),
            Answer::Read => "read",
        };
        assert_eq!(part("answer="), expected, "{}", attack.name);
        // Where nobody tells what was used, the answer must do.
        let cost: usize = part("cost=").parse().unwrap();
        let most = FLOOR_BYTES.max(MOST_TIMES * bytes.len());
        writeln!(told, "{}: {} bytes cost {cost}", attack.name, bytes.len()).unwrap();
        assert!(cost < most, "{told}");
    }
    println!("{told}");
}

#[test]
#[ignore = "run by the test above, in a process of its own"]
#[expect(clippy::disallowed_methods, reason = "the file is named by the test above")]
fn one_file_in_its_own_process() {
    let Some(path) = std::env::var_os(FILE) else { return };
    let before = peak_bytes();
    let bytes = fs::read(path).unwrap();
    let _ = about(&bytes);
    let answer = match read_incoming_with_files(&bytes) {
        Ok(Incoming::Message(envelope)) => {
            let _ = meaning(&envelope);
            "read"
        }
        Ok(Incoming::Receipt(_)) => "read",
        Err(error) => {
            assert!(error.to_string().len() < 120, "{error}");
            AppRecCode::as_str(error.code())
        }
    };
    println!("answer={answer};cost={};", peak_bytes() - before);
}

/// The most memory that this process has used so far; nothing where nobody tells.
fn peak_bytes() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix("kB")?.trim().parse().ok());
    kilobytes.unwrap_or(0) * 1024
}
