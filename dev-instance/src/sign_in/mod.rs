//! The two sign-in interfaces: the pages built into the server, and those of login v2. They verify
//! passwords and codes of authenticator apps; there is no passkey, security key or provider to
//! verify, and their pages say so.

mod built_in;
mod environment;
mod login_names;
mod login_v2;
#[cfg(test)]
mod measured_rows;
pub(crate) mod router;
mod visit;
