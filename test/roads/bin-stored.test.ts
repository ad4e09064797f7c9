import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { storedPath } from '../../generators/core/model/records.js';
import { ownPackage } from '../../generators/core/catalog/paths.js';
import { freshFolder, place, plainTree, textAt, treeOf } from '../support/folders.js';
import { answersFor, catalog } from '../support/rendering.js';
import { run } from '../support/run.js';
import { expectedTree } from '../support/trees.js';

const [template = ''] = catalog.templates.map(({ id }) => id);
const yes = ['--template', template, '--yes', '--skip-git'];
const stored = (cwd: string): Record<string, unknown> => JSON.parse(textAt(cwd, storedPath)) as Record<string, unknown>;
const record = (answers: unknown): string => JSON.stringify({ [ownPackage.name]: answers });

describe('the answers in .yo-rc.json', () => {
  it.each(catalog.templates)('become the defaults of the next run: $id', async ({ id, options }) => {
    const cwd = freshFolder('elsewhere');
    const kept = {
      name: 'my-app',
      title: 'Another, entirely',
      base: catalog.bases.at(-1)?.id ?? '',
      ci: catalog.cis.at(-1)?.id ?? '',
      options: Object.fromEntries(options.map(({ name, choices }) => [name, choices.at(-1) ?? ''])),
    };
    place(cwd, { [storedPath]: record({ template: id, ...kept }) });
    expect(await run(['--yes', '--skip-git'], { cwd })).toMatchObject({ code: 0, stderr: '' });
    expect(treeOf(cwd)).toEqual(await expectedTree(id, kept));
  });

  it("are overridden by flags, and those of another template aren't used", async () => {
    expect.hasAssertions();
    for (const { id, options } of catalog.templates.filter((each) => each.options.length > 0)) {
      const other = catalog.templates.find((each) => each.id !== id);
      if (!other) continue;
      const cwd = freshFolder('my-app');
      const values = Object.fromEntries(options.map(({ name, choices }) => [name, choices.at(-1)]));
      place(cwd, { [storedPath]: record({ ...answersFor(id), ci: catalog.cis.at(-1)?.id, options: values }) });
      const ci = catalog.cis[0]?.id ?? '';
      const ran = await run(['--template', other.id, '--ci', ci, '--yes', '--skip-git'], { cwd });
      expect(ran).toMatchObject({ code: 0, stderr: '' });
      expect(stored(cwd)[ownPackage.name]).toEqual(answersFor(other.id));
    }
  });

  it("are written next to other generators' data", async () => {
    const cwd = freshFolder('my-app');
    const others = { 'generator-first': { a: [1, null, { b: 'ü' }] }, 'generator-second': 'text' };
    place(cwd, { [storedPath]: JSON.stringify(others) });
    expect(await run(yes, { cwd })).toMatchObject({ code: 0, stderr: '' });
    expect(stored(cwd)).toEqual({ ...others, [ownPackage.name]: answersFor(template) });
  });

  it('are skipped with a note each if they are no longer offered', async () => {
    const cwd = freshFolder('my-app');
    const options = { ['__proto__']: 'x', 'no-such-option': 'y' };
    const old = { ...answersFor(template), base: 'gone', name: '../../up', title: 'two\nlines', options };
    place(cwd, { [storedPath]: record(old) });
    const ran = await run(['--yes', '--skip-git'], { cwd });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    for (const flag of ['base "gone"', 'name "../../up"', 'no-such-option "y"'])
      expect(ran.stdout).toContain(`${storedPath} says ${flag}, which is not offered anymore`);
    expect(stored(cwd)[ownPackage.name]).toEqual(answersFor(template));
  });

  it('are skipped if a whole template is gone, or the form is different', async () => {
    for (const answers of [{ template: 'gone', options: { some: 'thing' } }, ['text'], { template: 7 }]) {
      const cwd = freshFolder('my-app');
      place(cwd, { [storedPath]: record(answers) });
      expect(await run(['--yes', '--skip-git'], { cwd })).toMatchObject({ code: 0, stderr: '' });
      expect(stored(cwd)[ownPackage.name]).toEqual(answersFor(template));
    }
  });
});

describe("a .yo-rc.json that can't be read", () => {
  const broken = [
    ['cut short', '{"generator-x": {'],
    ['empty', ''],
    ['a list', '[]'],
  ] as const;
  it.each(broken)('is refused and not changed if it is %s', async (_, text) => {
    const cwd = freshFolder('my-app');
    place(cwd, { [storedPath]: text });
    const ran = await run([...yes, '--force'], { cwd });
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain(`${storedPath} cannot be read`);
    expect(ran.stderr).toContain(`Fix:  mend ${storedPath}`);
    expect(treeOf(cwd)).toEqual(plainTree({ [storedPath]: text }));
  });

  it("doesn't matter in a sibling or a parent of the target directory", async () => {
    const cwd = freshFolder();
    const broken = { [storedPath]: '{', 'package.json': '{' };
    place(cwd, broken);
    expect(await run(['my-app', ...yes], { cwd })).toMatchObject({ code: 0, stderr: '' });
    expect(stored(join(cwd, 'my-app'))[ownPackage.name]).toEqual(answersFor(template));
    for (const [path, text] of Object.entries(broken)) expect(textAt(cwd, path)).toBe(text);
  });

  it('is reported to a program in the same words', async () => {
    const cwd = freshFolder('my-app');
    place(cwd, { [storedPath]: '{' });
    const { code, stdout } = await run([...yes, '--json'], { cwd });
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ error: { headline: `${storedPath} cannot be read` } });
  });
});
