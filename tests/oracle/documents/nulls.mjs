// Values that are null, and values that fail: where the error stands and how far the null spreads.

export const nulls = ({ id }) => {
  const timeless = id('InternalTask', '06');
  const task = id('InternalTask', '01');
  const nobody = `wg_${Buffer.from('["InternalTask","00000000-0000-4000-8000-0000000000ff"]').toString('base64url')}`;
  const hidden = `wg_${Buffer.from('["TaskjugglerTask","00000000-0000-4000-8000-000000000015"]').toString('base64url')}`;
  return [
    '{ internalTasks { nodes { title description labels watchers metadata assigneeId dueDate estimatedHours storyPoints slaBreached affectedRepos } } }',
    '{ internalTeamMembers { nodes { fullName status notes user { email } } } }',
    '{ internalTeamMembers { edges { node { a: status b: status email } cursor } } }',
    '{ internalTasks { nodes { title assignee { status } reporter { status } } } }',
    '{ internalTasks { nodes { title createdAt } } }',
    '{ internalTasks { edges { cursor node { createdAt } } totalCount } errorCodes }',
    '{ internalTasks { totalCount nodes { assignee { status } createdAt } } }',
    '{ internalTasks(first: 5) { nodes { title createdAt } } }',
    '{ internalTasks { nodes { title dueDate } } }',
    '{ a: internalTasks { nodes { createdAt } } b: internalTasks { nodes { title } } c: internalTasks { nodes { createdAt title } } }',
    `{ internalTask(id: "${timeless}") { createdAt } }`,
    `{ internalTask(id: "${timeless}") { title a: createdAt dueDate b: createdAt } }`,
    `{ node(id: "${timeless}") { id ... on InternalTask { createdAt } } }`,
    `{ nodes(ids: ["${task}", "${timeless}", "${task}"]) { id ... on InternalTask { createdAt } } }`,
    `{ nodes(ids: ["${timeless}", "${timeless}"]) { id ... on InternalTask { createdAt dueDate } } }`,
    '{ internalTasks { nodes { title parent { createdAt } } } }',
    '{ internalTaskComments { nodes { content issue { title createdAt } } } }',
    '{ internalTasks(first: 1) { nodes { title tasksByParent { nodes { createdAt } } } } __typename }',
    `{ a: internalTask(id: "${task}") { title tasksByParent { totalCount nodes { title createdAt } } } b: internalTask(id: "${task}") { title } }`,
    `{ internalTask(id: "${nobody}") { title } node(id: "${nobody}") { id } }`,
    `{ nodes(ids: ["${nobody}", "${task}"]) { id __typename } }`,
    `{ taskjugglerTask(id: "${hidden}") { title } node(id: "${hidden}") { id } nodes(ids: ["${hidden}"]) { id } }`,
    '{ taskjugglerTasks { totalCount nodes { title status priority tags requestor { name plan } owner { name plan tasksByOwner { nodes { title status } } } assignedAccount { email } } } }',
    '{ taskjugglerUsers { nodes { name plan account { displayName } } } }',
    // Arguments that only running finds wrong.
    '{ internalTasks(first: -1) { totalCount } errorCodes }',
    '{ internalTasks(first: 1, last: 1) { totalCount } viewer { account { id } } }',
    '{ a: internalTask(id: "no") { title } b: internalTask(id: "no either") { title } c: viewer { account { id } } }',
    '{ node(id: "no") { id } }',
    '{ nodes(ids: ["no"]) { id } errorCodes }',
    `{ a: nodes(ids: ["${task}"]) { id } b: nodes(ids: ["no", "${task}", "no"]) { id } }`,
    '{ internalTasks { nodes { title tasksByParent(first: -1) { totalCount } } } }',
    '{ internalTasks { nodes { title parent { title tasksByParent(first: 2000) { totalCount } } } } }',
    '{ internalTasks(first: 0) { nodes { title tasksByParent(first: -1) { totalCount } } } }',
    `{ a: internalTask(id: "${nobody}") { tasksByParent(first: -1) { totalCount } } b: internalTask(id: "${task}") { title tasksByParent(first: -1) { totalCount } } }`,
    // The same field asked for in several places has its error once.
    '{ internalTeamMembers(last: 1) { nodes { status status ...F } } } fragment F on InternalTeamMember { status }',
    '{ ...F internalTasks(first: -1) { totalCount } } fragment F on Query { internalTasks(first: -1) { nodes { title } } }',
  ];
};
