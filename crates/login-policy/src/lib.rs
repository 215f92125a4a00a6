//! Login policy.
