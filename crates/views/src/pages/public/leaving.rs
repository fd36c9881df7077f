//! On the way out: signed out here, and about to be at the identity provider.

/// What is shown between signing out here and there. A script sends the form at
/// once; without one there is a button.
#[derive(Clone)]
pub struct Leaving {
    /// The identity provider's address.
    pub action: String,
    /// What it is sent; names the person, so it is a form and not an address.
    pub fields: Vec<(String, String)>,
}

crate::page::page!(Leaving, "public/leaving.html");
