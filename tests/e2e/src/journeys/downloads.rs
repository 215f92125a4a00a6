//! What of the console comes later, or stops: said, and nothing is lost by it.

use super::refusals::no_token;
use super::steps::usual;
use crate::page::{Fault, Thing};
use crate::stage::Stage;
use crate::trouble::{Verdict, same};

/// The texts that come with the first change.
pub(super) const TEXTS: &str = "/locales/plan/*";

pub fn texts_that_cannot_be_downloaded_are_said_and_tried_again(stage: &Stage<'_>) -> Verdict {
    usual(stage)?;
    stage.sign_in(&stage.people.owner)?;
    let (page, words, screen) = (&stage.page, &stage.words, stage.screen());
    stage.expect_line("beforeunload", "never had a user gesture");
    let again = words.say("button.try-again")?;
    let failed = words.say("part.failed")?;
    let apply = words.count("review.apply", 1, &[])?;
    // When the change is made, when the plan is opened, and once more.
    let fault = Fault::lost_before("GET", TEXTS).times(3);
    let name = page.let_fail_from_the_start(&fault)?;
    page.tab().reload()?;
    screen.is_ready()?;
    page.tab().no_more(&name)?;
    screen.turn("set.discovery.name")?;
    page.reads("main", &failed)?;
    page.reads("#plan-tags", &words.say("part.failed-short")?)?;
    screen.counts(1)?;
    page.miss(&Thing::button(&apply))?;

    page.click(&Thing::action(&words.say("bar.review")?))?;
    page.see(&Thing::heading(&words.say("review.title")?))?;
    page.reads("main", &failed)?;
    page.click(&Thing::button(&again))?;
    page.reads("main", &failed)?;
    page.click(&Thing::button(&again))?;
    screen.owners_are_asked()?;
    page.click(&Thing::link(&words.say("review.back")?))?;
    page.see(&Thing::button(&apply))?;
    screen.discard()?;
    same("writes", stage.writes()?, Vec::<String>::new())
}

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
