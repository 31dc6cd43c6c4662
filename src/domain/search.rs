//! The search across systems: in which tables it looks, and what is said of a row that it finds.
//!
//! How it looks is said in SQL, by a function of two arguments: the words, and the tables as `schema.table`. It gives
//! `system`, `entity` and `row_id`, as the lists across systems do, and the columns that the fields below are made of.

/// A function that finds rows of several tables.
pub struct Search {
    /// Its schema.
    pub schema: &'static str,
    /// Its name, and that of the root field.
    pub function: &'static str,
    /// What it finds.
    pub description: &'static str,
    /// What can be looked for.
    pub kinds: &'static [SearchKind],
    /// What is said of a row that was found, beside what it is.
    pub fields: &'static [HitField],
    /// The field by which hits are ordered, largest first.
    pub rank: &'static str,
}

/// A word for tables of any systems.
pub struct SearchKind {
    /// The word.
    pub name: &'static str,
    /// The tables, by schema and name.
    pub tables: &'static [(&'static str, &'static str)],
}

/// A field of a hit; never null.
pub struct HitField {
    /// Its name.
    pub name: &'static str,
    /// Its type in the database.
    pub ty: &'static str,
    /// Its value, as SQL over the function's row `{t}`.
    pub sql: &'static str,
    /// What it means.
    pub description: &'static str,
}

/// `search`.
pub const SEARCH: Search = Search {
    schema: "work",
    function: "search",
    description: "Looks for words in tasks, approvals, decisions, pages, documents and leads of all systems that you may \
                  see, the best hits first. Of each table the newest 200 that have the words are ranked. Nothing to look \
                  for (no word, only words like \"the\", only words that shall not be there) finds nothing.",
    kinds: &[
        SearchKind {
            name: "TASK",
            tables: &[
                ("internal", "tasks"),
                ("assist", "tasks"),
                ("taskjuggler", "tasks"),
                ("scaliyo", "strategy_tasks"),
                ("scaliyo", "teamhub_cards"),
            ],
        },
        SearchKind { name: "APPROVAL", tables: &[("internal", "approval_requests")] },
        SearchKind { name: "DECISION", tables: &[("core", "decisions")] },
        SearchKind { name: "PAGE", tables: &[("assist", "pages")] },
        SearchKind { name: "DOCUMENT", tables: &[("assist", "documents")] },
        SearchKind { name: "LEAD", tables: &[("scaliyo", "leads")] },
    ],
    fields: &[
        HitField {
            name: "title",
            ty: "text",
            sql: "{t}.title",
            description: "Its title, name or headline, as plain text.",
        },
        HitField {
            name: "highlight",
            ty: "text",
            sql: "work.highlight(concat_ws(E'\\n', {t}.title, {t}.body), {t}.words)",
            description: "The part of its text that fits best, as HTML that is safe to show: the text is escaped, and \
                          the only markup is `<mark>` around words that were found.",
        },
        HitField {
            name: "rank",
            ty: "double precision",
            sql: "{t}.rank",
            description: "How well it fits; higher is better. Words of the title weigh more. Comparable within one search.",
        },
    ],
    rank: "rank",
};
