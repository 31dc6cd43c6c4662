//! Every GraphQL name there is. No other file formats a name.
//!
//! The grammar (house rule): the schema's prefix and the table's singular give the type (`InternalTask`), from which the
//! whole family follows: `internalTask`, `internalTasks`, `InternalTaskFilter`, `internalTaskUpdate`,
//! `internalTaskChanged`. A to-one field is the key column less `_id`, a to-many field the child's plural, with
//! `By<Column>` where two keys lead to the same parent. What the rules cannot know stands in the three tables of
//! exceptions below; clashes that are left are found by `catalog` at start.

use heck::{ToLowerCamelCase, ToShoutySnakeCase, ToUpperCamelCase};

/// Table names whose singular the rule below would get wrong, or that need no change at all.
const SINGULARS: &[(&str, &str)] = &[
    ("hypotheses", "hypothesis"),
    ("cache", "cache"),
    ("llm_usage", "llm_usage"),
    ("workspace_ai_usage", "workspace_ai_usage"),
    ("outbound_usage", "outbound_usage"),
];

/// Types that are called otherwise than their table: `auth.users` is everybody's account.
const TYPES: &[(&str, &str, &str)] = &[("auth", "users", "Account")];

/// Relations whose name a column already has, or whose rule-made name says too little.
const RELATIONS: &[(&str, &str, &str, &str)] = &[
    ("taskjuggler", "tasks", "source_channel_id", "sourceAssistantChannel"),
    ("core", "users", "id", "account"),
    ("assist", "users", "id", "account"),
    ("taskjuggler", "users", "id", "account"),
    ("scaliyo", "profiles", "id", "account"),
];

/// The names one table gives rise to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    /// The object type, `InternalTask`.
    pub type_name: String,
    /// The root field for one row and the stem of the family, `internalTask`.
    pub one: String,
    /// The root field for the list, `internalTasks`.
    pub many: String,
    /// The field of a parent of the same system that lists these rows, `tasks`.
    pub children: String,
}

/// Names of a table's type and root fields.
pub fn table(schema: &str, table: &str) -> Names {
    let singular = singular(table);
    let plural = plural(&singular);
    if let Some((.., name)) = TYPES.iter().find(|(s, t, _)| (*s, *t) == (schema, table)) {
        return Names {
            type_name: (*name).to_owned(),
            one: name.to_lower_camel_case(),
            many: plural_of(name),
            children: plural.to_lower_camel_case(),
        };
    }
    // A table that repeats its schema's name (`core_settings` of `core`) does not say it twice.
    let bare = singular.strip_prefix(&format!("{schema}_")).unwrap_or(&singular);
    let bare_plural = plural.strip_prefix(&format!("{schema}_")).unwrap_or(&plural);
    Names {
        type_name: format!("{}{}", schema.to_upper_camel_case(), bare.to_upper_camel_case()),
        one: format!("{}_{bare}", schema).to_lower_camel_case(),
        many: format!("{}_{bare_plural}", schema).to_lower_camel_case(),
        children: plural.to_lower_camel_case(),
    }
}

/// The field of a column: `due_date` is `dueDate`; a foreign key that does not end in an id says that it is one
/// (`created_by` is `createdById`), since the relation takes the plain name.
pub fn column(field: &str, is_foreign_key: bool) -> String {
    let name = field.to_lower_camel_case();
    if is_foreign_key && field != "id" && !field.ends_with("_id") && !field.ends_with("_uuid") {
        return format!("{name}Id");
    }
    name
}

/// The to-one field of a foreign key: the column less its id suffix.
pub fn to_one(schema: &str, table: &str, column: &str) -> String {
    if let Some((.., name)) = RELATIONS.iter().find(|(s, t, c, _)| (*s, *t, *c) == (schema, table, column)) {
        return (*name).to_owned();
    }
    let bare = column.strip_suffix("_id").or_else(|| column.strip_suffix("_uuid")).unwrap_or(column);
    bare.to_lower_camel_case()
}

/// The to-many field on the parent: the child's plural, with the child's prefix where it is of another system, and
/// `By<Column>` where several keys of the child lead to this parent.
pub fn to_many(child: &Names, same_system: bool, by: Option<&str>) -> String {
    let base = if same_system { &child.children } else { &child.many };
    match by {
        Some(column) => {
            let bare = column.strip_suffix("_id").or_else(|| column.strip_suffix("_uuid")).unwrap_or(column);
            format!("{base}By{}", bare.to_upper_camel_case())
        }
        None => base.clone(),
    }
}

/// The field of figures over a list, by the list's row: `internalTaskAggregate`, `tasksAggregate`.
pub fn aggregate(stem: &str) -> String {
    format!("{stem}Aggregate")
}

/// The stream of a table and the type of its items, by the row's: `internalTaskChanged` is by its field,
/// `InternalTaskChange` by its type.
pub fn change_item(type_name: &str) -> String {
    format!("{type_name}Change")
}

/// See [`change_item`].
pub fn changed(stem: &str) -> String {
    format!("{stem}Changed")
}

/// The stem of an interface's fields, `task`.
pub fn interface(name: &str) -> String {
    name.to_lower_camel_case()
}

/// The stem of an operation's input and payload types.
pub fn operation_type(name: &str) -> String {
    name.to_upper_camel_case()
}

/// The enum of a column's values, `InternalTaskStatus`.
pub fn column_enum(type_name: &str, field: &str) -> String {
    format!("{type_name}{}", field.to_upper_camel_case())
}

/// The input for a row that is made together with the one that this field of it leads to, `ScaliyoTeamhubCardForListInput`.
pub fn nested_input(type_name: &str, to_one: &str) -> String {
    format!("{type_name}For{}Input", to_one.to_upper_camel_case())
}

/// The input for changes that build on a value of this type.
pub fn change(element: &str) -> String {
    format!("{element}Change")
}

/// The input for changes of a list of this type.
pub fn list_change(element: &str) -> String {
    format!("{element}ListChange")
}

/// A database value as an enum value: `in_progress` is `IN_PROGRESS`, other characters become `_`.
pub fn enum_value(value: &str) -> String {
    let plain: String = value.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    let name = if plain.chars().any(|c| c.is_ascii_lowercase()) && !plain.contains('_') {
        plain.to_shouty_snake_case()
    } else {
        plain.to_ascii_uppercase()
    };
    if name.starts_with(|c: char| c.is_ascii_digit()) { format!("_{name}") } else { name }
}

/// A name in words, for the descriptions of what no document describes: `due_date` is "Due date".
pub fn words(name: &str) -> String {
    let mut text = name.replace('_', " ");
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

fn singular(table: &str) -> String {
    if let Some((_, singular)) = SINGULARS.iter().find(|(plural, _)| *plural == table) {
        return (*singular).to_owned();
    }
    if let Some(stem) = table.strip_suffix("ies") {
        return format!("{stem}y");
    }
    for suffix in ["sses", "xes", "ches", "shes"] {
        if table.ends_with(suffix) {
            return table[..table.len() - 2].to_owned();
        }
    }
    match table.strip_suffix('s') {
        Some(stem) if !stem.ends_with('s') => stem.to_owned(),
        _ => table.to_owned(),
    }
}

fn plural(singular: &str) -> String {
    if let Some(stem) = singular.strip_suffix("sis") {
        return format!("{stem}ses");
    }
    if let Some(stem) = singular.strip_suffix('y')
        && !stem.ends_with(['a', 'e', 'i', 'o', 'u'])
    {
        return format!("{stem}ies");
    }
    if ["s", "x", "ch", "sh"].iter().any(|suffix| singular.ends_with(suffix)) {
        return format!("{singular}es");
    }
    format!("{singular}s")
}

fn plural_of(type_name: &str) -> String {
    plural(&type_name.to_lower_camel_case())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn family(schema: &str, name: &str) -> String {
        let names = table(schema, name);
        format!("{} {} {} {}", names.type_name, names.one, names.many, names.children)
    }

    #[test]
    fn a_table_gives_its_family_of_names() {
        assert_eq!(family("internal", "tasks"), "InternalTask internalTask internalTasks tasks");
        assert_eq!(family("core", "hypotheses"), "CoreHypothesis coreHypothesis coreHypotheses hypotheses");
        assert_eq!(family("assist", "llm_usage"), "AssistLlmUsage assistLlmUsage assistLlmUsages llmUsages");
        assert_eq!(
            family("taskjuggler", "relationship_history"),
            "TaskjugglerRelationshipHistory taskjugglerRelationshipHistory taskjugglerRelationshipHistories relationshipHistories"
        );
        assert_eq!(family("internal", "task_activities").split(' ').next(), Some("InternalTaskActivity"));
    }

    #[test]
    fn a_repeated_word_is_dropped() {
        assert_eq!(table("core", "core_settings").type_name, "CoreSetting");
    }

    #[test]
    fn a_foreign_key_leaves_its_plain_name_to_the_relation() {
        assert_eq!(
            (column("created_by", true), to_one("internal", "tasks", "created_by")),
            ("createdById".into(), "createdBy".into())
        );
        assert_eq!(
            (column("assignee_id", true), to_one("internal", "tasks", "assignee_id")),
            ("assigneeId".into(), "assignee".into())
        );
        assert_eq!(
            (column("user_uuid", true), to_one("assist", "tasks", "user_uuid")),
            ("userUuid".into(), "user".into())
        );
    }

    #[test]
    fn values_become_enum_names() {
        assert_eq!(enum_value("in_progress"), "IN_PROGRESS");
        assert_eq!(enum_value("second-opinion"), "SECOND_OPINION");
        assert_eq!(enum_value("member.created"), "MEMBER_CREATED");
        assert_eq!(enum_value("L8_CXXX"), "L8_CXXX");
        assert_eq!(enum_value("7d"), "_7D");
    }
}
