/* The table of what nixpkgs has: from its answers, as a text, and compared with another. */
import { stringify } from 'yaml';

/**
 * @typedef {import('../../../generators/core/model/packages.js').PackageNames} PackageNames
 * @typedef {import('../../../generators/core/model/packages.js').PackageTable} PackageTable
 * @typedef {import('../../../generators/core/model/packages.js').Refusal} Refusal
 * @typedef {{ why: 'missing' | 'gone' }} Absence
 * @typedef {{ version: string } | Refusal | Absence} Answer
 * @typedef {Record<string, Record<string, Answer>>} Answers by choice, then by name
 */

/** @param {Answer} answer @returns {answer is Absence} */
const isAbsent = (answer) => 'why' in answer && !('of' in answer);

/**
 * Names that nixpkgs doesn't have, and names that are said to be gone and aren't.
 *
 * @param {PackageNames} names
 * @param {Answers} answers
 * @returns {string[]}
 */
export function wrongNames({ instead, differ, nixpkgs: { versions, refused } }, answers) {
  const all = Object.values(answers);
  const expected = new Set([...Object.keys({ ...versions, ...refused }), ...Object.values(differ)]);
  return Object.keys(all[0] ?? {}).flatMap((name) => {
    const said = all.flatMap((one) => one[name] ?? []);
    if (expected.has(name)) return said.every(isAbsent) ? [`${name}: nixpkgs has no such package`] : [];
    if (!Object.hasOwn(instead, name) || said.every(isAbsent)) return [];
    return [`${name}: nixpkgs has it, so it needs a line in nixpkgs.yml`];
  });
}

/**
 * @param {Answers} answers
 * @returns {Pick<PackageTable, 'versions' | 'refused'>}
 */
export function tableOf(answers) {
  const choices = Object.keys(answers);
  /** @type {Record<string, string | Record<string, string>>} */
  const versions = {};
  /** @type {Record<string, Record<string, Refusal>>} */
  const refused = {};
  const present = Object.keys(answers[choices[0] ?? ''] ?? {}).filter(
    (name) => !choices.every((choice) => isAbsent(answers[choice]?.[name] ?? { why: 'missing' })),
  );
  for (const name of present.sort()) {
    /** @type {Record<string, string>} */
    const own = {};
    for (const choice of choices) {
      const answer = answers[choice]?.[name];
      if (answer === undefined) continue;
      if ('version' in answer) own[choice] = answer.version;
      else refused[name] = { ...refused[name], [choice]: brief(name, answer) };
    }
    const [first, ...others] = Object.values(own);
    if (first !== undefined) versions[name] = others.every((each) => each === first) ? first : own;
  }
  return { versions, refused };
}

/**
 * Of what is known about a package at fault, three names of vulnerabilities are enough.
 *
 * @param {string} name
 * @param {Refusal | Absence} answer absent means: for another version of the language it's there
 * @returns {Refusal}
 */
function brief(name, answer) {
  if (isAbsent(answer)) return { why: 'unsupported', of: name };
  const { why, of, issues = [] } = answer;
  const names = issues.flatMap((text) => text.match(/\b(?:CVE-\d+-\d+|GHSA(?:-\w{4}){3})\b/g) ?? []);
  const told = [...new Set(names)].slice(0, 3);
  return { why, of, ...(told.length > 0 ? { issues: told } : {}) };
}

/**
 * What two tables say differently, a line each.
 *
 * @param {PackageTable} before
 * @param {PackageTable} after
 */
export function differences(before, after) {
  const names = new Set([before, after].flatMap(({ versions, refused }) => Object.keys({ ...versions, ...refused })));
  const lines = [...names].sort().flatMap((name) => {
    const [old, now] = [before, after].map(({ versions, refused }) =>
      [said(versions[name]), said(refused[name])].filter(Boolean).join(', refused: '),
    );
    return old === now
      ? []
      : [`${name}: ${now === '' ? 'nothing' : now}, where the table has ${old === '' ? 'nothing' : old}`];
  });
  return lines.length <= most ? lines : [...lines.slice(0, most), `and ${lines.length - most} more`];
}

const most = 40;

/** @param {unknown} value */
const said = (value) => (value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value));

/**
 * The table as YAML, a line for each package.
 *
 * @param {PackageTable} table
 */
export function textOf({ versions, refused, ...origin }) {
  /** @param {unknown} value */
  const flow = (value) =>
    stringify(value, { collectionStyle: 'flow', lineWidth: 0, version: '1.1' })
      .trim()
      .replace(/\s*\n\s*/g, ' ');
  /** @param {object} values @param {string} indent */
  const lines = (values, indent = '') =>
    Object.entries(values).map(([key, value]) => `${indent}${flow(key)}: ${flow(value)}`);
  return [
    '# yaml-language-server: $schema=../schema/nixpkgs.schema.json',
    '# What nixpkgs has of the packages that projects ask for, by its own names. Made from a clone of it:',
    '#   npm run proof -- --nixpkgs <folder> --write',
    '# To add a package, add a line with its name, such as `flask: ""`, then run that.',
    ...lines(origin),
    'versions:',
    ...lines(versions, '  '),
    '# What it has no derivation for, by the version of the language.',
    'refused:',
    ...Object.entries(refused).flatMap(([name, by]) => [`  ${flow(name)}:`, ...lines(by, '    ')]),
    '',
  ].join('\n');
}
