//! A document as tokens, for what has to be known before it is parsed or what parsing forgets.
//!
//! It reads well-formed documents as the specification does; of others it may make anything, since the parser refuses them.

use std::collections::HashSet;

/// The tokens of a text, without whitespace, commas and comments.
pub struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    /// Starts at the beginning.
    pub fn of(text: &'a str) -> Self {
        Self { bytes: text.as_bytes(), at: 0 }
    }

    fn end_of(&self, from: usize, within: impl Fn(u8) -> bool) -> usize {
        let length = self.bytes[from..].iter().position(|byte| !within(*byte));
        length.map_or(self.bytes.len(), |length| from + length)
    }

    fn end_of_string(&self, from: usize) -> usize {
        let bytes = self.bytes;
        let block = bytes[from..].starts_with(b"\"\"\"");
        let mut at = from + if block { 3 } else { 1 };
        while at < bytes.len() {
            match bytes[at] {
                b'\\' if block && bytes[at..].starts_with(b"\\\"\"\"") => at += 4,
                b'\\' if !block => at += 2,
                b'"' if !block => return at + 1,
                b'"' if bytes[at..].starts_with(b"\"\"\"") => return at + 3,
                b'\n' if !block => return at,
                _ => at += 1,
            }
        }
        bytes.len()
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        loop {
            let start = self.at;
            self.at = match self.bytes.get(start)? {
                b' ' | b'\t' | b'\r' | b'\n' | b',' => {
                    self.at += 1;
                    continue;
                }
                b'#' => {
                    self.at = self.end_of(start, |byte| !matches!(byte, b'\n' | b'\r'));
                    continue;
                }
                b'"' => self.end_of_string(start),
                byte if byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-') => self
                    .end_of(start + 1, |byte| {
                        byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-' | b'+')
                    }),
                b'.' => self.end_of(start, |byte| byte == b'.'),
                _ => start + 1,
            };
            return Some(&self.bytes[start..self.at]);
        }
    }
}

/// The first field that an input object of the text has twice. The parser keeps the last one without a word.
pub fn repeated_field(text: &str) -> Option<&str> {
    // For each open bracket the names in it, if it is an input object: braces within parentheses are.
    let mut open: Vec<Option<HashSet<&[u8]>>> = Vec::new();
    let (mut parentheses, mut before): (usize, &[u8]) = (0, b"");
    for token in Tokens::of(text) {
        match token {
            b"(" | b"[" => {
                parentheses += usize::from(token == b"(");
                open.push(None);
            }
            b"{" => open.push((parentheses > 0).then(HashSet::new)),
            b")" | b"]" | b"}" => {
                parentheses = parentheses.saturating_sub(usize::from(token == b")"));
                open.pop();
            }
            b":" => {
                if let Some(Some(names)) = open.last_mut()
                    && !names.insert(before)
                {
                    return std::str::from_utf8(before).ok();
                }
            }
            _ => {}
        }
        before = token;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_that_an_input_object_has_twice_is_found() {
        assert_eq!(repeated_field("{ a(b: {c: 1, d: {c: 2}, c: 3}) { e } }"), Some("c"));
        assert_eq!(repeated_field("query ($v: T = {a: [{b: 1 b: 2}]}) { c }"), Some("b"));
    }

    #[test]
    fn the_same_name_elsewhere_is_no_repetition() {
        for text in [
            "{ a: x b: y a: x }",
            "{ a(b: {c: {c: 1}, d: c}, b: 1) { b: c b: c } }",
            "{ a(b: [{c: 1}, {c: 1}]) }",
        ] {
            assert_eq!(repeated_field(text), None, "{text}");
        }
    }
}
