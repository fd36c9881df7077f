//! A map that never grows past its limit: the oldest entry goes out first.

use std::collections::{HashMap, VecDeque};

/// Entries by text key, at most `limit` of them.
pub(crate) struct Bounded<V> {
    limit: usize,
    order: VecDeque<String>,
    held: HashMap<String, V>,
}

impl<V> Bounded<V> {
    pub(crate) fn new(limit: usize) -> Self {
        Self { limit, order: VecDeque::new(), held: HashMap::new() }
    }

    pub(crate) fn insert(&mut self, key: String, value: V) {
        if self.held.insert(key.clone(), value).is_none() {
            self.order.push_back(key);
        }
        while self.order.len() > self.limit {
            if let Some(oldest) = self.order.pop_front() {
                self.held.remove(&oldest);
            }
        }
    }

    pub(crate) fn contains(&self, key: &str) -> bool {
        self.held.contains_key(key)
    }

    pub(crate) fn get(&self, key: &str) -> Option<&V> {
        self.held.get(key)
    }

    pub(crate) fn get_mut(&mut self, key: &str) -> Option<&mut V> {
        self.held.get_mut(key)
    }

    pub(crate) fn remove(&mut self, key: &str) -> Option<V> {
        self.order.retain(|held| held != key);
        self.held.remove(key)
    }

    /// Entries, oldest first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&String, &V)> {
        self.order.iter().filter_map(|key| self.held.get_key_value(key))
    }
}

#[cfg(test)]
mod tests {
    use super::Bounded;

    #[test]
    fn the_oldest_entry_goes_out_first() {
        let mut map = Bounded::new(2);
        map.insert("a".into(), 1);
        map.insert("b".into(), 2);
        map.insert("a".into(), 3);
        map.insert("c".into(), 4);
        assert_eq!(map.iter().map(|(_, value)| *value).collect::<Vec<_>>(), [2, 4]);
        assert_eq!(map.remove("b"), Some(2));
        assert!(!map.contains("b"));
    }
}
