//! The four ports, scripted: answers by the end of the address, a clock that is set, randomness
//! that counts, and real signature checks.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

use oauth2_pkce::{
    Algorithm, Clock, Hash, Http, HttpError, HttpRequest, HttpResponse, KeyError, KeyMaterial,
    KeyVerifier, Random, RandomError,
};
use rsa::sha2::{Digest, Sha256, Sha384, Sha512};

use super::keys;

pub type Answer = Result<HttpResponse, HttpError>;

pub struct Ports {
    pub now: Cell<f64>,
    pub requests: RefCell<Vec<HttpRequest>>,
    pub key_error: Cell<Option<KeyError>>,
    answers: RefCell<Vec<(&'static str, VecDeque<Answer>)>>,
    counter: Cell<u8>,
}

impl Ports {
    pub fn new(now: f64) -> Ports {
        Ports {
            now: Cell::new(now),
            requests: RefCell::default(),
            key_error: Cell::new(None),
            answers: RefCell::default(),
            counter: Cell::new(0),
        }
    }

    /// From now on, addresses that end like this get this answer.
    pub fn answer(&self, end: &'static str, answer: HttpResponse) {
        self.answer_in_turn(end, vec![Ok(answer)]);
    }

    /// From now on, addresses that end like this get no answer.
    pub fn fail(&self, end: &'static str, error: HttpError) {
        self.answer_in_turn(end, vec![Err(error)]);
    }

    /// As [`Ports::answer`]; the last answer is repeated.
    pub fn answer_in_turn(&self, end: &'static str, answers: Vec<Answer>) {
        let mut all = self.answers.borrow_mut();
        all.retain(|(known, _)| *known != end);
        all.push((end, answers.into()));
    }

    /// How often an address that ends like this was asked.
    pub fn count(&self, end: &str) -> usize {
        let requests = self.requests.borrow();
        requests.iter().filter(|r| r.url.ends_with(end)).count()
    }

    /// The fields of the last form sent.
    pub fn last_form(&self) -> Vec<(String, String)> {
        let requests = self.requests.borrow();
        let body = requests.iter().rev().find_map(|r| r.body.clone());
        form_urlencoded::parse(body.expect("a form").as_bytes())
            .into_owned()
            .collect()
    }
}

impl Http for Ports {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let mut answers = self.answers.borrow_mut();
        let script = answers
            .iter_mut()
            .find(|(end, _)| request.url.ends_with(end))
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
        match self.key_error.get() {
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

pub fn json_answer(status: u16, body: &serde_json::Value) -> HttpResponse {
    text_answer(status, "application/json", &body.to_string())
}

pub fn text_answer(status: u16, content_type: &str, body: &str) -> HttpResponse {
    HttpResponse {
        status,
        content_type: Some(content_type.to_owned()),
        retry_after: None,
        body: body.to_owned(),
    }
}
