//! The stand-ins' own pages: plain HTML in bokmål, each with a strip that says it
//! is a demo. They are not part of the product and look like no real login page.

use std::fmt::Write;

/// Seconds before the signed-out page moves on, so that the frames may load.
const MOVE_ON_SECONDS: u8 = 1;

/// How the stand-ins look.
pub(crate) const STYLE: &str = "
:root{color-scheme:light dark}
body{margin:0;font:1.125rem/1.5 system-ui,sans-serif;color:#1c1c1c;background:#fff}
.demo{margin:0;padding:.5rem 1rem;background:#3d1f5c;color:#fff;font-weight:600}
main{max-width:40rem;margin:0 auto;padding:1rem}
h1{font-size:1.75rem;line-height:1.2}h2{font-size:1.25rem}
fieldset{border:1px solid #767676;border-radius:.25rem;margin:1rem 0;padding:.75rem 1rem}
legend{font-weight:600;padding:0 .25rem}
label{display:block;padding:.35rem 0}
ul{list-style:none;padding:0}li{margin:.75rem 0}
button{font:inherit;min-height:2.75rem;padding:.5rem 1rem;border:2px solid #3d1f5c;
border-radius:.25rem;background:#fff;color:#3d1f5c;cursor:pointer;text-align:left}
button.plain{border-color:#767676;color:#1c1c1c}
li p{margin:.15rem 0 0 1rem}
.error{border:2px solid #9c1c1c;padding:.5rem 1rem;margin:1rem 0}
:focus-visible{outline:3px solid #0a58ca;outline-offset:2px}
@media(prefers-color-scheme:dark){body{background:#1c1c1c;color:#f2f2f2}
button,button.plain{background:#1c1c1c;color:#f2f2f2;border-color:#c9b3e0}
.error{border-color:#ff9c9c}:focus-visible{outline-color:#9ec5fe}}
";

/// One button on a login page: a person to be.
pub(crate) struct Choice<'a> {
    pub(crate) key: &'a str,
    pub(crate) name: &'a str,
    pub(crate) description: String,
}

/// Text made safe for HTML and for quoted attributes.
pub(crate) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

/// A whole page; `head` and `body` are HTML already.
pub(crate) fn whole(provider: &str, title: &str, head: &str, body: &str) -> String {
    let (provider, title) = (escape(provider), escape(title));
    format!(
        "<!DOCTYPE html>\n<html lang=\"nb\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title} – {provider} (DEMO simulator)</title>\n{head}<style>{STYLE}</style>\n\
         </head>\n<body>\n<header><p class=\"demo\">DEMO simulator av {provider}. Dette er ikke en \
         ekte innlogging, og alle personer er oppdiktet.</p></header>\n<main>\n{body}\n</main>\n\
         </body>\n</html>\n"
    )
}

/// A login page: `fields` is HTML put before the list of persons.
pub(crate) struct LoginPage<'a> {
    pub(crate) provider: &'a str,
    pub(crate) action: String,
    pub(crate) transaction: &'a str,
    pub(crate) heading: &'a str,
    pub(crate) fields: String,
    pub(crate) choices: Vec<Choice<'a>>,
    /// What was wrong with the last try.
    pub(crate) error: Option<&'a str>,
}

impl LoginPage<'_> {
    pub(crate) fn html(&self) -> String {
        let mut body = String::new();
        let mut title = format!("Logg inn med {}", self.provider);
        if let Some(error) = self.error {
            title = format!("Feil: {title}");
            let error = escape(error);
            let _ = writeln!(body, "<div class=\"error\" role=\"alert\"><p>{error}</p></div>");
        }
        let heading = escape(&format!("Logg inn med {}", self.provider));
        let (action, transaction) = (escape(&self.action), escape(self.transaction));
        let _ = write!(
            body,
            "<h1>{heading}</h1>\n<form method=\"post\" action=\"{action}\">\n\
             <input type=\"hidden\" name=\"transaction\" value=\"{transaction}\">\n{}\
             <h2>{}</h2>\n<ul>\n",
            self.fields,
            escape(self.heading)
        );
        for (place, choice) in self.choices.iter().enumerate() {
            let (key, name) = (escape(choice.key), escape(choice.name));
            let description = escape(&choice.description);
            let _ = write!(
                body,
                "<li><button name=\"person\" value=\"{key}\" aria-describedby=\"person-{place}\">\
                 Logg inn som {name}</button>\n<p id=\"person-{place}\">{description}</p></li>\n"
            );
        }
        body.push_str(
            "</ul>\n<p><button class=\"plain\" name=\"action\" value=\"cancel\">Avbryt</button></p>\n\
             </form>",
        );
        whole(self.provider, &title, "", &body)
    }
}

/// The page after logout: frames for the front channel, then on. It moves on
/// without script, and has a link for those whose browser does not.
pub(crate) fn signed_out(provider: &str, frames: &[String], to: Option<&str>) -> String {
    let mut head = String::new();
    let mut body = String::from("<h1>Du er logget ut</h1>\n");
    if let Some(to) = to {
        let to = escape(to);
        let _ =
            writeln!(head, "<meta http-equiv=\"refresh\" content=\"{MOVE_ON_SECONDS};url={to}\">");
        let _ = writeln!(body, "<p><a href=\"{to}\">Gå videre</a></p>");
    }
    for frame in frames {
        let frame = escape(frame);
        let _ = writeln!(body, "<iframe hidden title=\"Utlogging\" src=\"{frame}\"></iframe>");
    }
    whole(provider, "Du er logget ut", &head, &body)
}

#[cfg(test)]
mod tests {
    use super::{escape, signed_out};

    #[test]
    fn text_cannot_become_markup() {
        assert_eq!(escape("<b a='\"&'>"), "&lt;b a=&#39;&quot;&amp;&#39;&gt;");
    }

    #[test]
    fn the_page_after_logout_moves_on_without_script() {
        let page = signed_out("X", &["http://localhost/f?sid=1".into()], Some("http://localhost/"));
        assert!(page.contains("http-equiv=\"refresh\" content=\"1;url=http://localhost/\""));
        assert!(page.contains("<iframe hidden"));
        assert!(!page.contains("<script"));
    }
}
