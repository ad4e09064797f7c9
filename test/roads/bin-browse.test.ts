import { describe, expect, it } from 'vitest';
import { lockPath, storedPath } from '../../generators/core/model/records.js';
import { freshFolder, treeOf } from '../support/folders.js';
import { answersFor, catalog, renderFor } from '../support/rendering.js';
import { run, type Ran } from '../support/run.js';
import { outputValidator } from '../support/output.js';

const validator = outputValidator('browse');

/** The documented forms, as far as these tests use them. */
interface Output {
  readonly templates: readonly { readonly id: string; readonly options: unknown; readonly files: readonly File[] }[];
  readonly bases: readonly { readonly id: string }[];
  readonly answers: unknown;
  readonly files: readonly File[];
  readonly gone: readonly string[];
}
interface File {
  readonly path: string;
  readonly size: number;
  readonly reason: string;
  readonly content?: string;
  readonly diff?: string;
}

const browse = (...args: string[]): Promise<Ran> => run(['browse', ...args], { cwd: freshFolder() });

async function data(...args: string[]): Promise<Output> {
  const { code, stdout, stderr } = await browse(...args, '--json');
  expect([code, stderr]).toEqual([0, '']);
  const document: unknown = JSON.parse(stdout);
  expect(validator.validate(document).errors).toEqual([]);
  return document as Output;
}

const [first, second] = catalog.templates;
const withOption = catalog.templates.find(({ options }) => options.length > 0);

describe('browse', () => {
  it('shows every template with its options and process types', async () => {
    const { code, stdout, stderr } = await browse();
    expect([code, stderr]).toEqual([0, '']);
    for (const { id, description, options, processes } of catalog.templates) {
      expect(stdout).toContain(`${id}  `);
      expect(stdout).toContain(description);
      for (const { choices } of options) for (const choice of choices) expect(stdout).toContain(choice);
      for (const { name } of processes) expect(stdout).toContain(name);
    }
  });

  it('prints all of it as data', async () => {
    const { templates, bases } = await data();
    expect(templates.map(({ id, options }) => ({ id, options }))).toEqual(
      catalog.templates.map(({ id, options }) => ({ id, options })),
    );
    expect(bases.map(({ id }) => id)).toEqual(catalog.bases.map(({ id }) => id));
    for (const { id, files } of templates) {
      expect(files.map(({ path }) => path)).toEqual([...(await renderFor(id)).keys(), lockPath, storedPath].sort());
    }
  });

  it.each(catalog.templates)('shows the files of $id with their reasons', async ({ id }) => {
    const { stdout } = await browse(id);
    for (const [path, { reason }] of await renderFor(id)) {
      expect(stdout).toContain(path.split('/').at(-1));
      expect(stdout).toContain(reason);
    }
  });

  it.each(catalog.templates)('prints each file of $id as create writes it', async ({ id }) => {
    const folder = freshFolder();
    const given = ['--base', catalog.bases[1]?.id ?? '', '--ci', catalog.cis[1]?.id ?? '', '--name', 'other-app'];
    await run([folder, '--template', id, ...given, '--yes', '--skip-git'], { cwd: folder });
    const { files } = await data(id, ...given);
    const written = new Map(files.map(({ path, content = '' }) => [path, content]));
    const tree = [...treeOf(folder)].map(([path, text]) => [path, text.replace(/^\w+\n/, '')] as const);
    expect(written).toEqual(new Map(tree));
    const { stdout } = await browse(id, 'flake.nix', ...given);
    expect(stdout).toBe(written.get('flake.nix'));
  });

  it('compares two templates', async () => {
    const { stdout } = await browse(first?.id ?? '', '--diff', second?.id ?? '');
    expect(stdout).toMatch(/^Only before: /m);
    expect(stdout).toMatch(/^Only after: /m);
    expect(stdout).toContain('--- a/flake.nix\n+++ b/flake.nix');
    const { gone, answers } = await data(first?.id ?? '', '--diff', second?.id ?? '');
    expect(answers).toEqual(answersFor(second?.id ?? ''));
    expect(gone.length).toBeGreaterThan(0);
  });

  it('shows only what an option changes', async () => {
    const { id = '', options = [] } = withOption ?? {};
    const [{ name, choices, default: usual } = { name: '', choices: [], default: '' }] = options;
    const other = choices.find((choice) => choice !== usual) ?? '';
    const { stdout } = await browse(id, `--${name}`, other, '--diff-defaults');
    const changed = stdout.split('\n').filter((line) => /^[+-](?![+-])/.test(line));
    expect(changed.length).toBeGreaterThan(0);
    const bare = (text: string): string => text.replaceAll('.', '');
    for (const line of changed) expect(bare(line)).toContain(bare(line.startsWith('+') ? other : usual));
    expect((await browse(id, '--diff-defaults')).stdout).toBe('No file differs.\n');
  });

  it.each([
    [['flaskk'], 'There is no template called "flaskk"', `heroku-nix browse ${first?.id ?? ''}`],
    [
      [first?.id ?? '', 'flake.nx'],
      `${first?.id ?? ''} has no file "flake.nx"`,
      `heroku-nix browse ${first?.id ?? ''} flake.nix`,
    ],
    [[first?.id ?? '', '../../etc/passwd'], 'has no file', ''],
    [[first?.id ?? '', '--diff', 'nothing-like-it'], 'There is no template called', ''],
    [['--diff', first?.id ?? ''], 'There is nothing to compare', ''],
    [[first?.id ?? '', '--diff', second?.id ?? '', '--diff-defaults'], 'Only one comparison', '--diff-defaults'],
    [['a', 'b', 'c'], 'More than one file', ''],
    [[first?.id ?? '', '--base', 'ubuntu'], 'There is no base called "ubuntu"', ''],
    [[first?.id ?? '', '--force'], 'There is no option --force', ''],
  ])('refuses %j', async (args, headline, fix) => {
    const { code, stdout, stderr } = await browse(...args);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(headline);
    expect(stderr).toContain(fix);
  });

  it('prints help', async () => {
    const { code, stdout } = await browse('--help');
    expect(code).toBe(0);
    for (const word of ['browse [template] [file]', '--diff', '--diff-defaults', '--json', '--html <dir>', '--open']) {
      expect(stdout).toContain(word);
    }
  });
});
