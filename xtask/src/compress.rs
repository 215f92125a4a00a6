//! Brotli and gzip as a production host would send them, computed once for each content.

use crate::paths;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Write};

/// A content coding (RFC 9110 §8.4.1).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Coding {
    /// Brotli, RFC 7932, at its highest quality.
    Brotli,
    /// gzip, RFC 1952, at its highest level.
    Gzip,
}

impl Coding {
    /// Its name in `Content-Encoding`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    /// The better of those a client names in `Accept-Encoding`.
    pub fn accepted(header: &str) -> Option<Self> {
        let named = |coding: Self| {
            header.split(',').any(|part| {
                let mut pieces = part.split(';').map(str::trim);
                let refused = |weight: &str| {
                    weight.strip_prefix("q=").is_some_and(|q| {
                        q.trim_end_matches('0')
                            .trim_end_matches('.')
                            .trim_matches('0')
                            .is_empty()
                    })
                };
                pieces.next() == Some(coding.name()) && !pieces.any(refused)
            })
        };
        [Self::Brotli, Self::Gzip]
            .into_iter()
            .find(|coding| named(*coding))
    }
}

/// The bytes in a coding. Kept under `target/compressed`, because the best quality takes seconds.
pub fn compressed(bytes: &[u8], coding: Coding) -> io::Result<Vec<u8>> {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    let folder = paths::made().join("compressed");
    let name = format!("{:016x}-{}.{}", hasher.finish(), bytes.len(), coding.name());
    let kept = folder.join(&name);
    if let Ok(present) = fs::read(&kept) {
        return Ok(present);
    }
    let made = compress(bytes, coding)?;
    fs::create_dir_all(&folder)?;
    // Whole or not at all: another process may be reading.
    let unfinished = folder.join(format!("{name}.{}", std::process::id()));
    fs::write(&unfinished, &made)?;
    fs::rename(&unfinished, &kept)?;
    Ok(made)
}

fn compress(bytes: &[u8], coding: Coding) -> io::Result<Vec<u8>> {
    let mut made = Vec::new();
    match coding {
        Coding::Brotli => {
            let parameters = brotli::enc::BrotliEncoderParams {
                quality: 11,
                size_hint: bytes.len(),
                ..Default::default()
            };
            let mut input = bytes;
            brotli::BrotliCompress(&mut input, &mut made, &parameters)?;
        }
        Coding::Gzip => {
            let mut encoder = GzEncoder::new(&mut made, Compression::best());
            encoder.write_all(bytes)?;
            encoder.finish()?;
        }
    }
    Ok(made)
}

#[cfg(test)]
mod tests {
    use super::{Coding, compress};
    use std::io::Read;

    #[test]
    fn the_better_accepted_coding_is_taken() {
        for (header, wanted) in [
            ("gzip, deflate, br, zstd", Some(Coding::Brotli)),
            ("gzip;q=0.8", Some(Coding::Gzip)),
            ("br;q=0, gzip", Some(Coding::Gzip)),
            ("br;q=0.000", None),
            ("identity", None),
            ("", None),
        ] {
            assert_eq!(Coding::accepted(header), wanted, "{header}");
        }
    }

    #[test]
    fn what_was_compressed_can_be_read_again() {
        let text = "login settings ".repeat(50);
        let small = compress(text.as_bytes(), Coding::Brotli).expect("brotli");
        assert!(small.len() < text.len() / 5);
        let mut again = String::new();
        brotli::Decompressor::new(&small[..], 4096)
            .read_to_string(&mut again)
            .expect("brotli back");
        assert_eq!(again, text);
        let small = compress(text.as_bytes(), Coding::Gzip).expect("gzip");
        again.clear();
        flate2::read::GzDecoder::new(&small[..])
            .read_to_string(&mut again)
            .expect("gzip back");
        assert_eq!(again, text);
    }
}
