-- Takes back what people.sql made for the other scripts.

DROP FUNCTION
    pg_temp.row_id(integer, bigint), pg_temp.who(text), pg_temp.pick(text[], bigint), pg_temp.day(numeric), pg_temp.bcrypt(),
    pg_temp.member(text);
