//! Stored documents: operations that a client names instead of sending them.
//!
//! There are two kinds. Those of a folder are read and checked at the start, and asked for by `documentId`; where nothing else
//! is to be run, all others are refused. And those that a client has sent once together with their hash, which are
//! remembered for a while on this node (Apollo's automatic persisted queries); one that is not known any more is sent again.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, bail, ensure};
use moka::sync::Cache;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::Request;
use crate::error::{Error, Result};

/// The extension that names a document by its hash.
const EXTENSION: &str = "persistedQuery";
/// What ids begin with that are hashes.
const BY_HASH: &str = "sha256:";
/// Bytes of documents that are remembered.
const REMEMBERED_BYTES: u64 = 16 * 1024 * 1024;
/// The largest folder.
const DOCUMENTS_MAX: usize = 100_000;
/// The longest id.
const ID_MAX: usize = 200;

/// Which documents are stored from the start.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Where they are; none without it.
    pub folder: Option<PathBuf>,
    /// Whether nothing else is run.
    pub only: bool,
}

/// The stored documents.
pub struct Stored {
    /// By id, and by hash.
    listed: BTreeMap<String, Arc<str>>,
    only: bool,
    /// By hash.
    remembered: Cache<String, Arc<str>>,
}

impl Default for Stored {
    fn default() -> Self {
        let weigh =
            |hash: &String, text: &Arc<str>| u32::try_from(hash.len() + text.len()).unwrap_or(u32::MAX);
        let remembered = Cache::builder().max_capacity(REMEMBERED_BYTES).weigher(weigh).build();
        Self { listed: BTreeMap::new(), only: false, remembered }
    }
}

impl Stored {
    /// Reads a folder: `NAME.graphql` is the document `NAME`, and a `.json` file holds documents by their ids, as Relay's
    /// compiler writes it. Each is known by its hash as well, as `sha256:…`.
    ///
    /// # Errors
    /// When the folder cannot be read, or has an id twice.
    pub fn read(settings: &Settings) -> anyhow::Result<Self> {
        let mut stored = Self { only: settings.only, ..Self::default() };
        let Some(folder) = &settings.folder else { return Ok(stored) };
        let entries =
            std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
        let mut files = Vec::new();
        for entry in entries {
            files.push(entry.with_context(|| format!("cannot read {}", folder.display()))?.path());
        }
        files.sort();
        for file in files {
            stored.add_file(&file).with_context(|| format!("cannot use {}", file.display()))?;
        }
        Ok(stored)
    }

    fn add_file(&mut self, file: &Path) -> anyhow::Result<()> {
        let extension = file.extension().and_then(|extension| extension.to_str());
        match extension {
            Some("graphql") => {
                let name =
                    file.file_stem().and_then(|name| name.to_str()).context("its name is not UTF-8")?;
                self.add(name, &std::fs::read_to_string(file)?)
            }
            Some("json") => {
                let documents: BTreeMap<String, String> = serde_json::from_slice(&std::fs::read(file)?)
                    .context("expected an object of documents by their ids")?;
                documents.iter().try_for_each(|(id, text)| self.add(id, text))
            }
            _ => Ok(()),
        }
    }

    fn add(&mut self, id: &str, text: &str) -> anyhow::Result<()> {
        ensure!(!id.is_empty() && id.len() <= ID_MAX, "an id has 1 to {ID_MAX} bytes");
        ensure!(self.listed.len() < 2 * DOCUMENTS_MAX, "there are more than {DOCUMENTS_MAX} documents");
        let text: Arc<str> = text.into();
        if self.listed.insert(id.to_owned(), Arc::clone(&text)).is_some_and(|other| other != text) {
            bail!("the id \"{id}\" is there twice");
        }
        self.listed.insert(format!("{BY_HASH}{}", hash(&text)), text);
        Ok(())
    }

    /// The documents of the folder, by id.
    pub fn listed(&self) -> impl Iterator<Item = (&str, &str)> {
        self.listed.iter().map(|(id, text)| (id.as_str(), &**text))
    }

    /// Puts the document that a request names into it. Gives the hash of one that is to be remembered if it is valid.
    ///
    /// # Errors
    /// `PERSISTED_QUERY_NOT_FOUND` for one that is not there, `FORBIDDEN` for one that is not run here, `BAD_USER_INPUT` for
    /// names that say something else than the document.
    pub fn find(&self, request: &mut Request) -> Result<Option<String>> {
        let named = persisted(request)?;
        let is_sent = !request.query.is_empty();
        let mut new = None;
        match (request.document_id.take(), named) {
            (Some(_), _) if is_sent => {
                return Err(Error::bad_user_input("Give either query or documentId.").field("documentId"));
            }
            (Some(id), _) => request.query = self.get(&id)?,
            (None, Some(hash)) if !is_sent => request.query = self.get(&format!("{BY_HASH}{hash}"))?,
            (None, Some(named)) => {
                if hash(&request.query) != named {
                    let message = "The hash is not that of the document: SHA-256 of its text, in small hexadecimal digits.";
                    return Err(Error::bad_user_input(message).field(EXTENSION));
                }
                new = Some(named);
            }
            (None, None) => {}
        }
        if self.only && !self.listed.contains_key(&format!("{BY_HASH}{}", hash(&request.query))) {
            return Err(Error::forbidden(
                "Only the stored documents are run here: name one by its documentId.",
            ));
        }
        Ok(new)
    }

    /// Keeps a valid document for those who name it by its hash.
    pub fn remember(&self, hash: String, text: &str) {
        self.remembered.insert(hash, text.into());
    }

    fn get(&self, id: &str) -> Result<String> {
        let remembered = || id.strip_prefix(BY_HASH).and_then(|hash| self.remembered.get(hash));
        let found = self.listed.get(id).cloned().or_else(remembered);
        // The words that Apollo's clients look for.
        found
            .map(|text| text.to_string())
            .ok_or_else(|| Error::persisted_query_not_found("PersistedQueryNotFound"))
    }
}

/// The hash in a request's extension.
fn persisted(request: &Request) -> Result<Option<String>> {
    let fault = || {
        let message = "Expected {version: 1, sha256Hash: …}, with 64 hexadecimal digits.";
        Error::bad_user_input(message).field(EXTENSION)
    };
    let given = match request.extensions.get(EXTENSION) {
        None | Some(Value::Null) => return Ok(None),
        Some(given) => given,
    };
    let hash = given.get("sha256Hash").and_then(Value::as_str).unwrap_or_default();
    let is_hash = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    if given.get("version") != Some(&Value::from(1)) || !is_hash {
        return Err(fault());
    }
    Ok(Some(hash.to_ascii_lowercase()))
}

fn hash(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const TEXT: &str = "{ viewer { id } }";

    fn named(hash: &str, query: &str) -> Request {
        let extension = json!({"persistedQuery": {"version": 1, "sha256Hash": hash}});
        let extensions = extension.as_object().unwrap().clone();
        Request { query: query.to_owned(), extensions, ..Request::default() }
    }

    fn by_id(id: &str) -> Request {
        Request { document_id: Some(id.to_owned()), ..Request::default() }
    }

    fn listed(only: bool) -> Stored {
        let mut stored = Stored { only, ..Stored::default() };
        stored.add("viewer", TEXT).unwrap();
        stored
    }

    fn code(result: Result<Option<String>>) -> &'static str {
        result.unwrap_err().code()
    }

    #[test]
    fn a_document_is_found_by_its_hash_after_it_was_remembered() {
        let stored = Stored::default();
        assert_eq!(code(stored.find(&mut named(&hash(TEXT), ""))), "PERSISTED_QUERY_NOT_FOUND");
        let new = stored.find(&mut named(&hash(TEXT), TEXT)).unwrap().unwrap();
        stored.remember(new, TEXT);
        for mut request in [named(&hash(TEXT).to_uppercase(), ""), by_id(&format!("sha256:{}", hash(TEXT)))] {
            assert_eq!(stored.find(&mut request).unwrap(), None);
            assert_eq!(request.query, TEXT);
        }
    }

    #[test]
    fn a_hash_of_something_else_is_refused() {
        let stored = Stored::default();
        for mut request in [
            named(&hash("{ a }"), TEXT),
            named("abc", TEXT),
            Request { document_id: Some("viewer".to_owned()), query: TEXT.to_owned(), ..Request::default() },
        ] {
            assert_eq!(code(stored.find(&mut request)), "BAD_USER_INPUT");
        }
    }

    #[test]
    fn listed_documents_are_found_by_id_and_where_nothing_else_is_run_nothing_else_is() {
        for only in [false, true] {
            let stored = listed(only);
            for mut request in [by_id("viewer"), named(&hash(TEXT), ""), named(&hash(TEXT), TEXT)] {
                stored.find(&mut request).unwrap();
                assert_eq!(request.query, TEXT);
            }
            assert_eq!(code(stored.find(&mut by_id("other"))), "PERSISTED_QUERY_NOT_FOUND");
            let mut free = Request { query: "{ a }".to_owned(), ..Request::default() };
            assert_eq!(stored.find(&mut free).is_ok(), !only);
            assert_eq!(stored.find(&mut named(&hash("{ a }"), "{ a }")).is_ok(), !only);
        }
    }

    #[test]
    fn an_id_stands_for_one_document() {
        let mut stored = listed(false);
        stored.add("viewer", TEXT).unwrap();
        assert!(stored.add("viewer", "{ a }").is_err());
        assert!(stored.add("", TEXT).is_err());
    }
}
