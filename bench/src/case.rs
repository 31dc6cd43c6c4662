//! What is asked of both: the document that Workgraph gets, and the path of the floor that answers the same.

use rand::Rng as _;
use rand::rngs::SmallRng;
use rand::seq::IndexedRandom as _;
use serde_json::{Value, json};

use crate::people::Account;

/// A question that is asked over and over, each time about other rows.
pub struct Case {
    /// Its name, which is also the floor's path.
    pub name: &'static str,
    /// What it is.
    pub title: &'static str,
    /// The least that Workgraph is to reach of the floor's requests, in its rounds with one account.
    pub target: f64,
    /// The same for its rounds with many accounts, where that is laid down.
    pub target_many: Option<f64>,
    /// Whether it needs an account that sees nearly everything, where only one asks.
    pub wide: bool,
    /// The document.
    pub document: &'static str,
    /// What this account asks about.
    pub ask: fn(&Account, &mut SmallRng) -> Ask,
}

/// One question.
pub struct Ask {
    /// For the document.
    pub variables: Value,
    /// For the floor, behind `?`.
    pub query: String,
}

fn task(account: &Account, random: &mut SmallRng) -> String {
    account.tasks.choose(random).copied().unwrap_or_default().to_string()
}

fn team(account: &Account, random: &mut SmallRng) -> String {
    account.teams.choose(random).copied().unwrap_or_default().to_string()
}

/// A status as the API and as the database names it.
fn status(random: &mut SmallRng) -> (&'static str, &'static str) {
    if random.random() { ("COMPLETED", "completed") } else { ("IN_PROGRESS", "in_progress") }
}

/// All cases, in the order in which they are measured.
pub const CASES: &[Case] = &[
    Case {
        name: "q1",
        title: "one task by id, 5 fields",
        target: 0.50,
        target_many: Some(0.40),
        wide: false,
        document: "query Q1($id: ID!) { taskjugglerTask(id: $id) { id title status priority createdAt } }",
        ask: |account, random| {
            let id = task(account, random);
            Ask { query: format!("id={id}"), variables: json!({"id": id}) }
        },
    },
    Case {
        name: "q2",
        title: "50 tasks by owner and status, newest first, 8 fields",
        target: 0.75,
        target_many: None,
        wide: false,
        document: "query Q2($owner: ID!, $status: TaskjugglerTaskStatus!) {
            taskjugglerTasks(
                filter: {ownerId: {eq: $owner}, status: {eq: $status}}
                orderBy: [{createdAt: DESC_NULLS_LAST}]
                first: 50
            ) { nodes { id title status priority requestorId teamId dueDate createdAt } }
        }",
        ask: |account, random| {
            let owner = account.owners.choose(random).copied().unwrap_or_default().to_string();
            let (name, stored) = status(random);
            Ask {
                query: format!("id={owner}&status={stored}"),
                variables: json!({"owner": owner, "status": name}),
            }
        },
    },
    Case {
        name: "q3",
        title: "20 tasks of a team with owner, requestor, team, first 5 messages with their users",
        target: 0.75,
        target_many: None,
        wide: false,
        document: "query Q3($team: ID!) {
            taskjugglerTasks(filter: {teamId: {eq: $team}}, first: 20) {
                nodes {
                    id title status priority createdAt
                    owner { id name }
                    requestor { id name }
                    team { id name }
                    taskMessages(first: 5) { nodes { id message createdAt user { id name } } }
                }
            }
        }",
        ask: |account, random| {
            let id = team(account, random);
            Ask { query: format!("id={id}"), variables: json!({"team": id}) }
        },
    },
    Case {
        name: "q4",
        title: "user > 10 tasks > 3 messages > user > teams",
        target: 0.75,
        target_many: None,
        wide: false,
        document: "query Q4($user: ID!) {
            taskjugglerUser(id: $user) {
                id name
                tasksByOwner(first: 10) {
                    nodes {
                        id title
                        taskMessages(first: 3) {
                            nodes { id message user { id name teams(first: 5) { nodes { id name } } } }
                        }
                    }
                }
            }
        }",
        ask: |account, random| {
            let id = account.owners.choose(random).copied().unwrap_or_default().to_string();
            Ask { query: format!("id={id}"), variables: json!({"user": id}) }
        },
    },
    Case {
        name: "q5",
        title: "totalCount by team and status, and the first 10",
        target: 0.75,
        target_many: None,
        wide: false,
        document: "query Q5($team: ID!, $status: TaskjugglerTaskStatus!) {
            taskjugglerTasks(filter: {teamId: {eq: $team}, status: {eq: $status}}, first: 10) {
                totalCount
                nodes { id title status priority createdAt }
            }
        }",
        ask: |account, random| {
            let id = team(account, random);
            let (name, stored) = status(random);
            Ask { query: format!("id={id}&status={stored}"), variables: json!({"team": id, "status": name}) }
        },
    },
    Case {
        name: "q6",
        title: "1,000 tasks by id range, 10 fields",
        target: 0.70,
        target_many: None,
        wide: true,
        document: "query Q6($after: Cursor) {
            taskjugglerTasks(first: 1000, after: $after) {
                nodes { id title status priority requestorId ownerId teamId dueDate createdAt updatedAt }
            }
        }",
        ask: |account, random| {
            let (cursor, id) = account.places.choose(random).cloned().unwrap_or_default();
            Ask { query: format!("id={id}"), variables: json!({"after": cursor}) }
        },
    },
    Case {
        name: "m1",
        title: "insert a message and return it with its task's title",
        target: 0.60,
        target_many: None,
        wide: false,
        document: "mutation M1($input: TaskjugglerTaskMessageCreateInput!) {
            taskjugglerTaskMessageCreate(input: $input) {
                taskjugglerTaskMessage { id message createdAt task { title } }
            }
        }",
        ask: |account, random| {
            let task = task(account, random);
            let input = json!({"taskId": task, "userId": account.id, "message": "On my way."});
            Ask { query: format!("id={task}&user={}", account.id), variables: json!({"input": input}) }
        },
    },
];
