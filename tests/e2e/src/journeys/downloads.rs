//! A console that stops: said, and nothing is lost by it.

use super::refusals::no_token;
use super::steps::usual;
use crate::page::Thing;
use crate::stage::Stage;
use crate::trouble::Verdict;

/// What the browser tells a page when a program in it comes to an instruction that stops it.
pub(super) const STOP: &str = "dispatchEvent(new ErrorEvent('error',
    {error: new WebAssembly.RuntimeError('unreachable')}))";
const OTHER_ERROR: &str = "dispatchEvent(new ErrorEvent('error', {error: new TypeError('other')}))";

pub fn a_program_that_stopped_says_so_and_keeps_the_draft(stage: &Stage<'_>) -> Verdict {
    usual(stage)?;
    stage.sign_in(&stage.people.owner)?;
    let (page, screen) = (&stage.page, stage.screen());
    stage.expect_line("beforeunload", "never had a user gesture");
    screen.turn("set.discovery.name")?;
    screen.counts(1)?;
    // Its words stand in the page itself: they must not need the program.
    let title = Thing::heading("The console has stopped").within("#broken");
    page.ask(OTHER_ERROR)?;
    page.miss(&title)?;
    page.ask(STOP)?;
    page.see(&title)?;
    page.reads(
        "#broken",
        "changes that were not applied are kept in this tab",
    )?;
    no_token(page)?;
    page.click(&Thing::button("Load again").within("#broken"))?;
    page.lose(&title)?;
    screen.is_ready()?;
    screen.counts(1)?;
    screen.discard()
}
