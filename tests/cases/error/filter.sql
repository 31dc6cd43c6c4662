select t."id" from "internal"."team_members" t order by t."id" limit 51;
