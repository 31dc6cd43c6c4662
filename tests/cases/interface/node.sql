select t."id", t."name", t."slug", t."status" from "core"."tenants" t where t."id" = $1;
