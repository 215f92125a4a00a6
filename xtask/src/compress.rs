//! Brotli at its highest quality, as a production host would send files.

use std::io;

/// The bytes in Brotli (RFC 7932) at quality 11. Takes seconds for a megabyte.
pub fn brotli(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut compressed = Vec::new();
    let mut input = bytes;
    brotli::BrotliCompress(&mut input, &mut compressed, &parameters)?;
    Ok(compressed)
}
