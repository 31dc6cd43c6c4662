// Fragments: nested, overlapping, on interfaces, with and without a type condition.

export const fragments = ({ id }) => {
  const task = id('InternalTask', '01');
  const call = id('TaskjugglerTask', '11');
  const nodes = JSON.stringify([task, call, id('InternalTeamMember', 'a1'), id('InternalTask', '02'), task]);
  return [
    '{ __typename }',
    '{ a: __typename __typename b: __typename }',
    '{ viewer { __typename account { __typename id displayName } internalTeamMember { fullName __typename } } }',
    '{ viewer { assistUser { id } scaliyoProfile { __typename } coreUser { rowId } } }',
    '{ internalTasks { __typename nodes { __typename title } edges { __typename cursor node { __typename } } pageInfo { __typename hasNextPage hasPreviousPage startCursor endCursor } totalCount } }',
    '{ internalTasks { totalCount } }',
    '{ internalTasks { pageInfo { endCursor } } }',
    '{ tasks: internalTasks(first: 2) { rows: nodes { number: issueNumber name: title } } internalTasks(first: 1) { nodes { title } } }',
    '{ ...F } fragment F on Query { viewer { account { email } } }',
    '{ ...F ...F } fragment F on Query { viewer { account { email } } }',
    '{ ...F viewer { account { displayName } } ...F } fragment F on Query { viewer { account { email } } }',
    '{ viewer { account { displayName } } ...F } fragment F on Query { viewer { account { email displayName } } errorCodes }',
    '{ ...A } fragment A on Query { ...B } fragment B on Query { ...C viewer { account { id } } } fragment C on Query { viewer { account { email } } }',
    '{ internalTasks(first: 2) { ...P } } fragment P on InternalTaskConnection { nodes { ...T } pageInfo { ...I } } fragment T on InternalTask { title assignee { ...M } } fragment M on InternalTeamMember { fullName tasksByAssignee(first: 1) { nodes { title reporter { fullName } } } } fragment I on PageInfo { endCursor }',
    '{ internalTasks { nodes { ...A ...B } } } fragment A on InternalTask { title assignee { fullName } } fragment B on InternalTask { assignee { email user { email } } title rowId }',
    '{ internalTasks { nodes { ... { title } ... { ... { rowId } } } } }',
    '{ internalTasks { nodes { ... on InternalTask { title } ... on Node { id } ... on Task { headline workState urgency dueTime system assignedAccount { displayName } } } } }',
    '{ internalTasks { nodes { ... on Task { ... on Node { id ... on InternalTask { title } ... on TaskjugglerTask { tags } } } } } }',
    `{ node(id: "${task}") { id __typename } }`,
    `{ node(id: "${task}") { __typename ... on InternalTask { title } } }`,
    `{ node(id: "${task}") { ... on TaskjugglerTask { title } } }`,
    `{ node(id: "${task}") { ... on Task { headline __typename } ... on InternalTask { headline title } } }`,
    `{ node(id: "${call}") { ...N } } fragment N on Node { id ...T } fragment T on Task { system ... on InternalTask { priority } ... on TaskjugglerTask { tags ownerId } }`,
    `{ nodes(ids: ${nodes}) { id } }`,
    `{ nodes(ids: ${nodes}) { __typename } }`,
    `{ nodes(ids: ${nodes}) { ... on InternalTask { issueNumber } ... on TaskjugglerTask { tags } ... on InternalTeamMember { fullName } } }`,
    `{ nodes(ids: ${nodes}) { ... on Task { workState urgency assignedAccount { email } } ... on InternalTask { assignee { fullName } } } }`,
    `{ nodes(ids: ${nodes}) { ... on InternalTask { a: title } ... on TaskjugglerTask { a: title } } }`,
    `{ nodes(ids: ${nodes}) { ... on InternalTask { a: assignee { x: fullName } } ... on TaskjugglerTask { a: requestor { x: name } } } }`,
    `{ nodes(ids: ${nodes}) { ... on Task { assignedAccount { email } } ... on InternalTask { assignedAccount { displayName } } ... on TaskjugglerTask { assignedAccount { id } } } }`,
    '{ nodes(ids: []) { id } }',
    `{ nodes(ids: "${task}") { id } }`,
    `{ a: node(id: "${task}") { ...N } b: node(id: "${call}") { ...N } } fragment N on Node { ... on Task { headline } id }`,
    '{ internalTasks { nodes { ...Interface } } } fragment Interface on Task { ...Member ...Other } fragment Member on InternalTask { title } fragment Other on TaskjugglerTask { title }',
    '{ taskjugglerTasks { nodes { title requestor { name account { email } tasksByRequestor(first: 1) { totalCount nodes { title } } } owner { name } } } }',
    '{ internalTasks { nodes { parent { parent { parent { title } title } title } duplicateOf { title tasksByDuplicateOf { nodes { title } } } } } }',
    '{ internalTasks { nodes { tasksByParent(first: 1) { totalCount nodes { title tasksByParent { nodes { title } } } pageInfo { hasNextPage endCursor } } } } }',
    '{ internalTasks { nodes { a: tasksByParent(first: 1) { nodes { title } } b: tasksByParent(first: 0) { nodes { title } pageInfo { hasNextPage startCursor } } c: tasksByParent(last: 1) { edges { cursor node { title } } pageInfo { hasPreviousPage hasNextPage } } } } }',
    '{ internalTaskComments { nodes { content issue { title taskComments { nodes { content parent { content } } } } taskComments { nodes { content } } } } }',
    // Whitespace, commas, comments and strings of all kinds.
    '\uFEFF{,,viewer,{,account,{,email,},},} # the end',
    '# first\n{ # second\r\n viewer\r{ account\t{ email } } }',
    '{ internalTasks(filter: { title: { eq: "First" } }, first: 0) { nodes { title } } }',
    'query Q { query: viewer { fragment: account { mutation: email on: id } } }',
    'query on { viewer { account { ...fragmentOn } } } fragment fragmentOn on Account { true: email null: id }',
  ];
};
