-- Assist: everything is in a space of the owner's, in an area that is open. The stranger has every role there and is
-- suspended; the rival owns another organization and has a space and an area in it. The guest is in no column: the roles
-- that the others try to change are the guest's, so that nobody else loses or gains by it.

INSERT INTO assist.organizations (id, name, slug) VALUES (id('organization'), 'x', 'x'), (id('other organization'), 'y', 'y');
INSERT INTO auth.users (id, email) VALUES (id('guest'), 'guest@example.org');
INSERT INTO assist.users (id, organization_id, email, username, status)
SELECT id(who), id(CASE who WHEN 'rival' THEN 'other organization' ELSE 'organization' END), who, who,
       CASE who WHEN 'stranger' THEN 'suspended' ELSE 'active' END
FROM unnest(ARRAY['stranger', 'rival', 'member', 'owner', 'admin', 'guest']) who;
INSERT INTO assist.org_memberships (organization_id, user_id, role)
VALUES
    (id('organization'),       id('stranger'), 'owner'),
    (id('other organization'), id('rival'),    'owner'),
    (id('organization'),       id('member'),   'member'),
    (id('organization'),       id('owner'),    'member'),
    (id('organization'),       id('admin'),    'admin');
INSERT INTO assist.groups (id, organization_id, name) VALUES (id('group'), id('organization'), 'x');
INSERT INTO assist.group_memberships (group_id, user_id, role) VALUES (id('group'), id('member'), 'member'), (id('group'), id('stranger'), 'admin');
INSERT INTO assist.spaces (id, user_id, user_uuid, name, type, slug, space_type, organization_id)
VALUES
    (id('space'),       id('owner'), id('owner'), 'x', 'work', 'x', 'project', id('organization')),
    (id('other space'), id('rival'), id('rival'), 'y', 'work', 'y', 'project', id('other organization'));
INSERT INTO assist.space_memberships (space_id, user_id, role)
VALUES (id('space'), id('member'), 'member'), (id('space'), id('admin'), 'admin'), (id('space'), id('stranger'), 'admin'), (id('space'), id('guest'), 'member');
INSERT INTO assist.areas (id, space_id, name, user_id, user_uuid)
VALUES (id('area'), id('space'), 'x', id('owner'), id('owner')), (id('other area'), id('other space'), 'y', id('rival'), id('rival'));
INSERT INTO assist.area_memberships (id, area_id, user_id, role) VALUES (id('place'), id('area'), id('stranger'), 'admin');
INSERT INTO assist.tasks (id, title, color, space_id, area_id, user_id, user_uuid)
SELECT id(name), 'x', 'x', id('space'), id('area'), id('owner'), id('owner') FROM unnest(ARRAY['assist task', 'next assist task']) name;
INSERT INTO assist.conversations (id, user_id, user_uuid)
SELECT id('conversation of ' || who), id(who), id(who) FROM unnest(ARRAY['owner', 'member']) who;
INSERT INTO assist.pages (id, user_id, area_id, title, visibility) VALUES (id('page'), id('owner'), id('area'), 'x', 'shared');
INSERT INTO assist.documents (id, user_id, user_uuid, filename, mime_type, file_size, char_count, content, content_hash, visibility)
VALUES (id('document'), id('owner'), id('owner'), 'x', 'x', 1, 1, 'x', 'x', 'areas');
INSERT INTO assist.document_area_shares (id, document_id, area_id, shared_by) VALUES (id('share'), id('document'), id('area'), id('owner'));
INSERT INTO assist.arena_battles (id, prompt, user_id, user_uuid) VALUES (id('battle'), 'x', id('owner'), id('owner'));
