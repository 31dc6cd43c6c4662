// Resolvers for graphql-js that know nothing of the data: each value is asked of the engine, in a document so plain that it
// has one field on each level, no alias, no fragment but the type's own and no directive. What filters and pages mean is
// the engine's to say here; what a document means (merging, fragments, directives, variables, nulls, the order of keys) is
// graphql-js's.

import { GraphQLError, getNamedType, isLeafType } from 'graphql';

/** What leads to an object: fields with their arguments, and its place in the plain answer. */
class Place {
  constructor(steps, path, type) {
    Object.assign(this, { steps, path, type });
  }
}

/** One request's resolvers; `ask` hands a plain document to the engine. */
export class Mirror {
  constructor(ask) {
    this.ask = ask;
    this.known = new Map();
  }

  /** `typeResolver` of graphql-js. */
  typeOf = (place) => place.type;

  /** `fieldResolver` of graphql-js. */
  resolve = async (source, args, _, info) => {
    const field = info.parentType.getFields()[info.fieldName];
    const step = { type: info.parentType.name, field, args };
    const steps = [...(source?.steps ?? []), step];
    const path = [...(source?.path ?? []), info.fieldName];
    const named = getNamedType(field.type);
    const answer = await this.answer(info.operation.operation, steps, isLeafType(named) ? '' : ' { __typename }');
    const value = this.value(answer, path);
    return isLeafType(named) ? value : this.places(value, steps, path);
  };

  places(value, steps, path) {
    if (value === null) return null;
    if (Array.isArray(value)) return value.map((item, index) => this.item(item, steps, [...path, index]));
    return new Place(steps, path, value.__typename);
  }

  item(value, steps, path) {
    return value === null ? null : this.places(value, steps, path);
  }

  /** What stands at a path; the error at that path is thrown, so that graphql-js says where it goes. */
  value({ data, errors }, path) {
    const same = (other) => other?.length === path.length && other.every((step, index) => step === path[index]);
    const error = errors?.find((error) => same(error.path));
    if (error) throw new GraphQLError(error.message);
    return path.reduce((value, step) => value?.[step] ?? null, data);
  }

  answer(operation, steps, leaf) {
    const variables = {};
    const definitions = [];
    let text = leaf;
    for (const [depth, { type, field, args }] of [...steps.entries()].reverse()) {
      const given = field.args.filter(({ name }) => args[name] !== undefined).map((arg) => {
        const name = `${arg.name}${depth}`;
        variables[name] = args[arg.name];
        definitions.push(`$${name}: ${arg.type}`);
        return `${arg.name}: $${name}`;
      });
      const call = `${field.name}${given.length > 0 ? `(${given.join(', ')})` : ''}${text}`;
      text = depth === 0 ? ` { ${call} }` : ` { ... on ${type} { ${call} } }`;
    }
    const query = `${operation}${definitions.length > 0 ? ` (${definitions.join(', ')})` : ''}${text}`;
    const key = JSON.stringify([query, variables]);
    if (!this.known.has(key)) this.known.set(key, this.ask({ query, variables }));
    return this.known.get(key);
  }
}
