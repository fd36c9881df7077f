//! Values on their way into and out of a statement, the same for both databases.
//!
//! An id is 16 bytes on SQLite and a UUID on PostgreSQL; an instant is whole
//! microseconds; a civil date is the number its digits make (20270202), which
//! sorts as dates do and reads as one.

use std::error::Error;

use bytes::BytesMut;
use helsebro_domain::ids::{
    AbsenceId, AcceptanceId, ActivationId, AgreementId, AttachmentId, AuditId, BlockId, BreachId,
    ChargeId, ContactId, CustodyId, DecisionId, DeliveryId, DisclosureId, DraftId, EmergencyId,
    EnvelopeId, EpjId, EventId, GrantId, JobId, KeyId, LeavingId, MessageId, MunicipalityId,
    NoteId, NoticeId, OrgId, OverrideId, PaperGrantId, PersonId, RequestId, ResolutionId,
    ResponsibilityTaskId, RetentionPlanId, RightsPartId, RightsRequestId, SessionId, StaffId,
    StandardReplyId, SubProcessorChangeId, SuccessionId, TermsId, ThreadId, UnitId, WindDownId,
};
use helsebro_domain::time::{Date, Instant};
use rusqlite::types::{ToSqlOutput, ValueRef};
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type};
use uuid::Uuid;

/// One value: a parameter of a statement or a column of a row.
#[derive(Clone, Copy, PartialEq)]
pub enum Value<'a> {
    /// Nothing.
    Null,
    /// A whole number, an instant, a civil date or a coded state.
    Int(i64),
    /// Text.
    Text(&'a str),
    /// Bytes.
    Blob(&'a [u8]),
    /// An id.
    Uuid(Uuid),
}

/// What may be given to a statement.
pub trait ToValue {
    /// The value, borrowed.
    fn to_value(&self) -> Value<'_>;
}

/// What may be read from a column.
pub trait FromValue: Sized {
    /// What the column should hold, for the error text.
    const WANTED: &'static str;

    /// The value as this type, if it is one.
    fn from_value(value: Value<'_>) -> Option<Self>;
}

/// The parameters of a statement in the order `$1, $2, …`.
///
/// `tx.execute(CLAIM, values![thread, staff, now]).await?`
#[macro_export]
macro_rules! values {
    () => { &[] as &[$crate::Value<'_>] };
    ($($value:expr),+ $(,)?) => { &[$($crate::ToValue::to_value(&$value)),+] as &[$crate::Value<'_>] };
}

impl ToValue for Value<'_> {
    fn to_value(&self) -> Value<'_> {
        *self
    }
}

impl<T: ToValue + ?Sized> ToValue for &T {
    fn to_value(&self) -> Value<'_> {
        (**self).to_value()
    }
}

impl<T: ToValue> ToValue for Option<T> {
    fn to_value(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Null, ToValue::to_value)
    }
}

impl<T: FromValue> FromValue for Option<T> {
    const WANTED: &'static str = T::WANTED;

    fn from_value(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Null => Some(None),
            held => T::from_value(held).map(Some),
        }
    }
}

macro_rules! whole_numbers {
    ($($number:ty),*) => {$(
        impl ToValue for $number {
            fn to_value(&self) -> Value<'_> {
                Value::Int(i64::from(*self))
            }
        }

        impl FromValue for $number {
            const WANTED: &'static str = stringify!($number);

            fn from_value(value: Value<'_>) -> Option<Self> {
                match value {
                    Value::Int(number) => <$number>::try_from(number).ok(),
                    _ => None,
                }
            }
        }
    )*};
}

whole_numbers!(i64, i32, i16, u32, u16, u8);

macro_rules! ids {
    ($($id:ty),*) => {$(
        impl ToValue for $id {
            fn to_value(&self) -> Value<'_> {
                Value::Uuid(self.uuid())
            }
        }

        impl FromValue for $id {
            const WANTED: &'static str = stringify!($id);

            fn from_value(value: Value<'_>) -> Option<Self> {
                Uuid::from_value(value).map(Self::from_uuid)
            }
        }
    )*};
}

ids!(
    AbsenceId,
    AcceptanceId,
    ActivationId,
    AgreementId,
    TermsId,
    LeavingId,
    WindDownId,
    CustodyId,
    DeliveryId,
    OrgId,
    OverrideId,
    AttachmentId,
    AuditId,
    ChargeId,
    ContactId,
    DraftId,
    BlockId,
    BreachId,
    DisclosureId,
    EmergencyId,
    EnvelopeId,
    DecisionId,
    EpjId,
    GrantId,
    PaperGrantId,
    RequestId,
    ResolutionId,
    ResponsibilityTaskId,
    SuccessionId,
    RetentionPlanId,
    RightsPartId,
    RightsRequestId,
    EventId,
    JobId,
    KeyId,
    MessageId,
    MunicipalityId,
    NoteId,
    NoticeId,
    PersonId,
    SessionId,
    StaffId,
    StandardReplyId,
    SubProcessorChangeId,
    ThreadId,
    UnitId
);

impl ToValue for str {
    fn to_value(&self) -> Value<'_> {
        Value::Text(self)
    }
}

impl ToValue for String {
    fn to_value(&self) -> Value<'_> {
        Value::Text(self)
    }
}

impl FromValue for String {
    const WANTED: &'static str = "text";

    fn from_value(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Text(text) => Some(text.to_owned()),
            _ => None,
        }
    }
}

impl ToValue for [u8] {
    fn to_value(&self) -> Value<'_> {
        Value::Blob(self)
    }
}

impl ToValue for Vec<u8> {
    fn to_value(&self) -> Value<'_> {
        Value::Blob(self)
    }
}

impl<const N: usize> ToValue for [u8; N] {
    fn to_value(&self) -> Value<'_> {
        Value::Blob(self)
    }
}

impl FromValue for Vec<u8> {
    const WANTED: &'static str = "bytes";

    fn from_value(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Blob(bytes) => Some(bytes.to_vec()),
            _ => None,
        }
    }
}

impl<const N: usize> FromValue for [u8; N] {
    const WANTED: &'static str = "bytes of a fixed length";

    fn from_value(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Blob(bytes) => bytes.try_into().ok(),
            _ => None,
        }
    }
}

impl ToValue for Uuid {
    fn to_value(&self) -> Value<'_> {
        Value::Uuid(*self)
    }
}

impl FromValue for Uuid {
    const WANTED: &'static str = "an id";

    fn from_value(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Uuid(uuid) => Some(uuid),
            // SQLite keeps ids as their 16 bytes.
            Value::Blob(bytes) => Self::from_slice(bytes).ok(),
            _ => None,
        }
    }
}

impl ToValue for Instant {
    fn to_value(&self) -> Value<'_> {
        Value::Int(self.micros())
    }
}

impl FromValue for Instant {
    const WANTED: &'static str = "an instant";

    fn from_value(value: Value<'_>) -> Option<Self> {
        i64::from_value(value).map(Self::from_micros)
    }
}

impl ToValue for Date {
    fn to_value(&self) -> Value<'_> {
        let (year, month, day) = (self.year(), self.month(), self.day());
        Value::Int(i64::from(year) * 10_000 + i64::from(month) * 100 + i64::from(day))
    }
}

impl FromValue for Date {
    const WANTED: &'static str = "a civil date";

    fn from_value(value: Value<'_>) -> Option<Self> {
        let digits = i64::from_value(value)?;
        let year = i16::try_from(digits.div_euclid(10_000)).ok()?;
        let month = i8::try_from(digits.rem_euclid(10_000) / 100).ok()?;
        let day = i8::try_from(digits.rem_euclid(100)).ok()?;
        Self::new(year, month, day).ok()
    }
}

impl core::fmt::Debug for Value<'_> {
    /// Kinds only: a value may be anything, also what nobody may read in a log.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::Null => "Null",
            Self::Int(_) => "Int",
            Self::Text(_) => "Text",
            Self::Blob(_) => "Blob",
            Self::Uuid(_) => "Uuid",
        })
    }
}

impl rusqlite::ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Blob(bytes) => ValueRef::Blob(bytes),
            Self::Uuid(uuid) => ValueRef::Blob(uuid.as_bytes()),
        }))
    }
}

impl<'a> Value<'a> {
    /// A column of SQLite. Nothing of ours is a floating number, so none is read.
    pub(crate) fn from_sqlite(column: ValueRef<'a>) -> Option<Self> {
        match column {
            ValueRef::Null => Some(Self::Null),
            ValueRef::Integer(number) => Some(Self::Int(number)),
            ValueRef::Text(bytes) => core::str::from_utf8(bytes).ok().map(Value::Text),
            ValueRef::Blob(bytes) => Some(Self::Blob(bytes)),
            ValueRef::Real(_) => None,
        }
    }
}

impl ToSql for Value<'_> {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(number) => match *ty {
                Type::INT4 => i32::try_from(*number)?.to_sql(ty, out),
                Type::INT2 => i16::try_from(*number)?.to_sql(ty, out),
                Type::INT8 => number.to_sql(ty, out),
                _ => Err("a whole number given for another type".into()),
            },
            Self::Text(text) if <&str as ToSql>::accepts(ty) => text.to_sql(ty, out),
            Self::Blob(bytes) if <&[u8] as ToSql>::accepts(ty) => bytes.to_sql(ty, out),
            Self::Uuid(uuid) if <Uuid as ToSql>::accepts(ty) => uuid.to_sql(ty, out),
            Self::Text(_) => Err("text given for another type".into()),
            Self::Blob(_) => Err("bytes given for another type".into()),
            Self::Uuid(_) => Err("an id given for another type".into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        // Which kind fits which type is checked value by value in `to_sql`.
        true
    }

    tokio_postgres::types::to_sql_checked!();
}

impl<'a> FromSql<'a> for Value<'a> {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        match *ty {
            Type::INT8 => i64::from_sql(ty, raw).map(Value::Int),
            Type::INT4 => i32::from_sql(ty, raw).map(|number| Value::Int(number.into())),
            Type::INT2 => i16::from_sql(ty, raw).map(|number| Value::Int(number.into())),
            Type::BOOL => bool::from_sql(ty, raw).map(|yes| Value::Int(yes.into())),
            Type::BYTEA => <&[u8]>::from_sql(ty, raw).map(Value::Blob),
            Type::UUID => Uuid::from_sql(ty, raw).map(Value::Uuid),
            _ => <&str>::from_sql(ty, raw).map(Value::Text),
        }
    }

    fn from_sql_null(_: &Type) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Value::Null)
    }

    fn accepts(ty: &Type) -> bool {
        matches!(*ty, Type::INT8 | Type::INT4 | Type::INT2 | Type::BOOL | Type::BYTEA | Type::UUID)
            || <&str as FromSql>::accepts(ty)
    }
}
