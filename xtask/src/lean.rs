//! Makes a bound program and its script leaner: without the classes that nothing here uses, and
//! with short names between the two.
//!
//! wasm-bindgen gives every import a name of its own with a hash, twice: in the program and in the
//! script. And Leptos brings classes for streams along, which count as used because they are
//! exported. It does not know what any import does.

use crate::failure::Failure;
use std::collections::BTreeMap;
use wasm_encoder::Module;
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasmparser::{Export, Import, Imports, Parser, Payload};

/// The classes for streams of `wasm-streams`, which Leptos' server functions would use.
const UNUSED: &str = "IntoUnderlying";

/// The program without the exports of the unused classes; what only they reach goes with the next
/// run of wasm-opt.
pub fn without_unused(program: &[u8]) -> Result<Vec<u8>, Failure> {
    rewrite(program, &mut Exports)
}

/// Program and script with short names for what the one takes from the other.
pub fn with_short_names(program: &[u8], script: &str) -> Result<(Vec<u8>, String), Failure> {
    let mut names = Names::default();
    for (module, name) in imported(program)? {
        names.add(module, name);
    }
    let script = prune(script, &names)?;
    Ok((rewrite(program, &mut names)?, script))
}

/// The short name of every import, by its own.
#[derive(Default)]
struct Names {
    modules: BTreeMap<String, String>,
    members: BTreeMap<String, String>,
}

impl Names {
    fn add(&mut self, module: String, name: String) {
        let next = short(self.modules.len());
        self.modules.entry(module).or_insert(next);
        // What the fetching script offers is bound by its own names.
        if name.starts_with("__wbg_") || name.starts_with("__wbindgen_") {
            let next = short(self.members.len());
            self.members.entry(name).or_insert(next);
        }
    }

    fn member<'a>(&'a self, name: &'a str) -> &'a str {
        self.members.get(name).map_or(name, String::as_str)
    }
}

/// `a`, `b`, … `z`, `aa`, `ba`, …
fn short(mut number: usize) -> String {
    let mut name = String::new();
    loop {
        name.push(char::from(b'a' + (number % 26) as u8));
        number /= 26;
        if number == 0 {
            return name;
        }
        number -= 1;
    }
}

impl Reencode for Names {
    type Error = std::convert::Infallible;

    fn parse_imports(
        &mut self,
        section: &mut wasm_encoder::ImportSection,
        imports: Imports<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let Imports::Single(at, import) = imports else {
            // `imported` has refused every other form.
            return utils::parse_imports(self, section, imports);
        };
        let module = self.modules.get(import.module).cloned();
        let name = self.member(import.name).to_owned();
        let short = Import {
            module: module.as_deref().unwrap_or(import.module),
            name: &name,
            ty: import.ty,
        };
        utils::parse_imports(self, section, Imports::Single(at, short))
    }
}

struct Exports;

impl Reencode for Exports {
    type Error = std::convert::Infallible;

    fn parse_export(
        &mut self,
        exports: &mut wasm_encoder::ExportSection,
        export: Export<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let name = export.name.trim_start_matches("__wbg_");
        if name.starts_with(&UNUSED.to_lowercase()) {
            return Ok(());
        }
        utils::parse_export(self, exports, export)
    }
}

fn rewrite<R>(program: &[u8], how: &mut R) -> Result<Vec<u8>, Failure>
where
    R: Reencode<Error = std::convert::Infallible>,
{
    let mut module = Module::new();
    how.parse_core_module(&mut module, Parser::new(0), program)
        .map_err(|cause| {
            Failure::content("the program", format!("cannot be rewritten: {cause}"))
        })?;
    Ok(module.finish())
}

fn imported(program: &[u8]) -> Result<Vec<(String, String)>, Failure> {
    let unreadable = |cause: wasmparser::BinaryReaderError| {
        Failure::content("the program", format!("cannot be read: {cause}"))
    };
    let mut all = Vec::new();
    for payload in Parser::new(0).parse_all(program) {
        if let Payload::ImportSection(section) = payload.map_err(unreadable)? {
            for group in section {
                match group.map_err(unreadable)? {
                    Imports::Single(_, one) => {
                        all.push((one.module.to_owned(), one.name.to_owned()));
                    }
                    _ => {
                        return Err(Failure::content(
                            "the program",
                            "has imports in a form that is not known here.",
                        ));
                    }
                }
            }
        }
    }
    Ok(all)
}

/// The script without the unused classes and without what the program does not import, and with
/// the short names. wasm-bindgen writes each class and each import as lines of a fixed form.
fn prune(script: &str, names: &Names) -> Result<String, Failure> {
    let mut out = String::with_capacity(script.len());
    let mut skip_to: Option<&str> = None;
    for line in script.lines() {
        if let Some(end) = skip_to {
            if line == end {
                skip_to = None;
            }
            continue;
        }
        if line.contains(&["class ", UNUSED].concat()) {
            skip_to = Some("}");
            continue;
        }
        if line.starts_with(&["const ", UNUSED].concat()) {
            // Three lines: condition, one alternative, the other.
            skip_to = script
                .lines()
                .skip_while(|one| *one != line)
                .nth(2)
                .filter(|last| last.ends_with(';'));
            continue;
        }
        if line.contains("Symbol.dispose") && line.contains(UNUSED) {
            continue;
        }
        match member(line) {
            Some(name) if !names.members.contains_key(name) => skip_to = Some("        },"),
            Some(name) => out.push_str(&line.replacen(name, names.member(name), 1)),
            None => out.push_str(line),
        }
        if skip_to.is_none() {
            out.push('\n');
        }
    }
    for (module, short) in &names.modules {
        let member = format!("\"{module}\": import");
        if !out.contains(&member) {
            return Err(Failure::content(
                "the script of the program",
                format!("offers nothing as {module}."),
            ));
        }
        out = out.replace(&member, &format!("\"{short}\": import"));
    }
    if out.contains(UNUSED) {
        return Err(Failure::content(
            "the script of the program",
            format!("still names {UNUSED}…; wasm-bindgen writes it otherwise than known here."),
        ));
    }
    Ok(out)
}

/// The name of an import, if the line begins one.
fn member(line: &str) -> Option<&str> {
    let (name, _) = line.strip_prefix("        ")?.split_once(": function(")?;
    let is_name = name
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$');
    (is_name && name.starts_with("__wb")).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::{Names, imported, member, prune, short, with_short_names};
    use wasm_encoder::{EntityType, ImportSection, Module, TypeSection};

    #[test]
    fn short_names_are_each_used_once() {
        assert_eq!(
            [short(0), short(25), short(26), short(27)],
            ["a", "z", "aa", "ba"]
        );
        let all: std::collections::BTreeSet<String> = (0..2_000).map(short).collect();
        assert_eq!(all.len(), 2_000);
    }

    #[test]
    fn an_import_is_told_by_its_line() {
        assert_eq!(
            member("        __wbg_a_1: function(arg0) {"),
            Some("__wbg_a_1")
        );
        assert_eq!(member("            const ret = __wbg_a_1;"), None);
    }

    #[test]
    fn program_and_script_get_the_same_short_names() {
        let (mut types, mut imports) = (TypeSection::new(), ImportSection::new());
        types.ty().function([], []);
        for (module, name) in [
            ("./x.js", "__wbg_b_2"),
            ("./x.js", "__wbg_a_1"),
            ("./split.js", "__wasm_split_load_plan"),
        ] {
            imports.import(module, name, EntityType::Function(0));
        }
        let mut program = Module::new();
        program.section(&types).section(&imports);
        let script = "const i = {\n        __wbg_a_1: function() {\n        },\n        \
                      __wbg_b_2: function() {\n        },\n};\nreturn {\n    \"./x.js\": \
                      import0,\n    \"./split.js\": import1,\n};\n";
        let (program, script) = with_short_names(&program.finish(), script).expect("renamed");
        let names = imported(&program).expect("imports");
        let names: Vec<(&str, &str)> = names.iter().map(|(m, n)| (&**m, &**n)).collect();
        assert_eq!(
            names,
            [("a", "a"), ("a", "b"), ("b", "__wasm_split_load_plan")]
        );
        for part in [
            "        b: function",
            "        a: function",
            "\"a\": import0",
            "\"b\": import1",
        ] {
            assert!(script.contains(part), "{script}");
        }
    }

    #[test]
    fn what_is_not_imported_goes() {
        let script = "export class IntoUnderlyingSink {\n    x() {}\n}\nif (Symbol.dispose) \
                      IntoUnderlyingSink.prototype = 1;\nconst i = {\n        __wbg_a_1: \
                      function() {\n            1;\n        },\n        __wbg_b_2: \
                      function() {\n            2;\n        },\n};\nreturn {\n    \"./x.js\": \
                      import0,\n};";
        let mut names = Names::default();
        names.add("./x.js".to_owned(), "__wbg_b_2".to_owned());
        let pruned = prune(script, &names).expect("pruned");
        assert_eq!(
            pruned,
            "const i = {\n        a: function() {\n            2;\n        },\n};\nreturn {\n    \
             \"a\": import0,\n};\n"
        );
    }
}
