import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { freshFolder, place, temporaryFolder, textAt, treeOf } from '../support/folders.js';
import { choicesIn, readPage, shownText, shownTexts, writtenTexts } from '../support/gallery.js';
import { answersFor, catalog } from '../support/rendering.js';
import { run, type Ran } from '../support/run.js';

const write = (args: readonly string[], cwd = freshFolder(), env = {}): Promise<Ran> =>
  run(['browse', ...args], { cwd, env });

let folder = '';
beforeAll(async () => {
  const cwd = freshFolder();
  await write(['--html', 'gallery'], cwd);
  folder = join(cwd, 'gallery');
});

describe('the output directory of the pages', () => {
  it('replaces the pages of an earlier run and removes old ones', async () => {
    const cwd = freshFolder();
    await write(['--html', '.', '--name', 'old-name'], cwd);
    const stale = join(cwd, 'gone-template');
    mkdirSync(stale);
    writeFileSync(join(stale, 'index.html'), textAt(cwd, 'index.html'));
    place(cwd, { CNAME: 'gallery.example' });
    expect(await write(['--html', '.'], cwd)).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(stale)).toBe(false);
    expect(textAt(cwd, 'CNAME')).toBe('gallery.example');
    rmSync(join(cwd, 'CNAME'));
    expect(treeOf(cwd)).toEqual(treeOf(folder));
  });

  const first = catalog.templates[0]?.id ?? '';

  it('never loses a page that someone changed or made from one of ours', async () => {
    const cwd = freshFolder();
    cpSync(folder, cwd, { recursive: true });
    const [ours, mark] = [
      textAt(cwd, first, 'index.html'),
      /<meta name="generator"[^>]*>/.exec(textAt(cwd, 'index.html')),
    ];
    place(cwd, { 'mine/index.html': `${ours}<!-- mine -->\n`, 'own/index.html': `${mark?.[0] ?? ''} mine` });
    expect(await write(['--html', '.'], cwd)).toMatchObject({ code: 0 });
    expect(textAt(cwd, 'mine/index.html')).toContain('<!-- mine -->');
    expect(textAt(cwd, 'own/index.html')).toContain(' mine');
    for (const path of [join(first, 'index.html'), 'index.html']) {
      writeFileSync(join(cwd, path), `${textAt(cwd, path)}<!-- mine -->\n`);
      const before = treeOf(cwd);
      expect(await write(['--html', '.', '--name', 'shop'], cwd)).toMatchObject({ code: 1, stdout: '' });
      expect(treeOf(cwd)).toEqual(before);
    }
  });

  it.each<[string, () => string]>([
    ['that contains other files', () => temporaryFolder({ 'notes.txt': 'mine' })],
    ["with someone else's page", () => temporaryFolder({ 'index.html': '<h1>Mine</h1>' })],
    ["in which the user's file is in the way", () => mixed({ [`${first}/index.html`]: 'mine' })],
    ['that is a file', () => join(temporaryFolder({ file: 'mine' }), 'file')],
    ['in which a link leads out', () => linked(first)],
  ])('is refused if it is one %s, and nothing is changed', async (_, make) => {
    const target = make();
    const before = treeOf(join(target, '..'));
    const { code, stdout, stderr } = await write(['--html', target]);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('Fix:');
    expect(treeOf(join(target, '..'))).toEqual(before);
  });
});

/** A gallery's own front page, next to a file that isn't ours. */
const mixed = (files: Readonly<Record<string, string>>): string =>
  temporaryFolder({ 'index.html': textAt(folder, 'index.html'), ...files });

function linked(name: string): string {
  const target = mixed({});
  symlinkSync(freshFolder('elsewhere'), join(target, name));
  return target;
}

describe('a command line with --html', () => {
  const id = catalog.templates[0]?.id ?? '';
  it.each([
    [['--html', 'out', '--json'], "--html can't be used with --json"],
    [['--html', 'out', id], `--html can't be used with ${id}`],
    [['--html', 'out', '--template', id], "--html can't be used with --template"],
    [['--html', 'out', '--diff', id], "--html can't be used with --diff"],
    [['--html', 'out', '--diff-defaults'], "--html can't be used with --diff-defaults"],
    [['--html', 'out', '--ci', catalog.cis[0]?.id ?? ''], "--html can't be used with --ci"],
    [['--html', 'out', '--license', 'mit'], "--html can't be used with --license"],
    [['--html='], '--html needs a directory'],
    [['--open'], '--html needs a directory'],
    [['--html', 'out', '--name', 'Not A Name'], "can't be the name of a Heroku app"],
  ])('is refused as %j, and writes nothing', async (args, headline) => {
    const cwd = freshFolder();
    const { code, stdout, stderr } = await write(args, cwd);
    expect(code).toBe(1);
    expect(`${stdout}${stderr}`).toContain(headline);
    expect(treeOf(cwd)).toEqual(new Map());
  });

  it('takes the name and title of the app', async () => {
    const cwd = freshFolder();
    expect((await write(['--html', 'out', '--name', 'shop', '--title', `Tom's "Shop"`], cwd)).code).toBe(0);
    for (const { id: each } of catalog.templates) {
      const page = readPage(join(cwd, 'out'), each);
      const answers = answersFor(each, { name: 'shop', title: `Tom's "Shop"` });
      expect(shownTexts(page, choicesIn(answers))).toEqual(await writtenTexts(answers));
      expect(shownText(page.command, choicesIn(answers))).toContain(`--title 'Tom'\\''s "Shop"'`);
    }
  });

  it('explains why --open opens nothing if nobody is there', async () => {
    const { code, stdout } = await write(['--html', 'out', '--open'], freshFolder(), { CI: 'true' });
    expect(code).toBe(0);
    expect(stdout).toContain("Couldn't open it for you: ");
  });
});
