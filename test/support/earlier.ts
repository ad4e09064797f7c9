import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { lockPath } from '../../generators/core/model/records.js';
import { freshFolder, textAt } from './folders.js';
import { catalog } from './rendering.js';
import { run, type Ran } from './run.js';

/** The template that the update tests use. */
export const [{ id: template, options }] = catalog.templates as [(typeof catalog.templates)[number]];

const git = (cwd: string, ...args: string[]): Promise<Ran> =>
  run(['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], { cwd, program: ['git'] });

/** Commits everything. */
export async function commit(cwd: string): Promise<void> {
  expect(await git(cwd, 'add', '--all')).toMatchObject({ code: 0 });
  expect(await git(cwd, 'commit', '--quiet', '--message', 'x')).toMatchObject({ code: 0 });
}

export const update = (cwd: string, ...args: string[]): Promise<Ran> => run(['update', ...args], { cwd });

/** A repository as an earlier version wrote it, with other contents in some files, committed. */
export async function repository(earlier: Readonly<Record<string, (text: string) => string>> = {}): Promise<string> {
  const cwd = freshFolder('my-app');
  expect(await run(['--template', template, '--yes'], { cwd })).toMatchObject({ code: 0 });
  const lock = JSON.parse(textAt(cwd, lockPath)) as { managed: Record<string, string[]> };
  for (const [path, change] of Object.entries(earlier)) {
    const old = change(textAt(cwd, path));
    expect(old).not.toBe(textAt(cwd, path));
    writeFileSync(join(cwd, path), old);
    lock.managed[path] = old.split('\n');
  }
  writeFileSync(join(cwd, lockPath), `${JSON.stringify({ ...lock, generator: '0.0.9' }, null, 2)}\n`);
  await commit(cwd);
  return cwd;
}

export const edit = (cwd: string, path: string, change: (text: string) => string): void => {
  writeFileSync(join(cwd, path), change(textAt(cwd, path)));
};

/** How an earlier Dockerfile differed. */
export const fromScratch = (text: string): string => text.replace('FROM scratch', 'FROM scratch-of-old');
