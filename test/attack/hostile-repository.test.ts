import { createHash } from 'node:crypto';
import { cpSync, existsSync, lstatSync, readdirSync, readFileSync, readlinkSync, rmSync, utimesSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { offeredBy } from '../../generators/core/answers/addons.js';
import type { Template } from '../../generators/core/model/catalog.js';
import { commit } from '../support/earlier.js';
import { freshFolder } from '../support/folders.js';
import { catalog } from '../support/rendering.js';
import { plainEnvironment, run } from '../support/run.js';
import { effort, tried } from './support/effort.js';
import { kinds, type Kind } from './support/hostile-repositories.js';

const [template] = catalog.templates.filter((each) => offeredBy(catalog, each).length > 0).slice(-1) as [Template];
const [addon = ''] = offeredBy(catalog, template).map(({ id }) => id);
const [, base = ''] = catalog.bases.map(({ id }) => id);
const project = join(import.meta.dirname, '../fixtures/onboard/node-plain/project');

/** Harmless repositories with one commit, created once. */
const made: Record<'app' | 'full' | 'project', string> = { app: '', full: '', project: '' };

const app = ['.', '--template', template.id, '--name', 'my-app', '--ci', 'none'];

/** Command lines, and the repository that each runs in. */
const doors: readonly (readonly [repository: keyof typeof made, ...words: string[]])[] = [
  ['app', ...app, '--yes'],
  ['app', ...app],
  ['app', ...app, '--base', base, '--yes', '--force'],
  ['project', ...app, '--yes', '--force'],
  ['app', 'browse', template.id, 'Dockerfile'],
  ['app', 'browse', template.id, '--html', 'pages'],
  ['project', 'onboard', '--yes'],
  ['project', 'onboard'],
  ['project', 'onboard', '--yes', '--force'],
  ['project', 'onboard', '--explain'],
  ['app', 'update', '--base', base],
  ['app', 'update', '--base', base, '--yes'],
  ['app', 'update', '--base', base, '--force', '--theirs'],
  ['app', 'update', '--dry-run'],
  ['app', 'addon', addon],
  ['app', 'addon', addon, '--force'],
  ['app', 'addon', '--list'],
  ['full', 'addon', addon, '--remove'],
  ['full', 'addon', addon, '--remove', '--force'],
];

beforeAll(async () => {
  for (const name of ['app', 'full', 'project'] as const) {
    const cwd = freshFolder('honest');
    made[name] = cwd;
    if (name === 'project') {
      cpSync(project, cwd, { recursive: true });
      expect(await run(['init', '--quiet', '-b', 'main'], { cwd, program: ['git'] })).toMatchObject({ code: 0 });
    } else {
      const addons = name === 'full' ? ['--addons', addon] : [];
      expect(await run([...app, ...addons, '--yes'], { cwd })).toMatchObject({ code: 0 });
    }
    await commit(cwd);
  }
});

/** Everything below a folder, including .git. */
function bytesOf(folder: string): Map<string, string> {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return new Map(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const { mode } = lstatSync(path);
      if (entry.isSymbolicLink()) return [path, readlinkSync(path)];
      const hash = entry.isFile() ? createHash('sha256').update(readFileSync(path)).digest('hex') : '';
      return [path, `${mode.toString(8)} ${hash}`];
    }),
  );
}

interface Trap {
  readonly cwd: string;
  /** The damage: a program ran, or another user's repository changed. */
  readonly sprung: () => string[];
}

async function trap(kind: Kind, repository: keyof typeof made): Promise<Trap> {
  const folder = freshFolder('hostile');
  cpSync(made[repository], folder, { recursive: true, verbatimSymlinks: true });
  const mark = join(freshFolder('marks'), 'mark');
  const { cwd, foreign } = await kind.build(folder, `touch ${mark}`);
  // git reads files, through filters, if the index doesn't know their times.
  for (const entry of readdirSync(cwd, { withFileTypes: true }))
    if (entry.isFile()) utimesSync(join(cwd, entry.name), 1e9, 1e9);
  rmSync(mark, { force: true });
  const before = foreign === undefined ? undefined : bytesOf(foreign);
  const isChanged = (): boolean =>
    foreign !== undefined && JSON.stringify([...bytesOf(foreign)]) !== JSON.stringify([...(before ?? [])]);
  return {
    cwd,
    sprung: () => [
      ...(existsSync(mark) ? ['a program ran'] : []),
      ...(isChanged() ? ['another repository changed'] : []),
    ],
  };
}

const me = { GIT_AUTHOR_NAME: 'A', GIT_AUTHOR_EMAIL: 'a@example.org' };

describe('a hostile repository', () => {
  it.each(kinds.filter(({ live }) => live !== ''))(
    'with $name is a danger to people who use git in it',
    async (kind) => {
      const { cwd, sprung } = await trap(kind, 'app');
      const env = { ...me, GIT_COMMITTER_NAME: 'A', GIT_COMMITTER_EMAIL: 'a@example.org' };
      await run(['-c', kind.live], { cwd, program: ['sh'], env });
      expect(sprung()).not.toEqual([]);
    },
  );

  const every = kinds.flatMap((kind) => doors.map((door) => ({ kind, door })));
  // A step that reaches every kind and every command line within a few inputs.
  const some = every.filter((_, at) => at % (doors.length + 4) === 0);

  it(
    'starts no program and changes no other repository, whatever command runs in it',
    async () => {
      const chosen = [...some, ...every.filter((each) => !some.includes(each))].slice(0, effort(8, every.length));
      const faults: string[] = [];
      const queue = [...chosen];
      const work = async (): Promise<void> => {
        for (let next = queue.shift(); next; next = queue.shift()) faults.push(...(await faultsOf(next)));
      };
      await Promise.all([work(), work()]);
      tried('hostile repositories', chosen.length, faults.length);
      expect(faults).toEqual([]);
    },
    effort(120_000, 3_600_000),
  );
});

async function faultsOf({ kind, door }: { kind: Kind; door: (typeof doors)[number] }): Promise<string[]> {
  const [repository, ...words] = door;
  const { cwd, sprung } = await trap(kind, repository);
  // Like npx and npm set it.
  const PATH = [join(cwd, 'node_modules/.bin'), 'node_modules/.bin', '.', plainEnvironment.PATH].join(delimiter);
  const { code, stdout, stderr } = await run(words, { cwd, env: { PATH } });
  const isSane = [0, 1, 75].includes(code) && !/went wrong inside|^ {4}at /m.test(stdout + stderr);
  const faults = [...sprung(), ...(isSane ? [] : [`code ${String(code)}: ${stderr}`])];
  return faults.map((fault) => `${kind.name}: ${words.join(' ')}: ${fault}`);
}
