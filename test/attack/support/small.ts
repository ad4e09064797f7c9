import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Answers } from '../../../generators/core/model/pipeline.js';
import { lockFile } from '../../../generators/core/plan/lock.js';
import { lockPath, storedPath } from '../../../generators/core/model/records.js';
import { answersFor, catalog } from '../../support/rendering.js';
import { plainTree, treeOf } from '../../support/folders.js';
import { run, type Ran } from '../../support/run.js';

const url = (path: string): string => pathToFileURL(join(import.meta.dirname, path)).href;

const [template = ''] = catalog.templates.map(({ id }) => id);
const { name }: Answers = answersFor(template);
const lockOf = (managed: Record<string, string>): string =>
  lockFile({
    generator: '1.0.0',
    template,
    name,
    managed: new Map(Object.entries(managed)),
    once: new Set(),
  }).content.toString();

const managed = {
  old: { a: 'old\n', 'b/c': 'old\n', 'd/gone': 'old\n' },
  new: { a: 'new\n', 'b/c': 'new\n', 'e/f/g': 'new\n', h: 'new\n' },
};
/** The contents of a folder before and after. */
export const trees = {
  old: { ...managed.old, [lockPath]: lockOf(managed.old), [storedPath]: '{}\n', mine: 'mine\n' },
  new: { ...managed.new, [lockPath]: lockOf(managed.new), [storedPath]: '{"new":1}\n', mine: 'mine\n' },
};

/** A program that settles what was left behind and then brings a folder from old to new, like the commands. */
const program = `
  import { writeSync, readFileSync, existsSync } from 'node:fs';
  import { join } from 'node:path';
  import { apply, settleCutOff } from '${url('../../../dist/generators/core/plan/apply.js')}';
  /** What a folder holds before and after. */
export const trees = ${JSON.stringify(trees)};
  const root = process.cwd();
  const told = ({ paths }) => writeSync(1, JSON.stringify(paths) + '\\n');
  try {
    await settleCutOff(root, told);
    const changes = Object.keys({ ...trees.old, ...trees.new }).sort().flatMap((path) => {
      const [before, next] = [existsSync(join(root, path)) ? readFileSync(join(root, path)) : undefined, trees.new[path]];
      const file = { content: Buffer.from(next ?? ''), mode: 0o644, ownership: path.startsWith('.') ? 'record' : 'managed', reason: '' };
      if (next === undefined) return before ? [{ kind: 'delete', path, old: before }] : [];
      if (!before) return [{ kind: 'create', path, file }];
      return before.equals(file.content) ? [] : [{ kind: 'update', path, file, old: before }];
    });
    await apply(root, changes, { paths: changes.length > 0 ? Object.keys(trees.new) : [], init: false }, told);
  } catch (error) {
    writeSync(2, error.message + '\\n');
    process.exitCode = error.code === 75 ? 75 : 1;
  }
`;

/** Starts the program in a folder, with a fault as in faults.js. */
export const start = (cwd: string, env: Record<string, string | undefined> = {}): Promise<Ran> => {
  const words = ['--import', url('../../support/faults.js'), '--input-type=module', '--eval', program] as const;
  return run([], { cwd, env: { FAULT_BELOW: cwd, FAULT_AT: '-1', ...env }, program: [process.execPath, ...words] });
};

/** The contents of a folder, without the files of a run in progress. */
export const withoutOurs = (cwd: string): Map<string, string> =>
  new Map([...treeOf(cwd)].filter(([path]) => !/^\.heroku-nix-(run|[\da-f]{32}\/)/.test(path)));

export const oldTree = plainTree(trees.old);
export const newTree = plainTree(trees.new);
