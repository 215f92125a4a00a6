//! The four ports, scripted: answers by the end of the address, a clock that is set, randomness
//! that counts, and real signature checks.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::ops::Deref;
use std::rc::Rc;

use http::{Request, Response};
use oauth2_pkce::{
    Algorithm, Clock, Hash, Http, HttpError, KeyError, KeyMaterial, KeyVerifier, Random,
    RandomError, RequestOptions,
};
use rsa::sha2::{Digest, Sha256, Sha384, Sha512};

use super::keys;

pub type Answer = Result<Response<String>, HttpError>;

/// What checking a signature with a key fails with, if it does.
pub type KeyFault = fn(&KeyMaterial) -> Option<KeyError>;

/// A handle on the script, which the client owns as well.
#[derive(Clone)]
pub struct Ports(Rc<Script>);

pub struct Script {
    pub now: Cell<f64>,
    pub requests: RefCell<Vec<Request<String>>>,
    pub key_error: RefCell<KeyFault>,
    answers: RefCell<Vec<(&'static str, VecDeque<Answer>)>>,
    counter: Cell<u8>,
}

impl Deref for Ports {
    type Target = Script;

    fn deref(&self) -> &Script {
        &self.0
    }
}

impl Ports {
    pub fn new(now: f64) -> Ports {
        Ports(Rc::new(Script {
            now: Cell::new(now),
            requests: RefCell::default(),
            key_error: RefCell::new(|_| None),
            answers: RefCell::default(),
            counter: Cell::new(0),
        }))
    }
}

impl Script {
    /// From now on, addresses that end like this get this answer.
    pub fn answer(&self, end: &'static str, answer: Response<String>) {
        self.answer_in_turn(end, vec![Ok(answer)]);
    }

    /// From now on, addresses that end like this get no answer.
    pub fn fail(&self, end: &'static str, error: HttpError) {
        self.answer_in_turn(end, vec![Err(error)]);
    }

    /// As [`Script::answer`]; the last answer is repeated.
    pub fn answer_in_turn(&self, end: &'static str, answers: Vec<Answer>) {
        let mut all = self.answers.borrow_mut();
        all.retain(|(known, _)| *known != end);
        all.push((end, answers.into()));
    }

    /// How often an address that ends like this was asked.
    pub fn count(&self, end: &str) -> usize {
        let requests = self.requests.borrow();
        requests.iter().filter(|r| url(r).ends_with(end)).count()
    }

    /// The ends of the addresses that were asked, in order.
    pub fn asked(&self) -> Vec<String> {
        let requests = self.requests.borrow();
        let last = |request| url(request).rsplit('/').next().map(str::to_owned);
        requests.iter().filter_map(last).collect()
    }

    /// How the last request was to be sent.
    pub fn last_options(&self) -> RequestOptions {
        let requests = self.requests.borrow();
        let options = requests.last().and_then(|r| r.extensions().get().copied());
        options.expect("options of the last request")
    }

    /// The fields of the last form sent.
    pub fn last_form(&self) -> Vec<(String, String)> {
        let requests = self.requests.borrow();
        let form = requests.iter().rev().find(|r| r.method() == "POST");
        form_urlencoded::parse(form.expect("a form").body().as_bytes())
            .into_owned()
            .collect()
    }
}

pub fn url(request: &Request<String>) -> String {
    request.uri().to_string()
}

impl Http for Ports {
    async fn send(&self, request: Request<String>) -> Answer {
        let mut answers = self.answers.borrow_mut();
        let script = answers
            .iter_mut()
            .find(|(end, _)| url(&request).ends_with(end))
            .map(|(_, script)| script)
            .unwrap_or_else(|| panic!("nobody expected {request:?}"));
        self.requests.borrow_mut().push(request);
        if script.len() > 1 {
            script.pop_front().expect("an answer")
        } else {
            script.front().expect("an answer").clone()
        }
    }
}

impl Random for Ports {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), RandomError> {
        self.counter.set(self.counter.get() + 1);
        bytes.fill(self.counter.get());
        Ok(())
    }
}

impl Clock for Ports {
    fn now(&self) -> f64 {
        self.now.get()
    }
}

impl KeyVerifier for Ports {
    async fn verify(
        &self,
        key: &KeyMaterial,
        algorithm: Algorithm,
        signing_input: &[u8],
        signature: &[u8],
    ) -> Result<bool, KeyError> {
        let key_error = *self.key_error.borrow();
        match key_error(key) {
            Some(error) => Err(error),
            None => keys::verify(key, algorithm, signing_input, signature),
        }
    }

    async fn digest(&self, hash: Hash, bytes: &[u8]) -> Result<Vec<u8>, KeyError> {
        Ok(match hash {
            Hash::Sha256 => Sha256::digest(bytes).to_vec(),
            Hash::Sha384 => Sha384::digest(bytes).to_vec(),
            Hash::Sha512 => Sha512::digest(bytes).to_vec(),
        })
    }
}

pub fn json_answer(status: u16, body: &serde_json::Value) -> Response<String> {
    text_answer(status, "application/json", &body.to_string())
}

pub fn text_answer(status: u16, content_type: &str, body: &str) -> Response<String> {
    Response::builder()
        .status(status)
        .header("content-type", content_type)
        .body(body.to_owned())
        .expect("an answer")
}
