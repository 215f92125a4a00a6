//! The page of a plan as its parts are called on the screen: what must be read, and how that is
//! confirmed.

use super::Screen;
use crate::clock::{SOON, until};
use crate::page::Thing;
use crate::trouble::{Trouble, Verdict, ensure, same};
use serde_json::json;

/// More things to acknowledge than any plan has.
const MOST: usize = 60;

/// The first box that waits for a tick.
const NEXT_BOX: &str =
    "document.querySelector('#consequences input[type=checkbox]:not(:checked)')?.id ?? null";

impl Screen<'_> {
    /// Waits until all owners were asked about: what there is to say of the plan is said then.
    pub fn owners_are_asked(&self) -> Verdict {
        until("the owners to be asked about", SOON, || {
            let asked = self.page.ask(
                "!!document.querySelector('#owners li') && !document.querySelector('#owners .progress')",
            )?;
            Ok((asked == json!(true)).then_some(()))
        })
    }

    /// Opens the plan, and waits until everything is said of it.
    pub fn read_the_plan(&self) -> Verdict {
        self.review()?;
        self.owners_are_asked()
    }

    /// Whether the box below what a guard says is ticked.
    pub fn is_acknowledged(&self, guard: &str) -> Verdict<bool> {
        let place = place_of(guard);
        let agree = self.words.say("guard.agree")?;
        Ok(self.page.state(&Thing::checkbox(&agree).within(&place))?.on)
    }

    /// Ticks the box below what a guard says.
    pub fn acknowledge(&self, guard: &str) -> Verdict {
        same(guard, self.is_acknowledged(guard)?, false)?;
        self.tick_within(&place_of(guard))?;
        same(guard, self.is_acknowledged(guard)?, true)
    }

    /// Ticks every box there is; fails if there is none.
    pub fn acknowledge_all(&self) -> Verdict {
        for ticked in 0..MOST {
            match self.page.ask(NEXT_BOX)?.as_str() {
                Some(id) => self.tick_within(&format!("label[for='{id}']"))?,
                None => return ensure(ticked > 0, "there is nothing to acknowledge"),
            }
        }
        Err(Trouble::Differs(
            "there is no end to what must be acknowledged".to_owned(),
        ))
    }

    fn tick_within(&self, place: &str) -> Verdict {
        let agree = self.words.say("guard.agree")?;
        self.page.click(&Thing::checkbox(&agree).within(place))
    }

    /// Types into the field that asks for the host.
    pub fn type_host(&self, text: &str) -> Verdict {
        let host = self
            .page
            .ask("document.querySelector('label[for=typed] code')?.textContent ?? ''")?;
        let label = self.words.say("typed.label")?;
        let name = format!("{label} {}", host.as_str().unwrap_or_default());
        self.page.fill(&Thing::field(&name), text)
    }

    /// Waits until the bar says that this stands in the way; then nothing happens where so many
    /// changes would be applied.
    pub fn stands_in_the_way(&self, key: &str, changes: u64) -> Verdict {
        self.page.reads("#plan-tags", &self.words.say(key)?)?;
        let words = self.words.count("review.apply", changes, &[])?;
        let apply = Thing::button(&words).within(".bar");
        same(
            "Apply takes no input",
            self.page.state(&apply)?.locked,
            true,
        )?;
        self.page.click(&apply)?;
        let title = self.words.say("review.title")?;
        self.page.see(&Thing::heading(&title)).map(|_| ())
    }

    /// What is said of the owner with this login name.
    pub fn owner(&self, login_name: &str) -> Verdict<String> {
        let said = self.page.ask(&format!(
            "Array.from(document.querySelectorAll('#owners li'), (one) => __eyes.neat(one.innerText))
                .find((words) => words.split(' ').includes({})) ?? null",
            json!(login_name)
        ))?;
        match said.as_str() {
            Some(words) => Ok(words.to_owned()),
            None => Err(Trouble::Differs(format!(
                "{login_name} is not among the owners"
            ))),
        }
    }
}

/// The box below what a guard says on the page of the plan.
fn place_of(guard: &str) -> String {
    format!("#consequences label[for^='ack-review-{guard}']")
}
