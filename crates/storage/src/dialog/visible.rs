//! Which of a citizen's conversations somebody who acts for her sees.

/// A condition on `threads t`: `$sight` as [`Viewer`](crate::Viewer) tells it, `$actor`
/// who looks. The six kinds are those of the domain's `Sight`, in its order.
macro_rules! visible {
    ($sight:literal, $actor:literal) => {
        concat!(
            " AND ($",
            $sight,
            " = 0 \
             OR ($",
            $sight,
            " = 1 AND NOT EXISTS (SELECT 1 FROM units v \
                WHERE v.id = t.unit AND v.revealing = 1)) \
             OR ($",
            $sight,
            " = 2 AND t.begun_by = $",
            $actor,
            ") \
             OR ($",
            $sight,
            " = 3 AND NOT EXISTS (SELECT 1 FROM parent_blocks b \
                WHERE b.child = t.person AND b.ended_at IS NULL \
                AND (b.parent IS NULL OR b.parent = $",
            $actor,
            ") \
                AND (b.thread IS NULL OR b.thread = t.id))) \
             OR ($",
            $sight,
            " = 4 AND EXISTS (SELECT 1 FROM parent_openings o \
                WHERE o.thread = t.id AND o.parent = $",
            $actor,
            " AND o.ended_at IS NULL)) \
             OR ($",
            $sight,
            " = 5 AND EXISTS (SELECT 1 FROM units v WHERE v.id = t.unit AND v.from_13 = 1))) "
        )
    };
}
pub(crate) use visible;
