//! What handlers share.

use crate::instance::state::Instance;
use crate::signing_keys::SigningKeys;
use crate::version::Version;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What handlers share. A clone shares the same.
#[derive(Clone)]
pub(crate) struct AppState {
    /// The release that is behaved as.
    pub version: Version,
    pub keys: Arc<SigningKeys>,
    instance: Arc<Mutex<Instance>>,
}

impl AppState {
    /// The state around a new instance.
    pub(crate) fn new(instance: Instance, keys: Arc<SigningKeys>) -> Self {
        Self {
            version: instance.version,
            keys,
            instance: Arc::new(Mutex::new(instance)),
        }
    }

    /// The instance behind its lock. Handlers do not await while they hold it.
    pub(crate) fn instance(&self) -> MutexGuard<'_, Instance> {
        self.instance.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
