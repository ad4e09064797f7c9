import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DiskEntry } from '../../generators/core/model/change.js';
import type { Answers, FileSet } from '../../generators/core/model/pipeline.js';
import type { Template } from '../../generators/core/model/catalog.js';
import { lockFile, lockOf, readLock } from '../../generators/core/plan/lock.js';
import { plan } from '../../generators/core/plan/plan.js';
import { answersFor, catalog, renderFor } from '../support/rendering.js';

const runs = 2000;
const labels = { ours: 'yours', theirs: 'heroku-nix 9.9.9' };

/** A user's edit of one line: lines of their own before it, its removal, or lines of their own instead of it. */
type Edit = { readonly at: number } & (
  { readonly kind: 'add' | 'replace'; readonly lines: string[] } | { readonly kind: 'remove' }
);

const ownLine = fc.stringMatching(/^[ -~]{0,20}$/).map((text) => `own ${text}`);
const edits = fc.array(
  fc.oneof(
    fc.record({
      at: fc.nat(),
      kind: fc.constantFrom('add' as const, 'replace' as const),
      lines: fc.array(ownLine, { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ at: fc.nat(), kind: fc.constant('remove' as const) }),
  ),
  { maxLength: 5 },
);

function edited(text: string, own: readonly Edit[]): string {
  const lines = text.split('\n').slice(0, -1);
  for (const edit of own) {
    const at = edit.at % (lines.length + 1);
    if (edit.kind === 'remove') lines.splice(at, 1);
    else lines.splice(at, edit.kind === 'replace' ? 1 : 0, ...edit.lines);
  }
  return lines.map((line) => `${line}\n`).join('');
}

const answersOf = (template: Template): fc.Arbitrary<Answers> =>
  fc
    .record({
      base: fc.constantFrom(...catalog.bases.map(({ id }) => id)),
      ci: fc.constantFrom(...catalog.cis.map(({ id }) => id)),
      license: fc.constantFrom(...catalog.licenses.map(({ id }) => id)),
      options: fc.record(
        Object.fromEntries(template.options.map(({ name, choices }) => [name, fc.constantFrom(...choices)])),
      ),
    })
    .map((given) => answersFor(template.id, given));

/** A later version of the templates, with some lines changed, some added and some removed. */
function later(files: FileSet, changes: readonly Edit[], dropped: readonly number[]): FileSet {
  const managed = [...files].filter(([, { ownership }]) => ownership === 'managed').map(([path]) => path);
  const gone = new Set(dropped.map((index) => managed[index % managed.length]));
  return new Map(
    [...files]
      .filter(([path]) => !gone.has(path))
      .map(([path, file], index) => {
        const own = changes.filter(({ at }) => (at >> 4) % files.size === index);
        const text = edited(
          file.content.toString('utf8'),
          own.map((edit) => ({ ...edit, at: edit.at & 15 })),
        ).replaceAll('own ', 'theirs ');
        return [path, { ...file, content: Buffer.from(text) }];
      }),
  );
}

const history = fc.constantFrom(...catalog.templates).chain((template) =>
  fc.record({
    before: answersOf(template),
    after: answersOf(template),
    upstream: edits,
    dropped: fc.array(fc.nat(), { maxLength: 2 }),
    own: fc.dictionary(fc.nat({ max: 30 }).map(String), edits, { maxKeys: 4 }),
    removed: fc.array(fc.nat(), { maxLength: 2 }),
  }),
);

const rendered = new Map<string, Promise<FileSet>>();
const filesOf = (answers: Answers): Promise<FileSet> => {
  const key = JSON.stringify(answers);
  const files = rendered.get(key) ?? renderFor(answers.template, answers);
  rendered.set(key, files);
  return files;
};

const textsOf = (files: FileSet): Map<string, string> =>
  new Map([...files].map(([path, { content }]) => [path, content.toString('utf8')]));

/** What is on disk after a plan was applied and the user resolved its conflicts. */
function applied(
  disk: ReadonlyMap<string, string>,
  next: FileSet,
  previous: FileSet,
  answers: Answers,
): Map<string, string> {
  const lock = readLock(lockFile(lockOf(previous, answers, '1.0.0')).content.toString('utf8'));
  const entries = new Map(
    [...disk].map(([path, text]): [string, DiskEntry] => [
      path,
      { kind: 'file', content: Buffer.from(text), mode: 0o644 },
    ]),
  );
  const result = new Map(disk);
  for (const change of plan(entries, next, { lock, labels })) {
    if (change.kind === 'delete') result.delete(change.path);
    if (['create', 'update', 'merge'].includes(change.kind) && 'file' in change)
      result.set(change.path, change.file.content.toString('utf8'));
  }
  return result;
}

const ownLines = (texts: ReadonlyMap<string, string>): string[] =>
  [...texts].flatMap(([path, text]) =>
    text
      .split('\n')
      .filter((line) => line.startsWith('own '))
      .map((line) => `${path}: ${line}`),
  );

it(`loses no line of the user's, equals a fresh project if there is none, and changes nothing the second time (${runs} histories)`, async () => {
  await fc.assert(
    fc.asyncProperty(history, async ({ before, after, upstream, dropped, own, removed }) => {
      const old = await filesOf(before);
      const next = later(await filesOf(after), upstream, dropped);

      const untouched = applied(textsOf(old), next, old, before);
      const managed = (texts: ReadonlyMap<string, string>, files: FileSet) =>
        new Map([...texts].filter(([path]) => files.get(path)?.ownership !== 'once').sort());
      expect(managed(untouched, old)).toEqual(managed(textsOf(next), old));

      const disk = textsOf(old);
      const paths = [...disk.keys()];
      for (const [index, changes] of Object.entries(own)) {
        const path = paths[Number(index) % paths.length] ?? '';
        disk.set(path, edited(disk.get(path) ?? '', changes));
      }
      const away = removed.map((index) => paths[index % paths.length] ?? '');
      for (const path of away) disk.delete(path);

      const result = applied(disk, next, old, before);
      expect(ownLines(result)).toEqual(expect.arrayContaining(ownLines(disk)));
      for (const path of away) expect(result.has(path)).toBe(false);
      for (const [path, text] of disk) if (old.get(path)?.ownership === 'once') expect(result.get(path)).toBe(text);
      expect(applied(result, next, next, after)).toEqual(result);
    }),
    { numRuns: runs },
  );
}, 240_000);
