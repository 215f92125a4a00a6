//! What the deployment or the browser can do wrong, and what can be chosen here.

use crate::context::TestContext;
use crate::error::{TestResult, ensure, ensure_contains, ensure_eq};
use crate::page::Locator;
use crate::wait::wait_until;
use serde_json::json;
use std::path::Path;
use xtask::serve::{Options, Server};

pub fn a_bad_configuration_is_explained(ctx: &TestContext<'_>) -> TestResult {
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
        let server = Server::start(&ctx.tools.dist, options)?;
        ensure_explained(ctx, &server.origin(), name, key)?;
    }
    let folder = std::env::temp_dir().join(format!("e2e-{}", std::process::id()));
    copy_without_config(&ctx.tools.dist, &folder)?;
    let options = Options {
        issuers: Some(Vec::new()),
        ..Options::default()
    };
    let server = Server::start(&folder, options)?;
    ctx.allow_status("/config.json", 404);
    let explained = ensure_explained(ctx, &server.origin(), "no file", "config.missing");
    fs_err::remove_dir_all(&folder)?;
    explained
}

fn ensure_explained(ctx: &TestContext<'_>, origin: &str, name: &str, key: &str) -> TestResult {
    let (page, texts) = (&ctx.page, &ctx.texts);
    page.tab().goto(&format!("{origin}/settings/login"))?;
    page.wait_for(&Locator::heading(&texts.get("config.title")?))?;
    let text = page.text("main")?.unwrap_or_default();
    ensure_contains(name, &text, &texts.get(key)?)?;
    ensure_contains(name, &text, &texts.get("config.todo")?)?;
    page.wait_for(&Locator::button(&texts.get("button.reload")?))?;
    page.ensure_absent(&Locator::button(&texts.get("start.sign-in")?))
}

fn copy_without_config(from: &Path, to: &Path) -> TestResult {
    fs_err::create_dir_all(to)?;
    for entry in fs_err::read_dir(from)? {
        let entry = entry?;
        let copy = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_without_config(&entry.path(), &copy)?;
        } else if entry.file_name() != "config.json" {
            fs_err::copy(entry.path(), copy)?;
        }
    }
    Ok(())
}

pub fn a_browser_without_storage_is_told_so(ctx: &TestContext<'_>) -> TestResult {
    let (page, texts) = (&ctx.page, &ctx.texts);
    page.tab().add_init_script(
        "Storage.prototype.setItem = function () {
            throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
        }",
    )?;
    ctx.open("/")?;
    page.click(&Locator::button(&texts.get("start.sign-in")?))?;
    page.wait_for(&Locator::heading(&texts.get("auth.title")?))?;
    page.wait_for_text("main", &texts.get("auth.storage")?)?;
    page.wait_for_text("main", &texts.get("auth-todo.storage")?)?;
    ensure_eq("the address", page.tab().url()?, ctx.url("/"))
}

pub fn the_choice_of_a_theme_is_there_before_the_first_paint(ctx: &TestContext<'_>) -> TestResult {
    let (page, texts) = (&ctx.page, &ctx.texts);
    let theme = texts.get("shell.theme")?;
    let ground = "getComputedStyle(document.body).backgroundColor";
    ctx.open("/")?;
    page.wait_for(&Locator::heading(&texts.get("start.title")?))?;
    let light = page.eval(ground)?;
    page.choose(&Locator::select(&theme), &texts.get("theme.dark")?)?;
    wait_until("the page to be dark", || {
        Ok((page.eval(ground)? != light).then_some(()))
    })?;
    let dark = page.eval(ground)?;
    page.tab().reload()?;
    page.wait_for(&Locator::heading(&texts.get("start.title")?))?;
    ensure_eq(
        "data-theme",
        page.eval("document.documentElement.dataset.theme")?,
        json!("dark"),
    )?;
    ensure_eq("the ground", page.eval(ground)?, dark)?;
    let painted = wait_until("the first paint", || {
        let paint = "performance.getEntriesByName('first-paint')[0]?.startTime";
        Ok(page.eval(&format!("{paint} ?? null"))?.as_f64())
    })?;
    let themed = page.eval("__probe.themedAt")?.as_f64();
    ensure(
        themed.is_some_and(|themed| themed <= painted),
        format!("painted at {painted}, themed at {themed:?}"),
    )?;
    let chosen = page.state(&Locator::select(&theme))?;
    ensure_eq("the chosen theme", chosen.value.as_str(), "dark")
}
