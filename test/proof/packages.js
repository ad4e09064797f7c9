/*
 * npm run proof -- --nixpkgs FOLDER [--write]: the table of a template's packages (nixpkgs.yml beside template.yml) is
 * held against that nixpkgs, or made from it.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { catalog } from './support/cases.js';
import { asked, evaluated } from './support/evaluated.js';
import { differences, tableOf, textOf, wrongNames } from './support/package-table.js';

/**
 * @typedef {import('./support/evaluated.js').RealPlace} RealPlace
 * @typedef {import('./support/package-table.js').Answers} Answers
 * @typedef {import('../../generators/core/model/catalog.js').Template} Template
 * @typedef {import('../../generators/core/model/packages.js').PackageTable} PackageTable
 */

const templates = join(import.meta.dirname, '../../templates');

/**
 * @param {string | undefined} template
 * @param {string} given the folder of nixpkgs
 * @param {boolean} write whether to make the tables
 * @returns {((place: RealPlace) => Promise<void>)[]}
 */
export const packageQuestions = (template, given, write) =>
  catalog.templates
    .filter(({ id }) => (template ?? id) === id && existsSync(join(templates, id, 'packages.yml')))
    .map((one) => (place) => {
      const title = `${one.id}/nixpkgs.yml ${write ? 'is made' : 'says what this nixpkgs says'}`;
      return asked(title, () => (write ? made(one, given, place) : held(one, place)));
    });

/** @param {Template} template @param {RealPlace} place */
async function held(template, place) {
  const { packages } = template.detect;
  const answers = await answersFor(template, place);
  const wrong = [
    ...wrongNames(packages, answers),
    ...differences(packages.nixpkgs, { ...packages.nixpkgs, ...tableOf(answers) }),
  ];
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
  return notesOn(packages.nixpkgs);
}

/** @param {Template} template @param {string} given @param {RealPlace} place */
async function made(template, given, place) {
  const { packages } = template.detect;
  const answers = await answersFor(template, place);
  const wrong = wrongNames(packages, answers);
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
  const table = { ...originOf(given), ...tableOf(answers) };
  const text = textOf(table);
  /** @type {unknown} */
  const read = parse(text);
  if (differences(table, /** @type {PackageTable} */ (read)).length > 0)
    throw new Error('YAML reads the table in another way than it was written');
  writeFileSync(join(templates, template.id, 'nixpkgs.yml'), text);
  return [...notesOn(table), ...differences(packages.nixpkgs, table)];
}

/** @param {PackageTable} table */
const notesOn = ({ release, repository, commit, date, versions, refused }) => [
  `${Object.keys({ ...versions, ...refused }).length} names, ${Object.keys(refused).length} of them refused`,
  `${release}, ${repository} ${commit}, ${date}`,
];

/**
 * What nixpkgs says of each name, for each choice of the option that selects the language's version.
 *
 * @param {Template} template
 * @param {RealPlace} place
 */
async function answersFor({ options, onboard, detect: { packages } }, place) {
  const { choices = [] } = options.find(({ name }) => name === onboard?.option) ?? {};
  const targets = Object.values(packages.differ).filter((name) => name !== '');
  const { versions, refused } = packages.nixpkgs;
  const names = [...new Set([...Object.keys({ ...versions, ...refused, ...packages.instead }), ...targets])].sort();
  /** @type {Answers} */
  const answers = {};
  for (const choice of choices) {
    // The option is called as nixpkgs calls the language.
    const language = `${onboard?.option ?? ''}${choice.replace('.', '')}`;
    answers[choice] = /** @type {Answers[string]} */ (await evaluated('names', place, names, language));
  }
  return answers;
}

/**
 * Which nixpkgs is in a folder.
 *
 * @param {string} given
 */
function originOf(given) {
  /** @param {...string} args */
  const git = (...args) => execFileSync('git', ['-C', given, ...args], { encoding: 'utf8' }).trim();
  const [commit = '', date = ''] = git('log', '-1', '--format=%H %cs').split(' ');
  const repository = git('remote', 'get-url', 'origin').replace(/^.*[/:]([^/]+\/[^/]+?)(?:\.git)?$/, '$1');
  return { release: readFileSync(join(given, 'lib/.version'), 'utf8').trim(), repository, commit, date };
}
