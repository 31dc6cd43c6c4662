//! What an account of Scaliyo connects: senders, providers of mail, webhooks and other services, each with its secrets.
//! `scaliyo.md` names them; the secrets of senders are a table of their own.

use crate::domain::operation::{Kind, Parameter, optional, required};
use crate::domain::sealing::{JSON_BYTES_MAX, Sealing, TEXT_MAX, Write};
use crate::secret::Place;

const fn of(table: &'static str, column: &'static str) -> Place {
    Place { table, key: "id", column }
}

const fn of_sender(column: &'static str) -> Place {
    Place { table: "scaliyo.sender_account_secrets", key: "sender_account_id", column }
}

const fn secret(name: &'static str, description: &'static str) -> Parameter {
    optional(name, Kind::Text(TEXT_MAX), description)
}

/// `scaliyoSenderAccountSecretsSet` and one for each other kind of row.
pub static SEALINGS: [Sealing; 4] = [
    Sealing {
        name: "scaliyoEmailProviderConfigApiKeySet",
        description: "Sets the key with which your account reaches a provider of mail.",
        table: "scaliyo.email_provider_configs",
        key: "uuid",
        input: &[
            required("id", Kind::Id("scaliyo", "email_provider_configs"), "The provider."),
            optional("apiKey", Kind::Text(TEXT_MAX), "The key, which nobody can read; null removes it."),
        ],
        output: &[required(
            "scaliyoEmailProviderConfig",
            Kind::Row("scaliyo", "email_provider_configs"),
            "The provider.",
        )],
        secrets: &[("apiKey", of("scaliyo.email_provider_configs", "api_key"))],
        plain: &[],
        dated: false,
        write: Write::Change,
    },
    Sealing {
        name: "scaliyoIntegrationCredentialsSet",
        description: "Sets what your account shows to a connected service.",
        table: "scaliyo.integrations",
        key: "uuid",
        input: &[
            required("id", Kind::Id("scaliyo", "integrations"), "The service."),
            required("credentials", Kind::Json(JSON_BYTES_MAX), "All of it, which nobody can read."),
        ],
        output: &[required("scaliyoIntegration", Kind::Row("scaliyo", "integrations"), "The service.")],
        secrets: &[("credentials", of("scaliyo.integrations", "credentials"))],
        plain: &[],
        dated: true,
        write: Write::Change,
    },
    Sealing {
        name: "scaliyoSenderAccountSecretsSet",
        description: "Sets how a sender account of yours is reached. What is not given stays as it is, null removes it; none of it can be read.",
        table: "scaliyo.sender_accounts",
        key: "uuid",
        input: &[
            required("id", Kind::Id("scaliyo", "sender_accounts"), "The sender account."),
            secret("oauthAccessToken", "The token of its provider."),
            secret("oauthRefreshToken", "What gets the next one."),
            optional("oauthExpiresAt", Kind::Time, "Until when the token holds."),
            optional("smtpHost", Kind::Text(255), "Where mail is sent."),
            optional("smtpPort", Kind::Int, "The port there."),
            optional("smtpUser", Kind::Text(320), "The name there."),
            secret("smtpPass", "The password there."),
            secret("apiKey", "The key of its provider."),
        ],
        output: &[required(
            "scaliyoSenderAccount",
            Kind::Row("scaliyo", "sender_accounts"),
            "The sender account.",
        )],
        secrets: &[
            ("oauthAccessToken", of_sender("oauth_access_token")),
            ("oauthRefreshToken", of_sender("oauth_refresh_token")),
            ("smtpPass", of_sender("smtp_pass")),
            ("apiKey", of_sender("api_key")),
        ],
        plain: &[
            ("oauthExpiresAt", "oauth_expires_at"),
            ("smtpHost", "smtp_host"),
            ("smtpPort", "smtp_port"),
            ("smtpUser", "smtp_user"),
        ],
        dated: true,
        write: Write::Function("scaliyo.set_sender_account_secrets"),
    },
    Sealing {
        name: "scaliyoWebhookSecretSet",
        description: "Sets the secret with which calls of a webhook of yours are signed.",
        table: "scaliyo.webhooks",
        key: "uuid",
        input: &[
            required("id", Kind::Id("scaliyo", "webhooks"), "The webhook."),
            optional("secret", Kind::Text(TEXT_MAX), "The secret, which nobody can read; null removes it."),
        ],
        output: &[required("scaliyoWebhook", Kind::Row("scaliyo", "webhooks"), "The webhook.")],
        secrets: &[("secret", of("scaliyo.webhooks", "secret"))],
        plain: &[],
        dated: true,
        write: Write::Change,
    },
];
