//! Values as templates hand them over: owned or behind references.

use helsebro_domain::time::{Date, Instant, Time};

/// A small value, owned or behind up to three references: a template passes a
/// field as a reference and a bound name as a reference to that.
pub trait Plain<T: Copy> {
    /// The value.
    fn plain(self) -> T;
}

macro_rules! plain {
    ($($kind:ty),*) => {$(
        impl Plain<$kind> for $kind {
            fn plain(self) -> $kind { self }
        }
        impl Plain<$kind> for &$kind {
            fn plain(self) -> $kind { *self }
        }
        impl Plain<$kind> for &&$kind {
            fn plain(self) -> $kind { **self }
        }
        impl Plain<$kind> for &&&$kind {
            fn plain(self) -> $kind { ***self }
        }
    )*};
}

plain!(usize, Instant, Date, Time, helsebro_domain::joining::Told);

macro_rules! counts {
    ($($kind:ty),*) => {$(
        impl Plain<i64> for $kind {
            fn plain(self) -> i64 { i64::try_from(self).unwrap_or(i64::MAX) }
        }
        impl Plain<i64> for &$kind {
            fn plain(self) -> i64 { (*self).plain() }
        }
        impl Plain<i64> for &&$kind {
            fn plain(self) -> i64 { (**self).plain() }
        }
        impl Plain<i64> for &&&$kind {
            fn plain(self) -> i64 { (***self).plain() }
        }
    )*};
}

counts!(u8, u16, u32, u64, usize, i32, i64);
