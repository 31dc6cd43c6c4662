// What has changed from one schema to another, as sentences, by what it does to clients.
import {
  findBreakingChanges, findDangerousChanges, isEnumType, isInputObjectType, isInterfaceType, isNonNullType, isObjectType,
  isSpecifiedDirective, isSpecifiedScalarType,
} from 'graphql';

/** Documents that were valid may be valid no longer. */
export function breaking(older, newer) {
  const more = [];
  for (const root of ['getQueryType', 'getMutationType', 'getSubscriptionType']) {
    const [was, is] = [older[root]()?.name, newer[root]()?.name];
    if (was && was !== is) more.push(`${was} is no root type any more.`);
  }
  // graphql-js passes over what follows, or finds it only dangerous.
  for (const [place, was, is] of inputs(older, newer)) {
    if (isNonNullType(was.type) && isNonNullType(is.type) && was.defaultValue !== undefined && is.defaultValue === undefined) {
      more.push(`${place} has become required.`);
    }
  }
  for (const [was, is] of pairs(older, newer)) {
    if (isInputObjectType(was) && isInputObjectType(is) && !was.isOneOf && is.isOneOf) {
      more.push(`${was.name} takes one field only.`);
    }
  }
  return sentences([...findBreakingChanges(older, newer), ...more]);
}

/** Documents stay valid, but may be answered with what a client has never seen, or be understood differently. */
export function dangerous(older, newer) {
  const more = [];
  for (const [place, was, is, of] of inputs(older, newer)) {
    const [before, after] = [was, is].map(({ defaultValue }) => JSON.stringify(defaultValue));
    // Of arguments, graphql-js tells what had a default; nothing of fields of inputs.
    if (before !== after && (of === 'input' || before === undefined)) {
      more.push(`${place} has changed its default from ${before ?? 'none'} to ${after ?? 'none'}.`);
    }
  }
  return sentences([...findDangerousChanges(older, newer), ...more]);
}

/** How many things there are that were not, and that nobody can notice who does not ask for them. */
export function safe(older, newer) {
  const added = (was, is) => Object.keys(is).filter((name) => !(name in was)).length;
  let fields = 0;
  for (const [was, is] of pairs(older, newer)) {
    if (hasOutputs(was) && hasOutputs(is)) fields += added(was.getFields(), is.getFields());
  }
  const before = new Set(deprecations(older).map(([place]) => place));
  return {
    'types added': added(older.getTypeMap(), newer.getTypeMap()),
    'fields added': fields,
    'directives added': newer.getDirectives().filter(({ name }) => !older.getDirective(name)).length,
    deprecated: deprecations(newer).filter(([place]) => !before.has(place)).length,
  };
}

/** Where something is deprecated, with the reason. */
export function deprecations(schema) {
  const found = [];
  const look = (place, { deprecationReason: reason }) => reason != null && found.push([place, reason]);
  const lookAtArguments = (place, of) => of.args.forEach((arg) => look(`${place}(${arg.name}:)`, arg));
  for (const type of own(schema)) {
    const parts = isEnumType(type) ? type.getValues() : Object.values(type.getFields?.() ?? {});
    for (const part of parts) {
      look(`${type.name}.${part.name}`, part);
      if (hasOutputs(type)) lookAtArguments(`${type.name}.${part.name}`, part);
    }
  }
  const directives = schema.getDirectives().filter((directive) => !isSpecifiedDirective(directive));
  for (const directive of directives) lookAtArguments(`@${directive.name}`, directive);
  return found;
}

const hasOutputs = (type) => isObjectType(type) || isInterfaceType(type);
const own = (schema) => Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
const sentences = (changes) => [...new Set(changes.map((change) => change.description ?? change))];

/** Types of both schemas. */
function pairs(older, newer) {
  return own(older).filter((type) => !isSpecifiedScalarType(type) && newer.getType(type.name))
    .map((type) => [type, newer.getType(type.name)]);
}

/** What clients hand over in both schemas: arguments, and fields of inputs. */
function* inputs(older, newer) {
  for (const [was, is] of pairs(older, newer)) {
    if (was.constructor !== is.constructor || !was.getFields) continue;
    for (const field of Object.values(was.getFields())) {
      const now = is.getFields()[field.name];
      if (!now) continue;
      const place = `${was.name}.${field.name}`;
      if (isInputObjectType(was)) yield [place, field, now, 'input'];
      for (const arg of field.args ?? []) {
        const same = now.args.find(({ name }) => name === arg.name);
        if (same) yield [`${place} arg ${arg.name}`, arg, same, 'argument'];
      }
    }
  }
}
