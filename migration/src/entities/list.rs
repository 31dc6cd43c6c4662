//! The files that only list: the crate's root and the root of each schema.

use super::catalogue::Catalogue;
use super::table::GENERATED;

/// `lib.rs`: the modules, and one list that names every entity.
pub fn crate_root(catalogue: &Catalogue) -> String {
    let mut text = GENERATED.to_owned();
    text += "//!\n//! The tables of the five systems and their accounts, as SeaORM entities and as plain metadata.\n\n";
    let mut modules = catalogue.schemas();
    modules.push("meta");
    modules.sort_unstable();
    for module in modules {
        text += &format!("pub mod {module};\n");
    }
    text += "\npub use meta::{ColumnMeta, EnumMeta, ForeignKeyMeta, TableMeta};\n\n";
    text += "/// Every table, by schema and name.\npub fn tables() -> Vec<TableMeta> {\n    vec![\n";
    for table in &catalogue.tables {
        let describe = if table.is_view { "describe_view" } else { "describe" };
        text += &format!("        meta::{describe}::<{}::{}::Entity>(),\n", table.schema, table.name);
    }
    text += "    ]\n}\n\nmeta::enum_types! {\n";
    for each in &catalogue.enums {
        let labels: Vec<String> = each.labels.iter().map(|label| format!("{label:?}")).collect();
        text += &format!("    {:?} {:?}: {};\n", each.schema, each.name, labels.join(" "));
    }
    text + "}\n"
}

/// `<schema>/mod.rs`.
pub fn schema_root(catalogue: &Catalogue, schema: &str) -> String {
    let mut text = format!("{GENERATED}//!\n//! Tables of the schema `{schema}`.\n\n");
    for table in catalogue.tables.iter().filter(|table| table.schema == schema) {
        text += &format!("pub mod {};\n", table.name);
    }
    text
}
