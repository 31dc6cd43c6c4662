select t."name" from "scaliyo"."plans" t order by t."id" limit 2;

select count(*) from "scaliyo"."plans" t;
