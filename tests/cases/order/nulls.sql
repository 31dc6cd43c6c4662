select t."full_name", t."notes" from "internal"."team_members" t order by t."notes", t."full_name", t."id" limit 3;

select t."full_name", t."notes" from "internal"."team_members" t order by t."notes" nulls first, t."full_name" desc, t."id" limit 3;

select t."full_name", t."notes" from "internal"."team_members" t order by t."notes" desc nulls last, t."id" limit 3;
