// Variables: required, null, defaults, and values that do or do not fit.

const FIRST = '{ internalTasks(first: $v) { nodes { title } } }';
const BY_ID = '{ internalTask(id: $v) { title } }';
const NODES = '{ nodes(ids: $v) { id } }';

export const variables = ({ id, key, cursor }) => {
  const task = id('InternalTask', '01');
  const other = id('InternalTask', '02');
  const of = (definition, body, ...given) => given.map((value) => ({ query: `query (${definition}) ${body}`, variables: value }));
  return [
    ...of('$v: Int', FIRST, {}, { v: null }, { v: 2 }, { v: 0 }, { v: -1 }, { v: 1001 }, { v: '2' }, { v: 2.0 }, { v: 2.5 }, { v: true }, { v: [2] }, { v: [] }, { v: {} }, { v: 2147483648 }, { v: -2147483649 }, { v: 1e10 }, { v: 9007199254740993 }),
    ...of('$v: Int!', FIRST, {}, { v: null }, { v: 2 }),
    ...of('$v: Int = 2', FIRST, {}, { v: null }, { v: 1 }),
    ...of('$v: Int! = 2', FIRST, {}, { v: null }, { v: 1 }),
    ...of('$v: Int = null', FIRST, {}, { v: 1 }),
    ...of('$v: Int! = null', FIRST, {}, { v: 1 }),
    ...of('$v: Int = "2"', FIRST, {}, { v: 1 }),
    ...of('$v: Int = 3000000000', FIRST, {}, { v: 1 }),
    ...of('$v: Int = [1]', FIRST, { v: 1 }),
    ...of('$v: Int = $w, $w: Int', FIRST, { v: 1 }),
    ...of('$v: Float', FIRST, { v: 1 }),
    ...of('$v: [Int]', FIRST, { v: 1 }),
    ...of('$v: String', FIRST, { v: '1' }),
    ...of('$v: ID!', BY_ID, {}, { v: null }, { v: task }, { v: key('InternalTask', '02') }, { v: 1 }, { v: 1.5 }, { v: true }, { v: 'nothing' }, { v: '' }, { v: id('TaskjugglerTask', '11') }, { v: '00000000-0000-4000-8000-0000000000ff' }),
    ...of('$v: ID', BY_ID, { v: task }),
    ...of('$v: ID = "x"', BY_ID, { v: task }, {}, { v: null }),
    ...of(`$v: ID = "${task}"`, BY_ID, {}, { v: other }, { v: null }),
    ...of('$v: String!', BY_ID, { v: task }),
    ...of('$v: UUID!', BY_ID, { v: task }),
    ...of('$v: [ID!]!', NODES, {}, { v: null }, { v: [] }, { v: [task] }, { v: task }, { v: [task, other, task] }, { v: [null] }, { v: [task, null] }, { v: [[task]] }, { v: [1, 2] }, { v: { id: task } }, { v: ['nothing'] }),
    ...of('$v: [ID]!', NODES, { v: [task] }),
    ...of('$v: [ID!]', NODES, { v: [task] }),
    ...of('$v: ID!', NODES, { v: task }),
    ...of('$v: ID!', '{ nodes(ids: [$v]) { id } }', { v: task }, { v: null }),
    ...of('$v: ID', '{ nodes(ids: [$v]) { id } }', { v: task }),
    ...of(`$v: [ID!]! = ["${task}"]`, NODES, {}, { v: [other] }),
    ...of(`$v: [ID!]! = "${task}"`, NODES, {}, { v: other }),
    ...of('$v: [ID!]! = [null]', NODES, {}),
    // More than is asked for, and less.
    ...of('$v: Int', FIRST, { v: 1, unknown: 2 }, { unknown: { a: [1] } }),
    ...of('$v: Int, $unused: Int', FIRST, { v: 1 }),
    '{ internalTasks(first: $v) { totalCount } }',
    'query ($v: Int, $v: Int) { internalTasks(first: $v) { totalCount } }',
    'query ($v: Nothing) { internalTasks(first: $v) { totalCount } }',
    'query ($v: InternalTask) { internalTasks(first: $v) { totalCount } }',
    'query ($v: Node) { internalTasks(first: $v) { totalCount } }',
    'query ($v: Int!!) { internalTasks(first: $v) { totalCount } }',
    // Used within fragments; each operation for itself.
    { query: 'query ($v: Int) { ...F } fragment F on Query { internalTasks(first: $v) { nodes { title } } }', variables: { v: 1 } },
    { query: 'query A ($v: Int) { ...F } query B { ...F } fragment F on Query { internalTasks(first: $v) { nodes { title } } }', variables: { v: 1 }, operationName: 'A' },
    { query: 'query A ($v: Int) { ...F } query B ($v: Int = 3) { ...F } fragment F on Query { internalTasks(first: $v) { nodes { title } } }', operationName: 'B' },
    { query: 'query A ($v: Int) { ...F } query B ($v: String) { ...F } fragment F on Query { internalTasks(first: $v) { nodes { title } } }', operationName: 'A' },
    { query: 'query A { ...F } fragment F on Query { internalTasks(first: $v) { nodes { title } } }' },
    { query: 'query ($v: Int) { ...F } fragment F on Query { viewer { account { id } } }', variables: { v: 1 } },
    // Cursors.
    ...of('$v: Cursor', '{ internalTasks(after: $v, first: 2) { nodes { title } pageInfo { hasPreviousPage hasNextPage } } }', {}, { v: null }, { v: cursor('InternalTask', '01') }, { v: cursor('InternalTask', '06') }, { v: 1 }, { v: ['x'] }),
    ...of('$v: Cursor', '{ internalTasks(before: $v, last: 2) { nodes { title } pageInfo { hasPreviousPage hasNextPage } } }', {}, { v: null }, { v: cursor('InternalTask', '01') }, { v: cursor('InternalTask', '04') }),
    ...of('$v: Cursor!', '{ internalTasks(after: $v) { edges { cursor node { title } } totalCount } }', { v: cursor('InternalTask', '03') }, {}),
    ...of('$f: Int, $l: Int, $o: Int', '{ internalTasks(first: $f, last: $l, offset: $o) { nodes { title } pageInfo { hasPreviousPage hasNextPage startCursor endCursor } } }', {}, { f: 2, o: 1 }, { l: 2 }, { f: 2, l: 2 }, { l: 2, o: 1 }, { l: null, f: null, o: null }, { o: 5 }, { o: 100 }, { f: 1, o: -1 }, { l: 2, o: 0 }),
    // Whole inputs. Only what changes nothing is asked for: reading filters is not graphql-js's business.
    ...of('$v: InternalTaskFilter', '{ internalTasks(filter: $v) { totalCount } }', {}, { v: null }, { v: {} }, { v: { title: null } }, { v: { title: {} } }, { v: { title: { eq: null } } }, { v: { unknown: 1 } }, { v: { title: { eq: 1 } } }, { v: { title: 'x' } }, { v: [] }, { v: 'x' }, { v: { status: { eq: 'NOTHING' } } }, { v: { status: { in: ['TODO', 'x'] } } }, { v: { createdAt: { eq: 'no' } } }, { v: { issueNumber: { eq: 1.5 } } }, { v: { issueNumber: { in: [2147483648] } } }, { v: { and: [] } }, { v: { and: {} } }, { v: { and: [{}, { title: {} }] } }, { v: { and: [null] } }),
    ...of('$v: InternalTaskFilter!', '{ internalTasks(filter: $v) { totalCount } }', {}, { v: null }, { v: {} }),
    ...of('$v: InternalTaskFilter = {}', '{ internalTasks(filter: $v) { totalCount } }', {}, { v: null }),
    ...of('$v: InternalTaskFilter = {unknown: 1}', '{ internalTasks(filter: $v) { totalCount } }', {}),
    ...of('$v: InternalTaskFilter = {title: {eq: 1}}', '{ internalTasks(filter: $v) { totalCount } }', {}),
    ...of('$v: String', '{ internalTasks(filter: {title: {eq: $v}}) { totalCount } }', {}, { v: null }, { v: 1 }),
    ...of('$v: Int', '{ internalTasks(filter: {title: {eq: $v}}) { totalCount } }', {}),
    ...of('$v: StringFilter', '{ internalTasks(filter: {title: $v}) { totalCount } }', {}, { v: null }, { v: {} }, { v: { eq: null } }),
    ...of('$v: InternalTaskFilter!', '{ internalTasks(filter: {and: [$v, {}]}) { totalCount } }', { v: {} }, {}),
    ...of('$v: InternalTaskFilter', '{ internalTasks(filter: {and: [$v]}) { totalCount } }', { v: {} }),
    ...of('$v: InternalTaskStatus', '{ internalTasks(first: 1) { totalCount } internalTeamMembers(filter: {and: []}) { totalCount } a: internalTasks(filter: {status: {in: []}, not: {status: {eq: $v}}}, first: 0) { nodes { title } } }', { v: 'TODO' }, { v: 'todo' }, { v: 0 }, { v: 'NOTHING' }),
    ...of('$v: [InternalTaskOrderBy!]', '{ internalTasks(orderBy: $v, first: 9) { totalCount } }', {}, { v: null }, { v: [] }, { v: [null] }, { v: { title: 'ASC' } }, { v: [{ title: 'UP' }] }, { v: [{ rowNumber: 'ASC' }] }),
    ...of('$v: OrderDirection', '{ internalTasks(orderBy: {title: $v}) { totalCount } }', { v: 'DESC' }, { v: 'DOWN' }),
  ];
};
