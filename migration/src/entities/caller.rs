//! Columns that say who made a row, as the policies have it: those that must hold the caller, whatever else is asked of a
//! new row. Who leaves one out can mean nobody else.

/// The columns, each with the SQL that is the caller. Of permissive policies one is enough, so all have to ask for it;
/// of the others each has to hold.
pub fn demanded(policies: &[(bool, String)]) -> Vec<(String, String)> {
    let asked = |permissive| {
        let policies = policies.iter().filter(move |(own, _)| *own == permissive);
        policies.map(|(_, check)| conjuncts(check).into_iter().filter_map(is_caller).collect::<Vec<_>>())
    };
    let mut permissive = asked(true);
    let mut columns = permissive.next().unwrap_or_default();
    for other in permissive {
        columns.retain(|column| other.contains(column));
    }
    columns.extend(asked(false).flatten());
    columns.sort();
    columns.dedup_by(|one, other| one.0 == other.0);
    columns
}

/// `client_id = ( SELECT scaliyo.account_id() AS account_id)`, with or without a cast: nothing else than a question that takes
/// nothing from the row.
fn is_caller(condition: &str) -> Option<(String, String)> {
    let (column, caller) = condition.split_once(" = ")?;
    let is_name =
        |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let question = caller.trim_start_matches(['(', ' ']).strip_prefix("SELECT ")?;
    let (function, rest) = question.split_once("() AS ")?;
    let (_, rest) = rest.split_once(')')?;
    let plain = function.split('.').all(is_name) && matches!(rest, "" | ")::text");
    (is_name(column) && plain).then(|| (column.to_owned(), caller.to_owned()))
}

/// The conditions that all have to hold, without the parentheses around each.
fn conjuncts(check: &str) -> Vec<&str> {
    let check = bare(check);
    let (mut parts, mut depth, mut from) = (Vec::new(), 0_i32, 0);
    for (at, letter) in check.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            ' ' if depth == 0 && check[at..].starts_with(" OR ") => return vec![check],
            ' ' if depth == 0 && check[at..].starts_with(" AND ") => {
                parts.push(bare(&check[from..at]));
                from = at + " AND ".len();
            }
            _ => {}
        }
    }
    parts.push(bare(&check[from..]));
    parts
}

/// A condition without the parentheses around it.
fn bare(condition: &str) -> &str {
    let condition = condition.trim();
    let Some(inner) = condition.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) else {
        return condition;
    };
    let mut depth = 1_i32;
    for letter in inner.chars() {
        depth += i32::from(letter == '(') - i32::from(letter == ')');
        if depth == 0 {
            return condition;
        }
    }
    bare(inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = "(owner_id = ( SELECT scaliyo.account_id() AS account_id))";

    fn columns(policies: &[(bool, &str)]) -> Vec<String> {
        let policies: Vec<_> =
            policies.iter().map(|(permissive, check)| (*permissive, (*check).to_owned())).collect();
        demanded(&policies).into_iter().map(|(column, _)| column).collect()
    }

    #[test]
    fn what_every_way_in_asks_for_is_demanded() {
        assert_eq!(columns(&[(true, OWN)]), ["owner_id"]);
        assert_eq!(columns(&[(true, &format!("({OWN} AND (status = 'open'::text))"))]), ["owner_id"]);
        assert_eq!(columns(&[(true, "true"), (false, OWN)]), ["owner_id"]);
        let text = "(user_id = (( SELECT assist.user_id() AS user_id))::text)";
        let caller = ("user_id".to_owned(), "(( SELECT assist.user_id() AS user_id))::text".to_owned());
        assert_eq!(demanded(&[(true, text.to_owned())]), [caller]);
    }

    #[test]
    fn what_there_is_a_way_around_is_not_demanded() {
        assert!(columns(&[(true, OWN), (true, "( SELECT internal.can('x'::text) AS can)")]).is_empty());
        assert!(columns(&[(true, &format!("({OWN} OR (team_id IS NOT NULL))"))]).is_empty());
        assert!(
            columns(&[(true, "(id = ANY (( SELECT scaliyo.flow_ids() AS flow_ids)::uuid[]))")]).is_empty()
        );
        assert!(columns(&[(true, "(owner_id = ( SELECT f.g(t.x) AS g))")]).is_empty());
    }
}
