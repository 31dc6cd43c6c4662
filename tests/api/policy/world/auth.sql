-- The people of the matrix, who are the same in all systems; `matrix.tsv` says who they are. The other files say what
-- they are in each system, and make what rows need as parents.
-- Every row is called by a name, and its key is made of that: id('task') is the task wherever it is said.

CREATE FUNCTION public.id(name text) RETURNS uuid
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN md5(name)::uuid;

INSERT INTO auth.users (id, email)
SELECT id(who), who || '@example.org' FROM unnest(ARRAY['stranger', 'rival', 'member', 'owner', 'admin']) who;
