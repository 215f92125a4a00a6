//! What the API says in other languages than English. Three sentences are kept in all languages,
//! since a recording compares them; the rest in German too.

use super::refusal::Refusal;
use crate::instance::password::WeakPassword;
use crate::language::Language;

/// The text of a refusal in this language, in English where it is not kept.
pub(crate) fn text(refusal: &Refusal, language: Language) -> String {
    let everywhere = match refusal {
        Refusal::FactorNotExisting(_) => FACTOR_NOT_EXISTING,
        Refusal::PolicyNotChanged => POLICY_NOT_CHANGED,
        Refusal::RedirectUriInvalid(_) => REDIRECT_URI_INVALID,
        _ => &[],
    };
    let translated = everywhere.iter().find(|(tag, _)| *tag == language.0);
    let translated = translated.map(|(_, text)| *text);
    let german = || german(refusal).filter(|_| language.0 == "de");
    translated
        .or_else(german)
        .map_or_else(|| refusal.to_string(), str::to_owned)
}

/// A refusal in German. Sentences of the transport and of validation, and keys that the server has
/// no text for, are the same in every language.
#[rustfmt::skip]
const fn german(refusal: &Refusal) -> Option<&'static str> {
    Some(match refusal {
        Refusal::ProviderToLinkUnknown | Refusal::ProviderNotFound => "Identitätsprovider Konfiguration existiert nicht",
        Refusal::LinkExists => "Identitätsprovider existiert bereits",
        Refusal::LinkNotExisting => "Identitätsprovider existiert nicht",
        Refusal::OrgPolicyExists => "Login Richtlinie existiert bereits",
        Refusal::OrgPolicyNotFound => "Login Richtlinie ist nicht zu finden",
        Refusal::NoRestrictions => "Keine Restriktionen angegeben",
        Refusal::LanguageNotParsed => "Sprache ist nicht lesbar",
        Refusal::LanguageNotSupported => "Sprache wird nicht unterstützt",
        Refusal::LanguagesRepeated => "Sprachen kommen mehrfach vor",
        Refusal::DefaultLanguageNotAllowed => "Die Standardsprache muss erlaubt sein",
        Refusal::MemberInvalid => "Mitglied ist ungültig",
        Refusal::MemberNotFound => "Mitglied ist nicht zu finden",
        Refusal::MemberNotChanged | Refusal::AppNotChanged => "Keine Änderungen",
        Refusal::MemberUserNotFound | Refusal::UserNotFound | Refusal::UserToChangeNotFound | Refusal::TotpUserNotFound => "Benutzer ist nicht zu finden",
        Refusal::UserExists => "Benutzer existiert bereits",
        Refusal::UserAlreadyInactive => "Benutzer ist bereits deaktiviert",
        Refusal::UserNotInactive => "Benutzer ist nicht deaktiviert",
        Refusal::WeakPassword(WeakPassword::TooShort) => "Passwort ist zu kurz",
        Refusal::WeakPassword(WeakPassword::NotComplex) => "Passwort braucht Gross- und Kleinbuchstaben, Zahl und Symbol",
        Refusal::TotpExists => "Multifaktor OTP (OneTimePassword) ist bereits eingerichtet",
        Refusal::TotpNotExisting => "Multifaktor OTP (OneTimePassword) existiert nicht",
        Refusal::TotpCodeInvalid => "Code ist ungültig",
        Refusal::ProjectExists => "Projekt existiert bereits in der Organisation",
        Refusal::ProjectNotFound => "Projekt ist nicht zu finden",
        Refusal::AppExists => "Anwendung existiert bereits",
        Refusal::AppNotFound => "Anwendung ist nicht zu finden",
        Refusal::AppInvalid => "Anwendung ungültig",
        _ => return None,
    })
}

/// The name of an event type or aggregate type; the raw key where the server has no text for it.
pub(crate) fn event_name(key: &str, language: Language) -> &str {
    let known = EVENT_NAMES.iter().find(|(known, _, _)| *known == key);
    known.map_or(
        key,
        |(_, english, german)| {
            if language.0 == "de" { german } else { english }
        },
    )
}

#[rustfmt::skip]
const EVENT_NAMES: [(&str, &str, &str); 15] = [
    ("AggregateTypes.instance", "Instance", "Instanz"),
    ("AggregateTypes.org", "Organization", "Organisation"),
    ("AggregateTypes.oidc_session", "OIDC Session", "OIDC Session"),
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

const FACTOR_NOT_EXISTING: &[(&str, &str)] = &[
    ("bg", "Мултифактор не съществува"),
    ("cs", "Vícefaktorové ověřování neexistuje"),
    ("de", "Multifaktor existiert nicht"),
    ("es", "El Multifactor no existe"),
    ("fr", "Multifacteur non existant"),
    ("hu", "A multifaktor nem létezik"),
    ("id", "Multifaktor tidak ada"),
    ("it", "Multifattore non esistente"),
    ("ja", "存在しないMFAです"),
    ("ko", "다중 인증이 존재하지 않습니다"),
    ("mk", "Мултифакторот не постои"),
    ("nl", "Multifactor bestaat niet"),
    ("pl", "Wielopoziomowe uwierzytelnianie nie istnieje"),
    ("pt", "A autenticação multifator não existe"),
    ("ro", "Multifactor nu există"),
    ("ru", "Мультифактор не существует"),
    ("sv", "Tvåfaktor existerar inte"),
    ("tr", "Çok faktörlü kimlik doğrulama mevcut değil"),
    ("zh", "MFA 不存在"),
];

const POLICY_NOT_CHANGED: &[(&str, &str)] = &[
    ("ar", "سياسة تسجيل الدخول الافتراضية لم تتغير"),
    ("bg", "Правилата за влизане по подразбиране не са променени"),
    ("cs", "Výchozí přihlašovací politika nebyla změněna"),
    ("de", "Default Login Policy wurde nicht verändert"),
    (
        "es",
        "La política de inicio de sesión por defecto no ha cambiado",
    ),
    (
        "fr",
        "La politique de connexion par défaut n'a pas été modifiée",
    ),
    (
        "hu",
        "Az alapértelmezett bejelentkezési irányelv nem lett módosítva",
    ),
    ("id", "Kebijakan Login Default belum diubah"),
    (
        "it",
        "Le impostazioni di accesso predefinite non sono state cambiate",
    ),
    ("ja", "デフォルトログインポリシーは変更されていません"),
    ("ko", "기본 로그인 정책이 변경되지 않았습니다"),
    ("mk", "Стандардната политика за најавување не е променета"),
    ("nl", "Standaard Login Beleid is niet veranderd"),
    ("pl", "Domyślna polityka logowania nie została zmieniona"),
    ("pt", "Política de Login padrão não foi alterada"),
    ("ro", "Politica de conectare implicită nu a fost schimbată"),
    (
        "ru",
        "Политика входа в систему по умолчанию не была изменена",
    ),
    ("sv", "Standardinloggningspolicyn har inte ändrats"),
    ("tr", "Varsayılan Giriş Politikası değişmedi"),
    ("zh", "默认登录策略没有改变"),
];

const REDIRECT_URI_INVALID: &[(&str, &str)] = &[
    (
        "bg",
        "URI адресът за пренасочване по подразбиране е невалиден",
    ),
    ("cs", "Výchozí Redirect URI je neplatné"),
    ("de", "Default Redirect URI ist ungültig"),
    ("es", "La URI de redirección no es válida"),
    ("fr", "L'URI de redirection par défaut n'est pas valide"),
    ("hu", "Az alapértelmezett átirányítási URI érvénytelen"),
    ("id", "URI Pengalihan Default tidak valid"),
    ("it", "Default Redirect URI non valido"),
    ("ja", "無効なデフォルトのリダイレクトURIです"),
    ("ko", "기본 리디렉트 URI가 유효하지 않습니다"),
    ("mk", "Стандардниот URI за пренасочување не е валиден"),
    ("nl", "Standaard Redirect URI is ongeldig"),
    ("pl", "Domyślny URI przekierowania jest nieprawidłowy"),
    ("pt", "O URI de redirecionamento padrão é inválido"),
    ("ro", "URI-ul de redirecționare implicit este invalid"),
    ("ru", "URI перенаправления по умолчанию недействителен"),
    ("sv", "Standardomdirigerings-URI är ogiltig"),
    ("tr", "Varsayılan Yönlendirme URI geçersiz"),
    ("zh", "默认重定向 URL 无效"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_kept_everywhere_are_said_in_the_language_asked_for() {
        let said = |tag| text(&Refusal::PolicyNotChanged, Language(tag));
        assert!(said("fr").starts_with("La politique"));
        assert_eq!(said("zh"), "默认登录策略没有改变");
        assert!(said("en").starts_with("Default Login Policy has"));
    }

    #[test]
    fn other_sentences_fall_back_to_english() {
        let said = |tag| text(&Refusal::UserExists, Language(tag));
        assert_eq!(said("fr"), "User already exists");
        assert_eq!(said("de"), "Benutzer existiert bereits");
        assert_eq!(
            event_name("EventTypes.restrictions.set", Language("de")),
            "EventTypes.restrictions.set"
        );
    }
}
