//! Several files in one: a ZIP with everything stored as it is.

/// The day that stands on every file: the first that the format knows. When an answer was
/// given stands in it.
const DOS_DATE: u16 = 0x0021;

/// The version that is needed to read it: 2.0.
const VERSION: u16 = 20;

/// Names are UTF-8.
const UTF8: u16 = 0x0800;

const LOCAL: u32 = 0x0403_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;

/// The files in one. Names and sizes are ours, and far below what the format can hold.
pub(crate) fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut central = Vec::new();
    for (name, bytes) in files {
        let offset = small(out.len());
        let (sum, size) = (crc32(bytes), small(bytes.len()));
        let length = u16::try_from(name.len()).unwrap_or(u16::MAX);
        let about = |out: &mut Vec<u8>| {
            for word in [VERSION, UTF8, 0, 0, DOS_DATE] {
                out.extend(word.to_le_bytes());
            }
            for word in [sum, size, size] {
                out.extend(word.to_le_bytes());
            }
            out.extend(length.to_le_bytes());
            out.extend(0_u16.to_le_bytes());
        };
        out.extend(LOCAL.to_le_bytes());
        about(&mut out);
        out.extend(name.as_bytes());
        out.extend(*bytes);
        central.extend(CENTRAL.to_le_bytes());
        central.extend(VERSION.to_le_bytes());
        about(&mut central);
        central.extend([0_u8; 10]);
        central.extend(offset.to_le_bytes());
        central.extend(name.as_bytes());
    }
    let count = u16::try_from(files.len()).unwrap_or(u16::MAX);
    let (start, size) = (small(out.len()), small(central.len()));
    out.extend(central);
    out.extend(END.to_le_bytes());
    out.extend(0_u32.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend(size.to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend(0_u16.to_le_bytes());
    out
}

fn small(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// The sum that the format wants (ISO 3309).
fn crc32(bytes: &[u8]) -> u32 {
    const POLYNOMIAL: u32 = 0xedb8_8320;
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            let low = sum & 1;
            sum >>= 1;
            if low == 1 {
                sum ^= POLYNOMIAL;
            }
        }
    }
    !sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_is_the_one_that_everybody_computes() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(crc32(b""), 0);
    }

    #[test]
    fn what_is_put_in_lies_there_as_it_is_and_is_listed_at_the_end() {
        let zip = archive(&[("a.txt", b"Hei"), ("b.txt", b"Hade")]);
        assert!(zip.starts_with(&LOCAL.to_le_bytes()));
        let find = |needle: &[u8]| zip.windows(needle.len()).position(|found| found == needle);
        assert!(find(b"a.txtHei").is_some() && find(b"b.txtHade").is_some());
        let end = find(&END.to_le_bytes()).unwrap();
        assert_eq!(zip[end + 8..end + 12], [2, 0, 2, 0]);
        let start = u32::from_le_bytes(zip[end + 16..end + 20].try_into().unwrap());
        assert_eq!(find(&CENTRAL.to_le_bytes()), usize::try_from(start).ok());
    }
}
