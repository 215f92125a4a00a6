//! What the server says in words, by language. Three sentences are kept in all its languages, since
//! a recording compares them; the rest in English and German. Knows not when a sentence is said.

use crate::wire::language::Language;

/// A sentence with translations.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Text {
    FactorNotExisting,
    PolicyNotChanged,
    RedirectUriInvalid,
    ProviderUnknown,
    LinkExists,
    LinkNotExisting,
    NoRestrictions,
    DefaultLanguageNotAllowed,
    LanguageNotParsed,
    LanguageNotSupported,
    LanguagesRepeated,
    ApplicationExists,
    ApplicationNotFound,
    ApplicationInvalid,
    ProjectExists,
    ProjectNotFound,
    NoChanges,
    UserExists,
    UserNotFound,
    PasswordTooShort,
    PasswordNotComplex,
    MemberInvalid,
    MemberNotFound,
    OrgPolicyExists,
    OrgPolicyNotFound,
    UserAlreadyInactive,
    UserNotInactive,
    AppExists,
    AppNotExisting,
    CodeInvalid,
    NotCompliant,
    HttpOnlyForWeb,
}

impl Text {
    /// The sentence in this language, in English where it is not kept.
    pub(crate) fn said_in(self, language: Language) -> &'static str {
        let everywhere = match self {
            Self::FactorNotExisting => Some(&FACTOR_NOT_EXISTING),
            Self::PolicyNotChanged => Some(&POLICY_NOT_CHANGED),
            Self::RedirectUriInvalid => Some(&REDIRECT_URI_INVALID),
            _ => None,
        };
        if let Some(all) = everywhere {
            let known = crate::wire::language::SUPPORTED.iter().zip(all);
            if let Some((_, text)) = known.into_iter().find(|(tag, _)| **tag == language.0) {
                return text;
            }
        }
        let (english, german) = self.english_and_german();
        if language.0 == "de" { german } else { english }
    }

    #[rustfmt::skip]
    const fn english_and_german(self) -> (&'static str, &'static str) {
        match self {
            Self::FactorNotExisting => (FACTOR_NOT_EXISTING[3], FACTOR_NOT_EXISTING[2]),
            Self::PolicyNotChanged => (POLICY_NOT_CHANGED[3], POLICY_NOT_CHANGED[2]),
            Self::RedirectUriInvalid => (REDIRECT_URI_INVALID[3], REDIRECT_URI_INVALID[2]),
            Self::ProviderUnknown => ("Identity Provider Configuration doesn't exist", "Identitätsprovider Konfiguration existiert nicht"),
            Self::LinkExists => ("Identity provider already exists", "Identitätsprovider existiert bereits"),
            Self::LinkNotExisting => ("Identity provider doesn't exist", "Identitätsprovider existiert nicht"),
            Self::NoRestrictions => ("No restrictions specified", "Keine Restriktionen angegeben"),
            Self::DefaultLanguageNotAllowed => ("The default language must be allowed", "Die Standardsprache muss erlaubt sein"),
            Self::LanguageNotParsed => ("Could not parse language", "Sprache ist nicht lesbar"),
            Self::LanguageNotSupported => ("Language is not supported", "Sprache wird nicht unterstützt"),
            Self::LanguagesRepeated => ("Languages have duplicates", "Sprachen kommen mehrfach vor"),
            Self::ApplicationExists => ("Application already exists", "Anwendung existiert bereits"),
            Self::ApplicationNotFound => ("Application could not be found", "Anwendung ist nicht zu finden"),
            Self::ApplicationInvalid => ("Application invalid", "Anwendung ungültig"),
            Self::ProjectExists => ("Project already exists on organization", "Projekt existiert bereits in der Organisation"),
            Self::ProjectNotFound => ("Project not found", "Projekt ist nicht zu finden"),
            Self::NoChanges => ("No changes", "Keine Änderungen"),
            Self::UserExists => ("User already exists", "Benutzer existiert bereits"),
            Self::AppExists => ("Multifactor OTP (OneTimePassword) is already set up", "Multifaktor OTP (OneTimePassword) ist bereits eingerichtet"),
            Self::AppNotExisting => ("Multifactor OTP (OneTimePassword) doesn't exist", "Multifaktor OTP (OneTimePassword) existiert nicht"),
            Self::CodeInvalid => ("Invalid code", "Code ist ungültig"),
            Self::UserNotFound => ("User could not be found", "Benutzer ist nicht zu finden"),
            Self::PasswordTooShort => ("Password is too short", "Passwort ist zu kurz"),
            Self::PasswordNotComplex => ("Password must contain upper, lower, number and symbol", "Passwort braucht Gross- und Kleinbuchstaben, Zahl und Symbol"),
            Self::MemberInvalid => ("Member is invalid", "Mitglied ist ungültig"),
            Self::MemberNotFound => ("Member not found", "Mitglied ist nicht zu finden"),
            Self::OrgPolicyExists => ("Login Policy already exists", "Login Richtlinie existiert bereits"),
            Self::OrgPolicyNotFound => ("Login Policy not found", "Login Richtlinie ist nicht zu finden"),
            Self::UserAlreadyInactive => ("User already inactive", "Benutzer ist bereits deaktiviert"),
            Self::UserNotInactive => ("User is not inactive", "Benutzer ist nicht deaktiviert"),
            Self::NotCompliant => ("Your configuration is not compliant and differs from OIDC 1.0 standard.", "Die Konfiguration weicht vom Standard OIDC 1.0 ab."),
            Self::HttpOnlyForWeb => ("Grant type code only allowed http redirect uris for apptype web.", "Beim Grant Type Code sind http Redirect URIs nur dem App Typ Web erlaubt."),
        }
    }
}

// In the order of `language::SUPPORTED`.
const FACTOR_NOT_EXISTING: [&str; 20] = [
    "Мултифактор не съществува",
    "Vícefaktorové ověřování neexistuje",
    "Multifaktor existiert nicht",
    "Multifactor not existing",
    "El Multifactor no existe",
    "Multifacteur non existant",
    "A multifaktor nem létezik",
    "Multifaktor tidak ada",
    "Multifattore non esistente",
    "存在しないMFAです",
    "다중 인증이 존재하지 않습니다",
    "Мултифакторот не постои",
    "Multifactor bestaat niet",
    "Wielopoziomowe uwierzytelnianie nie istnieje",
    "A autenticação multifator não existe",
    "Multifactor nu există",
    "Мультифактор не существует",
    "Tvåfaktor existerar inte",
    "Çok faktörlü kimlik doğrulama mevcut değil",
    "MFA 不存在",
];

const POLICY_NOT_CHANGED: [&str; 20] = [
    "Правилата за влизане по подразбиране не са променени",
    "Výchozí přihlašovací politika nebyla změněna",
    "Default Login Policy wurde nicht verändert",
    "Default Login Policy has not been changed",
    "La política de inicio de sesión por defecto no ha cambiado",
    "La politique de connexion par défaut n'a pas été modifiée",
    "Az alapértelmezett bejelentkezési irányelv nem lett módosítva",
    "Kebijakan Login Default belum diubah",
    "Le impostazioni di accesso predefinite non sono state cambiate",
    "デフォルトログインポリシーは変更されていません",
    "기본 로그인 정책이 변경되지 않았습니다",
    "Стандардната политика за најавување не е променета",
    "Standaard Login Beleid is niet veranderd",
    "Domyślna polityka logowania nie została zmieniona",
    "Política de Login padrão não foi alterada",
    "Politica de conectare implicită nu a fost schimbată",
    "Политика входа в систему по умолчанию не была изменена",
    "Standardinloggningspolicyn har inte ändrats",
    "Varsayılan Giriş Politikası değişmedi",
    "默认登录策略没有改变",
];

const REDIRECT_URI_INVALID: [&str; 20] = [
    "URI адресът за пренасочване по подразбиране е невалиден",
    "Výchozí Redirect URI je neplatné",
    "Default Redirect URI ist ungültig",
    "Default Redirect URI is invalid",
    "La URI de redirección no es válida",
    "L'URI de redirection par défaut n'est pas valide",
    "Az alapértelmezett átirányítási URI érvénytelen",
    "URI Pengalihan Default tidak valid",
    "Default Redirect URI non valido",
    "無効なデフォルトのリダイレクトURIです",
    "기본 리디렉트 URI가 유효하지 않습니다",
    "Стандардниот URI за пренасочување не е валиден",
    "Standaard Redirect URI is ongeldig",
    "Domyślny URI przekierowania jest nieprawidłowy",
    "O URI de redirecionamento padrão é inválido",
    "URI-ul de redirecționare implicit este invalid",
    "URI перенаправления по умолчанию недействителен",
    "Standardomdirigerings-URI är ogiltig",
    "Varsayılan Yönlendirme URI geçersiz",
    "默认重定向 URL 无效",
];

/// The name of an event type or aggregate type; the raw key where the server has no text for it.
pub(crate) fn event_name(key: &str, language: Language) -> String {
    EVENT_NAMES
        .iter()
        .find(|(known, _, _)| *known == key)
        .map_or_else(
            || key.to_owned(),
            |(_, english, german)| {
                let text = if language.0 == "de" { german } else { english };
                (*text).to_owned()
            },
        )
}

#[rustfmt::skip]
const EVENT_NAMES: [(&str, &str, &str); 14] = [
    ("AggregateTypes.instance", "Instance", "Instanz"),
    ("AggregateTypes.org", "Organization", "Organisation"),
    ("AggregateTypes.user", "User", "Benutzer"),
    ("AggregateTypes.restrictions", "Restrictions", "Restriktionen"),
    ("EventTypes.instance.policy.login.added", "Login policy added", "Login Richtlinie hinzugefügt"),
    ("EventTypes.instance.policy.login.changed", "Login policy changed", "Login Richtlinie geändert"),
    ("EventTypes.instance.policy.login.multifactor.added", "Multifactor added to login policy", "Multifaktor zur Login Richtlinie hinzugefügt"),
    ("EventTypes.instance.policy.login.multifactor.removed", "Multifactor removed from login policy", "Multifaktor aus der Login Richtlinie entfernt"),
    ("EventTypes.instance.policy.login.secondfactor.added", "Second factor added to login policy", "Zweiter Faktor zur Login Richtlinie hinzugefügt"),
    ("EventTypes.instance.policy.login.secondfactor.removed", "Second factor removed from login policy", "Zweiter Faktor aus der Login Richtlinie entfernt"),
    ("EventTypes.instance.policy.login.idpprovider.added", "Identity Provider added to login policy", "Identitätsprovider zur Login Richtlinie hinzugefügt"),
    ("EventTypes.instance.policy.login.idpprovider.removed", "Identity Provider removed from login policy", "Identitätsprovider aus der Login Richtlinie entfernt"),
    ("EventTypes.org.policy.login.added", "Login Policy added", "Login Richtlinie hinzugefügt"),
    ("EventTypes.org.policy.login.removed", "Login Policy removed", "Login Richtlinie entfernt"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::language::Language;

    #[test]
    fn sentences_kept_everywhere_are_said_in_the_language_asked_for() {
        let said = |tag| Text::PolicyNotChanged.said_in(Language(tag));
        assert!(said("fr").starts_with("La politique"));
        assert_eq!(said("zh"), "默认登录策略没有改变");
        assert!(said("en").starts_with("Default Login Policy has"));
    }

    #[test]
    fn other_sentences_fall_back_to_english() {
        assert_eq!(
            Text::UserExists.said_in(Language("fr")),
            "User already exists"
        );
        assert_eq!(
            event_name("EventTypes.restrictions.set", Language("de")),
            "EventTypes.restrictions.set"
        );
    }
}
