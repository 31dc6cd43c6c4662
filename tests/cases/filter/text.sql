select t."full_name" from "internal"."team_members" t where t."full_name" = $1 order by t."id" limit 51;

select t."full_name" from "internal"."team_members" t where t."display_name" = any($1) order by t."full_name", t."id" limit 51;

select t."full_name" from "internal"."team_members" t where t."full_name" like $1 order by t."id" limit 51;

select t."full_name" from "internal"."team_members" t where t."full_name" like $1 order by t."id" limit 51;

select t."full_name" from "internal"."team_members" t where t."full_name" ilike $1 order by t."id" limit 51;

select t."full_name" from "internal"."team_members" t where t."full_name" ilike $1 order by t."id" limit 51;

select count(*) from "internal"."team_members" t where t."full_name" ilike $1;

select count(*) from "internal"."team_audit_log" t where (t."ip_address"::text ilike $1 and t."ip_address"::text like $2);
