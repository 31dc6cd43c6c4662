// Random documents over the types of the fixture. The same seed gives the same document, for the same schema and rows.
//
// Most are valid. Some are not, on purpose: aliases that clash, variables that are missing or null. Both sides have to
// agree on those as well.

import { GraphQLInterfaceType, getNamedType, isAbstractType, isLeafType, isObjectType } from 'graphql';
import { TYPES, VIEWER } from './model.mjs';

const DEPTH_MAX = 5;
const FIELDS_MAX = 60;
const PAGE_TYPES = /^(InternalTask|InternalTeamMember|InternalTaskComment|TaskjugglerTask|TaskjugglerUser)(Connection|Edge)$/;

/** The document of a seed. */
export function generate(schema, fixture, seed) {
  return new Generator(schema, fixture, seed).document();
}

class Generator {
  constructor(schema, fixture, seed) {
    Object.assign(this, { schema, seed: seed * 2654435761, fragments: [], variables: new Map(), fields: 0 });
    this.rows = Object.values(fixture.rows).flat();
    this.rowsOf = fixture.rows;
    this.covered = [...Object.keys(TYPES), 'Node', 'Task', 'Viewer', 'PageInfo', 'Query'];
  }

  /** A number from 0 to below 1 (mulberry32). */
  random() {
    this.seed = (this.seed + 0x6d2b79f5) | 0;
    let t = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  chance(part) { return this.random() < part; }
  below(end) { return Math.floor(this.random() * end); }
  pick(list) { return list[this.below(list.length)]; }

  document() {
    const body = this.set(this.schema.getQueryType(), 0);
    const definitions = [...this.variables].map(([name, { type, fallback }]) => `$${name}: ${type}${fallback === undefined ? '' : ` = ${fallback}`}`);
    const head = definitions.length > 0 ? `query Q(${definitions.join(', ')}) ` : '';
    const given = [...this.variables].filter(([, { value }]) => value !== undefined).map(([name, { value }]) => [name, value]);
    return { query: `${head}${body}${this.fragments.map(({ text }) => `\n${text}`).join('')}`, variables: Object.fromEntries(given) };
  }

  set(type, depth) {
    const items = [];
    for (let left = 1 + this.below(4); left > 0; left -= 1) {
      const way = this.random();
      if (way < 0.12) items.push(this.inline(type, depth));
      else if (way < 0.25) items.push(this.spread(type, depth));
      else items.push(this.field(type, depth));
    }
    return `{ ${items.filter(Boolean).join(' ') || '__typename'} }`;
  }

  field(type, depth) {
    const all = Object.values(type.getFields()).filter((field) => this.answerable(type, field));
    const deep = depth >= DEPTH_MAX || this.fields > FIELDS_MAX;
    const possible = all.filter((field) => !deep || isLeafType(getNamedType(field.type)));
    this.fields += 1;
    if (possible.length === 0 || this.chance(0.08)) return `${this.chance(0.2) ? 'kind: ' : ''}__typename${this.directives()}`;
    const objects = possible.filter((field) => !isLeafType(getNamedType(field.type)));
    const field = objects.length > 0 && this.chance(0.4) ? this.pick(objects) : this.pick(possible);
    const args = this.arguments(field);
    const named = getNamedType(field.type);
    const selection = isLeafType(named) ? '' : ` ${this.set(named, depth + 1)}`;
    return `${this.alias(field, args)}${field.name}${args}${this.directives()}${selection}`;
  }

  /** Whether the fixture knows the field's value. */
  answerable(type, field) {
    const named = getNamedType(field.type);
    if (type.name === 'Viewer') return field.name in VIEWER;
    if (type.name in TYPES && !isLeafType(named)) return field.name in TYPES[type.name].relations;
    if (type === this.schema.getQueryType() && field.name === 'errorCodes') return false;
    return isLeafType(named) || this.covered.includes(named.name) || PAGE_TYPES.test(named.name);
  }

  /** Fields with arguments mostly get a name that tells them apart, so that they do not clash. */
  alias(field, args) {
    if (this.chance(0.02)) return `${this.pick(['a', 'b', 'title'])}: `;
    if (args && !this.chance(0.05)) return `${field.name}_${args.replace(/\W+/g, '_')}: `;
    return this.chance(0.1) ? `${field.name}_again: ` : '';
  }

  arguments(field) {
    const given = [];
    for (const { name } of field.args) {
      if (name === 'id') given.push(`id: ${this.id()}`);
      else if (name === 'ids') given.push(`ids: [${Array.from({ length: this.below(4) }, () => this.id()).join(', ')}]`);
      else if (name === 'first' && this.chance(0.5)) given.push(`first: ${this.number()}`);
      else if (name === 'after' && this.chance(0.1)) given.push(`after: ${this.cursor(getNamedType(field.type).name)}`);
      else if ((name === 'filter' || name === 'orderBy') && this.chance(0.03)) given.push(`${name}: null`);
    }
    return given.length > 0 ? `(${given.join(', ')})` : '';
  }

  id() {
    const { values: { id } } = this.pick(this.rows);
    if (this.chance(0.2)) return this.variable('id', 'ID!', undefined, id);
    return this.chance(0.02) ? '"nothing"' : JSON.stringify(id);
  }

  number() {
    if (this.chance(0.2)) return this.variable('n', 'Int', this.pick([undefined, '2', 'null']), this.pick([undefined, null, 0, 1, 3]));
    return this.pick(['0', '1', '2', '3', '3', '50', 'null', '-1']);
  }

  cursor(connection) {
    // Now and then of another list, which is an error.
    const type = this.chance(0.1) ? 'InternalTask' : connection.replace('Connection', '');
    const { cursor } = this.pick(this.rowsOf[type]);
    return this.chance(0.3) ? this.variable('c', 'Cursor', undefined, this.pick([undefined, null])) : JSON.stringify(cursor);
  }

  variable(stem, type, fallback, value) {
    const name = `${stem}${this.below(3)}`;
    if (!this.variables.has(name)) this.variables.set(name, { type, fallback, value });
    return `$${name}`;
  }

  directives() {
    let text = '';
    while (this.chance(0.12)) {
      const condition = this.chance(0.5)
        ? this.pick(['true', 'false'])
        : this.variable('b', this.pick(['Boolean!', 'Boolean! = true', 'Boolean = false']).replace(/^Boolean = /, 'Boolean! = '), undefined, this.pick([true, false, true, false, true, false, undefined]));
      const name = this.pick(['skip', 'include']);
      if (!text.includes(name)) text += ` @${name}(if: ${condition})`;
    }
    return text;
  }

  /** A type that a value of this type can have, or be seen as. */
  condition(type) {
    if (isAbstractType(type)) return this.pick([type, ...this.schema.getPossibleTypes(type).filter(({ name }) => name in TYPES), this.schema.getType('Task')]);
    if (isObjectType(type) && type.getInterfaces().length > 0 && this.chance(0.4)) return this.pick(type.getInterfaces());
    return type;
  }

  inline(type, depth) {
    if (depth > DEPTH_MAX || this.fields > FIELDS_MAX) return '';
    if (this.chance(0.3)) return `...${this.directives()} ${this.set(type, depth + 1)}`;
    const condition = this.condition(type);
    return `... on ${condition.name}${this.directives()} ${this.set(condition, depth + 1)}`;
  }

  spread(type, depth) {
    const fits = this.fragments.filter(({ on }) => on === type || (on instanceof GraphQLInterfaceType && isObjectType(type) && type.getInterfaces().includes(on)));
    if (fits.length > 0 && this.chance(0.6)) return `...${this.pick(fits).name}${this.directives()}`;
    if (depth > DEPTH_MAX || this.fields > FIELDS_MAX || this.fragments.length > 6) return '';
    const on = this.condition(type);
    const text = this.set(on, depth + 1);
    // Only now: what is inside cannot spread it.
    const name = `F${this.fragments.length}`;
    this.fragments.push({ name, on, text: `fragment ${name} on ${on.name} ${text}` });
    return `...${name}${this.directives()}`;
  }
}
