//! The signature algorithms this crate accepts in an ID token (RFC 7518 §3.1, RFC 8037). `none`
//! and every HS* are not values of the type: a public client has no key that could check them.

/// A signature algorithm of an ID token.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Algorithm {
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    Rs256,
    /// RSASSA-PKCS1-v1_5 with SHA-384.
    Rs384,
    /// RSASSA-PKCS1-v1_5 with SHA-512.
    Rs512,
    /// ECDSA on P-256 with SHA-256.
    Es256,
    /// ECDSA on P-384 with SHA-384.
    Es384,
    /// ECDSA on P-521 with SHA-512.
    Es512,
    /// Ed25519.
    EdDsa,
}

impl Algorithm {
    /// Every algorithm this crate accepts.
    pub const ALL: [Algorithm; 7] = [
        Algorithm::Rs256,
        Algorithm::Rs384,
        Algorithm::Rs512,
        Algorithm::Es256,
        Algorithm::Es384,
        Algorithm::Es512,
        Algorithm::EdDsa,
    ];

    /// The name in a JOSE header.
    pub fn name(self) -> &'static str {
        match self {
            Algorithm::Rs256 => "RS256",
            Algorithm::Rs384 => "RS384",
            Algorithm::Rs512 => "RS512",
            Algorithm::Es256 => "ES256",
            Algorithm::Es384 => "ES384",
            Algorithm::Es512 => "ES512",
            Algorithm::EdDsa => "EdDSA",
        }
    }

    /// The algorithm of that JOSE name, compared exactly.
    pub fn from_name(name: &str) -> Option<Algorithm> {
        Algorithm::ALL
            .into_iter()
            .find(|algorithm| algorithm.name() == name)
    }

    /// The name that Web Cryptography uses.
    pub fn subtle_name(self) -> &'static str {
        match self {
            Algorithm::Rs256 | Algorithm::Rs384 | Algorithm::Rs512 => "RSASSA-PKCS1-v1_5",
            Algorithm::Es256 | Algorithm::Es384 | Algorithm::Es512 => "ECDSA",
            Algorithm::EdDsa => "Ed25519",
        }
    }

    /// The hash of the signature, which is also the hash of `at_hash` (OpenID Connect Core
    /// §3.1.3.6). Ed25519 hashes with SHA-512 inside.
    pub fn hash(self) -> Hash {
        match self {
            Algorithm::Rs256 | Algorithm::Es256 => Hash::Sha256,
            Algorithm::Rs384 | Algorithm::Es384 => Hash::Sha384,
            Algorithm::Rs512 | Algorithm::Es512 | Algorithm::EdDsa => Hash::Sha512,
        }
    }

    /// The curve, for ECDSA.
    pub fn curve(self) -> Option<Curve> {
        match self {
            Algorithm::Es256 => Some(Curve::P256),
            Algorithm::Es384 => Some(Curve::P384),
            Algorithm::Es512 => Some(Curve::P521),
            _ => None,
        }
    }
}

/// A hash function.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hash {
    /// 32 bytes.
    Sha256,
    /// 48 bytes.
    Sha384,
    /// 64 bytes.
    Sha512,
}

impl Hash {
    /// The name that Web Cryptography uses.
    pub fn name(self) -> &'static str {
        match self {
            Hash::Sha256 => "SHA-256",
            Hash::Sha384 => "SHA-384",
            Hash::Sha512 => "SHA-512",
        }
    }
}

/// An elliptic curve for ECDSA.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Curve {
    /// NIST P-256.
    P256,
    /// NIST P-384.
    P384,
    /// NIST P-521.
    P521,
}

impl Curve {
    /// The name in a JWK and in Web Cryptography.
    pub fn name(self) -> &'static str {
        match self {
            Curve::P256 => "P-256",
            Curve::P384 => "P-384",
            Curve::P521 => "P-521",
        }
    }

    /// The length of one coordinate in bytes.
    pub(crate) fn coordinate_bytes(self) -> usize {
        match self {
            Curve::P256 => 32,
            Curve::P384 => 48,
            Curve::P521 => 66,
        }
    }

    pub(crate) fn from_name(name: &str) -> Option<Curve> {
        [Curve::P256, Curve::P384, Curve::P521]
            .into_iter()
            .find(|curve| curve.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::Algorithm;

    #[test]
    fn names_are_read_exactly_and_nothing_else_is_an_algorithm() {
        for algorithm in Algorithm::ALL {
            assert_eq!(Algorithm::from_name(algorithm.name()), Some(algorithm));
        }
        for name in [
            "none", "None", "NONE", "HS256", "HS384", "HS512", "rs256", "PS256", "ES256K", "",
        ] {
            assert_eq!(Algorithm::from_name(name), None, "{name}");
        }
    }
}
