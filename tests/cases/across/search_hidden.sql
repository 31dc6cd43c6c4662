select t.title, t.rank, t."system", t."entity", t."row_id" from "work"."search"($1, $2) t order by t.rank desc, t."system", t."entity", t."row_id" limit 51;

select count(*) from "work"."search"($1, $2) t;
