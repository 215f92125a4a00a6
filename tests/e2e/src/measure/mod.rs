//! What the built console costs whoever uses it with a large instance: how long until they see what
//! they did, on a slow machine, and whether the page keeps memory. Not part of the tests, because it
//! needs a machine that does nothing else.

mod memory;
mod reaction;

use crate::bench::{Bench, Hosted, StandIn};
use crate::driver::Browser;
use crate::page::Page;
use crate::stage::{Screen, Stage};
use crate::trouble::{Verdict, ensure};
use xtask::dev_instance::Options;
use xtask::serve::Listener;

/// How many identity providers the instance has.
const PROVIDERS: u32 = 1_000;

/// Measures everything, says what came out, and fails if anything is beyond its limit.
pub fn measure(bench: &Bench) -> Verdict {
    let listener = Listener::at(0)?;
    let stand_in = StandIn::start(Options {
        console: Some(listener.origin()),
        providers: PROVIDERS,
        ..Options::default()
    })?;
    let issuer = &stand_in.instance.issuer;
    let host = Hosted::start(bench, listener, issuer, &stand_in.client_id)?;
    let browser = Browser::open(&bench.driver)?;
    let stage = Stage::set(bench, &browser, &host, &stand_in.instance, &stand_in.people)?;
    println!("With {PROVIDERS} identity providers:");
    let mut beyond = reaction::measure(&stage)?;
    beyond.extend(memory::measure(&stage)?);
    ensure(
        beyond.is_empty(),
        format!("Beyond its limit: {}.", beyond.join(", ")),
    )
}

/// The settings in a new tab over which nothing watches: that would be measured too.
fn settings(stage: &Stage<'_>, before: &str) -> Verdict<Page> {
    let page = Page::unwatched(stage.browser)?;
    page.tab().before_every_page(before)?;
    stage.sign_in_on(&page, &stage.people.owner)?;
    Screen::new(&page, &stage.words).is_ready()?;
    Ok(page)
}
