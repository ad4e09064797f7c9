import { cpSync } from 'node:fs';
import { beforeAll, expect } from 'vitest';
import { offeredBy } from '../../generators/core/answers/addons.js';
import { commit, fromScratch, repository, template } from './earlier.js';
import { freshFolder } from './folders.js';
import { catalog } from './rendering.js';
import { run, type Ran, type Start } from './run.js';

const [data] = offeredBy(
  catalog,
  catalog.templates.find(({ id }) => id === template) ?? (catalog.templates[0] as never),
);

/** The commands that change existing files: how to run them, and a file that each would change. */
export const doors = {
  update: { words: ['update'], changes: 'Dockerfile' },
  addon: { words: ['addon', data?.id ?? ''], changes: 'flake.nix' },
} as const;

export type DoorName = keyof typeof doors;

export const made: Partial<Record<DoorName, string>> = {};

/** Makes what each door opens, once for all test files that share this module. */
export function prepareDoors(): void {
  beforeAll(async () => {
    if (made.addon !== undefined) return;
    made.update = await repository({ Dockerfile: fromScratch });
    made.addon = freshFolder('my-app');
    expect(await run(['--template', template, '--yes'], { cwd: made.addon })).toMatchObject({ code: 0 });
    await commit(made.addon);
  });
}

/** A copy of a committed repository in which the command has something to do. */
export function copyFor(door: DoorName): string {
  const cwd = freshFolder('my-app');
  cpSync(made[door] ?? '', cwd, { recursive: true });
  return cwd;
}

/** Runs a command in a repository. */
export const open = (door: DoorName, cwd: string, args: readonly string[] = [], env: Start['env'] = {}): Promise<Ran> =>
  run([...doors[door].words, ...args], { cwd, env });
