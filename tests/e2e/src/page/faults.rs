//! What can be made to go wrong between the console and the instance.

use super::Page;
use crate::error::TestResult;
use crate::wait::wait_until;
use serde_json::{Value, json};

/// An answer that goes wrong. It stands in the page, so it works with any instance.
#[derive(Clone, PartialEq, Debug)]
pub struct Fault {
    method: &'static str,
    path: String,
    skip: u32,
    times: u32,
    what: Value,
}

impl Fault {
    /// Of calls with this method (`*`: any) and path (`…*`: all that begin so), the first one.
    fn on(method: &'static str, path: &str, what: Value) -> Self {
        Self {
            method,
            path: path.to_owned(),
            skip: 0,
            times: 1,
            what,
        }
    }

    /// Another answer; nothing is sent.
    pub fn answer(method: &'static str, path: &str, status: u16, kind: &str, body: &str) -> Self {
        let what = json!({"kind": "answer", "status": status, "type": kind, "body": body});
        Self::on(method, path, what)
    }

    /// An error as ZITADEL's API says it; nothing is sent.
    pub fn refusal(method: &'static str, path: &str, status: u16, code: u8, message: &str) -> Self {
        let body = match message.rsplit_once(" (") {
            Some((text, id)) => json!({"code": code, "message": message, "details": [{
                "@type": "type.googleapis.com/zitadel.v1.ErrorDetail",
                "id": id.trim_end_matches(')'), "message": text,
            }]}),
            None => json!({"code": code, "message": message}),
        };
        Self::answer(method, path, status, "application/json", &body.to_string())
    }

    /// An answer that ends in the middle; nothing is sent.
    pub fn cut_off(method: &'static str, path: &str, status: u16, body: &str) -> Self {
        let what = json!({"kind": "cut", "status": status, "body": body});
        Self::on(method, path, what)
    }

    /// A connection that breaks before anything is sent.
    pub fn lost_before(method: &'static str, path: &str) -> Self {
        Self::on(method, path, json!({"kind": "lost", "sent": false}))
    }

    /// A connection that breaks when the server has already acted.
    pub fn lost_after(method: &'static str, path: &str) -> Self {
        Self::on(method, path, json!({"kind": "lost", "sent": true}))
    }

    /// An answer that never comes, although the server has acted.
    pub fn never_answered(method: &'static str, path: &str) -> Self {
        Self::on(method, path, json!({"kind": "never"}))
    }

    /// A call that is not sent until it is let go.
    pub fn hold(method: &'static str, path: &str) -> Self {
        Self::on(method, path, json!({"kind": "hold"}))
    }

    /// The first answer is given again and again: a read side that lags behind.
    pub fn stale(method: &'static str, path: &str) -> Self {
        Self::on(method, path, json!({"kind": "stale"})).always()
    }

    /// The settings have a member that only a newer server knows.
    pub fn newer(path: &str, member: &str) -> Self {
        Self::on("GET", path, json!({"kind": "newer", "member": member})).always()
    }

    /// The verifier of the code (RFC 7636 §4.5) is not the one that belongs to it.
    pub fn wrong_verifier() -> Self {
        Self::on("POST", "/oauth/v2/token", json!({"kind": "verifier"}))
    }

    /// A part of the ID token is altered on its way: `signature` or `nonce`.
    pub fn altered_id_token(part: &str) -> Self {
        Self::on(
            "POST",
            "/oauth/v2/token",
            json!({"kind": "id_token", "part": part}),
        )
    }

    /// Not the first so many calls.
    pub fn after(self, skip: u32) -> Self {
        Self { skip, ..self }
    }

    /// So many milliseconds later than at once.
    pub fn late(mut self, milliseconds: u32) -> Self {
        self.what["late"] = json!(milliseconds);
        self
    }

    /// So many calls.
    pub fn times(self, times: u32) -> Self {
        Self { times, ..self }
    }

    /// All calls.
    pub fn always(self) -> Self {
        Self { times: 0, ..self }
    }

    fn to_json(&self) -> Value {
        let mut json = self.what.clone();
        json["method"] = json!(self.method);
        json["path"] = json!(self.path);
        json["skip"] = json!(self.skip);
        json["times"] = json!(self.times);
        json
    }
}

impl Page {
    /// Lets something go wrong from now on, until the page is loaded anew.
    pub fn inject(&self, fault: &Fault) -> TestResult {
        self.tab
            .execute("__probe.faults.push(arguments[0])", &[fault.to_json()])
            .map(|_| ())
    }

    /// Lets something go wrong in every page that is loaded from now on; gives the id for
    /// [`crate::browser::Tab::remove_init_script`].
    pub fn inject_on_load(&self, fault: &Fault) -> TestResult<String> {
        let script = format!("window.__probe?.faults.push({})", fault.to_json());
        self.tab.add_init_script(&script)
    }

    /// Nothing goes wrong any more.
    pub fn clear_faults(&self) -> TestResult {
        self.eval("(__probe.faults.length = 0)").map(|_| ())
    }

    /// Waits until a call is held.
    pub fn wait_held(&self) -> TestResult {
        wait_until("a call to be held", || {
            Ok((self.eval("__probe.held === true")? == json!(true)).then_some(()))
        })
    }

    /// Sends the call that is held.
    pub fn release(&self) -> TestResult {
        self.eval("__probe.release()").map(|_| ())
    }
}
