import { describe, expect, it } from 'vitest';
import type { Change, DiskEntry, Lock } from '../../generators/core/model/change.js';
import type { RenderedFile } from '../../generators/core/model/pipeline.js';
import { plan } from '../../generators/core/plan/plan.js';

const labels = { ours: 'yours', theirs: 'heroku-nix 9.9.9' };

const file = (text: string, more: Partial<RenderedFile> = {}): RenderedFile => ({
  content: Buffer.from(text),
  mode: 0o644,
  ownership: 'managed',
  reason: 'because',
  ...more,
});
const onDisk = (text: string | Buffer): DiskEntry => ({ kind: 'file', content: Buffer.from(text), mode: 0o644 });
const lock = (managed: Record<string, string>, once: string[] = []): Pick<Lock, 'managed' | 'once'> => ({
  managed: new Map(Object.entries(managed)),
  once: new Set(once),
});

const changes = (
  disk: Record<string, DiskEntry>,
  next: Record<string, RenderedFile>,
  previous: Pick<Lock, 'managed' | 'once'>,
): Change[] => plan(new Map(Object.entries(disk)), new Map(Object.entries(next)), { lock: previous, labels });

describe('a plan that knows what was written last time', () => {
  it.each<[string, DiskEntry, string, string, Change['kind']]>([
    ['replaces a file that the user left alone', onDisk('old\n'), 'old\n', 'new\n', 'update'],
    ['does so after a checkout with other line endings, too', onDisk('old\r\n'), 'old\n', 'old\nnew\n', 'merge'],
    ["keeps an edit if the templates didn't change", onDisk('mine\n'), 'old\n', 'old\n', 'keep'],
    [
      'merges an edit with the change in the templates',
      onDisk('mine\na\nb\nold\n'),
      'a\nb\nold\n',
      'a\nb\nnew\n',
      'merge',
    ],
    ['keeps a file that is already up to date', onDisk('new\n'), 'old\n', 'new\n', 'keep'],
    ['leaves out a file that the user removed', { kind: 'absent' }, 'old\n', 'new\n', 'declined'],
    ['never merges binary files', onDisk(Buffer.of(0, 1)), 'old\n', 'new\n', 'conflict'],
    ['names what is in the way', { kind: 'blocked', why: 'a wall' }, 'old\n', 'new\n', 'blocked'],
  ])('%s', (_, disk, base, next, kind) => {
    expect(changes({ x: disk }, { x: file(next) }, lock({ x: base })).map((change) => change.kind)).toEqual([kind]);
  });

  it("accepts a link or a folder of the user's if the templates didn't change", () => {
    const wall: DiskEntry = { kind: 'blocked', why: 'a symbolic link is in the way' };
    expect(changes({ x: wall }, { x: file('old\n') }, lock({ x: 'old\n' }))).toMatchObject([{ kind: 'keep' }]);
  });

  it('keeps a file executable if the user made it so', () => {
    const disk = { x: { ...onDisk('old\n'), mode: 0o755 } };
    expect(changes(disk, { x: file('new\n') }, lock({ x: 'old\n' }))).toMatchObject([{ file: { mode: 0o755 } }]);
  });

  it("creates a file that is new in the templates, but not over a user's file", () => {
    const next = { x: file('new') };
    expect(changes({}, next, lock({}))).toMatchObject([{ kind: 'create', path: 'x' }]);
    expect(changes({ x: onDisk('mine') }, next, lock({}))).toMatchObject([{ kind: 'conflict', path: 'x' }]);
  });

  it('never touches a file that was handed over to the user', () => {
    const next = { x: file('new', { ownership: 'once' }) };
    expect(changes({ x: onDisk('mine') }, next, lock({}, ['x']))).toMatchObject([{ kind: 'keep' }]);
    expect(changes({}, next, lock({}, ['x']))).toMatchObject([{ kind: 'declined' }]);
    expect(changes({}, next, lock({}))).toMatchObject([{ kind: 'create' }]);
    expect(changes({ x: onDisk('mine') }, next, lock({}))).toMatchObject([{ kind: 'keep' }]);
  });

  it('removes what the templates dropped, unless the user changed it', () => {
    const previous = lock({ x: 'old\n', y: 'old\n', z: 'old\n' });
    expect(changes({ x: onDisk('old\n'), y: onDisk('mine\n') }, {}, previous)).toMatchObject([
      { kind: 'delete', path: 'x' },
      { kind: 'release', path: 'y' },
    ]);
  });

  it('removes nothing that is named only in the lock', () => {
    const previous = { lock: lock({ x: 'old\n', y: 'old\n' }), labels, removable: new Set(['x']) };
    const disk = new Map(['x', 'y'].map((path) => [path, onDisk('old\n')]));
    expect(plan(disk, new Map(), previous)).toMatchObject([
      { kind: 'delete', path: 'x' },
      { kind: 'release', path: 'y', unknown: true },
    ]);
  });

  it("follows a file that the templates moved, with the user's changes", () => {
    const next = { 'b/new': file('a\nb\nc\nD\n', { was: ['old'] }) };
    const previous = lock({ old: 'a\nb\nc\nd\n' });
    expect(changes({ old: onDisk('mine\na\nb\nc\nd\n') }, next, previous)).toMatchObject([
      { kind: 'merge', path: 'b/new', file: { content: Buffer.from('mine\na\nb\nc\nD\n') }, marks: 0 },
      { kind: 'delete', path: 'old' },
    ]);
    expect(changes({}, next, previous)).toMatchObject([{ kind: 'declined', path: 'b/new' }]);
    expect(changes({ old: onDisk('mine'), 'b/new': onDisk('mine too') }, next, previous)).toMatchObject([
      { kind: 'merge', path: 'b/new' },
      { kind: 'release', path: 'old' },
    ]);
  });

  it("doesn't write a moved file of the user's a second time", () => {
    const next = { new: file('text', { ownership: 'once', was: ['old'] }) };
    expect(changes({ old: onDisk('mine') }, next, lock({}, ['old']))).toMatchObject([
      { kind: 'declined', path: 'new' },
    ]);
  });
});
