//! What an address is: its shape, the door it is behind, and what can be asked there; and
//! `routes!`, which makes a type of each row of the table in [`crate::routes`].

/// Who may come in by a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Door {
    /// Anybody.
    Public,
    /// Whoever is signed in, by whichever door.
    SignedIn,
    /// A citizen signed in at level high (S1-2.1-c).
    Citizen,
    /// Staff signed in, at a unit where they are authorised today (S1-2.1-b).
    Staff,
    /// Staff signed in, with a role in their municipality today (S2-0-k).
    Municipality,
    /// An administrator at the operator, signed in (S1-5.1-e).
    Operator,
    /// Anybody, in the demo town only.
    Demo,
    /// An identity provider, by a signed token or by naming itself.
    Partner,
    /// A municipality's journal system, by a token of HelseID's (S1-2.1-b).
    Epj,
    /// An SMS gateway or a mail server, by a secret in the address.
    Gateway,
}

/// What can be asked at a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verb {
    /// To see.
    Get,
    /// To do.
    Post,
    /// To set.
    Put,
}

/// An address.
pub trait Route {
    /// Its shape, as the router takes it.
    const PATTERN: &'static str;
    /// Which door it is behind.
    const DOOR: Door;
    /// What can be asked.
    const VERBS: &'static [Verb];

    /// The address itself.
    fn path(&self) -> String;
}

/// What is known about a route without one at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RouteInfo {
    /// Its name, as in `citizen::Thread`.
    pub name: &'static str,
    /// Its shape.
    pub pattern: &'static str,
    /// Which door it is behind.
    pub door: Door,
    /// What can be asked.
    pub verbs: &'static [Verb],
}

/// The shape with its openings filled in.
pub(crate) fn filled(pattern: &str, ids: &[String]) -> String {
    let mut path = pattern.to_owned();
    for id in ids {
        if let (Some(from), Some(to)) = (path.find('{'), path.find('}')) {
            path.replace_range(from..=to, id);
        }
    }
    path
}

macro_rules! routes {
    ($(
        $(#[$room_doc:meta])*
        $room:ident, $door:ident {$(
            $(#[$doc:meta])*
            $name:ident $(($($id:ident: $kind:ty),+))? => $pattern:literal [$($verb:ident)+];
        )*}
    )*) => {
        $(
            $(#[$room_doc])*
            pub mod $room {
                use super::{Door, Route, Verb, filled};
                $(
                    $(#[$doc])*
                    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
                    pub struct $name $(($(pub $kind),+))?;

                    impl Route for $name {
                        const PATTERN: &'static str = $pattern;
                        const DOOR: Door = Door::$door;
                        const VERBS: &'static [Verb] = &[$(Verb::$verb),+];

                        fn path(&self) -> String {
                            $(let Self($($id),+) = self;)?
                            let ids: &[String] = &[$($($id.to_string()),+)?];
                            filled(Self::PATTERN, ids)
                        }
                    }
                )*
            }
        )*

        /// Every route.
        pub const ALL: &[RouteInfo] = &[$($(
            RouteInfo {
                name: concat!(stringify!($room), "::", stringify!($name)),
                pattern: <$room::$name as Route>::PATTERN,
                door: <$room::$name as Route>::DOOR,
                verbs: <$room::$name as Route>::VERBS,
            },
        )*)*];
    };
}
