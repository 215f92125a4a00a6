//! The identity providers below the switch for them: those that are linked or wanted, each with its
//! kind. Knows no call; the others are `adding`'s.

use super::adding::adding;
use super::choices::{Line, choice};
use super::find::add;
use super::model::Model;
use super::state::Known;
use super::words::provider_kind;
use crate::components::{Say, code};
use crate::i18n::text;
use crate::markup::{View, el, live, live_by, many};
use crate::watched::Asked;
use login_policy::Item;
use std::cell::RefCell;
use std::rc::Rc;
use zitadel_admin::Provider;

/// The list of providers, and the way to add one.
pub fn providers(model: Model) -> View {
    let kept = RefCell::new(Vec::new());
    let shown: Asked<Vec<String>> = Rc::new(move || shown(model, &mut kept.borrow_mut()));
    let (for_lines, lines) = (shown.clone(), shown.clone());
    el("fieldset")
        .class("choices wide")
        .attr("id", LIST)
        .attr("tabindex", "-1")
        .child(
            el("legend")
                .child(text("providers.legend") + " ")
                .child(code("idps")),
        )
        .child(live_by(
            // They only grow in number.
            move || for_lines().len(),
            move || {
                let ids = lines();
                if ids.is_empty() {
                    return el("p").class("small").say("providers.none").into();
                }
                many(ids.into_iter().map(|id| line(model, id)))
            },
        ))
        .child(adding(model, shown))
        .into()
}

/// The id of the list.
pub const LIST: &str = "providers";

/// The linked ones, those that are wanted, and those that were among them since the page was drawn:
/// what is not ticked any more stays where it is.
fn shown(model: Model, kept: &mut Vec<String>) -> Vec<String> {
    let mut add = |ids: &[String]| {
        for id in ids {
            if !kept.contains(id) {
                kept.push(id.clone());
            }
        }
    };
    model.loaded.with(|loaded| {
        if let Some(read) = loaded {
            add(&read.settings.providers);
        }
    });
    model.wanted.with(|wanted| add(&wanted.providers));
    kept.clone()
}

/// The id of the control of a provider, wherever it is shown.
pub fn control_id(id: &str) -> String {
    ["provider-", id].concat()
}

fn line(model: Model, id: String) -> View {
    let (named, described) = (id.clone(), id.clone());
    let name = el("bdi").live_text(move || model.provider_name(&named));
    let words = Line {
        id: control_id(&id),
        field: id.clone(),
        name: name.into(),
        effect: live(move || provider_effect(model, &described).into()),
        is_unknown: false,
    };
    choice(model, words, Item::Provider(id))
}

/// What a provider is: its kind, or what is amiss.
pub fn provider_effect(model: Model, id: &str) -> String {
    let listed = model.providers.with(|known| {
        let all = known.value()?;
        let one = all.iter().find(|one| one.id == id);
        Some(one.map_or_else(|| text("providers.gone"), kind_words))
    });
    listed.unwrap_or_else(|| {
        // The link itself names two kinds.
        let kind = model.loaded.with(|loaded| {
            let linked = &loaded.as_ref()?.linked;
            linked.iter().find(|one| one.id == id)?.kind.clone()
        });
        match kind.as_deref() {
            Some("IDP_TYPE_OIDC") => "OpenID Connect".to_owned(),
            Some("IDP_TYPE_JWT") => "JWT".to_owned(),
            Some(other) => other.to_owned(),
            None if model.providers.with(|known| *known == Known::NotYet) => String::new(),
            None => text("providers.no-kind"),
        }
    })
}

/// What kind of provider it is.
pub fn kind_words(provider: &Provider) -> String {
    match &provider.kind {
        Some(kind) => provider_kind(kind),
        None => text("providers.no-kind"),
    }
}

/// Adds what all providers are found by when settings are searched.
pub fn add_words(model: Model, words: &mut String) {
    model.providers.with(|known| {
        for one in known.value().into_iter().flatten() {
            add(words, one.name.as_deref().unwrap_or_default());
            add(words, &kind_words(one));
        }
    });
}
