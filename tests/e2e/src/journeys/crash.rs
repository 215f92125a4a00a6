//! A program that stops: said, and nothing is lost by it.

use super::apply_errors::no_token;
use super::common::usual_settings;
use crate::context::TestContext;
use crate::error::TestResult;
use crate::page::Locator;

/// What the browser tells a page when a program in it comes to an instruction that stops it.
pub(super) const STOP: &str = "dispatchEvent(new ErrorEvent('error',
    {error: new WebAssembly.RuntimeError('unreachable')}))";
const OTHER_ERROR: &str = "dispatchEvent(new ErrorEvent('error', {error: new TypeError('other')}))";

pub fn a_program_that_stopped_says_so_and_keeps_the_draft(ctx: &TestContext<'_>) -> TestResult {
    usual_settings(ctx)?;
    ctx.sign_in(&ctx.people.owner)?;
    let (page, screen) = (&ctx.page, ctx.screen());
    ctx.allow_console_line("beforeunload", "never had a user gesture");
    screen.toggle("set.discovery.name")?;
    screen.wait_change_count(1)?;
    // Its words stand in the page itself: they must not need the program.
    let title = Locator::heading("The console has stopped").within("#broken");
    page.eval(OTHER_ERROR)?;
    page.ensure_absent(&title)?;
    page.eval(STOP)?;
    page.wait_for(&title)?;
    page.wait_for_text(
        "#broken",
        "changes that were not applied are kept in this tab",
    )?;
    no_token(page)?;
    page.click(&Locator::button("Load again").within("#broken"))?;
    page.wait_gone(&title)?;
    screen.wait_ready()?;
    screen.wait_change_count(1)?;
    screen.discard()
}
