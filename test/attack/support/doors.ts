import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { execa } from 'execa';
import { catalog } from '../../support/rendering.js';
import { commit, edit, fromScratch, repository } from '../../support/earlier.js';
import { freshFolder, place, treeOf } from '../../support/folders.js';
import { bin, environmentOf, run, type Ran } from '../../support/run.js';

/** A command that writes to a directory, and what was there before. */
export interface Scenario {
  readonly name: string;
  readonly args: readonly string[];
  /** Creates the directory, including .git. */
  readonly prepare: () => Promise<string>;
}

const [template = ''] = catalog.templates.map(({ id }) => id);
const [one = '', , other = ''] = catalog.addons.map(({ id }) => id);

const created = async (...args: string[]): Promise<string> => {
  const cwd = freshFolder('my-app');
  await run(['--template', template, '--yes', ...args], { cwd });
  await commit(cwd);
  return cwd;
};

const edited = (cwd: string): string => {
  edit(cwd, 'Dockerfile', (text) => `# mine\n${text}`);
  return cwd;
};

const fixture = join(import.meta.dirname, '../../fixtures/onboard/python-requirements/project');

/** A repository with a project in a folder: one of the files written lies outside of it. */
async function withFolder(): Promise<string> {
  const cwd = freshFolder('my-app');
  cpSync(fixture, join(cwd, 'api'), { recursive: true });
  await execa('git', ['init', '--quiet'], { cwd, env: environmentOf({}), extendEnv: false });
  return cwd;
}

/** Every way in which a command writes. */
export const scenarios: readonly Scenario[] = [
  {
    name: 'create',
    args: ['--template', template, '--yes'],
    prepare: () => Promise.resolve(freshFolder('my-app')),
  },
  {
    name: 'create --force',
    args: ['--template', template, '--yes', '--force'],
    prepare: () => {
      const cwd = freshFolder('my-app');
      place(cwd, { Dockerfile: 'FROM mine\n', 'nix/app.nix': '{ }\n', 'mine.txt': 'mine\n' });
      return Promise.resolve(cwd);
    },
  },
  {
    name: 'onboard',
    args: ['onboard', '--yes'],
    prepare: async () => {
      const cwd = freshFolder('my-app');
      cpSync(fixture, cwd, { recursive: true });
      await execa('git', ['init', '--quiet'], { cwd, env: environmentOf({}), extendEnv: false });
      return cwd;
    },
  },
  {
    name: 'update',
    args: ['update'],
    prepare: async () => {
      const cwd = edited(await repository({ Dockerfile: fromScratch, '.dockerignore': (text) => `old\n${text}` }));
      await commit(cwd);
      return cwd;
    },
  },
  {
    name: 'update with another answer',
    args: ['update', '--ci', 'none'],
    prepare: () => created(),
  },
  {
    name: 'onboard in a folder of a repository',
    args: ['onboard', '--root', 'api', '--yes'],
    prepare: () => withFolder(),
  },
  {
    name: 'update in a folder of a repository',
    args: ['update', 'api', '--ci', 'none'],
    prepare: async () => {
      const cwd = await withFolder();
      await run(['onboard', '--root', 'api', '--yes'], { cwd });
      await commit(cwd);
      return cwd;
    },
  },
  {
    name: 'addon',
    args: ['addon', one, other],
    prepare: async () => {
      const cwd = edited(await created());
      await commit(cwd);
      return cwd;
    },
  },
  {
    name: 'addon --remove',
    args: ['addon', one, other, '--remove'],
    prepare: () => created('--addons', `${one},${other}`),
  },
];

/** Copies a directory with its git state. */
export function copyOf(cwd: string): string {
  const copy = freshFolder('my-app');
  cpSync(cwd, copy, { recursive: true, preserveTimestamps: true });
  return copy;
}

/** What happens to a program's file-system call. */
export interface Fault {
  readonly at: number;
  /** As in faults.js. */
  readonly what: string;
  readonly lasts?: boolean;
  /** A file that is created when it happens; absolute path. */
  readonly mark?: string;
}

const faults = pathToFileURL(join(import.meta.dirname, '../../support/faults.js')).href;

/** Runs the bin with a fault; a run that is killed has no exit code. */
export async function runWith(
  args: readonly string[],
  cwd: string,
  { at, what, lasts, mark }: Fault,
): Promise<Ran | 'killed'> {
  const how = { FAULT: what, FAULT_LASTS: lasts ? 'yes' : undefined, FAULT_MARK: mark };
  const env = { FAULT_BELOW: cwd, FAULT_AT: String(at), ...how };
  return run(args, { cwd, env, program: [process.execPath, '--import', faults, bin] }).catch(() => 'killed' as const);
}

/** The contents of a directory and its git index. */
export async function stateOf(cwd: string): Promise<{ tree: Map<string, string>; index: string }> {
  const { stdout } = await execa('git', ['ls-files', '--stage'], {
    cwd,
    env: environmentOf({}),
    extendEnv: false,
    reject: false,
  });
  return { tree: treeOf(cwd), index: stdout };
}
