-- One line for each table: a row in the name of who inserts it, under the parents of the world. Where the row that all
-- try to reach is one of the world, a second line finds that: the inserted one would not be the owner's, or nobody's to see.
--
-- $me     who inserts
-- $side   the member for the member, else the owner
-- $new    a text that no row has yet

INSERT INTO assist.area_memberships (id, area_id, user_id, role, invited_by) VALUES ('$new', id('area'), id('guest'), 'member', id('$me'));
INSERT INTO assist.areas (id, space_id, name, user_id, user_uuid, created_by) VALUES ('$new', id('space'), 'x', id('$me'), id('$me'), id('$me'));
INSERT INTO assist.arena_battle_models (battle_id, model_id, position) VALUES (id('battle'), '$new', 1);
INSERT INTO assist.arena_battles (id, prompt, user_id, user_uuid) VALUES ('$new', 'x', id('$me'), id('$me'));
INSERT INTO assist.audit_events (user_id, event_type, resource_type, resource_id, action) VALUES (id('$me'), 'x', 'x', 'x', 'x');
INSERT INTO assist.conversations (id, user_id, user_uuid, space_id, focus_area_id, task_id) VALUES ('$new', id('$me'), id('$me'), id('space'), id('area'), id('assist task'));
INSERT INTO assist.document_area_shares (id, document_id, area_id, shared_by) VALUES ('$new', id('document'), id('area'), id('$me'));
SELECT * FROM assist.document_area_shares WHERE id = id('share')::text;
INSERT INTO assist.documents (id, user_id, user_uuid, filename, mime_type, file_size, char_count, content, content_hash, visibility, space_id) VALUES ('$new', id('$me'), id('$me'), 'x', 'x', 1, 1, 'x', 'x', 'space', id('space'));
INSERT INTO assist.email_logs (org_id, user_id, email_type, recipient_email, subject) VALUES (id('organization'), id('owner'), 'x', 'x', 'x');
INSERT INTO assist.focus_areas (id, space_id, name, user_id) VALUES ('$new', id('space'), 'x', id('$me'));
INSERT INTO assist.group_memberships (group_id, user_id, role) VALUES (id('group'), id('owner'), 'member');
INSERT INTO assist.groups (organization_id, name) VALUES (id('organization'), 'x');
INSERT INTO assist.llm_usage (organization_id, user_id, model) VALUES (id('organization'), id('owner'), 'x');
INSERT INTO assist.model_rankings (user_id, model_id) VALUES (id('$me'), '$new');
INSERT INTO assist.org_memberships (organization_id, user_id, role) VALUES (id('organization'), id('owner'), 'member');
SELECT * FROM assist.org_memberships WHERE user_id = id('owner');
INSERT INTO assist.organizations (name, slug) VALUES ('x', '$new');
SELECT * FROM assist.organizations WHERE id = id('organization');
INSERT INTO assist.page_conversations (id, page_id, conversation_id, relationship) VALUES ('$new', id('page'), id('conversation of $side'), 'discussion');
INSERT INTO assist.page_group_shares (id, page_id, group_id, shared_by) VALUES ('$new', id('page'), id('group'), id('$me'));
INSERT INTO assist.page_user_shares (id, page_id, user_id, shared_by) VALUES ('$new', id('page'), id('member'), id('$me'));
INSERT INTO assist.page_versions (id, page_id, content, title, created_by, version_number) VALUES ('$new', id('page'), '{}', 'x', id('$me'), 1);
INSERT INTO assist.pages (id, user_id, area_id, title, visibility) VALUES ('$new', id('$me'), id('area'), 'x', 'shared');
INSERT INTO assist.related_tasks (id, source_task_id, target_task_id) VALUES ('$new', id('assist task'), id('next assist task'));
INSERT INTO assist.routing_decisions (user_id, organization_id, provider, selected_model, tier, score, confidence) VALUES (id('owner'), id('organization'), 'x', 'x', 'simple', 1, 1);
INSERT INTO assist.space_memberships (id, space_id, user_id, role, invited_by) VALUES ('$new', id('space'), id('guest'), 'member', id('$me'));
SELECT * FROM assist.space_memberships WHERE user_id = id('guest');
INSERT INTO assist.spaces (id, user_id, user_uuid, name, type, slug, space_type, organization_id) VALUES ('$new', id('$me'), id('$me'), 'x', 'work', '$new', 'project', id('organization'));
SELECT * FROM assist.spaces WHERE id = id('space')::text;
INSERT INTO assist.task_documents (id, task_id, document_id) VALUES ('$new', id('assist task'), id('document'));
INSERT INTO assist.tasks (id, title, color, space_id, area_id, user_id, user_uuid) VALUES ('$new', 'x', 'x', id('space'), id('area'), id('$me'), id('$me'));
INSERT INTO assist.users (id, organization_id, email, username) VALUES (id('$me'), id('organization'), '$new', '$new');
SELECT * FROM assist.users WHERE id = id('owner');
