// Root fields of mutations: one after another, each once. A document leaves the rows as the next one expects them.

export const mutations = ({ id }) => {
  const task = id('InternalTask', '04');
  const set = (title, selection = 'internalTask { title }') => `internalTaskUpdate(id: "${task}", input: {title: "${title}"}) { ${selection} }`;
  const back = `z: internalTaskUpdate(id: "${task}", input: {title: "Fourth", description: null, resolution: null, labels: "a", storyPoints: 8, status: DONE}) { internalTask { title } }`;
  return [
    `mutation { ${set('Fourth')} }`,
    `mutation { a: ${set('one')} b: ${set('two')} c: ${set('three')} ${back} }`,
    `mutation { a: ${set('one')} b: ${set('two')} a: ${set('one', 'internalTask { rowId }')} ${back} }`,
    `mutation { ...A ...B ${back} } fragment A on Mutation { a: ${set('one')} b: ${set('two')} } fragment B on Mutation { b: ${set('two', '__typename')} a: ${set('one', '__typename internalTask { issueNumber }')} }`,
    `mutation { ...A ...A ${back} } fragment A on Mutation { a: ${set('one')} }`,
    `mutation { __typename a: ${set('one')} t: __typename ${back} }`,
    `mutation { a: internalTaskUpdate(id: "${task}", input: {title: "one"}) @skip(if: true) { internalTask { title } } ${back} }`,
    `mutation { a: internalTaskUpdate(id: "no", input: {}) { internalTask { title } } ${back} }`,
    `mutation { a: internalTaskUpdate(id: "00000000-0000-4000-8000-0000000000ff", input: {title: "x"}) { internalTask { title } } ${back} }`,
    { query: `mutation ($i: InternalTaskUpdateInput!) { a: internalTaskUpdate(id: "${task}", input: $i) { internalTask { title description storyPoints } } ${back} }`, variables: { i: { title: 'one' } } },
    { query: `mutation ($t: String, $d: String) { a: internalTaskUpdate(id: "${task}", input: {title: "one", description: $d, resolution: $t}) { internalTask { title description resolution } } ${back} }`, variables: { d: 'set' } },
    { query: `mutation ($t: String, $d: String) { a: internalTaskUpdate(id: "${task}", input: {title: "one", description: $d, resolution: $t}) { internalTask { title description resolution } } ${back} }`, variables: {} },
    { query: `mutation ($d: String) { a: internalTaskUpdate(id: "${task}", input: {description: $d}) { internalTask { title description } } ${back} }`, variables: { d: null } },
    { query: `mutation ($d: String = "default") { a: internalTaskUpdate(id: "${task}", input: {description: $d}) { internalTask { description } } b: internalTaskUpdate(id: "${task}", input: {description: null}) { internalTask { description } } ${back} }` },
    { query: `mutation ($p: Int) { a: internalTaskUpdate(id: "${task}", input: {storyPoints: $p, labels: "one"}) { internalTask { storyPoints labels } } ${back} }`, variables: {} },
    { query: `mutation ($l: [String!]) { a: internalTaskUpdate(id: "${task}", input: {labels: $l}) { internalTask { labels } } ${back} }`, variables: { l: 'b' } },
    { query: `mutation ($l: String!) { a: internalTaskUpdate(id: "${task}", input: {labels: [$l, "c"]}) { internalTask { labels } } ${back} }`, variables: { l: 'a' } },
    { query: `mutation ($s: InternalTaskStatus) { a: internalTaskUpdate(id: "${task}", input: {status: $s}) { internalTask { status } } b: internalTaskUpdate(id: "${task}", input: {status: DONE}) { internalTask { status } } }`, variables: { s: 'IN_REVIEW' } },
  ];
};
