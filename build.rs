//! Puts the files of `src/http/graphiql/dist` into the binary, as the list that `src/http/page.rs` includes.
//!
//! Node is needed for GraphiQL alone: where its bundle has not been built, a page says how to build it.

use std::{
    fmt::Write as _,
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    io,
    path::{Path, PathBuf},
};

const DIST: &str = "src/http/graphiql/dist";

const NOT_BUILT: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Workgraph</title>\
    <p>GraphiQL is not part of this build: run <code>make graphiql</code>, then build the server again.</p></html>\n";

fn main() -> io::Result<()> {
    #[expect(clippy::disallowed_methods, reason = "cargo tells a build script its directory no other way")]
    let out = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default());
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join(DIST);
    // The directory must exist to be watched; a path that does not would have this run on every build.
    fs::create_dir_all(&dist)?;
    println!("cargo::rerun-if-changed={DIST}");
    println!("cargo::rerun-if-changed=build.rs");

    let mut list = String::from("static ASSETS: &[Asset] = &[\n");
    if dist.join("index.html").is_file() {
        let mut names: Vec<_> = fs::read_dir(&dist)?.collect::<io::Result<Vec<_>>>()?;
        names.sort_by_key(fs::DirEntry::file_name);
        for entry in names {
            let path = entry.path();
            if path.extension().is_some_and(|extension| extension != "gz") {
                write_asset(&mut list, &path)?;
            }
        }
    } else {
        let path = out.join("index.html");
        fs::write(&path, NOT_BUILT)?;
        write_asset(&mut list, &path)?;
    }
    list.push_str("];\n");
    fs::write(out.join("graphiql.rs"), list)
}

fn write_asset(list: &mut String, path: &Path) -> io::Result<()> {
    let mut hasher = DefaultHasher::new();
    fs::read(path)?.hash(&mut hasher);
    let name = path.file_name().unwrap_or_default();
    let compressed = path.with_file_name(format!("{}.gz", name.display()));
    let gzip =
        if compressed.is_file() { format!("Some(include_bytes!({compressed:?}))") } else { "None".into() };
    let etag = format!("\"{:016x}\"", hasher.finish());
    writeln!(
        list,
        "    Asset {{ name: {name:?}, etag: {etag:?}, plain: include_bytes!({path:?}), gzip: {gzip} }},"
    )
    .map_err(io::Error::other)
}
