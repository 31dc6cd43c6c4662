// Literals, where the schema says what may stand there.

export const values = ({ id, cursor }) => {
  const task = id('InternalTask', '01');
  const first = (literal) => `{ internalTasks(first: ${literal}) { totalCount } }`;
  const filter = (literal) => `{ internalTasks(filter: ${literal}) { __typename } }`;
  return [
    ...['1', '0', '-0', '-1', '1000', '1001', 'null', '1.0', '1e2', '"1"', 'true', '[1]', '[]', '{}', 'ONE', '2147483647', '2147483648', '-2147483649', '99999999999999999999', '01', '+1', '0x1', '1a', '.5', '1.', '"""1"""'].map(first),
    `{ internalTask(id: "${task}") { title } }`,
    '{ internalTask(id: "00000000-0000-4000-8000-000000000002") { title } }',
    ...['1', '1.5', 'true', 'null', 'x', '[]', '["x"]', '{}', '""'].map((literal) => `{ internalTask(id: ${literal}) { title } }`),
    '{ internalTask { title } }',
    '{ internalTask(id: "x", id: "x") { title } }',
    '{ internalTask(key: "x") { title } }',
    '{ internalTask(id: "x", key: "x") { title } }',
    `{ nodes(ids: ["${task}"]) { id } }`,
    ...['null', '[null]', '[1, 2]', '[true]', '[["x"]]', '{}'].map((literal) => `{ nodes(ids: ${literal}) { id } }`),
    `{ internalTasks(after: "${cursor('InternalTask', '02')}") { nodes { title } } }`,
    ...['1', 'true', '{}', 'null', '["x"]'].map((literal) => `{ internalTasks(after: ${literal}) { __typename } }`),
    ...[
      'null', '{}', '[]', '1', '"x"', '{title: null}', '{title: {}}', '{title: {eq: null}}', '{title: {eq: "x"}}', '{title: {eq: 1}}', '{title: {eq: [1]}}', '{title: "x"}', '{title: [{}]}',
      '{unknown: 1}', '{title: {unknown: 1}}', '{title: {eq: "x"}, title: {eq: "y"}}', '{title: {eq: "x", eq: "x"}}', '{title: {}, status: {}, title: {}}',
      '{status: {eq: TODO}}', '{status: {eq: "TODO"}}', '{status: {eq: NOTHING}}', '{status: {eq: todo}}', '{status: {eq: true}}', '{status: {in: TODO}}', '{status: {in: [TODO, DONE]}}', '{status: {in: [TODO, null]}}', '{status: {in: [TODO, "DONE"]}}',
      '{createdAt: {eq: "2026-01-01T00:00:00Z"}}', '{createdAt: {eq: "no"}}', '{createdAt: {eq: 1}}', '{createdAt: {eq: A}}',
      '{createdAt: {gt: "2026-01-01T00:00:00Z"}}', '{createdAt: {gt: "yesterday"}}', '{createdAt: {gt: 1}}', '{createdAt: {gt: {}}}',
      '{issueNumber: {eq: 1}}', '{issueNumber: {eq: 1.5}}', '{issueNumber: {eq: "1"}}', '{issueNumber: {eq: 3000000000}}', '{issueNumber: {in: [1, 3000000000]}}',
      '{estimatedHours: {eq: "1.5"}}', '{estimatedHours: {eq: 1.5}}', '{estimatedHours: {eq: 1}}', '{estimatedHours: {eq: "much"}}', '{estimatedHours: {eq: MUCH}}',
      '{slaBreached: {eq: true}}', '{slaBreached: {eq: "true"}}', '{slaBreached: {eq: 1}}', '{slaBreached: {isNull: null}}',
      '{and: []}', '{and: {}}', '{and: [{}, {}]}', '{and: [null]}', '{and: [{unknown: 1}]}', '{not: {not: {}}}', '{or: [{title: {eq: "x"}}, {title: {eq: 1}}]}',
    ].map(filter),
    ...['null', '[]', '{title: ASC}', '[{title: ASC}]', '[{title: UP}]', '[{title: "ASC"}]', '[null]', '[{unknown: ASC}]', 'title', '[[{title: ASC}]]'].map((literal) => `{ internalTasks(orderBy: ${literal}) { totalCount } }`),
    // The same, within what is left out or never reached.
    '{ internalTasks(first: "1") @skip(if: true) { totalCount } __typename }',
    '{ internalTasks(first: 0) { nodes { tasksByParent(first: "1") { totalCount } } } }',
    '{ internalTasks(first: 0) { nodes { tasksByParent(filter: {createdAt: {eq: "no"}}) { totalCount } } } }',
    '{ ...F @include(if: false) __typename } fragment F on Query { internalTasks(filter: {createdAt: {gt: "yesterday"}}) { totalCount } }',
    `{ node(id: "${task}") { ... on TaskjugglerTask { requestor { tasksByOwner(filter: {createdAt: {eq: "no"}}) { totalCount } } } } }`,
    // Strings.
    ...['"x', '"\\q"', '"\\u00e4"', '"\\ud83d\\ude00"', '"\\u{1F600}"', '"\\uD800"', '"a\nb"', '"""a\nb"""', '"""\\""" """', '"\t"'].map((literal) => `{ internalTasks(filter: {title: {eq: ${literal}}}) { __typename } }`),
  ];
};
