//! Numbers, units, plural categories, lists and dates by the browser's own `Intl` (ECMA-402), for
//! any language it knows.

use js_sys::Intl::{DateTimeFormat, ListFormat, NumberFormat, PluralRules};
use js_sys::{Array, Date, Function, Object, Reflect};
use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use wasm_bindgen::JsValue;

/// The formatters of one language, each made when it is first used: making one takes far longer
/// than using it.
#[derive(Debug)]
pub struct Formats {
    /// The language as the list that `Intl` takes.
    locales: Array,
    plural_rules: OnceCell<PluralRules>,
    number: OnceCell<NumberFormat>,
    number_symbols: OnceCell<NumberSymbols>,
    list: OnceCell<ListFormat>,
    to_the_minute: OnceCell<DateTimeFormat>,
    to_the_second: OnceCell<DateTimeFormat>,
    quantities: RefCell<BTreeMap<String, NumberFormat>>,
}

/// The signs that a language writes numbers with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NumberSymbols {
    /// Between the whole part of a number and its fraction.
    pub decimal: char,
    /// Between groups of digits, if they are grouped.
    pub group: Option<char>,
    /// The digit zero; the other digits follow it in Unicode.
    pub zero: char,
}

impl Formats {
    /// Formatters of a language; `tag` is a well-formed BCP 47 tag.
    pub fn new(tag: &str) -> Self {
        Self {
            locales: Array::of1(&tag.into()),
            plural_rules: OnceCell::new(),
            number: OnceCell::new(),
            number_symbols: OnceCell::new(),
            list: OnceCell::new(),
            to_the_minute: OnceCell::new(),
            to_the_second: OnceCell::new(),
            quantities: RefCell::default(),
        }
    }

    /// The plural category of a number as CLDR has it for the language: `one`, `few`, `other` …
    pub fn plural_category(&self, number: f64) -> String {
        self.plural_rules
            .get_or_init(|| PluralRules::new(&self.locales, &options(&[])))
            .select(number)
            .into()
    }

    /// A number as people write it.
    pub fn number(&self, number: f64) -> String {
        call(&self.number_format().format(), &number.into())
    }

    /// The signs that numbers are written with.
    pub fn number_symbols(&self) -> NumberSymbols {
        *self.number_symbols.get_or_init(|| {
            let parts = self.number_format().format_to_parts(1_234_567.5);
            let part = |kind: &str| {
                let member =
                    |part: &JsValue, name: &str| Reflect::get(part, &name.into()).ok()?.as_string();
                parts
                    .iter()
                    .find(|part| member(part, "type").as_deref() == Some(kind))
                    .and_then(|part| member(&part, "value")?.chars().next())
            };
            NumberSymbols {
                decimal: part("decimal").unwrap_or('.'),
                group: part("group"),
                zero: self.number(0.0).chars().next().unwrap_or('0'),
            }
        })
    }

    /// A number with its unit in full (`10 days`); `unit` is one of the simple units of ECMA-402 §6.6.
    pub fn quantity(&self, number: f64, unit: &str) -> String {
        let mut quantities = self.quantities.borrow_mut();
        let format = quantities.entry(unit.to_owned()).or_insert_with(|| {
            let options = options(&[("style", "unit"), ("unit", unit), ("unitDisplay", "long")]);
            NumberFormat::new(&self.locales, &options)
        });
        call(&format.format(), &number.into())
    }

    /// Several things in one sentence (`a, b and c`).
    pub fn list(&self, things: &[String]) -> String {
        let things: Array = things
            .iter()
            .map(|thing| JsValue::from_str(thing))
            .collect();
        self.list
            .get_or_init(|| ListFormat::new(&self.locales, &options(&[])))
            .format(&things)
            .into()
    }

    /// A moment (RFC 3339) as day and time in the zone of this machine; `None` if it is no moment.
    pub fn date_time(&self, rfc3339: &str, seconds: bool) -> Option<String> {
        let date = Date::new(&rfc3339.into());
        if date.get_time().is_nan() {
            return None;
        }
        let (format, time_style) = if seconds {
            (&self.to_the_second, "medium")
        } else {
            (&self.to_the_minute, "short")
        };
        let format = format.get_or_init(|| {
            let options = options(&[("dateStyle", "medium"), ("timeStyle", time_style)]);
            DateTimeFormat::new(&self.locales, &options)
        });
        Some(call(&format.format(), &date))
    }

    fn number_format(&self) -> &NumberFormat {
        self.number
            .get_or_init(|| NumberFormat::new(&self.locales, &options(&[])))
    }
}

/// A text in lower case, without Rust's tables for all of Unicode.
pub fn lower_case(text: &str) -> String {
    js_sys::JsString::from(text).to_lower_case().into()
}

fn options(members: &[(&str, &str)]) -> Object {
    let options = Object::new();
    for (name, value) in members {
        // Setting a member of a plain object cannot fail.
        let _ = Reflect::set(&options, &(*name).into(), &(*value).into());
    }
    options
}

/// Calls the bound function that the `format` of a formatter is.
fn call(format: &Function, value: &JsValue) -> String {
    // It throws only for a value of another kind than it formats.
    format
        .call1(&JsValue::UNDEFINED, value)
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}
