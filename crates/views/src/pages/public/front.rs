//! The front page, before sign-in.

/// `/`: where one is, and the way in. Says nothing about anybody.
#[derive(Clone)]
pub struct Front {
    /// Where «Logg inn» leads.
    pub sign_in_href: String,
    /// Where staff sign in.
    pub staff_sign_in_href: String,
    /// The municipalities that use the platform, by name.
    pub municipalities: Vec<String>,
}

crate::page::page!(Front, "public/front.html");
