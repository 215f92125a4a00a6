//! What stands around every page: the header with instance, language, theme and account, the footer.

use crate::browser::tasks::spawn;
use crate::browser::{document, storage};
use crate::components::{Say, button, focus_soon, icon};
use crate::config::Instance;
use crate::i18n::{self, LOCALES, text};
use crate::markup::{View, el, live_by, many};
use crate::routes::Page;
use crate::session::{Session, Way};
use crate::watched::Watched;

/// Where the theme is remembered; `public/boot.js` reads the same key before first paint.
const THEME: &str = "theme";

/// The header.
pub fn header(instance: Option<&Instance>, session: Option<Session>, redraw: Watched<u32>) -> View {
    let brand = instance.map(|instance| {
        let drawing = el("use").attr("href", "#i-mark");
        let mark = el("svg")
            .class("mark")
            .attr("aria-hidden", "true")
            .child(drawing);
        let name = el("b").attr("dir", "auto").child(instance.name.clone());
        let host = el("span")
            .class("host")
            .attr("dir", "ltr")
            .child(instance.host());
        el("a")
            .class("brand")
            .attr("href", Page::Start.path())
            .child(mark)
            .child(el("span").child(name).child(host))
    });
    let account = session.map(|session| {
        live_by(
            move || session.person(),
            move || {
                session
                    .person()
                    .map(|person| account(session, &person.name, person.login_name))
                    .into()
            },
        )
    });
    let tools = el("div")
        .class("tools")
        .child(language(redraw))
        .child(theme())
        .child(account);
    el("header")
        .class("top")
        .child(el("div").class("top-in").child(brand).child(tools))
        .into()
}

fn select(id: &'static str, label: String, options: View) -> (View, crate::markup::El) {
    let label = el("label").class("vh").attr("for", id).child(label);
    let field = el("select").class("field quiet").id(id).child(options);
    (label.into(), field)
}

fn language(redraw: Watched<u32>) -> View {
    let active = i18n::active();
    let options = many(LOCALES.iter().map(|locale| {
        el("option")
            .attr("lang", locale.tag)
            .attr("value", locale.tag)
            .child(locale.name)
            .into()
    }));
    let (label, field) = select("lang", text("shell.language"), options);
    let field = field
        .live_value(move || active.tag.to_owned())
        .on("change", move |event| {
            let tag = event.value();
            let Some(locale) = LOCALES.iter().find(|locale| locale.tag == tag) else {
                return;
            };
            spawn(async move {
                // A catalogue that cannot be downloaded leaves the page in the language it has.
                if i18n::activate(*locale).await.is_ok() {
                    i18n::remember(*locale);
                }
                redraw.update(|count| *count += 1);
                focus_soon("lang");
            });
        });
    many([label, field.into()])
}

fn theme() -> View {
    let chosen = storage::origin::get(THEME).unwrap_or_default();
    let names = [
        ("", "theme.system"),
        ("light", "theme.light"),
        ("dark", "theme.dark"),
    ];
    let options = many(
        names
            .into_iter()
            .map(|(value, name)| el("option").attr("value", value).say(name).into()),
    );
    let (label, field) = select("theme", text("shell.theme"), options);
    let field = field
        .live_value(move || chosen.clone())
        .on("change", |event| {
            let theme = event.value();
            storage::origin::set(THEME, &theme);
            document::set_theme(&theme);
        });
    many([label, field.into()])
}

fn account(session: Session, name: &str, login_name: Option<String>) -> View {
    let initials: String = name
        .split_whitespace()
        .filter_map(|word| word.chars().next())
        .take(2)
        .collect();
    let label = el("span")
        .child(el("span").class("vh").child(text("account.label") + ": "))
        .child(el("span").class("who").attr("dir", "auto").child(name));
    let summary = el("summary")
        .child(
            el("span")
                .class("face")
                .attr("aria-hidden", "true")
                .child(initials),
        )
        .child(label);
    let who = el("p")
        .child(text("account.signed-in-as") + " ")
        .child(el("strong").attr("dir", "auto").child(name))
        .child(el("br"))
        .child(el("bdi").attr("dir", "ltr").child(login_name));
    let face = |mark, words: &str| many([icon(mark), text(words).into()]);
    let somebody_else = button("", face("two", "account.somebody-else"), move || {
        session.sign_in(Way::SomebodyElse);
    });
    let out = button("", face("out", "account.sign-out"), move || {
        session.sign_out();
    });
    let menu = el("div")
        .class("menu-pop")
        .child(who)
        .child(somebody_else)
        .child(out);
    el("details")
        .class("menu")
        .id("account")
        .on("keydown", |event| {
            if event.key() == "Escape" {
                document::close_menu("account");
            }
        })
        .child(summary)
        .child(menu)
        .into()
}

/// The footer.
pub fn footer() -> View {
    let version = [&text("shell.console"), " ", env!("CARGO_PKG_VERSION")].concat();
    let line = el("p")
        .child(el("span").say("shell.api"))
        .child(el("span").child(version));
    el("footer").class("foot").child(line).into()
}
