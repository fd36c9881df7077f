//! One file, the environment over it, and clear words about what is wrong.

use crate::binary::Place;
use crate::fixtures::{MASTER_KEY, Whole};

#[test]
fn an_unknown_key_or_section_is_refused_with_the_nearest_known_one() {
    let place = Place::new();
    let text =
        "[http]\nadress = \"127.0.0.1:1\"\n[databse]\nurl = \"sqlite:x\"\n[log]\nformat = 1\n";
    let file = place.file("own.toml", text).display().to_string();
    let said = place.run(&["config", "check", "--config", &file]);
    assert!(!said.succeeded);
    let lines: Vec<&str> = said.out.lines().collect();
    assert_eq!(
        lines,
        [
            format!("{file}: [databse]: is not a section; the nearest is [database]"),
            format!("{file}: http.adress: is not a key; the nearest is http.address"),
            format!("{file}: log.format: must be a text in quotes"),
        ]
    );
}

#[test]
fn an_unknown_variable_is_refused_too() {
    let place = Place::new();
    let said = place.run_with(&["config", "show"], &[("HELSEBRO__HTTP__ADRESS", "x")]);
    assert!(!said.succeeded);
    let expected = "HELSEBRO__HTTP__ADRESS: http.adress: is not a key; the nearest is http.address";
    assert_eq!(said.out.trim(), expected);
    let wrong = [("HELSEBRO__HTTP__CONNECTIONS", "many")];
    let said = place.run_with(&["config", "show"], &wrong);
    let expected = "HELSEBRO__HTTP__CONNECTIONS: http.connections: must be a whole number";
    assert_eq!(said.out.trim(), expected);
}

#[test]
fn the_environment_wins_over_the_file_and_the_file_over_the_default() {
    let place = Place::new();
    place.file("helsebro.toml", "[http]\naddress = \"127.0.0.1:1\"\nconnections = 64\n");
    let variables = [
        ("HELSEBRO__HTTP__ADDRESS", "127.0.0.1:2"),
        ("HELSEBRO__NUMBERS__PUBLISHED", "02013299997, 02013299806"),
        ("HELSEBRO__SESSIONS__IDLE_MINUTES", "20"),
    ];
    let said = place.run_with(&["config", "show"], &variables);
    assert!(said.succeeded, "{}", said.out);
    for line in [
        "address = \"127.0.0.1:2\" # HELSEBRO__HTTP__ADDRESS",
        "connections = 64 # helsebro.toml",
        "requests_at_once = 512 # default",
        "idle_minutes = 20 # HELSEBRO__SESSIONS__IDLE_MINUTES",
        "published = [\"(hidden)\", \"(hidden)\"] # HELSEBRO__NUMBERS__PUBLISHED",
    ] {
        assert!(said.out.lines().any(|shown| shown == line), "{line}: {}", said.out);
    }
}

#[test]
fn what_is_shown_is_a_configuration_itself_and_holds_no_secret() {
    let place = Place::new();
    let variables = [
        ("HELSEBRO__KEYS__MASTER_KEY", MASTER_KEY),
        ("HELSEBRO__DATABASE__URL", "postgres://helsebro:hemmelig@db.example/helsebro"),
        ("HELSEBRO__IDPORTEN__SIGNING_KEY", "hemmelig nøkkel"),
        ("HELSEBRO__HELSEID__SIGNING_KEY", "hemmelig nøkkel"),
    ];
    let said = place.run_with(&["config", "show"], &variables);
    assert!(said.succeeded);
    for secret in [MASTER_KEY, "hemmelig"] {
        assert!(!said.out.contains(secret), "{}", said.out);
    }
    assert!(said.out.contains("postgres://helsebro:(hidden)@db.example/helsebro"));
    let again = place.file("shown.toml", &said.out).display().to_string();
    assert!(place.run(&["config", "show", "--config", &again]).succeeded);
}

#[test]
fn the_default_is_read_and_every_key_in_it_is_told_about() {
    let place = Place::new();
    let default = place.run(&["config", "default"]).out;
    let lines: Vec<&str> = default.lines().collect();
    let mut keys = 0;
    for (above, line) in lines.iter().zip(&lines[1..]) {
        if line.contains(" = ") && !line.starts_with('#') {
            assert!(above.starts_with("# "), "{line} has no comment");
            keys += 1;
        }
    }
    let shown = place.run(&["config", "show"]).out;
    assert_eq!(shown.lines().filter(|line| line.ends_with("# default")).count(), keys);
    let file = place.file("default.toml", &default).display().to_string();
    assert!(place.run(&["config", "show", "--config", &file]).succeeded);
}

#[test]
fn everything_that_is_missing_is_told_at_once() {
    let place = Place::new();
    let said = place.run(&["config", "check"]);
    assert!(!said.succeeded);
    for key in [
        "default: keys.master_key_file: must be given",
        "default: idporten.issuer: must be given",
        "default: idporten.client_id: must be given",
        "default: idporten.signing_key_file: must be given",
        "default: helseid.issuer: must be given",
    ] {
        assert!(said.out.contains(key), "{key}: {}", said.out);
    }
}

#[test]
fn values_out_of_their_limits_are_told_with_the_limits() {
    let place = Place::new();
    let text = "[http]\naddress = \"here\"\nbase_url = \"http://helsebro.example\"\n\
                client_address = \"proxy\"\nconnections = 1\n\
                [sessions]\nidle_minutes = 60\nabsolute_minutes = 30\n\
                [numbers]\npolicy = \"test\"\n[database]\nurl = \"mysql://h\"\n\
                [log]\nlevel = \"loud\"\n[keys]\nmaster_key = \"kort\"\nmaster_key_file = \"x\"\n";
    place.file("helsebro.toml", text);
    let said = place.run(&["config", "check"]);
    for line in [
        "http.address: must be an address and a port, as in 127.0.0.1:8080",
        "http.base_url: must be https, except on this machine itself",
        "http.client_address: must be one of \"peer\", \"forwarded_for\"",
        "http.connections: must be from 16 to 65536",
        "sessions.absolute_minutes: must not be less than idle_minutes",
        "numbers.policy: must be one of \"production\", \"synthetic\"",
        "database.url: must begin with sqlite: or postgres://",
        "log.level: must be one of \"error\", \"warn\", \"info\", \"debug\"",
        "keys.master_key: is given together with keys.master_key_file; give only one",
    ] {
        assert!(said.out.contains(&format!("helsebro.toml: {line}\n")), "{line}: {}", said.out);
    }
}

#[test]
fn a_file_that_is_not_toml_is_told_by_its_line_and_not_quoted() {
    let place = Place::new();
    let file = place.file("own.toml", "[keys]\nmaster_key = \"hemmelig\nx\n").display().to_string();
    let said = place.run(&["config", "check", "--config", &file]);
    assert!(!said.succeeded);
    assert!(said.out.contains("own.toml: line 3 is not TOML: "), "{}", said.out);
    assert!(!said.out.contains("hemmelig"), "{}", said.out);
    let said = place.run(&["config", "check", "--config", "none.toml"]);
    assert!(said.out.contains("none.toml: cannot be read"), "{}", said.out);
}

#[test]
fn a_whole_configuration_can_be_used() {
    let place = Place::new();
    Whole::over("sqlite:helsebro.db").write(&place);
    let said = place.run(&["config", "check"]);
    assert_eq!((said.succeeded, said.out.trim()), (true, "The configuration can be used."));
}

#[test]
fn published_test_numbers_have_no_place_in_production() {
    let place = Place::new();
    let numbers = "policy = \"production\"\npublished = [\"02013299997\"]";
    Whole { numbers, ..Whole::over("sqlite:helsebro.db") }.write(&place);
    let said = place.run(&["config", "check"]);
    assert!(said.out.contains("numbers.published: must be empty in production"), "{}", said.out);
}
