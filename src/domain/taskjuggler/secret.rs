//! What TaskJuggler needs to know to act elsewhere: how a site lets it in, and how tools of a vendor are called.
//! `taskjuggler.md` gives both as JSON.

use crate::domain::operation::{Kind, Parameter, optional, required};
use crate::domain::sealing::{JSON_BYTES_MAX, Sealing, Write};
use crate::secret::Place;

const TOOL: &[Parameter] =
    &[required("taskjugglerAiToolConfig", Kind::Row("taskjuggler", "ai_tool_configs"), "The tool.")];
const CONFIG: Parameter =
    required("config", Kind::Json(JSON_BYTES_MAX), "How it is called, keys included; nobody can read it.");
const KEPT: &[(&str, Place)] =
    &[("config", Place { table: "taskjuggler.ai_tool_configs", key: "id", column: "config" })];

/// `taskjugglerAiToolConfigConnect`, `taskjugglerAiToolConfigSecretsSet`, `taskjugglerSiteCredentialsSet`.
pub static SEALINGS: [Sealing; 3] = [
    Sealing {
        name: "taskjugglerAiToolConfigConnect",
        description: "Connects a tool of a vendor of yours.",
        table: "taskjuggler.ai_tool_configs",
        key: "uuid",
        input: &[
            required("vendor", Kind::Id("taskjuggler", "marketplace_vendors"), "The vendor."),
            required("toolName", Kind::Text(255), "What it is called."),
            required(
                "toolType",
                Kind::Choice("TaskjugglerToolKind", "Kinds of tools.", &["api", "webhook", "function"]),
                "Of what kind it is.",
            ),
            CONFIG,
            optional("isActive", Kind::Boolean, "Whether it is used; if left out, it is."),
        ],
        output: TOOL,
        secrets: KEPT,
        plain: &[
            ("vendor", "vendor_id"),
            ("toolName", "tool_name"),
            ("toolType", "tool_type"),
            ("isActive", "is_active"),
        ],
        dated: true,
        write: Write::Make(None),
    },
    Sealing {
        name: "taskjugglerAiToolConfigSecretsSet",
        description: "Changes how a tool of a vendor of yours is called.",
        table: "taskjuggler.ai_tool_configs",
        key: "uuid",
        input: &[required("id", Kind::Id("taskjuggler", "ai_tool_configs"), "The tool."), CONFIG],
        output: TOOL,
        secrets: KEPT,
        plain: &[],
        dated: true,
        write: Write::Change,
    },
    Sealing {
        name: "taskjugglerSiteCredentialsSet",
        description: "Sets how a site of yours lets the scanner in.",
        table: "taskjuggler.sites",
        key: "bigint",
        input: &[
            required("id", Kind::Id("taskjuggler", "sites"), "The site."),
            optional(
                "credentials",
                Kind::Json(JSON_BYTES_MAX),
                "What its kind of sign-in needs, which nobody can read; null removes it.",
            ),
        ],
        output: &[required("taskjugglerSite", Kind::Row("taskjuggler", "sites"), "The site.")],
        secrets: &[("credentials", Place { table: "taskjuggler.sites", key: "id", column: "auth_config" })],
        plain: &[],
        dated: true,
        write: Write::Change,
    },
];
