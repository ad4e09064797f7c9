/*
 * npm run bank -- <folder>: prints what was detected in each subfolder next to what its name says, and a score.
 *
 * A word of the name that isn't found counts against an example. A settled fact that contradicts the name is reported
 * separately, because a wrong belief is worse than none.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadCatalog } from '../../dist/generators/core/catalog/load.js';
import { examine } from '../../dist/generators/core/project/detect.js';
import { frameworks, kinds, managers, ours, services } from './names.js';

const folder = process.argv[2];
if (folder === undefined) throw new Error('npm run bank -- <folder of example projects>');
const { templates, detection } = loadCatalog();

/**
 * @typedef {import('../../dist/generators/core/model/detection.js').Fact} Fact
 * @param {Fact | undefined} fact
 * @param {string[]} promised
 * @returns {{ missing: boolean, wrong: boolean }}
 */
function held(fact, promised) {
  const settled = fact?.settled ? fact.value : undefined;
  const found = settled !== undefined && promised.includes(settled);
  // A name with many words may contain the framework and the tool that builds it.
  const beside = fact?.alternatives.some(({ value }) => promised.includes(value)) ?? false;
  return { missing: !found && !(settled !== undefined && beside), wrong: settled !== undefined && !found && !beside };
}

const tally = { right: 0, all: 0, wrong: 0, others: 0, othersRight: 0 };
for (const name of readdirSync(folder).sort()) {
  const words = name.split(/[-_]/);
  const kind = kinds[words[0] ?? ''];
  const { detected: found } = examine({ templates, common: detection }, join(folder, name));
  const shown = ['version', 'manager', 'framework', 'start', 'build'].flatMap((fact) => {
    const { value, settled } = found.facts[fact] ?? {};
    return value === undefined ? [] : [`${fact} ${value}${settled ? '' : '?'}`];
  });
  const kindShown = found.kind
    ? `${found.kind.value}${found.kind.settled ? '' : '?'} ${found.kind.confidence}`
    : 'nothing';
  const faults = [];
  let wrong = false;
  if (kind !== undefined) {
    /** @type {[string, Fact | undefined, string[]][]} */
    const promises = [['kind', found.kind, [kind]]];
    const rest = words.slice(1);
    /** @param {Record<string, string>} table */
    const promisedBy = (table) => rest.flatMap((word) => table[word] ?? []);
    if (promisedBy(managers).length > 0) promises.push(['manager', found.facts.manager, promisedBy(managers)]);
    if (promisedBy(frameworks).length > 0) promises.push(['framework', found.facts.framework, promisedBy(frameworks)]);
    for (const [what, fact, promised] of ours.includes(kind) ? promises : promises.slice(0, 1)) {
      const { missing, wrong: contradicts } = held(fact, promised);
      if (missing) faults.push(`${what} ${promised.join('/')}`);
      wrong ||= contradicts;
    }
    const used = (found.lists.services ?? []).map(({ value }) => value);
    if (ours.includes(kind) && !promisedBy(services).every((service) => used.includes(service))) faults.push('service');
  } else wrong = false;
  if (kind === undefined) tally.others += 0;
  else if (ours.includes(kind)) {
    tally.all += 1;
    if (faults.length === 0) tally.right += 1;
  } else {
    tally.others += 1;
    if (faults.length === 0) tally.othersRight += 1;
  }
  if (wrong) tally.wrong += 1;
  const mark = kind === undefined ? '    ' : wrong ? 'BAD ' : faults.length > 0 ? 'miss' : 'ok  ';
  console.log(
    `${mark} ${name.padEnd(40)} ${kindShown.padEnd(16)} ${shown.join(', ')}${faults.length > 0 ? `   <- ${faults.join(', ')}` : ''}`,
  );
}
const percent = ((100 * tally.right) / Math.max(1, tally.all)).toFixed(1);
console.log(`\n${tally.right} of ${tally.all} as their names say (${percent} %), ${tally.wrong} confidently wrong`);
console.log(`${tally.othersRight} of ${tally.others} in languages without a template recognised as such`);
