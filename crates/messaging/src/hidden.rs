//! Debug output that hides.
//!
//! Names, numbers and texts of people must not reach a log by way of `{:?}`.
//! A type listed here prints its own name and the fields that are safe.

/// Writes `Debug` for types that hold what must not be printed.
macro_rules! hides {
    ($($type:ty { $($shown:ident),* })+) => {$(
        impl core::fmt::Debug for $type {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.debug_struct(stringify!($type))
                    $(.field(stringify!($shown), &self.$shown))*
                    .finish_non_exhaustive()
            }
        }
    )+};
}

pub(crate) use hides;
