import { check } from 'prettier';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../generators/core/model/change.js';
import type { RenderedFile } from '../../generators/core/model/pipeline.js';
import { UserError } from '../../generators/core/model/errors.js';
import { withKept } from '../../generators/core/plan/decisions.js';
import { lockFile, lockOf, readLock } from '../../generators/core/plan/lock.js';
import { lockPath } from '../../generators/core/model/records.js';
import { shownLines } from '../../generators/core/model/shown.js';
import { answersFor, catalog, renderFor } from '../support/rendering.js';

describe.each(catalog.templates)('the lock of $id', ({ id }) => {
  it("reads back unchanged, in Prettier's layout, whatever the order of the files", async () => {
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

describe('the lock after the user kept some files as they are', () => {
  const record = (managed: Record<string, string>): RenderedFile => {
    const { content } = lockFile({
      generator: '1.0.0',
      template: 'a',
      name: 'app',
      managed: new Map(Object.entries(managed)),
      once: new Set(),
    });
    return { content, mode: 0o644, ownership: 'record', reason: 'because' };
  };
  const lockAfter = (changes: Change[]): ReadonlyMap<string, string> | undefined => {
    const [change] = withKept(changes, ['mine']);
    return change && 'file' in change ? readLock(change.file.content.toString('utf8')).managed : undefined;
  };
  const planned = record({ mine: 'theirs', other: 'text' });

  it("doesn't claim that we wrote those", () => {
    expect(lockAfter([{ kind: 'create', path: lockPath, file: planned }])).toEqual(new Map([['other', 'text']]));
    const spoilt: Change = { kind: 'update', path: lockPath, file: planned, old: Buffer.from('{') };
    expect(lockAfter([spoilt])).toEqual(new Map([['other', 'text']]));
  });

  it('keeps what it said about them before', () => {
    const old = record({ mine: 'previous', other: 'previous' }).content;
    const change: Change = { kind: 'update', path: lockPath, file: planned, old };
    expect(lockAfter([change])).toEqual(new Map(Object.entries({ mine: 'previous', other: 'text' })));
    const same: Change = { ...change, old: record({ mine: 'previous', other: 'text' }).content };
    expect(withKept([same], ['mine'])).toMatchObject([{ kind: 'keep' }]);
  });
});

describe("a lock that can't be used", () => {
  const whole = { format: 1, generator: '1.0.0', template: 'a', name: 'app', managed: {}, once: [] };

  it.each([
    ['invalid JSON', '{'],
    ['not an object', '[]'],
    ['an old format', JSON.stringify({ ...whole, format: 0 })],
    ["a file that isn't a list of lines", JSON.stringify({ ...whole, managed: { x: 'text' } })],
    ['a missing part', JSON.stringify({ ...whole, once: undefined })],
    ['conflict markers', `<<<<<<< ours\n${JSON.stringify(whole)}\n`],
    ['a path out of the repository', JSON.stringify({ ...whole, managed: { 'a/../../x': [''] } })],
    ['an absolute path', JSON.stringify({ ...whole, managed: { '/etc/passwd': [''] } })],
    ["a path at the repository's root", JSON.stringify({ ...whole, managed: { '/README.md': [''] } })],
    ["a path in the repository's .git", JSON.stringify({ ...whole, managed: { '/.git/config': [''] } })],
    ["a path out of the repository's root", JSON.stringify({ ...whole, managed: { '/.github/../../x': [''] } })],
    ['a path in .git', JSON.stringify({ ...whole, managed: { '.git/config': [''] } })],
    ['a path that a file system may treat as .git', JSON.stringify({ ...whole, managed: { '.GIT/config': [''] } })],
    ['a path with a NUL', JSON.stringify({ ...whole, managed: { 'a\0b': [''] } })],
    ['a path with a newline', JSON.stringify({ ...whole, managed: { 'a\nb': [''] } })],
    ["a path out of the repository among the user's files", JSON.stringify({ ...whole, once: ['../x'] })],
    ['a line with a NUL', JSON.stringify({ ...whole, managed: { x: ['\0'] } })],
    ['half a surrogate pair', JSON.stringify({ ...whole, managed: { x: ['\ud800'] } })],
    ['an invalid version', JSON.stringify({ ...whole, generator: 'not-a-version' })],
    ['a name that Heroku refuses', JSON.stringify({ ...whole, name: '-rf' })],
    ["a template that isn't a name", JSON.stringify({ ...whole, template: '../x' })],
    ['more files than any of our repositories has', JSON.stringify({ ...whole, once: Array(6000).fill('x') })],
    ['a million levels', '['.repeat(1_000_000)],
    ['a million levels in a part', `{"managed":${'{"a":'.repeat(1_000_000)}1${'}'.repeat(1_000_000)}}`],
  ])('is refused: %s', (_, text) => {
    expect(() => readLock(text)).toThrow(`${lockPath} cannot be read`);
  });

  it('is refused as newer if only a newer version knows its format', () => {
    const text = JSON.stringify({ ...whole, format: 2, generator: '7.0.0' });
    expect(() => readLock(text)).toThrow('written by version 7.0.0, which is newer');
  });

  it('prints nothing from the file that a terminal would act on', () => {
    const hostile = '\x1b]0;owned\x07';
    for (const text of [
      hostile,
      JSON.stringify({ ...whole, managed: { [hostile]: [''] } }),
      JSON.stringify({ ...whole, once: [hostile] }),
      JSON.stringify({ ...whole, format: 2, generator: hostile }),
    ]) {
      try {
        readLock(text);
        expect.unreachable();
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
        expect(shownLines((error as UserError).message)).toBe((error as UserError).message);
      }
    }
  });

  it('names the part that is wrong', () => {
    const text = JSON.stringify({ ...whole, managed: { 'a/b': [''], '../c': [''] } });
    expect(() => readLock(text)).toThrow('managed, ../c: it is not a path in the repository.');
  });
});
