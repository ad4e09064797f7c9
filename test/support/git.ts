import { expect } from 'vitest';
import { freshFolder, place } from './folders.js';
import { run } from './run.js';

const me = ['-c', 'user.name=A', '-c', 'user.email=a@example.org', '-c', 'protocol.file.allow=always'];

/** What git prints in a folder, without the last newline; it must succeed. */
export async function gitIn(cwd: string, ...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run([...me, ...args], { cwd, program: ['git'] });
  expect(code, stderr).toBe(0);
  return stdout.replace(/\n$/, '');
}

/** A repository with these files in one commit. */
export async function repositoryOf(files: Readonly<Record<string, string>>, name = 'repository'): Promise<string> {
  const folder = freshFolder(name);
  await gitIn(folder, 'init', '--quiet', '-b', 'main');
  place(folder, files);
  await gitIn(folder, 'add', '--all');
  await gitIn(folder, 'commit', '--quiet', '--allow-empty', '--message', 'x');
  return folder;
}

/** Paths that tools don't expect, and that every file system of the tests allows. */
export const oddPaths = [
  ' space ',
  '"quoted".txt',
  "it's",
  'tab\there',
  'line\nbreak',
  '\u001b[31mred',
  '-dash',
  '--help',
  ':(glob)*',
  'a*b?[c]',
  'back\\slash',
  'ünïcödé',
  '\u202ertl',
  '#hash',
  '!bang',
];
