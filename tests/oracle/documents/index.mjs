// The handwritten documents, by topic. A document is its text, or {query, variables, operationName}.

import { fragments } from './fragments.mjs';
import { conditions } from './conditions.mjs';
import { merging } from './merging.mjs';
import { variables } from './variables.mjs';
import { values } from './values.mjs';
import { operations } from './operations.mjs';
import { validation } from './validation.mjs';
import { introspection } from './introspection.mjs';
import { nulls } from './nulls.mjs';
import { mutations } from './mutations.mjs';

const TOPICS = { fragments, conditions, merging, variables, values, operations, validation, introspection, nulls, mutations };

/** All of them, for the rows of a fixture. */
export function documents(fixture) {
  const row = (type, end) => fixture.rows[type].find(({ values }) => values.rowId.endsWith(end));
  const known = {
    id: (type, end) => row(type, end).values.id,
    key: (type, end) => row(type, end).values.rowId,
    cursor: (type, end) => row(type, end).cursor,
  };
  return Object.entries(TOPICS).flatMap(([topic, make]) => make(known)
    .map((document) => (typeof document === 'string' ? { query: document } : document))
    .map((document) => ({ topic, ...document })));
}
