//! Whether what a token rests on still stands: asked of the database, for one token or many in one statement.

use chrono::{DateTime, Utc};
use sqlx::Row as _;
use uuid::Uuid;

use super::{Grant, Principal};
use crate::db::{Door, Reads, Statement};
use crate::error::Result;

/// By what an account is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Credential {
    /// Nothing but the account itself, as by tokens of other issuers.
    Account,
    /// A sign-in.
    Session(Uuid),
    /// A personal access token.
    PersonalToken(i64),
    /// A support session.
    Support(Uuid),
    /// Being a platform admin of Scaliyo.
    PlatformAdmin,
}

/// An account and the credential by which it is used.
pub(super) type Key = (Uuid, Credential);

/// What became of a credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// It holds, for some until a time.
    Stands(Option<DateTime<Utc>>),
    /// It was revoked or deleted, or the account is disabled or gone.
    Ended,
}

impl Standing {
    pub(super) fn holds_at(self, now: DateTime<Utc>) -> bool {
        match self {
            Self::Stands(until) => until.is_none_or(|until| now < until),
            Self::Ended => false,
        }
    }
}

/// All that must stand for a principal to be served. A support session also rests on its admin.
pub(super) fn keys_of(principal: &Principal) -> impl Iterator<Item = Key> {
    let (first, second) = match *principal {
        Principal::Anonymous => (None, None),
        Principal::Account { account_id, session_id, .. } => {
            (Some((account_id, session_id.map_or(Credential::Account, Credential::Session))), None)
        }
        Principal::Restricted { account_id, by: Grant::PersonalToken(id), .. } => {
            (Some((account_id, Credential::PersonalToken(id))), None)
        }
        Principal::Restricted { account_id, by: Grant::Support { session_id, admin_id }, .. } => {
            (Some((account_id, Credential::Support(session_id))), Some((admin_id, Credential::PlatformAdmin)))
        }
    };
    first.into_iter().chain(second)
}

/// The standing of each key, in their order.
pub(super) async fn ask(worker: &Door, keys: &[Key]) -> Result<Vec<Standing>> {
    let column = |of: fn(Credential) -> Option<Uuid>| -> Vec<Option<Uuid>> {
        keys.iter().map(|(_, credential)| of(*credential)).collect()
    };
    let accounts: Vec<Uuid> = keys.iter().map(|(account_id, _)| *account_id).collect();
    let sessions = column(|it| if let Credential::Session(id) = it { Some(id) } else { None });
    let supports = column(|it| if let Credential::Support(id) = it { Some(id) } else { None });
    let tokens: Vec<Option<i64>> = keys
        .iter()
        .map(|(_, it)| if let Credential::PersonalToken(id) = it { Some(*id) } else { None })
        .collect();
    let admins: Vec<bool> = keys.iter().map(|(_, it)| *it == Credential::PlatformAdmin).collect();
    let statement = Statement::new(
        "select w.n, coalesce(s.expires_at, t.expires_at, h.expires_at) as until \
         from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::uuid[], $5::boolean[]) with ordinality \
              as w (account_id, session_id, token_id, support_id, is_admin, n) \
         join auth.users u on u.id = w.account_id and u.disabled_at is null \
         left join auth.sessions s on s.id = w.session_id and s.account_id = u.id and s.revoked_at is null \
         left join taskjuggler.personal_access_tokens t on t.id = w.token_id and t.tokenable_id = u.id \
         left join scaliyo.support_sessions h on h.id = w.support_id and h.target_user_id = u.id \
              and h.is_active and h.ended_at is null \
         where num_nonnulls(w.session_id, w.token_id, w.support_id) = num_nonnulls(s.id, t.id, h.id) \
           and (not w.is_admin or exists (select from scaliyo.profiles p \
                where p.id = u.id and p.role = 'ADMIN' and p.status = 'active'))",
    );
    let statement = statement.bind(accounts).bind(sessions).bind(tokens).bind(supports).bind(admins);
    let mut standings = vec![Standing::Ended; keys.len()];
    for row in worker.read(Reads::One).await?.fetch(statement).await? {
        let at: i64 = row.try_get("n")?;
        if let Some(standing) = usize::try_from(at - 1).ok().and_then(|at| standings.get_mut(at)) {
            *standing = Standing::Stands(row.try_get("until")?);
        }
    }
    Ok(standings)
}
