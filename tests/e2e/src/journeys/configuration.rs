//! What the deployment or the browser can do wrong, and what can be chosen here.

use crate::clock::{SOON, until};
use crate::page::Thing;
use crate::stage::Stage;
use crate::trouble::{Verdict, ensure, holds, same};
use serde_json::json;
use std::path::Path;
use xtask::serve::{Options, Server};

pub fn a_bad_configuration_is_explained(stage: &Stage<'_>) -> Verdict {
    let one = |issuer: &str, more: &str| {
        format!(r#"{{"instances":[{{"name":"Acme","issuer":"{issuer}","clientId":"1"{more}}}]}}"#)
    };
    let good = "https://login.acme.example";
    let cases = [
        (
            "not JSON",
            "<!doctype html>".to_owned(),
            "config.unreadable",
        ),
        (
            "an unknown member",
            one(good, r#","secret":"x""#),
            "config.unreadable",
        ),
        (
            "plain HTTP",
            one("http://login.acme.example", ""),
            "config.insecure",
        ),
        (
            "a slash at the end",
            one(&format!("{good}/"), ""),
            "config.origin",
        ),
        (
            "no instance",
            r#"{"instances":[]}"#.to_owned(),
            "config.none",
        ),
    ];
    for (name, config, key) in cases {
        let options = Options {
            config: Some(config),
            issuers: Some(Vec::new()),
            ..Options::default()
        };
        let server = Server::start(&stage.bench.dist, options)?;
        is_explained(stage, &server.origin(), name, key)?;
    }
    let folder = std::env::temp_dir().join(format!("journeys-{}", std::process::id()));
    copy_without_config(&stage.bench.dist, &folder)?;
    let options = Options {
        issuers: Some(Vec::new()),
        ..Options::default()
    };
    let server = Server::start(&folder, options)?;
    stage.expect_status("/config.json", 404);
    let explained = is_explained(stage, &server.origin(), "no file", "config.missing");
    fs_err::remove_dir_all(&folder)?;
    explained
}

fn is_explained(stage: &Stage<'_>, origin: &str, name: &str, key: &str) -> Verdict {
    let (page, words) = (&stage.page, &stage.words);
    page.tab().open(&format!("{origin}/settings/login"))?;
    page.see(&Thing::heading(&words.say("config.title")?))?;
    let text = page.read("main")?.unwrap_or_default();
    holds(name, &text, &words.say(key)?)?;
    holds(name, &text, &words.say("config.todo")?)?;
    page.see(&Thing::button(&words.say("button.reload")?))?;
    page.miss(&Thing::button(&words.say("start.sign-in")?))
}

fn copy_without_config(from: &Path, to: &Path) -> Verdict {
    fs_err::create_dir_all(to.join("locales"))?;
    for folder in [from.to_owned(), from.join("locales")] {
        for file in fs_err::read_dir(&folder)?.flatten() {
            let path = file.path();
            let within = path.strip_prefix(from).unwrap_or(&path);
            if path.is_file() && within != Path::new("config.json") {
                fs_err::copy(&path, to.join(within))?;
            }
        }
    }
    Ok(())
}

pub fn a_browser_without_storage_is_told_so(stage: &Stage<'_>) -> Verdict {
    let (page, words) = (&stage.page, &stage.words);
    page.tab().before_every_page(
        "Storage.prototype.setItem = function () {
            throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
        }",
    )?;
    stage.open("/")?;
    page.click(&Thing::button(&words.say("start.sign-in")?))?;
    page.see(&Thing::heading(&words.say("auth.title")?))?;
    page.reads("main", &words.say("auth.storage")?)?;
    page.reads("main", &words.say("auth-todo.storage")?)?;
    same("the address", page.tab().url()?, stage.at("/"))
}

pub fn the_choice_of_a_theme_is_there_before_the_first_paint(stage: &Stage<'_>) -> Verdict {
    let (page, words) = (&stage.page, &stage.words);
    let theme = words.say("shell.theme")?;
    let ground = "getComputedStyle(document.body).backgroundColor";
    stage.open("/")?;
    page.see(&Thing::heading(&words.say("start.title")?))?;
    let light = page.ask(ground)?;
    page.choose(&Thing::select(&theme), &words.say("theme.dark")?)?;
    until("the page to be dark", SOON, || {
        Ok((page.ask(ground)? != light).then_some(()))
    })?;
    let dark = page.ask(ground)?;
    page.tab().reload()?;
    page.see(&Thing::heading(&words.say("start.title")?))?;
    same(
        "data-theme",
        page.ask("document.documentElement.dataset.theme")?,
        json!("dark"),
    )?;
    same("the ground", page.ask(ground)?, dark)?;
    let painted = until("the first paint", SOON, || {
        let paint = "performance.getEntriesByName('first-paint')[0]?.startTime";
        Ok(page.ask(&format!("{paint} ?? null"))?.as_f64())
    })?;
    let themed = page.ask("__watch.themedAt")?.as_f64();
    ensure(
        themed.is_some_and(|themed| themed <= painted),
        format!("painted at {painted}, themed at {themed:?}"),
    )?;
    let chosen = page.state(&Thing::select(&theme))?;
    same("the chosen theme", chosen.value.as_str(), "dark")
}
