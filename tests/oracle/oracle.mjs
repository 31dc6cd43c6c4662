// Answers GraphQL requests as graphql-js does, over rows that it is given. One JSON value a line in, one a line out:
//
//   {"sdl": text}                                → {"errors": [text], "types": {name: {list, leaves}}}   the schema
//   {"fixture": {account, errorCodes, rows}}     → null                     the rows, by type
//   {"documents": true}                          → [{topic, query, variables?, operationName?}]   the handwritten ones
//   {"generate": {seed}}                         → {query, variables}       a random one
//   {"query", "variables"?, "operationName"?}    → {"stage", "response"}
//   {"mirror": {"query", …}}                     → {"ask": {"query", "variables"}} …, {"stage", "response"}
//
// To each `ask` the next line in is the engine's answer; there are no rows of our own then.
// `stage` tells how far a request got: "refused" is its document, "request" its variables or its choice of an operation,
// "answered" is the rest; only that has `data`.

import { createInterface } from 'node:readline';
import { GraphQLError, Kind, buildSchema, execute, getNamedType, isLeafType, parse, validate, validateSchema, valueFromASTUntyped } from 'graphql';
import { documents } from './documents/index.mjs';
import { generate } from './generate.mjs';
import { TYPES } from './model.mjs';
import { Mirror } from './mirror.mjs';
import { Data } from './resolve.mjs';

let schema;
let fixture;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const scalars = {
  UUID: (value) => typeof value === 'string' && UUID.test(value),
  DateTime: (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
  Date: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)),
  BigInt: (value) => (typeof value === 'string' && /^-?\d+$/.test(value)) || Number.isInteger(value),
  Decimal: (value) => (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)) || typeof value === 'number',
  JSON: () => true,
  Cursor: (value) => typeof value === 'string',
};

function setSchema({ sdl }) {
  schema = buildSchema(sdl);
  for (const [name, accepts] of Object.entries(scalars)) {
    const scalar = schema.getType(name);
    scalar.parseValue = (value) => {
      if (!accepts(value)) throw new GraphQLError(`not a ${name}`);
      return value;
    };
    scalar.parseLiteral = (node, variables) => {
      if (name !== 'JSON' && ![Kind.STRING, Kind.INT, Kind.FLOAT].includes(node.kind)) throw new GraphQLError(`not a ${name}`);
      return scalar.parseValue(valueFromASTUntyped(node, variables));
    };
  }
  const leaves = (type) => Object.values(schema.getType(type).getFields())
    .filter((field) => isLeafType(getNamedType(field.type)))
    .map((field) => field.name);
  const types = Object.entries(TYPES).map(([type, { list }]) => [type, { list, leaves: leaves(type) }]);
  return { errors: validateSchema(schema).map((error) => error.message), types: Object.fromEntries(types) };
}

async function answer({ query, variables, operationName }, data) {
  const refused = (errors) => ({ stage: 'refused', response: { errors } });
  let document;
  try {
    document = parse(query);
  } catch (error) {
    return refused([error]);
  }
  const errors = validate(schema, document);
  if (errors.length > 0) return refused(errors);
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION
    && (!operationName || definition.name?.value === operationName));
  if (operation?.operation === 'subscription') return { stage: 'answered', response: {} };
  const response = await execute({
    schema, document, operationName, variableValues: variables, rootValue: {}, fieldResolver: data.resolve, typeResolver: data.typeOf,
  });
  return { stage: 'data' in response ? 'answered' : 'request', response };
}

function handle(request) {
  if (request.sdl) return setSchema(request);
  if (request.fixture) {
    fixture = request.fixture;
    return null;
  }
  if (request.documents) return documents(fixture);
  if (request.generate) return generate(schema, fixture, request.generate.seed);
  if (request.mirror) return answer(request.mirror, new Mirror(ask));
  return answer(request, new Data(fixture));
}

/** Asks whoever asks us; answers come in the order of the questions. */
async function ask(question) {
  say({ ask: question });
  return JSON.parse((await lines.next()).value);
}

function say(value) {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
for (let line = await lines.next(); !line.done; line = await lines.next()) {
  say(await handle(JSON.parse(line.value)));
}
