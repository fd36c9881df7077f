use helsebro_domain::time::{Date, Instant, Time};
use helsebro_views::*;
#[test]
fn draw() {
    std::fs::create_dir_all("/tmp/hb-c/out/static").unwrap();
    for address in assets::all() {
        let name = address.rsplit('/').next().unwrap().to_owned();
        let mut bytes = assets::asset(&address).unwrap().bytes.clone();
        if name.ends_with(".css") {
            let text = String::from_utf8(bytes).unwrap();
            let text = text.split("url(\"/static/").enumerate().map(|(i, part)| if i == 0 { part.to_owned() } else { format!("url(\"{}", part.split_once('/').unwrap().1) }).collect::<String>();
            bytes = text.into_bytes();
        }
        std::fs::write(format!("/tmp/hb-c/out/static/{name}"), bytes).unwrap();
    }
    let now = Instant::from_oslo(Date::constant(2027, 2, 2), Time::constant(14, 48, 0, 0));
    for language in Language::ALL {
        for (console, path) in [(Console::Staff, "/ansatt/arbeidsliste"), (Console::Demo, "/demo")] {
            let staff = console.is_staff();
            let frame = Frame { language, theme: Theme::Device, console, path: path.into(), csrf: "c".into(), now,
                who: staff.then(|| Who { name: "Per Haug".into(), detail: Some("sykepleier, Hjemmesykepleien Solvik øst".into()), count: 4, more_units: MoreUnits::Yes, shortcuts: Shortcuts::On }),
                demo: Some(now), session: None };
            let mut drawn = Vec::new();
            if staff { pages::staff::samples(&frame, &mut drawn).unwrap(); } else { pages::demo::samples(&frame, &mut drawn).unwrap(); }
            for (name, html) in drawn {
                let f = format!("/tmp/hb-c/out/{}/{}.html", language.tag(), name.replace('/', "_"));
                std::fs::create_dir_all(std::path::Path::new(&f).parent().unwrap()).unwrap();
                let html = html.split("\"/static/").enumerate().map(|(i, part)| if i == 0 { part.to_owned() } else { format!("\"../static/{}", part.split_once('/').unwrap().1) }).collect::<String>();
                std::fs::write(f, html).unwrap();
            }
        }
    }
}
