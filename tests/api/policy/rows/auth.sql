-- As for the systems. Accounts are made by signing up.

INSERT INTO auth.users (id, email) VALUES (id('$new'), '$new');
SELECT * FROM auth.users WHERE id = id('owner');
