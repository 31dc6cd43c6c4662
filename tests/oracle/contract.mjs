// The schema as a contract: what has changed since the last release, and whether that is allowed.
//
//   node contract.mjs compare SCHEMA FOLDER    prints a report; fails on what is not allowed
//   node contract.mjs release SCHEMA FOLDER    makes SCHEMA the released one, and forgets what was accepted
//
// FOLDER holds `released.graphql.gz` and `accepted.txt`. What graphql-js calls breaking is not allowed unless accepted
// there, a line each: the change as the report has it, ` # `, the reason. A line that accepts nothing is not allowed either:
// it would accept the next change of that name. Deprecations say until when, so that clients can plan.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { buildSchema } from 'graphql';
import { breaking, dangerous, deprecations, safe } from './changes.mjs';

const HEAD = '# A copy of schema.graphql as it was released, made by `make release-schema`. Never edited by hand.\n';
const UNTIL = /\bUntil (\d{4}-\d\d-\d\d)\./;

const [order, file, folder] = process.argv.slice(2);
const [released, accepted] = [join(folder, 'released.graphql.gz'), join(folder, 'accepted.txt')];
const text = readFileSync(file, 'utf8');

/** The lines of `accepted.txt`: reasons by change. */
function acceptances() {
  const lines = existsSync(accepted) ? readFileSync(accepted, 'utf8').split('\n') : [];
  const written = lines.map((line) => line.trim()).filter((line) => line && !line.startsWith('#'));
  return new Map(written.map((line) => /^(.*?)(?:\s+#\s*(.*))?$/.exec(line).slice(1)));
}

function hasDate(reason) {
  const day = UNTIL.exec(reason)?.[1];
  return day !== undefined && new Date(`${day}T00:00Z`).toJSON()?.startsWith(day) === true;
}

/** Prints all changes; what is not allowed. */
function compare() {
  const [older, newer] = [buildSchema(gunzipSync(readFileSync(released)).toString()), buildSchema(text)];
  const reasons = acceptances();
  const faults = [];
  const told = (kind, changes, tell = (change) => change) => {
    console.log(`${kind}: ${changes.length}`);
    for (const change of changes.toSorted()) console.log(`  ${tell(change)}`);
  };
  const broken = breaking(older, newer);
  told('breaking', broken, (change) => (reasons.has(change) ? `${change} # ${reasons.get(change)}` : change));
  told('dangerous', dangerous(older, newer));
  for (const [kind, count] of Object.entries(safe(older, newer))) console.log(`safe: ${count} ${kind}`);
  for (const change of broken) {
    if (!reasons.has(change)) faults.push(`breaks clients, and is not in accepted.txt: ${change}`);
  }
  for (const [change, reason] of reasons) {
    if (!broken.includes(change)) faults.push(`accepts nothing: ${change}`);
    if (!reason) faults.push(`is accepted without a reason: ${change}`);
  }
  for (const [place, reason] of deprecations(newer)) {
    if (!hasDate(reason)) faults.push(`is deprecated without a date such as \`Until 2027-06-30.\`: ${place}`);
  }
  return faults;
}

const faults = existsSync(released) || order === 'compare' ? compare() : [];
for (const fault of faults) console.log(`not allowed: ${fault}`);
// What is not allowed is not released either, or releasing would be the way around.
if (faults.length > 0) process.exit(1);
if (order === 'release') {
  writeFileSync(released, gzipSync(HEAD + text, { level: 9 }));
  const notes = existsSync(accepted) ? readFileSync(accepted, 'utf8').split('\n').filter((line) => line.startsWith('#')) : [];
  writeFileSync(accepted, notes.map((note) => `${note}\n`).join(''));
}
