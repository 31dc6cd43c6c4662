// The editors' helpers run in workers. Their files are built beside this one; build.mjs puts in their names.

const files = { json: JSON_WORKER, graphql: GRAPHQL_WORKER };

globalThis.MonacoEnvironment = {
  getWorker: (_id, label) => new Worker(files[label] ?? EDITOR_WORKER),
};
