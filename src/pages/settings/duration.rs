//! A lifetime: a number, a unit, and what the server would store.

use super::faults::fault_line;
use super::find::hidden;
use super::model::Model;
use super::rows::{advice, locked, state};
use super::says::says;
use super::table::Setting;
use super::words::unit_name;
use crate::components::{Row, prose};
use crate::i18n::{quantity, text};
use crate::markup::{View, el, many};
use login_policy::lifetime::{LifetimeError, Unit};
use login_policy::{Field, Item, Lifetime, Value};

/// A row for a lifetime.
pub fn row(model: Model, setting: &'static Setting, field: Field) -> View {
    let item = Item::Field(field);
    let wanted = move || match model.wanted.with(|wanted| wanted.get(field)) {
        Value::Lifetime(lifetime) => lifetime,
        _ => Lifetime::default(),
    };
    let unit = move || model.unit_of(field, wanted());
    let shown = move || match model.fault_of(field) {
        Some(fault) => fault.typed,
        None => written(wanted(), unit()),
    };
    let id = setting.id;
    let fault_id = [id, "-e"].concat();
    let locked = locked(model);
    let described = {
        let (fault_id, locked) = (fault_id.clone(), locked.clone());
        move || {
            let mut ids = [id, "-d ", id, "-s"].concat();
            if model.fault_of(field).is_some() {
                ids = [&fault_id, " ", &ids].concat();
            }
            if let Some(reason) = locked() {
                ids = [&ids, " ", reason].concat();
            }
            Some(ids)
        }
    };
    let typed = move |event: crate::markup::Event| {
        let typed = event.value();
        let judged = judge(field, &typed, unit());
        model.choose_unit(field, unit());
        model.take_typed(field, typed, judged);
    };
    let units = move |event: crate::markup::Event| {
        let name = event.value();
        let Some(new) = Unit::ALL.into_iter().find(|unit| unit_name(*unit) == name) else {
            return;
        };
        let typed = model
            .fault_of(field)
            .map_or_else(|| written(wanted(), unit()), |fault| fault.typed);
        model.choose_unit(field, new);
        model.take_typed(field, typed.clone(), judge(field, &typed, new));
    };
    let closed = locked.clone();
    let options = many(Unit::ALL.into_iter().rev().map(|one| {
        el("option")
            .attr("value", unit_name(one))
            .child(text(unit_key(one)))
            .into()
    }));
    let name = text(setting.name);
    let number = el("input")
        .class("field")
        .attr("type", "text")
        .attr("inputmode", "decimal")
        .attr("autocomplete", "off")
        .attr("dir", "ltr")
        .id(&[id, "-x"].concat())
        .live_value(shown)
        .live_attr("aria-describedby", described)
        .live_flag("aria-invalid", move || model.fault_of(field).is_some())
        .live_flag("readonly", move || locked().is_some())
        .on("change", typed);
    let unit_field = el("select")
        .class("field")
        .id(&[id, "-u"].concat())
        .child(options)
        .live_value(move || unit_name(unit()).to_owned())
        .live_flag("disabled", move || closed().is_some())
        .on("change", units);
    let control = el("div")
        .class("span end")
        .attr("role", "group")
        .attr("aria-labelledby", &[id, "-l"].concat())
        .child(number)
        .child(
            el("label")
                .class("vh")
                .attr("for", &[id, "-u"].concat())
                .child([&text("word.unit"), ": ", &name].concat()),
        )
        .child(unit_field);
    crate::components::row(Row {
        id,
        name,
        effect: prose(&text(setting.effect)),
        field: Box::new(move || [field.api_name(), " = ", &wanted().to_api()].concat()),
        link_words: text("row.link"),
        state: state(model, &item),
        hidden: hidden(model, setting),
        stacked: true,
        control: control.into(),
        says: says(model, item.clone()),
        below: many([fault_line(model, field, fault_id), advice(model, item)]),
    })
}

impl Model {
    /// The unit of a field's control: the one the person chose while the value can be said in it,
    /// else the largest one that says it exactly.
    fn unit_of(self, field: Field, value: Lifetime) -> Unit {
        let chosen = self.units.with(|units| {
            let of_field = units.iter().find(|(known, _)| *known == field);
            of_field.map(|(_, unit)| *unit)
        });
        chosen
            .filter(|unit| amount_in(value, *unit).is_some())
            .unwrap_or_else(|| value.in_largest_exact_unit().unit)
    }

    fn choose_unit(self, field: Field, unit: Unit) {
        self.units.update(|units| {
            units.retain(|(known, _)| *known != field);
            units.push((field, unit));
        });
    }
}

/// How many of a unit a lifetime is, if that is a whole number (seconds always can be said).
fn amount_in(lifetime: Lifetime, unit: Unit) -> Option<i64> {
    let whole = lifetime.nanos == 0 && lifetime.seconds % unit.seconds() == 0;
    whole.then(|| lifetime.seconds / unit.seconds())
}

fn written(lifetime: Lifetime, unit: Unit) -> String {
    match amount_in(lifetime, unit) {
        Some(amount) => amount.to_string(),
        None => lifetime.to_api().trim_end_matches('s').to_owned(),
    }
}

/// What was typed, as a lifetime that the server would store as it is.
fn judge(field: Field, typed: &str, unit: Unit) -> Result<Value, String> {
    let typed = typed.trim();
    let lifetime = if unit == Unit::Seconds {
        [typed, "s"].concat().parse::<Lifetime>()
    } else {
        typed
            .parse::<i64>()
            .map_err(|_| LifetimeError::NotADuration)
            .and_then(|count| Lifetime::from_amount(count, unit))
    };
    let lifetime = lifetime.and_then(Lifetime::validate).map_err(|fault| {
        text(match fault {
            LifetimeError::NotADuration | LifetimeError::TooFine => "fault.not-a-number",
            LifetimeError::OutOfRange | LifetimeError::LongerThanStored => "fault.too-long",
        })
    })?;
    if !lifetime.is_positive() && field != Field::MfaInitSkipLifetime {
        return Err(crate::i18n::text_with(
            "fault.not-positive",
            &[("least", &quantity(1.0, "second"))],
        ));
    }
    if lifetime.seconds < 0 || lifetime.nanos < 0 {
        return Err(text("fault.negative"));
    }
    Ok(Value::Lifetime(lifetime))
}

fn unit_key(unit: Unit) -> &'static str {
    match unit {
        Unit::Days => "unit.days",
        Unit::Hours => "unit.hours",
        Unit::Minutes => "unit.minutes",
        Unit::Seconds => "unit.seconds",
    }
}
