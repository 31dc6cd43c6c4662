//! The accounts that ask, what each may see, and their tokens.
//!
//! Each is in two crews, as people are. One more dispatches: it is in every crew, so that a range of all tasks is nearly all
//! its own.

use anyhow::{Context, Result, ensure};
use bench::process;
use tokio_postgres::NoTls;
use uuid::Uuid;

/// How many ordinary accounts there are.
pub const ACCOUNTS: usize = 500;

/// Adds the accounts, where that has not been done. Number 0 is in all crews, the others in two.
const SETUP: &str = "
    begin;
    create temporary table bench_people on commit drop as
    select number, overlay(md5('bench ' || number) placing '4' from 13)::uuid as id, 'bench-' || number || '@example.com' as email
    from generate_series(0, 500) as number;
    insert into auth.users (id, email, display_name)
    select id, email, 'Bench ' || number from bench_people on conflict do nothing;
    insert into taskjuggler.users (id, email, password, name)
    select id, email, '(none)', 'Bench ' || number from bench_people on conflict do nothing;
    create temporary table bench_crews on commit drop as
    select id, row_number() over (order by id) - 1 as place, count(*) over () as crews from taskjuggler.teams;
    insert into taskjuggler.team_members (team_id, user_id)
    select crew.id, person.id from bench_people person
    join bench_crews crew on person.number = 0 or crew.place in (person.number % crew.crews, person.number * 7 % crew.crews)
    where not exists (select from taskjuggler.team_members known where known.team_id = crew.id and known.user_id = person.id);
    commit;
    analyze auth.users, taskjuggler.users, taskjuggler.team_members";

/// For each account: its crews, some tasks of these crews, and those who own the most of them.
const SIGHT: &str = "
    select u.email, u.id,
        array(select m.team_id from taskjuggler.team_members m where m.user_id = u.id order by 1 limit 20) as teams,
        array(select t.id from taskjuggler.team_members m
              cross join lateral (select t.id from taskjuggler.tasks t where t.team_id = m.team_id order by t.id limit 20) t
              where m.user_id = u.id limit 200) as tasks,
        array(select o.owner_id from taskjuggler.team_members m
              cross join lateral (select t.owner_id from taskjuggler.tasks t where t.team_id = m.team_id and t.owner_id is not null
                                  group by 1 order by count(*) desc, 1 limit 2) o
              where m.user_id = u.id limit 20) as owners
    from taskjuggler.users u where u.email like 'bench-%@example.com'
    order by substring(u.email from '[0-9]+')::integer";

/// One who asks.
#[derive(Debug)]
pub struct Account {
    /// Its key.
    pub id: Uuid,
    /// Its access token.
    pub token: String,
    /// Crews it is in.
    pub teams: Vec<Uuid>,
    /// Tasks it may see.
    pub tasks: Vec<Uuid>,
    /// People of its crews.
    pub owners: Vec<Uuid>,
    /// Places in the list of all its tasks, as a cursor and as a key.
    pub places: Vec<(String, Uuid)>,
}

/// All who ask.
pub struct People {
    /// Sees nearly everything.
    pub dispatcher: Account,
    /// Ordinary people.
    pub accounts: Vec<Account>,
}

impl People {
    /// Makes the accounts and finds what they may ask for.
    ///
    /// # Errors
    /// What the database says.
    pub async fn prepare(database_url: &str) -> Result<Self> {
        let (client, connection) =
            tokio_postgres::connect(database_url, NoTls).await.context("cannot connect to the database")?;
        tokio::spawn(connection);
        client.batch_execute(SETUP).await.context("the accounts cannot be made")?;
        let rows = client.query(SIGHT, &[]).await.context("what the accounts see cannot be found")?;
        ensure!(rows.len() == ACCOUNTS + 1, "there are {} accounts, not {ACCOUNTS} and one", rows.len());
        let mut arguments = vec!["token"];
        for row in &rows {
            arguments.extend(["--as", row.get(0)]);
        }
        let tokens = process::workgraph(&arguments).await?;
        let tokens: Vec<&str> = tokens.lines().collect();
        ensure!(tokens.len() == rows.len(), "{} tokens for {} accounts", tokens.len(), rows.len());
        let mut accounts = rows.iter().zip(tokens).map(|(row, token)| Account {
            id: row.get("id"),
            token: token.to_owned(),
            teams: row.get("teams"),
            tasks: row.get("tasks"),
            owners: row.get("owners"),
            places: Vec::new(),
        });
        let dispatcher = accounts.next().context("there are no accounts")?;
        Ok(Self { dispatcher, accounts: accounts.collect() })
    }
}
