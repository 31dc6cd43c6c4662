// Resolvers for graphql-js over the fixture's rows. What goes wrong is thrown: where the error then goes is graphql-js's to say.

import { TYPES, VIEWER } from './model.mjs';

const SIZE_DEFAULT = 50;
const SIZE_MAX = 1000;
const OFFSET_MAX = 100000;

/** A value of an object type that has rows. */
class Row {
  constructor(type, { values, failing, cursor }) {
    Object.assign(this, { type, values: { ...values }, failing: new Set(failing), cursor });
  }
}

/** The fixture as it was when the request began; a request may change it. */
export class Data {
  constructor({ account, errorCodes, rows }) {
    Object.assign(this, { account, errorCodes });
    this.rows = {};
    for (const [type, own] of Object.entries(rows)) {
      this.rows[type] = own.map((row) => new Row(type, row)).sort((a, b) => (a.values.rowId < b.values.rowId ? -1 : 1));
    }
  }

  /** `typeResolver` of graphql-js. */
  typeOf = (value) => value.type;

  /** `fieldResolver` of graphql-js. */
  resolve = (source, args, _, info) => {
    const name = info.fieldName;
    switch (info.parentType.name) {
      case 'Query': return this.root(name, args);
      case 'Mutation': return this.mutate(name, args);
      case 'Viewer': return this.own(name);
      default: return source instanceof Row ? this.field(source, name, args) : source[name];
    }
  };

  root(name, args) {
    if (name === 'viewer') return {};
    if (name === 'errorCodes') return this.errorCodes;
    if (name === 'node') return this.locate(args.id);
    if (name === 'nodes') return args.ids.map((id) => this.locate(id));
    for (const [type, { list, byKey }] of Object.entries(TYPES)) {
      if (name === list) return this.page({ type, list: this.rows[type] }, args);
      if (name === byKey) return this.byKey(type, args.id);
    }
    throw new Error(`the fixture does not answer ${name}`);
  }

  own(name) {
    const [type, column] = VIEWER[name] ?? [];
    return (type && this.rows[type].find((row) => row.values[column] === this.account)) ?? null;
  }

  field(row, name, args) {
    if (row.failing.has(name)) throw new Error('the stored value has no form in the schema');
    if (name in row.values) return row.values[name];
    const found = TYPES[row.type].relations[name](row, this.rows);
    return found?.list ? this.page(found, args) : found;
  }

  /** Only whether it was called, how often and in which order matters: it writes what it is given. */
  mutate(name, { id, input }) {
    for (const [type, { update }] of Object.entries(TYPES)) {
      if (name !== update) continue;
      const row = this.byKey(type, id);
      if (!row) throw new Error('no such row');
      for (const [field, value] of Object.entries(input)) row.values[field] = value;
      return { [type[0].toLowerCase() + type.slice(1)]: row, cursor: null };
    }
    throw new Error(`the fixture does not answer ${name}`);
  }

  byKey(type, id) {
    if (id.startsWith('wg_')) {
      if (decode(id)[0] !== type) throw new Error('an id of another type');
      return this.locate(id);
    }
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw new Error('not a key');
    return this.rows[type].find((row) => row.values.rowId === id) ?? null;
  }

  locate(id) {
    const [type, key] = decode(id);
    return this.rows[type].find((row) => row.values.rowId === key) ?? null;
  }

  page({ type, list }, { first, last, after, before, offset }) {
    for (const [value, max] of [[first, SIZE_MAX], [last, SIZE_MAX], [offset, OFFSET_MAX]]) {
      if (value != null && (value < 0 || value > max)) throw new Error('out of range');
    }
    if (first != null && last != null) throw new Error('either first or last');
    if (last != null && offset > 0) throw new Error('an offset goes with first');
    const place = (cursor) => {
      // A cursor outlives its row: what counts is its place in the order of keys. Its mark tells of which list it is.
      const [mark, key] = parts(cursor);
      if (parts(this.rows[type][0].cursor)[0] !== mark) throw new Error('a cursor of another list');
      return (row) => (row.values.rowId < key ? -1 : row.values.rowId > key ? 1 : 0);
    };
    let left = list;
    if (after != null) left = left.filter((row) => place(after)(row) > 0);
    if (before != null) left = left.filter((row) => place(before)(row) < 0);
    left = left.slice(offset ?? 0);
    const size = first ?? last ?? SIZE_DEFAULT;
    const here = last == null ? left.slice(0, size) : left.slice(Math.max(0, left.length - size));
    const more = left.length > size;
    const bounded = (cursor) => cursor != null || (offset ?? 0) > 0;
    return {
      nodes: here,
      edges: here.map((row) => ({ node: row, cursor: row.cursor })),
      totalCount: list.length,
      pageInfo: {
        hasNextPage: last == null ? more : bounded(before),
        hasPreviousPage: last == null ? bounded(after) : more,
        startCursor: here[0]?.cursor ?? null,
        endCursor: here.at(-1)?.cursor ?? null,
      },
    };
  }
}

const parts = (opaque) => JSON.parse(Buffer.from(opaque, 'base64url').toString());

function decode(id) {
  const [type, key] = parts(id.slice('wg_'.length));
  if (!TYPES[type]) throw new Error('the fixture has no such type');
  return [type, key];
}
