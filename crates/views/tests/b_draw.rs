//! Temporary: draws the public and citizen pages. Removed before hand-over.
use helsebro_domain::time::{Instant, Time};
use helsebro_views::*;
#[test]
fn draw() {
    let now = Instant::from_oslo(jiff::civil::date(2027, 2, 2), Time::new(9, 20, 0, 0).unwrap());
    for language in Language::ALL {
        for console in [Console::Public, Console::Citizen] {
            let who = (console == Console::Citizen).then(|| Who {
                name: "Kari Nilsen".into(), detail: None, count: 1,
                more_units: MoreUnits::No, shortcuts: Shortcuts::Off });
            let frame = Frame { language, theme: Theme::Device, console, path: "/meldinger".into(),
                csrf: "csrf".into(), now, who, demo: Some(now), session: None };
            let mut drawn = Vec::new();
            if console == Console::Public { pages::public::samples(&frame, &mut drawn).unwrap(); }
            else { pages::citizen::samples(&frame, &mut drawn).unwrap(); }
            for (name, html) in drawn {
                let path = format!("/tmp/hb/b/out/{}/{}.html", language.tag(), name);
                std::fs::create_dir_all(std::path::Path::new(&path).parent().unwrap()).unwrap();
                std::fs::write(path, html).unwrap();
            }
        }
    }
}
