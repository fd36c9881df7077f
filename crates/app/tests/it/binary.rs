//! Running the binary in a folder of its own.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use tempfile::TempDir;

/// A folder with a configuration, and the binary in it.
pub(crate) struct Place {
    folder: TempDir,
}

/// What the binary said, and whether it succeeded.
pub(crate) struct Said {
    pub(crate) succeeded: bool,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file and gives its path.
    pub(crate) fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    /// The command with these words, without any variable of ours.
    pub(crate) fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_helsebro"));
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("HELSEBRO") {
                command.env_remove(name);
            }
        }
        command.args(words).current_dir(self.path()).stdin(Stdio::null());
        command
    }

    /// Runs the command to its end.
    pub(crate) fn run(&self, words: &[&str]) -> Said {
        said(self.command(words).output().unwrap())
    }

    /// The same with a variable set.
    pub(crate) fn run_with(&self, words: &[&str], variables: &[(&str, &str)]) -> Said {
        said(self.command(words).envs(variables.iter().copied()).output().unwrap())
    }
}

fn said(output: Output) -> Said {
    Said {
        succeeded: output.status.success(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The lines of a process that goes on, up to the first that holds `words`.
pub(crate) fn lines_until(reader: impl std::io::Read, words: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for line in BufReader::new(reader).lines() {
        let line = line.unwrap();
        let found = line.contains(words);
        lines.push(line);
        if found {
            return lines;
        }
    }
    panic!("«{words}» was not said, but: {lines:#?}");
}

/// Asks a process to end, as a service manager does, and waits for it.
pub(crate) fn ended_when_asked(mut child: Child) -> bool {
    let asked = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    assert!(asked.success());
    child.wait().unwrap().success()
}
