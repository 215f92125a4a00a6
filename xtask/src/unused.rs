//! Takes out of the compiled program what only looks used.
//!
//! Leptos brings classes for streams along, which count as used because they are exported, and the
//! crates for the browser describe thousands of functions to wasm-bindgen that are never called.
//! Once the program is taken apart, what they reach can no longer be told from what is used. It does
//! not know what any function does.

use crate::failure::Failure;
use crate::lean::imported;
use std::collections::BTreeSet;
use wasm_encoder::{ExportKind, ExportSection, Module, RawSection};
use wasmparser::{Parser, Payload};

/// How the names of the classes for streams begin, of `wasm-streams` for Leptos' server functions.
pub const CLASSES: &str = "IntoUnderlying";

/// The compiled program without the exports of the unused classes and without descriptions of what
/// is neither imported nor exported. Everything else stays byte for byte, because the compiler noted
/// where in it addresses stand.
pub fn without_unused(program: &[u8]) -> Result<Vec<u8>, Failure> {
    let unreadable = |cause: wasmparser::BinaryReaderError| {
        Failure::content("the program", format!("cannot be read: {cause}"))
    };
    let imports: BTreeSet<String> = imported(program)?
        .into_iter()
        .map(|(_, name)| name)
        .collect();
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(program) {
        let payload = payload.map_err(unreadable)?;
        if let Payload::ExportSection(exports) = payload {
            let exports = exports.into_iter().collect::<Result<Vec<_>, _>>();
            let exports = exports.map_err(unreadable)?;
            let names: BTreeSet<&str> = exports.iter().map(|export| export.name).collect();
            let is_there = |name: &str| imports.contains(name) || names.contains(name);
            let mut kept = ExportSection::new();
            for export in &exports {
                if !is_unused(export.name, is_there) {
                    kept.export(export.name, ExportKind::from(export.kind), export.index);
                }
            }
            module.section(&kept);
        } else if let Some((id, range)) = payload.as_section() {
            let range = range.start as usize..range.end as usize;
            let data = program.get(range).unwrap_or_default();
            module.section(&RawSection { id, data });
        }
    }
    Ok(module.finish())
}

/// Whether an export is a function of the unused classes, or describes to wasm-bindgen one of these
/// or what is not there.
fn is_unused(export: &str, is_there: impl Fn(&str) -> bool) -> bool {
    let described = export.strip_prefix("__wbindgen_describe_");
    let name = described.unwrap_or(export);
    let of_class = name.strip_prefix("__wbg_").unwrap_or(name);
    of_class.starts_with(&CLASSES.to_lowercase()) || described.is_some_and(|name| !is_there(name))
}

#[cfg(test)]
mod tests {
    use super::without_unused;
    use wasm_encoder::{
        CodeSection, CustomSection, EntityType, ExportKind, ExportSection, Function,
        FunctionSection, ImportSection, Module, TypeSection,
    };

    #[test]
    fn only_what_is_used_stays_exported_and_nothing_else_changes() {
        let (mut types, mut imports) = (TypeSection::new(), ImportSection::new());
        types.ty().function([], []);
        imports.import("x", "__wbg_used_1", EntityType::Function(0));
        let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
        functions.function(0);
        let mut body = Function::new([]);
        // A call whose number is filled up to five bytes, as the compiler leaves it.
        body.raw([0x10, 0x80, 0x80, 0x80, 0x80, 0x00, 0x0b]);
        code.function(&body);
        let with_exports = |names: &[&str]| {
            let mut exports = ExportSection::new();
            for name in names {
                exports.export(name, ExportKind::Func, 1);
            }
            let mut program = Module::new();
            program
                .section(&types)
                .section(&imports)
                .section(&functions);
            program.section(&exports).section(&code);
            program.section(&CustomSection {
                name: "linking".into(),
                data: (&[2][..]).into(),
            });
            program.finish()
        };
        let before = with_exports(&[
            "main",
            "__wbindgen_describe___wbg_used_1",
            "__wbindgen_describe___wbg_unused_2",
            "__wbindgen_describe_main",
            "__wbindgen_describe_intounderlyingsource_pull_3",
            "__wbg_intounderlyingsink_free_3",
            "intounderlyingsource_pull_3",
        ]);
        let after = without_unused(&before).expect("rewritten");
        assert_eq!(
            after,
            with_exports(&[
                "main",
                "__wbindgen_describe___wbg_used_1",
                "__wbindgen_describe_main",
            ])
        );
    }
}
