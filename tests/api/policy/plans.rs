//! The usual lists search: under their policies, none reads a large table from end to end.
//!
//! The statements are the engine's own. Each is explained as the one who asked, with the values that were asked for.
//! Where a condition is not served by an index, look first whether its operator is leakproof (`auth/leakproof.sql`).

use sqlx::Row as _;
use workgraph::db::{Reads, Recorder, Statement};
use workgraph::graphql::Request;

use super::World;
use crate::support::{Contents, Database, TestApp};

/// Tables that have twenty thousand rows.
const LARGE: [&str; 10] = [
    "assist.tasks",
    "core.decisions",
    "internal.tasks",
    "scaliyo.leads",
    "scaliyo.strategy_tasks",
    "scaliyo.teamhub_cards",
    "scaliyo.teamhub_comments",
    "taskjuggler.notifications",
    "taskjuggler.task_messages",
    "taskjuggler.tasks",
];

/// The lists that people open all day, as the owner.
const USUAL: &[(&str, &str)] = &[
    (
        "all tasks that one sees, newest first",
        "taskjugglerTasks(orderBy: [{createdAt: DESC}]) { totalCount nodes { title } }",
    ),
    (
        "tasks by state",
        "taskjugglerTasks(filter: {status: {eq: PENDING}}, orderBy: [{createdAt: DESC}]) { nodes { title } }",
    ),
    (
        "own tasks by state",
        "taskjugglerTasks(filter: {ownerId: {eq: \"$owner\"}, status: {in: [PENDING, IN_PROGRESS]}}, orderBy: [{createdAt: DESC}])
             { totalCount nodes { title requestor { name } } }",
    ),
    (
        "a task with its messages",
        "taskjugglerTask(id: \"$task\") { title taskMessages(last: 20, orderBy: [{createdAt: ASC}]) { nodes { message } } }",
    ),
    (
        "tasks with their newest messages",
        "taskjugglerTasks(first: 20, orderBy: [{createdAt: DESC}])
             { nodes { title taskMessages(first: 3, orderBy: [{createdAt: DESC}]) { totalCount nodes { message } } } }",
    ),
    (
        "messages of a task",
        "taskjugglerTaskMessages(filter: {taskId: {eq: \"$task\"}}, orderBy: [{createdAt: DESC}]) { nodes { message } }",
    ),
    (
        "unread notifications",
        "taskjugglerNotifications(filter: {isRead: {eq: false}}, orderBy: [{createdAt: DESC}]) { totalCount nodes { title } }",
    ),
    (
        "tasks of the team by state",
        "internalTasks(filter: {status: {eq: BACKLOG}}, orderBy: [{createdAt: DESC}]) { nodes { title } }",
    ),
    (
        "tasks of a member of the team",
        "internalTasks(filter: {assigneeId: {eq: \"$seat\"}}, orderBy: [{createdAt: DESC}]) { totalCount nodes { title } }",
    ),
    ("newest tasks of the team", "internalTasks(orderBy: [{createdAt: DESC}]) { nodes { title } }"),
    (
        "decisions by state",
        "coreDecisions(filter: {status: {eq: NEEDS_INPUT}}, orderBy: [{createdAt: DESC}]) { totalCount nodes { title } }",
    ),
    ("leads", "scaliyoLeads(orderBy: [{createdAt: DESC}]) { totalCount nodes { name } }"),
    (
        "strategy by state",
        "scaliyoStrategyTasks(filter: {status: {eq: TODO}}, orderBy: [{createdAt: DESC}]) { totalCount nodes { title } }",
    ),
    (
        "boards with their cards and what is said of them",
        "scaliyoTeamhubBoards { nodes { teamhubCards(first: 5, orderBy: [{position: ASC}])
             { totalCount nodes { title teamhubComments(first: 3) { nodes { body } } } } } }",
    ),
    (
        "tasks of a space",
        "assistTasks(filter: {spaceId: {eq: \"space 1\"}}, orderBy: [{createdAt: DESC}]) { totalCount nodes { title } }",
    ),
    ("a search over all systems", "search(text: \"500\") { totalCount nodes { highlight node { id ... on Task { headline } } } }"),
    ("a task by its id", "node(id: \"$node\") { id ... on Task { headline assignedAccount { displayName } } }"),
];

#[tokio::test]
async fn the_usual_lists_read_no_large_table_from_end_to_end() {
    let app = TestApp::start().await;
    let world = World::make(&app.database).await;
    app.database.as_owner_all(include_str!("plans.sql")).await;
    let owner = world.principal("owner").await;
    let named = "select id('owner')::text, id('task 500')::text, id('seat of owner')::text,
                        'wg_' || rtrim(translate(encode(convert_to('[\"TaskjugglerTask\",\"' || id('task 500') || '\"]', 'utf8'), 'base64'), E'+/\\n', '-_'), '=')";
    let row = &app.as_owner(named).await[0];
    let db = app.database.db(1);
    let mut slow = Vec::new();
    for (list, query) in USUAL {
        let mut query = format!("{{ {query} }}");
        for (at, name) in ["$owner", "$task", "$seat", "$node"].into_iter().enumerate() {
            query = query.replace(name, row.get(at));
        }
        let recorder = Recorder::default();
        let ctx = app.app.ctx(owner, "policy").with_recorder(recorder.clone());
        let answer = app.app.engine.execute(&ctx, Request { query, ..Request::default() }).await.body;
        assert!(!answer.starts_with(b"{\"errors\""), "{list}: {}", String::from_utf8_lossy(&answer));
        let statements = recorder.take_statements();
        assert!(!statements.is_empty(), "{list} is read by nothing");
        for Statement { sql, arguments } in statements {
            let explain = Statement { sql: format!("explain (verbose) {sql}"), arguments };
            let mut scope = db.read(&owner, Reads::One).await.unwrap();
            let plan = scope.fetch(explain).await.unwrap();
            let plan: Vec<String> = plan.iter().map(|row| row.get(0)).collect();
            let read = LARGE.iter().find(|table| {
                let whole = format!("Seq Scan on {table}");
                plan.iter().any(|line| line.contains(&whole))
            });
            if let Some(table) = read {
                slow.push(format!("{list}: all of {table}\n{sql}\n{}", plan.join("\n")));
            }
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n\n"));
}

/// Under policies an index serves a condition only if its operator is known to tell nothing of the rows that it looks at.
/// These are the operators that filters are made of, for every type of column that can be filtered by value.
#[tokio::test]
async fn the_operators_of_filters_are_leakproof() {
    let database = Database::clone_of(Contents::Nothing).await;
    let marked = "select from pg_roles where rolname = current_user and rolsuper";
    assert_eq!(database.as_owner(marked).await.len(), 1, "only a superuser's migrations mark operators");
    let sql = "with used as (
                   select distinct case t.typtype when 'e' then 'anyenum'::regtype
                                                  else case t.typname when 'varchar' then 'text'::regtype else t.oid end
                                   end as type
                   from pg_attribute a
                   join pg_class c on c.oid = a.attrelid and c.relkind = 'r'
                   join pg_type t on t.oid = a.atttypid
                   where c.relnamespace::regnamespace::text = any (array['internal', 'assist', 'core', 'scaliyo', 'taskjuggler'])
                     and a.attnum > 0 and t.typcategory <> 'A' and t.typname not in ('json', 'jsonb', 'vector')
               )
               select used.type::regtype::text, count(p.oid), count(p.oid) filter (where not p.proleakproof)
               from used
               left join pg_operator o on (o.oprleft, o.oprright) = (used.type, used.type)
                    and o.oprname = any (array['=', '<>', '<', '<=', '>', '>=', '~~', '~~*'])
               left join pg_proc p on p.oid = o.oprcode
               group by 1 order by 1";
    for row in database.as_owner(sql).await {
        let (name, operators, leaking): (String, i64, i64) = (row.get(0), row.get(1), row.get(2));
        assert_eq!((operators, leaking), (if name == "text" { 8 } else { 6 }, 0), "operators of {name}");
    }
}
