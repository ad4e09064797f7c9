import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { offeredBy } from '../../generators/core/answers/addons.js';
import { find } from '../../generators/core/catalog/find.js';
import { storedPath } from '../../generators/core/model/records.js';
import { ownPackage } from '../../generators/core/catalog/paths.js';
import { freshFolder, place, treeOf } from '../support/folders.js';
import { documentOf as documentIn, outputValidator } from '../support/output.js';
import { answersFor, catalog } from '../support/rendering.js';
import { machine } from '../support/programs.js';
import { run, type Ran } from '../support/run.js';

const validator = outputValidator('output');

interface Change {
  readonly path: string;
  readonly kind: string;
  readonly size: number;
  readonly diff?: string;
}

/** The documented form, as far as these tests use it. */
interface Output {
  readonly directory: string;
  readonly answers: unknown;
  readonly generator: unknown;
  readonly changes: readonly Change[];
  readonly again: string;
  readonly notes: readonly string[];
  readonly result: {
    readonly written: readonly string[];
    readonly git: unknown;
    readonly next: readonly string[];
  } | null;
  readonly error: { readonly headline: string; readonly fix: string };
}

const documentOf = (ran: Ran): Output => documentIn(ran, validator) as Output;

const [template = ''] = catalog.templates.map(({ id }) => id);
const yes = ['--template', template, '--yes', '--json'];

describe('the bin with --json', () => {
  it('prints one document with what was planned and what was done', async () => {
    const cwd = freshFolder();
    const ran = await run(['my-app', ...yes], { cwd });
    expect(ran.code).toBe(0);
    const { generator, directory, answers, changes, result, again } = documentOf(ran);
    const tree = treeOf(join(cwd, 'my-app'));
    expect(generator).toEqual({ name: ownPackage.name, version: ownPackage.version });
    expect(directory).toBe(join(cwd, 'my-app'));
    expect(answers).toEqual(answersFor(template));
    expect(again).toContain(` my-app --template ${template} --name my-app `);
    expect(changes.map(({ path, kind }) => `${kind} ${path}`)).toEqual(
      [...tree.keys()].map((path) => `create ${path}`),
    );
    for (const { path, size } of changes) expect(readFileSync(join(directory, path)).length, path).toBe(size);
    expect(result?.written).toEqual([...tree.keys()]);
    expect(result?.git).toEqual({ kind: 'staged', initialised: true, branch: 'main', prefix: '' });
    expect(result?.next[0]).toBe('cd my-app');
  });

  it('says to start the servers that an app needs, if it needs any', async () => {
    const [data] = offeredBy(catalog, find(catalog.templates, 'template', template));
    const start = expect.stringMatching(/^nix run \.#services/) as string;
    const next = async (...args: string[]): Promise<readonly string[]> =>
      documentOf(await run(['my-app', ...yes, '--skip-git', ...args], { cwd: freshFolder(), env: machine().env }))
        .result?.next ?? [];
    expect(await next('--addons', data?.id ?? '')).toContainEqual(start);
    expect(await next()).not.toContainEqual(start);
  });

  it('prints the plan without a result, and writes nothing, in a dry run', async () => {
    const cwd = freshFolder();
    const { changes, result } = documentOf(await run(['my-app', ...yes, '--dry-run'], { cwd }));
    expect(result).toBeNull();
    expect(new Set(changes.map(({ kind }) => kind))).toEqual(new Set(['create']));
    expect(existsSync(join(cwd, 'my-app'))).toBe(false);
  });

  it('includes the diff of a file that differs and what blocks a path in a dry run', async () => {
    const cwd = freshFolder('my-app');
    place(cwd, { 'heroku.yml': 'build: mine\n', 'app.json/file': '' });
    const ran = await run([...yes, '--dry-run'], { cwd });
    expect(ran.code).toBe(0);
    const { changes } = documentOf(ran);
    expect(changes.find(({ path }) => path === 'heroku.yml')).toMatchObject({
      kind: 'conflict',
      diff: expect.stringMatching(/^--- a\/heroku\.yml\n\+\+\+ b\/heroku\.yml\n[^]*\n-build: mine\n/) as string,
    });
    expect(changes.find(({ path }) => path === 'app.json')).toMatchObject({
      kind: 'blocked',
      why: 'a directory is in the way',
    });
  });

  it('lists kept files in the second run, and a changed record as updated', async () => {
    const cwd = freshFolder('my-app');
    await run(yes, { cwd });
    writeFileSync(join(cwd, storedPath), '{}');
    const { changes, result } = documentOf(await run(yes, { cwd }));
    expect(changes.filter(({ kind }) => kind !== 'keep')).toMatchObject([{ path: storedPath, kind: 'update' }]);
    expect(result).toMatchObject({ written: [storedPath], kept: [], git: { kind: 'staged', initialised: false } });
  });

  it('reports that git was skipped, or is missing', async () => {
    const skipped = documentOf(await run([...yes, '--skip-git'], { cwd: freshFolder() }));
    expect(skipped.result?.git).toEqual({ kind: 'skipped' });
    const missing = documentOf(await run(yes, { cwd: freshFolder(), env: { PATH: freshFolder('empty') } }));
    expect(missing.result).toMatchObject({ git: { kind: 'missing' }, missing: ['git', 'nix', 'heroku'] });
  });

  const refused: readonly (readonly [string, readonly string[], string])[] = [
    ['an unknown flag', ['--colour'], 'There is no option --colour'],
    ['a bad name', ['--name', 'No!'], `"No!" can't be the name of a Heroku app`],
  ];
  it.each(refused)('reports %s as a document, too, with exit code 1', async (_, args, headline) => {
    const cwd = freshFolder();
    const ran = await run([...yes, ...args], { cwd });
    expect(ran.code).toBe(1);
    expect(documentOf(ran).error.headline).toBe(headline);
    expect(treeOf(cwd)).toEqual(new Map());
  });

  it('never prompts: without --yes, a missing answer is an error that names its flag', async () => {
    const ran = await run(['my-app', '--json'], { cwd: freshFolder() });
    expect(ran.code).toBe(1);
    expect(documentOf(ran).error.fix).toContain(`heroku-nix my-app --template ${template} --yes`);
  });

  it('reports files that would be overwritten as an error', async () => {
    const cwd = freshFolder();
    place(cwd, { 'heroku.yml': 'build: mine\n' });
    const ran = await run(yes, { cwd });
    expect(ran.code).toBe(1);
    expect(documentOf(ran).error).toMatchObject({ headline: '1 file would be overwritten' });
  });
});

describe('the schema of --json', () => {
  it('refuses what the documents never contain', () => {
    const error = { headline: 'No', detail: 'It is not there.', fix: 'look', url: 'https://example.org/' };
    expect(validator.validate({ format: 1, error }).valid).toBe(true);
    expect(validator.validate({ format: 2, error }).valid).toBe(false);
    expect(validator.validate({ format: 1, error, stack: '' }).valid).toBe(false);
    expect(validator.validate({ format: 1, error: { ...error, headline: 'two\nlines' } }).valid).toBe(false);
    expect(validator.validate({ format: 1 }).valid).toBe(false);
  });
});
