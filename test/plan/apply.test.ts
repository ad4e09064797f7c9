import { chmodSync, mkdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Write } from '../../generators/core/model/change.js';
import type { RenderedFile } from '../../generators/core/model/pipeline.js';
import { exitCodes, UserError } from '../../generators/core/model/errors.js';
import { apply } from '../../generators/core/plan/apply.js';
import { plan } from '../../generators/core/plan/plan.js';
import { openProject } from '../../generators/core/project/project.js';
import { place, plainTree, temporaryFolder, textAt, treeOf } from '../support/folders.js';

const file = (text: string, mode = 0o644): RenderedFile => ({
  content: Buffer.from(text),
  mode,
  ownership: 'managed',
  reason: 'because',
});
const create = (path: string, text: string): Write => ({ kind: 'create', path, file: file(text) });
const update = (path: string, old: string, text: string): Write => ({
  kind: 'update',
  path,
  file: file(text),
  old: Buffer.from(old),
});

const modeOf = (...path: string[]): number => statSync(join(...path)).mode & 0o777;

describe('modes', () => {
  it.each([
    [0o600, 0o644, 0o600],
    [0o640, 0o755, 0o750],
    [0o664, 0o644, 0o664],
    [0o700, 0o644, 0o700],
    [0o444, 0o644, 0o444],
  ])('stay as they are on disk, unless the file becomes executable: %o with %o is %o', async (mode, wanted, result) => {
    const root = temporaryFolder({ a: 'old' });
    chmodSync(join(root, 'a'), mode);
    const disk = new Map([['a', openProject(root).entry('a')]]);
    const previous = {
      lock: { managed: new Map([['a', 'old']]), once: new Set<string>() },
      labels: { ours: '', theirs: '' },
    };
    const [change] = plan(disk, new Map([['a', file('new', wanted)]]), previous);
    await apply(root, [change as Write]);
    expect(textAt(root, 'a')).toBe('new');
    expect(modeOf(root, 'a').toString(8)).toBe(result.toString(8));
  });

  it('follow a file that is moved', async () => {
    const root = temporaryFolder({ old: 'old' });
    chmodSync(join(root, 'old'), 0o600);
    const project = openProject(root);
    const disk = new Map(['old', 'new'].map((path) => [path, project.entry(path)] as const));
    const previous = {
      lock: { managed: new Map([['old', 'old']]), once: new Set<string>() },
      labels: { ours: '', theirs: '' },
    };
    const changes = plan(disk, new Map([['new', { ...file('text'), was: ['old'] }]]), previous);
    await apply(root, changes as Write[]);
    expect(treeOf(root)).toEqual(plainTree({ new: 'text' }));
    expect(modeOf(root, 'new')).toBe(0o600);
  });
});

describe('what changed after the plan was made', () => {
  const planned = [update('a', 'old', 'new'), create('b', 'new'), create('nix/c', 'new')];
  const begun = { a: 'old', mine: 'mine' };

  it.each<[string, (root: string, outside: string) => void]>([
    [
      'an edit',
      (root) => {
        place(root, { a: 'edited' });
      },
    ],
    [
      'a removal',
      (root) => {
        rmSync(join(root, 'a'));
      },
    ],
    [
      'a new file in an empty place',
      (root) => {
        place(root, { b: 'mine' });
      },
    ],
    [
      'a folder in place of a file',
      (root) => {
        mkdirSync(join(root, 'b'));
      },
    ],
    [
      'a link in place of a file',
      (root, outside) => {
        symlinkSync(join(outside, 'x'), join(root, 'b'));
      },
    ],
    [
      'a link in place of a folder',
      (root, outside) => {
        symlinkSync(outside, join(root, 'nix'));
      },
    ],
    [
      'a link into .git',
      (root) => {
        mkdirSync(join(root, '.git/hooks'), { recursive: true });
        symlinkSync('.git/hooks', join(root, 'nix'));
      },
    ],
  ])('is detected, and nothing is written: %s', async (_, change) => {
    const [root, outside] = [temporaryFolder(begun), temporaryFolder({ x: 'x' })];
    change(root, outside);
    const before = [treeOf(root), treeOf(outside), treeOf(join(root, '.git'))];
    const error: unknown = await apply(root, planned).catch((each: unknown) => each);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ code: exitCodes.passing });
    expect(String(error)).toContain('changed in the meantime');
    expect([treeOf(root), treeOf(outside), treeOf(join(root, '.git'))]).toEqual(before);
  });
});
