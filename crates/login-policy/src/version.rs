//! Which ZITADEL is spoken to, and by which generations of rules its people may sign in.
//!
//! The text is `instance.version` of `GET /admin/v1/instances/me`: free text that is set when the
//! server is built, a version, what `git describe` makes of one, or the date of the build. It does
//! not read it, and does not know what the rules are.

use crate::people::LoginVersion;
use crate::policy::SecondFactorType;
use crate::rules::{Measurement, Rules};

/// The version that a server tells.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ServerVersion {
    text: String,
    number: Option<Number>,
}

/// A version as far as it decides about rules.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Number {
    major: u32,
    minor: u32,
    built: Built,
}

/// What follows the three numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Built {
    /// Nothing that matters.
    Release,
    /// Before the first release of its minor version (`4.11.0-rc.1`): perhaps still without what
    /// came with it.
    BeforeRelease,
    /// Commits after a release (`v4.13.1-106-g02d07e951`): perhaps already with what came next.
    AfterRelease,
}

impl ServerVersion {
    /// Reads what the server tells. A text that is no version is kept and counts as not known.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let text = text.trim();
        Self {
            text: text.to_owned(),
            number: number(text),
        }
    }

    /// As the server tells it; empty where it was not read.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the text is a version.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.number.is_some()
    }

    /// By which generations that server itself may answer, the oldest first: one for a release, two
    /// at most for a build between releases, all where the version is not known.
    #[must_use]
    pub fn rules(&self) -> &'static [Rules] {
        let Some(number) = self.number else {
            return Rules::ALL;
        };
        let (least, most) = number.range();
        let (first, last) = (generation(least), generation(most));
        Rules::ALL.get(first..=last).unwrap_or(Rules::ALL)
    }

    /// Whether that server may have what came with a version; yes where it is not known.
    #[must_use]
    pub fn may_have(&self, since: Feature) -> bool {
        self.number
            .is_none_or(|number| number.range().1 >= since.since())
    }

    /// Whether that server surely has what came with a version; no where it is not known.
    #[must_use]
    pub fn surely_has(&self, since: Feature) -> bool {
        self.number
            .is_some_and(|number| number.range().0 >= since.since())
    }

    /// Whether that server surely takes the value in its list of second factors. An unknown server
    /// surely takes what every version takes.
    #[must_use]
    pub fn surely_takes(&self, kind: &SecondFactorType) -> bool {
        match kind {
            SecondFactorType::RecoveryCodes => self.surely_has(Feature::RecoveryCodes),
            SecondFactorType::Unknown(_) => false,
            _ => true,
        }
    }

    /// By which generations those sign-in pages may follow, and how well that is founded.
    #[must_use]
    pub fn placement(&self, login: LoginVersion) -> Placement {
        let own = self.rules();
        let suggested = self.number.and_then(|_| own.last().copied());
        Placement {
            generations: match login {
                LoginVersion::BuiltIn => own,
                // Deployed apart from the server: of any age.
                LoginVersion::V2 => Rules::ALL,
            },
            suggested,
            measurement: suggested.map(Rules::measurement),
            standing: self.standing(),
        }
    }

    fn standing(&self) -> Standing {
        let Some(number) = self.number else {
            return Standing::NotKnown;
        };
        match (number.major, number.minor) {
            (4, 3 | 13) => Standing::Measured,
            told if told < (4, 3) => Standing::OlderThanMeasured,
            told if told > (4, 13) => Standing::NewerThanMeasured,
            _ => Standing::BetweenMeasured,
        }
    }
}

/// What a version of the server brought that this console must know of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Feature {
    /// The API refuses tokens that came without a second factor which their owner has and the list
    /// allows, though nobody is forced.
    OwnFactorCheck,
    /// The second factor type `SECOND_FACTOR_TYPE_RECOVERY_CODES`.
    RecoveryCodes,
    /// `allowUsernamePassword` is called "local authentication" and includes passkeys.
    LocalAuthentication,
    /// The login v2 of that release keeps the login settings ([`crate::settings_cache`]).
    LoginV2SettingsCache,
}

impl Feature {
    fn since(self) -> (u32, u32) {
        match self {
            Self::OwnFactorCheck => (4, 6),
            Self::RecoveryCodes => (4, 9),
            Self::LocalAuthentication => (4, 11),
            Self::LoginV2SettingsCache => (4, 13),
        }
    }
}

/// By which generations sign-in pages are judged, and why.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Placement {
    /// Each that may apply, the oldest first. The worst of them is what guards go by.
    pub generations: &'static [Rules],
    /// The one that the server's version suggests: the pages' own for the built-in login, a guess
    /// for the separate app. `None` where the version is not known.
    pub suggested: Option<Rules>,
    /// The measurement behind the suggested one.
    pub measurement: Option<Measurement>,
    /// How the server's version stands to those that were measured.
    pub standing: Standing,
}

/// How a server's version stands to those that were measured.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// One of them.
    Measured,
    /// Between two of them.
    BetweenMeasured,
    /// Older than any: judged by the oldest.
    OlderThanMeasured,
    /// Newer than any: judged by the newest, and may behave in ways that were never seen.
    NewerThanMeasured,
    /// It was not read, or its text is no version.
    NotKnown,
}

impl Number {
    /// The least and the most that it may be, as major and minor number.
    fn range(self) -> ((u32, u32), (u32, u32)) {
        let told = (self.major, self.minor);
        match self.built {
            Built::Release => (told, told),
            Built::BeforeRelease => ((self.major, self.minor.saturating_sub(1)), told),
            Built::AfterRelease => (told, (self.major, self.minor.saturating_add(1))),
        }
    }
}

/// The index of the newest generation that such a version has; the oldest for older ones.
fn generation(version: (u32, u32)) -> usize {
    Rules::ALL
        .iter()
        .rposition(|rules| rules.since_number() <= version)
        .unwrap_or_default()
}

/// `4.13`, `4.13.1`, `v4.13.1`, `4.3.1-rc.2`, `v4.13.1-106-g02d07e951`, `4.13.1+build`.
fn number(text: &str) -> Option<Number> {
    let text = text.strip_prefix(['v', 'V']).unwrap_or(text);
    let end = text
        .find(|one: char| !one.is_ascii_digit() && one != '.')
        .unwrap_or(text.len());
    let (numbers, rest) = text.split_at(end);
    let mut numbers = numbers.split('.').map(|part| part.parse::<u32>().ok());
    let (major, minor) = (numbers.next()??, numbers.next()??);
    let patch = numbers.next().unwrap_or(Some(0))?;
    if numbers.next().is_some() || !(rest.is_empty() || rest.starts_with(['-', '+'])) {
        return None;
    }
    if major == 0 {
        // What builds without a version are called.
        return None;
    }
    let suffix = rest.split('+').next().unwrap_or_default();
    let built = if suffix.is_empty() {
        Built::Release
    } else if is_described(suffix) {
        Built::AfterRelease
    } else if patch == 0 {
        Built::BeforeRelease
    } else {
        Built::Release
    };
    Some(Number {
        major,
        minor,
        built,
    })
}

/// Whether it ends as `git describe` names commits after a tag: `-106-g02d07e951`.
fn is_described(suffix: &str) -> bool {
    let mut parts = suffix.rsplit('-');
    let hash = parts.next().and_then(|part| part.strip_prefix('g'));
    let count = parts.next();
    let all = |part: Option<&str>, is: fn(&u8) -> bool| {
        part.is_some_and(|part| !part.is_empty() && part.bytes().all(|byte| is(&byte)))
    };
    all(hash, u8::is_ascii_hexdigit) && all(count, u8::is_ascii_digit)
}
