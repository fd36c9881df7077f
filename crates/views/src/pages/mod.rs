//! Every page, by whose it is.
//!
//! A page is a context, a template of the same name, and samples of each state.
//! Nothing here knows where a value came from or what a person may see.

pub mod blocks;
pub mod breaches;
pub mod citizen;
pub mod demo;
pub mod disclosure;
pub mod files;
pub mod joining;
pub mod municipality;
pub mod public;
pub mod retention;
pub mod rights;
pub mod staff;

use core::time::Duration;

use helsebro_domain::time::Instant;

use crate::{
    Console, Drawn, Frame, Language, MoreUnits, RenderError, SessionEnds, Shortcuts, Theme, Who,
};

/// Every page in every state, drawn in one language, for tests and for looking at.
///
/// # Errors
/// When a template cannot be written out.
pub fn all_samples(language: Language, theme: Theme) -> Result<Drawn, RenderError> {
    let mut drawn = Drawn::new();
    public::samples(&sample_frame(language, theme, Console::Public), &mut drawn)?;
    municipality::public_samples(&sample_frame(language, theme, Console::Public), &mut drawn)?;
    citizen::samples(&sample_frame(language, theme, Console::Citizen), &mut drawn)?;
    let citizens = sample_frame(language, theme, Console::Citizen);
    crate::page::draw_samples::<files::ReadyFiles>(&citizens, &mut drawn)?;
    staff::samples(&sample_frame(language, theme, Console::Staff), &mut drawn)?;
    breaches::samples(&sample_frame(language, theme, Console::Municipality), &mut drawn)?;
    breaches::citizen_samples(&citizens, &mut drawn)?;
    blocks::citizen_samples(&citizens, &mut drawn)?;
    blocks::staff_samples(&sample_frame(language, theme, Console::Staff), &mut drawn)?;
    blocks::samples(&sample_frame(language, theme, Console::Municipality), &mut drawn)?;
    retention::samples(&sample_frame(language, theme, Console::Municipality), &mut drawn)?;
    disclosure::samples(&sample_frame(language, theme, Console::Staff), &mut drawn)?;
    municipality::samples(&sample_frame(language, theme, Console::Municipality), &mut drawn)?;
    joining::samples(&sample_frame(language, theme, Console::Municipality), &mut drawn)?;
    let operators = sample_frame(language, theme, Console::Operator);
    joining::operator_samples(&operators, &mut drawn)?;
    demo::samples(&sample_frame(language, theme, Console::Demo), &mut drawn)?;
    Ok(drawn)
}

/// A frame of the demo town on Tuesday 2 February 2027 at 09.12, for samples.
pub fn sample_frame(language: Language, theme: Theme, console: Console) -> Frame {
    let now = Instant::from_micros(1_801_555_920_000_000);
    let minutes = |count: u64| now.plus(Duration::from_secs(count * 60));
    let (who, path) = match console {
        Console::Public => (None, "/"),
        Console::Demo => (None, "/demo"),
        Console::Citizen => (Some(("Kari Nilsen", None, 1, MoreUnits::No)), "/meldinger"),
        Console::Staff => (
            Some(("Per Haug, sykepleier", Some("Hjemmesykepleien Solvik øst"), 7, MoreUnits::Yes)),
            "/ansatt/arbeidsliste",
        ),
        Console::Municipality => (
            Some(("Hilde Bø, personvernombud", Some("Solvik kommune"), 0, MoreUnits::No)),
            "/kommune/ansvar",
        ),
        Console::Operator => {
            (Some(("Nina Ek", Some("Helsebro drift"), 0, MoreUnits::No)), "/drift/bestillinger")
        }
    };
    Frame {
        language,
        theme,
        console,
        path: path.to_owned(),
        csrf: "c3ludGhldGlj".to_owned(),
        now,
        acting: None,
        session: who.map(|_| SessionEnds {
            warn_from: minutes(28),
            idle_at: minutes(30),
            absolute_at: minutes(240),
        }),
        who: who.map(|(name, unit, count, more_units)| Who {
            name: name.to_owned(),
            detail: unit.map(str::to_owned),
            count,
            more_units,
            shortcuts: Shortcuts::On,
            is_provider: false,
        }),
        demo: Some(now),
    }
}
