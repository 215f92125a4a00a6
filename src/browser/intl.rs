//! Dates, numbers, units and plural categories by the browser's own `Intl`, for any language it knows.

use js_sys::{Array, Function, Object, Reflect};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};

thread_local! {
    /// The formatters that were made, by what they were made for: making one takes far longer than
    /// using it.
    static MADE: RefCell<Vec<(String, JsValue)>> = const { RefCell::new(Vec::new()) };
}

/// The plural category of a number (`one`, `few`, `other` …), as CLDR has it for that language.
pub fn plural_category(locale: &str, number: f64) -> String {
    format_with(locale, "PluralRules", "select", &[], &number.into())
        .unwrap_or_else(|| "other".to_owned())
}

/// A number as people write it.
pub fn number(locale: &str, number: f64) -> String {
    format_with(locale, "NumberFormat", "format", &[], &number.into())
        .unwrap_or_else(|| plain(number))
}

/// A number with its unit in full (`10 days`); `unit` is one of ECMA-402's simple units.
pub fn quantity(locale: &str, number: f64, unit: &str) -> String {
    let options = [("style", "unit"), ("unit", unit), ("unitDisplay", "long")];
    format_with(locale, "NumberFormat", "format", &options, &number.into())
        .unwrap_or_else(|| plain(number) + " " + unit)
}

/// A number as JavaScript writes it; Rust's own way brings its tables along.
fn plain(number: f64) -> String {
    JsValue::from_f64(number)
        .unchecked_into::<js_sys::Number>()
        .to_js_string()
        .into()
}

/// A text in lower case; Rust's own way brings its tables along.
pub fn lower_case(text: &str) -> String {
    js_sys::JsString::from(text).to_lower_case().into()
}

/// Several things in one sentence (`a, b and c`).
pub fn list(locale: &str, things: &[String]) -> String {
    if let [only] = things {
        return only.clone();
    }
    let array: Array = things
        .iter()
        .map(|thing| JsValue::from_str(thing))
        .collect();
    format_with(locale, "ListFormat", "format", &[], &array).unwrap_or_else(|| things.join(", "))
}

/// A moment (RFC 3339) as day and time of this machine's zone; `None` if it is no moment.
pub fn moment(locale: &str, rfc3339: &str, with_seconds: bool) -> Option<String> {
    let date = js_sys::Date::new(&JsValue::from_str(rfc3339));
    if date.get_time().is_nan() {
        return None;
    }
    let time_style = if with_seconds { "medium" } else { "short" };
    let options = [("dateStyle", "medium"), ("timeStyle", time_style)];
    format_with(locale, "DateTimeFormat", "format", &options, &date)
}

/// Calls `new Intl[kind](locale, options)[method](value)`.
fn format_with(
    locale: &str,
    kind: &str,
    method: &str,
    options: &[(&str, &str)],
    value: &JsValue,
) -> Option<String> {
    let mut made_for = [locale, " ", kind].concat();
    for (_, setting) in options {
        made_for.push(' ');
        made_for.push_str(setting);
    }
    let made = MADE.with_borrow(|made| {
        let found = made.iter().find(|(known, _)| *known == made_for);
        found.map(|(_, formatter)| formatter.clone())
    });
    let formatter = match made {
        Some(formatter) => formatter,
        None => {
            let formatter = make(locale, kind, options)?;
            MADE.with_borrow_mut(|made| made.push((made_for, formatter.clone())));
            formatter
        }
    };
    let function: Function = Reflect::get(&formatter, &method.into())
        .ok()?
        .dyn_into()
        .ok()?;
    function.call1(&formatter, value).ok()?.as_string()
}

/// `new Intl[kind](locale, options)`.
fn make(locale: &str, kind: &str, options: &[(&str, &str)]) -> Option<JsValue> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let constructor: Function = Reflect::get(&intl, &kind.into()).ok()?.dyn_into().ok()?;
    let bag = Object::new();
    for (name, setting) in options {
        Reflect::set(&bag, &(*name).into(), &(*setting).into()).ok()?;
    }
    Reflect::construct(&constructor, &Array::of2(&locale.into(), &bag)).ok()
}
