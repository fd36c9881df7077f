//! A zip file, written in one go: stored, not packed, so that the same content gives the
//! same bytes each time (PKWARE APPNOTE 6.3, §§ 4.3 to 4.4).

/// How large a file in it, and the whole, can be; the format's own limit without its
/// extensions. A part of what is handed over is far below it.
const MAX_BYTES: usize = u32::MAX as usize;

/// The version that is needed to read it.
const VERSION: u16 = 20;

/// Names are UTF-8.
const FLAGS: u16 = 1 << 11;

/// The first of January 1980, midnight: the format's own beginning. What is inside says
/// when it was written.
const DATE: u16 = (1 << 5) | 1;

/// The archive grew beyond what the format holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooLarge;

/// A zip file that is being written.
#[derive(Default)]
pub(super) struct Archive {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    count: u16,
}

impl Archive {
    /// Adds a file.
    pub(super) fn add(&mut self, name: &str, content: &[u8]) -> Result<(), TooLarge> {
        let at = narrow(self.bytes.len())?;
        let size = narrow(content.len())?;
        let length = u16::try_from(name.len()).map_err(|_| TooLarge)?;
        let sum = crc32(content);
        self.bytes.extend_from_slice(&0x0403_4b50_u32.to_le_bytes());
        let shared = shared(sum, size, length);
        self.bytes.extend_from_slice(&shared);
        self.bytes.extend_from_slice(name.as_bytes());
        self.bytes.extend_from_slice(content);
        narrow(self.bytes.len())?;

        self.directory.extend_from_slice(&0x0201_4b50_u32.to_le_bytes());
        self.directory.extend_from_slice(&VERSION.to_le_bytes());
        self.directory.extend_from_slice(&shared);
        // No comment, the first disk, no attributes.
        self.directory.extend_from_slice(&[0; 10]);
        self.directory.extend_from_slice(&at.to_le_bytes());
        self.directory.extend_from_slice(name.as_bytes());
        self.count = self.count.checked_add(1).ok_or(TooLarge)?;
        Ok(())
    }

    /// The file.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, TooLarge> {
        let at = narrow(self.bytes.len())?;
        let size = narrow(self.directory.len())?;
        self.bytes.append(&mut self.directory);
        self.bytes.extend_from_slice(&0x0605_4b50_u32.to_le_bytes());
        self.bytes.extend_from_slice(&[0; 4]);
        self.bytes.extend_from_slice(&self.count.to_le_bytes());
        self.bytes.extend_from_slice(&self.count.to_le_bytes());
        self.bytes.extend_from_slice(&size.to_le_bytes());
        self.bytes.extend_from_slice(&at.to_le_bytes());
        self.bytes.extend_from_slice(&[0; 2]);
        Ok(self.bytes)
    }
}

/// What a file's own header and the directory say alike.
fn shared(sum: u32, size: u32, name: u16) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(26);
    for part in [VERSION, FLAGS, 0, 0, DATE] {
        bytes.extend_from_slice(&part.to_le_bytes());
    }
    for part in [sum, size, size] {
        bytes.extend_from_slice(&part.to_le_bytes());
    }
    bytes.extend_from_slice(&name.to_le_bytes());
    bytes.extend_from_slice(&[0; 2]);
    bytes
}

fn narrow(length: usize) -> Result<u32, TooLarge> {
    if length >= MAX_BYTES {
        return Err(TooLarge);
    }
    u32::try_from(length).map_err(|_| TooLarge)
}

/// CRC-32 as the format has it.
fn crc32(content: &[u8]) -> u32 {
    let table = table();
    let step = |sum: u32, byte: &u8| {
        let place = usize::try_from((sum ^ u32::from(*byte)) & 0xff).unwrap_or_default();
        (sum >> 8) ^ table.get(place).copied().unwrap_or_default()
    };
    !content.iter().fold(!0, step)
}

fn table() -> [u32; 256] {
    let mut table = [0; 256];
    for (value, entry) in (0_u32..).zip(&mut table) {
        let half = |sum: u32, _| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 };
        *entry = (0..8).fold(value, half);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_is_the_one_that_every_reader_checks() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(crc32(b""), 0);
    }

    #[test]
    fn an_archive_has_its_files_and_a_directory_of_them() {
        let write = || {
            let mut archive = Archive::default();
            archive.add("innhold.json", b"{}").unwrap();
            archive.add("samtaler/ø.html", "<p>Å</p>".as_bytes()).unwrap();
            archive.finish().unwrap()
        };
        let bytes = write();
        assert_eq!(bytes, write());
        let end = &bytes[bytes.len() - 22..];
        assert_eq!(end[..4], 0x0605_4b50_u32.to_le_bytes());
        assert_eq!(u16::from_le_bytes([end[10], end[11]]), 2);
        let at = u32::from_le_bytes([end[16], end[17], end[18], end[19]]);
        let directory = &bytes[usize::try_from(at).unwrap()..];
        assert_eq!(directory[..4], 0x0201_4b50_u32.to_le_bytes());
        assert_eq!(bytes[30..42], *b"innhold.json");
    }
}
