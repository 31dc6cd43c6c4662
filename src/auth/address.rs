//! E-mail addresses from outside.

use lettre::Address;

use crate::error::{Error, Result};

/// What a mail server takes, and the tables of the systems.
const LENGTH_MAX: usize = 254;

/// An address that mail can be sent to, without the blanks around it.
///
/// # Errors
/// `BAD_USER_INPUT`, about this field.
pub fn parse_address(text: &str, field: &'static str) -> Result<String> {
    let text = text.trim();
    match text.parse::<Address>() {
        Ok(_) if text.len() <= LENGTH_MAX => Ok(text.to_owned()),
        _ => Err(Error::bad_user_input("This is no e-mail address.").field(field)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_that_mail_can_be_sent_to() {
        assert_eq!(
            parse_address(" Nora.O'Neil+x@example.org ", "email").unwrap(),
            "Nora.O'Neil+x@example.org"
        );
        let long = format!("{}@example.org", "a".repeat(300));
        for text in [
            "",
            "nora",
            "nora@",
            "@example.org",
            "a b@example.org",
            "a@b\r\nBcc: c@d",
            "N <n@example.org>",
            &long,
        ] {
            assert_eq!(parse_address(text, "email").unwrap_err().code(), "BAD_USER_INPUT", "{text:?}");
        }
    }
}
