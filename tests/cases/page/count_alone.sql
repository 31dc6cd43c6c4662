select count(*) from "internal"."tasks" t;
