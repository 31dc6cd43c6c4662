select t."title", t."owner_id", t."id" from "core"."outcomes" t order by t."created_at", t."id" limit 4;

select t."id", t."first_name", t."role_id" from "core"."users" t where t."id" = any((select $1)::uuid[]);

select c.c0, c.c1, p.key from unnest((select $1)::uuid[]) as p(key) cross join lateral (select t."title" as c0, t."id" as c1 from "core"."hypotheses" t where t."outcome_id" = p.key order by t."title", t."id" limit 3) c limit 100001;

select t."id", t."code" from "core"."roles" t where t."id" = any((select $1)::uuid[]);

select c.c0, c.c1, c.c2, p.key from unnest((select $1)::uuid[]) as p(key) cross join lateral (select t."title" as c0, t."assigned_to_id" as c1, t."id" as c2 from "core"."decisions" t where t."hypothesis_id" = p.key order by t."title", t."id" limit 3) c limit 100001;

select c.c0, p.key from unnest((select $1)::uuid[]) as p(key) cross join lateral (select t."permission_id" as c0 from "core"."role_permissions" t where t."role_id" = p.key order by t."permission_id", t."role_id" limit 3) c limit 100001;

select c.c0, p.key from unnest((select $1)::uuid[]) as p(key) cross join lateral (select t."author_id" as c0 from "core"."decision_comments" t where t."decision_id" = p.key order by t."id" limit 2) c limit 100001;

select t."id", t."code" from "core"."permissions" t where t."id" = any((select $1)::uuid[]);

select t."id", t."first_name" from "core"."users" t where t."id" = any((select $1)::uuid[]);
