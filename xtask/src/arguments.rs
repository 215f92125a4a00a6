//! Options and words behind a command.

use xtask::failure::Failure;

/// What was typed behind the command and is not used up yet.
pub struct Arguments(Vec<String>);

impl Arguments {
    /// All that was typed.
    pub fn new(words: impl Iterator<Item = String>) -> Self {
        Self(words.collect())
    }

    /// The value of an option, as `--name VALUE` or `--name=VALUE`.
    pub fn option(&mut self, name: &str) -> Result<Option<String>, Failure> {
        let glued = format!("{name}=");
        let Some(place) = self
            .0
            .iter()
            .position(|word| word == name || word.starts_with(&glued))
        else {
            return Ok(None);
        };
        let word = self.0.remove(place);
        if let Some(value) = word.strip_prefix(&glued) {
            return Ok(Some(value.to_owned()));
        }
        if place < self.0.len() && !self.0[place].starts_with("--") {
            return Ok(Some(self.0.remove(place)));
        }
        Err(Failure::Usage(format!("{name} needs a value.")))
    }

    /// The value of an option that must be there.
    pub fn required(&mut self, name: &str) -> Result<String, Failure> {
        self.option(name)?
            .ok_or_else(|| Failure::Usage(format!("{name} is missing.")))
    }

    /// The next word.
    pub fn word(&mut self, what: &str) -> Result<String, Failure> {
        if self.0.is_empty() {
            return Err(Failure::Usage(format!("Name {what}.")));
        }
        Ok(self.0.remove(0))
    }

    /// Everything left, for another program to read.
    pub fn rest(self) -> Vec<String> {
        self.0
    }

    /// Refuses what is left.
    pub fn end(self) -> Result<(), Failure> {
        match self.0.first() {
            None => Ok(()),
            Some(word) => Err(Failure::Usage(format!("`{word}` is not understood here."))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Arguments;

    fn typed(line: &str) -> Arguments {
        Arguments::new(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn options_are_found_in_either_form_and_any_order() {
        let mut arguments = typed("--port=1 FILE --issuer http://a");
        assert_eq!(
            arguments.option("--issuer").expect("found").as_deref(),
            Some("http://a")
        );
        assert_eq!(
            arguments.option("--port").expect("found").as_deref(),
            Some("1")
        );
        assert_eq!(arguments.option("--config").expect("absent"), None);
        assert_eq!(arguments.word("a file").expect("a word"), "FILE");
        assert!(arguments.end().is_ok());
    }

    #[test]
    fn an_option_without_a_value_is_refused() {
        assert!(typed("--port").option("--port").is_err());
        assert!(typed("--port --issuer x").option("--port").is_err());
    }

    #[test]
    fn what_nobody_asked_for_is_refused() {
        assert!(typed("--prot 1").end().is_err());
    }
}
