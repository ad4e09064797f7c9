/* What is tested: repositories as the built renderer writes them, in every combination worth a build. */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { copies } from './world.js';

/**
 * @typedef {import('../../../generators/core/model/pipeline.js').Answers} Answers
 * @typedef {import('../../../generators/core/model/catalog.js').Base} Base
 * @typedef {import('../../../generators/core/model/catalog.js').Ci} Ci
 * @typedef {import('../../../generators/core/model/pipeline.js').FileSet} FileSet
 */

/**
 * One repository and the bases that its image is built on; the first is the one it names.
 *
 * @typedef {object} Case
 * @property {string} id names logs, the copy and the images
 * @property {Answers} answers
 * @property {readonly [Base, ...Base[]]} bases
 */

/** @param {string} path below dist/generators/core @returns {Promise<unknown>} */
const built = (path) => import(join(import.meta.dirname, '../../../dist/generators/core', path));
const { loadCatalog } = /** @type {typeof import('../../../generators/core/catalog/load.js')} */ (
  await built('catalog/load.js')
);
const { settle } = /** @type {typeof import('../../../generators/core/answers/questions.js')} */ (
  await built('answers/questions.js')
);
const { render } = /** @type {typeof import('../../../generators/core/render/render.js')} */ (
  await built('render/render.js')
);

export const { usersRegistry } = /** @type {typeof import('../../../generators/core/tools/npm-registry.js')} */ (
  await built('tools/npm-registry.js')
);
export const catalog = loadCatalog();

const usualName = 'my-app';

/**
 * Every template with every base and every CI system, and every combination of a template's options. Combinations after
 * the first get only one base, a different one each time, and each repository gets one CI system.
 *
 * @param {{ template?: string | undefined, base?: string | undefined, name?: string, addons?: readonly string[] }} choice
 * @returns {Case[]}
 */
export function cases({ template, base, name = usualName, addons = [] }) {
  const bases = catalog.bases.filter((each) => base === undefined || each.id === base);
  return catalog.templates
    .filter(({ id }) => template === undefined || id === template)
    .flatMap(({ id, options }) =>
      combinations(options)
        .flatMap((combination, index) => groups(bases, index).map((own) => ({ combination, own })))
        .map(({ combination, own }, place) => {
          const { id: ci } = /** @type {Ci} */ (catalog.cis[place % catalog.cis.length]);
          const given = { template: id, name, options: combination, base: own[0].id, ci, addons };
          const answers = settle(catalog, given, { stored: { options: {} }, name });
          const words = [id, ...Object.values(combination), ...addons, ...(name === usualName ? [] : [name])];
          if (own[0].setup) words.push(own[0].id);
          return { id: words.join('-'), answers, bases: own };
        }),
    );
}

/**
 * The bases for the combination with that index, grouped by repository: a base with a setup has its own lines in the
 * Dockerfile, all others are only named there.
 *
 * @param {readonly Base[]} bases
 * @param {number} index
 * @returns {[Base, ...Base[]][]}
 */
function groups(bases, index) {
  const chosen = bases.filter((_, place) => index === 0 || place === index % bases.length);
  const [first, ...others] = chosen.filter(({ setup }) => !setup);
  return [
    ...(first ? [/** @type {[Base, ...Base[]]} */ ([first, ...others])] : []),
    ...chosen.filter(({ setup }) => setup).map((one) => /** @type {[Base]} */ ([one])),
  ];
}

/**
 * @param {readonly { name: string, choices: readonly string[], default: string }[]} options
 * @returns {Record<string, string>[]} the defaults come first
 */
const combinations = (options) =>
  options.reduce(
    (/** @type {Record<string, string>[]} */ all, { name, choices, default: usual }) =>
      [usual, ...choices.filter((choice) => choice !== usual)].flatMap((choice) =>
        all.map((one) => ({ ...one, [name]: choice })),
      ),
    [{}],
  );

/** @param {Case} one */
export const rendered = ({ answers }) => render(catalog, answers);

/**
 * Writes the repository into the world, as Git would store it.
 *
 * @param {Case} one
 * @returns {Promise<FileSet>} what was rendered
 */
export async function write(one) {
  const files = await rendered(one);
  const copy = join(copies, one.id);
  rmSync(copy, { recursive: true, force: true });
  for (const [path, { content, mode }] of files) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    writeFileSync(join(copy, path), content);
    chmodSync(join(copy, path), mode);
  }
  execFileSync('git', ['init', '--quiet'], { cwd: copy });
  return files;
}

/**
 * Points the lock of the copy to the look-alike, and shows that everything else is as rendered.
 *
 * @param {Case} one
 * @param {FileSet} files what was rendered
 * @param {string} hash
 * @returns {string[]} the difference
 */
export function lock({ id }, files, hash) {
  const copy = join(copies, id);
  const path = join(copy, 'flake.lock');
  const text = readFileSync(path, 'utf8');
  const hashes = text.match(/"narHash": "[^"]*"/g) ?? [];
  if (hashes.length !== 1) throw new Error(`flake.lock names ${hashes.length} hashes, not that of nixpkgs alone`);
  writeFileSync(path, text.replace(hashes[0], `"narHash": "${hash}"`));
  execFileSync('git', ['add', '--all'], { cwd: copy });

  const present = readdirSync(copy, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(copy.length + 1))
    .filter((each) => !each.startsWith('.git/'));
  const other = [...new Set([...present, ...files.keys()])].filter(
    (each) => !existsSync(join(copy, each)) || files.get(each)?.content.equals(readFileSync(join(copy, each))) !== true,
  );
  const difference = other.flatMap((each) => lines(files.get(each)?.content.toString('utf8'), join(copy, each)));
  const expected = difference.every((line) => /^[-+] +"narHash": "[^"]*",?$/.test(line)) && difference.length === 2;
  if (other.join() !== 'flake.lock' || !expected) {
    throw new Error(
      ['The copy differs from what was rendered in more than narHash:', ...other, ...difference].join('\n'),
    );
  }
  return difference;
}

/** @param {string | undefined} before @param {string} path */
function lines(before = '', path) {
  const old = before.split('\n');
  const now = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
  return [
    ...old.filter((line) => !now.includes(line)).map((line) => `- ${line.trim()}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+ ${line.trim()}`),
  ];
}
