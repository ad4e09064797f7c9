import { check } from 'prettier';
import { describe, expect, it } from 'vitest';
import type { Change, DiskEntry, Lock, RenderedFile } from '../../generators/core/domain.js';
import { lockFile, lockOf, readLock } from '../../generators/core/plan/lock.js';
import { merge, type Favour } from '../../generators/core/plan/merge.js';
import { plan } from '../../generators/core/plan/plan.js';
import { lockPath } from '../../generators/core/records.js';
import { answersFor, catalog, renderFor } from '../support/rendering.js';

const labels = { ours: 'yours', theirs: 'heroku-nix 9.9.9' };

describe('merging a text', () => {
  const base = 'one\ntwo\nthree\nfour\nfive\n';

  it.each([
    [
      'takes their change where ours left the lines alone',
      base,
      base.replace('two', '2'),
      'one\n2\nthree\nfour\nfive\n',
    ],
    [
      'keeps our change where theirs left the lines alone',
      base.replace('two', '2'),
      base,
      'one\n2\nthree\nfour\nfive\n',
    ],
    ['takes both', base.replace('one', '1'), base.replace('five', '5'), '1\ntwo\nthree\nfour\n5\n'],
    [
      'takes a change once that both made',
      base.replace('two', '2'),
      base.replace('two', '2'),
      'one\n2\nthree\nfour\nfive\n',
    ],
    ['keeps a missing line end at the end', base.trimEnd(), base.replace('one', '1'), '1\ntwo\nthree\nfour\nfive'],
    [
      'keeps line ends of another system',
      base.replaceAll('\n', '\r\n'),
      base.replace('one', '1'),
      '1\r\ntwo\r\nthree\r\nfour\r\nfive\r\n',
    ],
  ])('%s', (_, ours, theirs, text) => {
    expect(merge(base, ours, theirs, labels)).toEqual({ text, marks: 0 });
  });

  const [ours, theirs] = [base.replace('three', '3'), base.replace('three', 'III')];

  it('marks the place where both changed the same lines, as git does', () => {
    expect(merge(base, ours, theirs, labels)).toEqual({
      text: 'one\ntwo\n<<<<<<< yours\n3\n=======\nIII\n>>>>>>> heroku-nix 9.9.9\nfour\nfive\n',
      marks: 1,
    });
  });

  it.each<[Favour, string]>([
    ['ours', ours],
    ['theirs', theirs],
  ])('marks nothing where %s are favoured', (favour, text) => {
    expect(merge(base, ours, theirs, labels, favour)).toEqual({ text, marks: 0 });
  });

  it('puts each mark on a line of its own, whatever the last line ends with', () => {
    expect(merge('a\n', 'b', 'c', labels).text).toBe('<<<<<<< yours\nb\n=======\nc\n>>>>>>> heroku-nix 9.9.9\n');
  });
});

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
  former: Pick<Lock, 'managed' | 'once'>,
): Change[] => plan(new Map(Object.entries(disk)), new Map(Object.entries(next)), { lock: former, labels });

describe('a plan that knows what was written last time', () => {
  it.each<[string, DiskEntry, string, string, Change['kind']]>([
    ['replaces what the user left alone', onDisk('old\n'), 'old\n', 'new\n', 'update'],
    ['replaces it too after a checkout with other line ends', onDisk('old\r\n'), 'old\n', 'old\nnew\n', 'merge'],
    ['keeps an edit where the templates did not change', onDisk('mine\n'), 'old\n', 'old\n', 'keep'],
    [
      'merges an edit with the change of the templates',
      onDisk('mine\na\nb\nold\n'),
      'a\nb\nold\n',
      'a\nb\nnew\n',
      'merge',
    ],
    ['keeps what is as it shall be', onDisk('new\n'), 'old\n', 'new\n', 'keep'],
    ['leaves out what the user removed', { kind: 'absent' }, 'old\n', 'new\n', 'declined'],
    ['never merges what is no text', onDisk(Buffer.of(0, 1)), 'old\n', 'new\n', 'conflict'],
    ['names what is in the way', { kind: 'blocked', why: 'a wall' }, 'old\n', 'new\n', 'blocked'],
  ])('%s', (_, disk, base, next, kind) => {
    expect(changes({ x: disk }, { x: file(next) }, lock({ x: base })).map((change) => change.kind)).toEqual([kind]);
  });

  it('lets the user put a link or a folder where the templates did not change', () => {
    const wall: DiskEntry = { kind: 'blocked', why: 'a symbolic link stands there' };
    expect(changes({ x: wall }, { x: file('old\n') }, lock({ x: 'old\n' }))).toMatchObject([{ kind: 'keep' }]);
  });

  it('leaves a file executable that the user made so', () => {
    const disk = { x: { ...onDisk('old\n'), mode: 0o755 } };
    expect(changes(disk, { x: file('new\n') }, lock({ x: 'old\n' }))).toMatchObject([{ file: { mode: 0o755 } }]);
  });

  it('creates a file that the templates did not have before, but not over one of the user’s', () => {
    const next = { x: file('new') };
    expect(changes({}, next, lock({}))).toMatchObject([{ kind: 'create', path: 'x' }]);
    expect(changes({ x: onDisk('mine') }, next, lock({}))).toMatchObject([{ kind: 'conflict', path: 'x' }]);
  });

  it('never touches a file that was given to the user', () => {
    const next = { x: file('new', { ownership: 'once' }) };
    expect(changes({ x: onDisk('mine') }, next, lock({}, ['x']))).toMatchObject([{ kind: 'keep' }]);
    expect(changes({}, next, lock({}, ['x']))).toMatchObject([{ kind: 'declined' }]);
    expect(changes({}, next, lock({}))).toMatchObject([{ kind: 'create' }]);
    expect(changes({ x: onDisk('mine') }, next, lock({}))).toMatchObject([{ kind: 'keep' }]);
  });

  it('takes away what the templates dropped, unless the user changed it', () => {
    const former = lock({ x: 'old\n', y: 'old\n', z: 'old\n' });
    expect(changes({ x: onDisk('old\n'), y: onDisk('mine\n') }, {}, former)).toMatchObject([
      { kind: 'delete', path: 'x' },
      { kind: 'release', path: 'y' },
    ]);
  });

  it('follows a file that the templates moved, with the user’s changes', () => {
    const next = { 'b/new': file('a\nb\nc\nD\n', { was: ['old'] }) };
    const former = lock({ old: 'a\nb\nc\nd\n' });
    expect(changes({ old: onDisk('mine\na\nb\nc\nd\n') }, next, former)).toMatchObject([
      { kind: 'merge', path: 'b/new', file: { content: Buffer.from('mine\na\nb\nc\nD\n') }, marks: 0 },
      { kind: 'delete', path: 'old' },
    ]);
    expect(changes({}, next, former)).toMatchObject([{ kind: 'declined', path: 'b/new' }]);
    expect(changes({ old: onDisk('mine'), 'b/new': onDisk('mine too') }, next, former)).toMatchObject([
      { kind: 'merge', path: 'b/new' },
      { kind: 'release', path: 'old' },
    ]);
  });

  it('does not give a moved file of the user’s a second time', () => {
    const next = { new: file('text', { ownership: 'once', was: ['old'] }) };
    expect(changes({ old: onDisk('mine') }, next, lock({}, ['old']))).toMatchObject([
      { kind: 'declined', path: 'new' },
    ]);
  });
});

describe.each(catalog.templates)('the lock of $id', ({ id }) => {
  it('reads as it was written, in the layout of Prettier, whatever the order of the files', async () => {
    const files = await renderFor(id);
    const written = lockOf(files, answersFor(id), '1.2.3');
    const text = lockFile(written).content.toString('utf8');
    expect(readLock(text)).toEqual(written);
    expect(lockFile(lockOf(new Map([...files].reverse()), answersFor(id), '1.2.3')).content.toString('utf8')).toBe(
      text,
    );
    expect(await check(text, { parser: 'json', filepath: lockPath })).toBe(true);
    expect([...written.managed.keys(), ...written.once].sort()).toEqual([...files.keys()].sort());
  });
});

describe('a lock that cannot be used', () => {
  const whole = { format: 1, generator: '1.0.0', template: 'a', name: 'b', managed: {}, once: [] };

  it.each([
    ['no JSON', '{'],
    ['no object', '[]'],
    ['a form of old', JSON.stringify({ ...whole, format: 0 })],
    ['a file that is no list of lines', JSON.stringify({ ...whole, managed: { x: 'text' } })],
    ['a missing part', JSON.stringify({ ...whole, once: undefined })],
    ['the marks of a merge', `<<<<<<< ours\n${JSON.stringify(whole)}\n`],
    ['a way out of the repository', JSON.stringify({ ...whole, managed: { 'a/../../x': [''] } })],
    ['an absolute path', JSON.stringify({ ...whole, managed: { '/etc/passwd': [''] } })],
    ['a path of git’s own', JSON.stringify({ ...whole, managed: { '.git/config': [''] } })],
  ])('is refused: %s', (_, text) => {
    expect(() => readLock(text)).toThrow(`${lockPath} cannot be read`);
  });

  it('is refused as newer when only a newer version knows its form', () => {
    const text = JSON.stringify({ ...whole, format: 2, generator: '7.0.0' });
    expect(() => readLock(text)).toThrow('written by version 7.0.0, which is newer');
  });
});
