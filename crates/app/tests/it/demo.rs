//! The demo town: it opens, takes a message file in beside the running process,
//! and ends when asked.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Stdio;

use serde_json::Value;

use crate::binary::{Place, ended_when_asked, lines_until};

/// What a page answers, head and body.
fn get(port: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(format!("127.0.0.1:{port}")).unwrap();
    let request =
        format!("GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn the_town_opens_takes_a_message_in_and_ends_when_asked() {
    let place = Place::new();
    let words = ["demo", "--port", "0", "--data", "town"];
    let mut child = place.command(&words).stdout(Stdio::piped()).spawn().unwrap();
    let told = lines_until(child.stdout.take().unwrap(), "Start at");
    for name in ["Kari Nilsen", "Per Haug"] {
        assert!(told.iter().any(|line| line.contains(name)), "{told:?}");
    }
    let start = told.last().unwrap();
    let port = start.split("http://localhost:").nth(1).unwrap().split('/').next().unwrap();
    let page = get(port, "/demo");
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(page.contains("Kari Nilsen"), "{page}");

    let list = std::fs::canonicalize("../messaging/tests/messages/kontaktliste-kari.xml").unwrap();
    let list = list.to_str().unwrap();
    let said = place.run(&["message", "import", "--demo", "town", list]);
    assert!(said.succeeded, "{}{}", said.out, said.err);
    let line: Value = serde_json::from_str(said.out.trim()).unwrap();
    assert_eq!((&line["outcome"], &line["contacts"]["updated"]), (&"contacts".into(), &2.into()));
    assert!(ended_when_asked(child));

    // Kept, the town goes on; the same message is known.
    let words = ["demo", "--port", "0", "--data", "town", "--keep"];
    let mut child = place.command(&words).stdout(Stdio::piped()).spawn().unwrap();
    lines_until(child.stdout.take().unwrap(), "Start at");
    let said = place.run(&["message", "import", "--demo=town", list]);
    assert!(said.out.contains("\"duplicate\""), "{}{}", said.out, said.err);
    assert!(ended_when_asked(child));
}

#[test]
fn without_a_town_in_the_folder_no_message_is_taken_in() {
    let place = Place::new();
    let said = place.run(&["message", "import", "--demo", "nowhere", "x.xml"]);
    assert!(!said.succeeded);
    assert!(said.err.contains("there is no demo town in nowhere"), "{}", said.err);
}
