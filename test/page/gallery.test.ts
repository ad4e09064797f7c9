import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { spec as createSpec } from '../../generators/core/commands/create/spec.js';
import { readCommandLine } from '../../generators/core/terminal/command-line.js';
import { settle } from '../../generators/core/answers/questions.js';
import { freshFolder, textAt } from '../support/folders.js';
import {
  choicesIn,
  everyAnswer,
  pagesIn,
  readPage,
  shownText,
  shownTexts,
  writeGallery,
  writtenTexts,
} from '../support/gallery.js';
import { lockPath } from '../../generators/core/model/records.js';
import { render } from '../../generators/core/render/render.js';
import { hostileCatalog } from '../support/hostile-catalog.js';
import { answersFor, catalog, registry } from '../support/rendering.js';
import { run, type Ran } from '../support/run.js';

let folder = '';
let ran: Ran;
beforeAll(async () => {
  const cwd = freshFolder();
  ran = await run(['browse', '--html', 'gallery'], { cwd });
  folder = join(cwd, 'gallery');
});

describe('browse --html', () => {
  it('writes a page for each template and one that lists them, and prints where', () => {
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(pagesIn(folder)).toEqual(['index.html', ...catalog.templates.map(({ id }) => `${id}/index.html`)].sort());
    expect(ran.stdout).toContain(join(folder, 'index.html'));
  });

  it('keeps each page below 600 kB, and below 90 kB as served', () => {
    const sizes = pagesIn(folder).map((path) => {
      const html = textAt(folder, path);
      return { path, plain: Buffer.byteLength(html), sent: gzipSync(html).length };
    });
    for (const { path, plain, sent } of sizes)
      console.log(`gallery: ${path} ${Math.round(plain / 1000)} kB, ${Math.round(sent / 1000)} kB sent`);
    expect(sizes.filter(({ plain, sent }) => plain > 600_000 || sent > 90_000)).toEqual([]);
  });

  it('makes the browser load nothing', () => {
    for (const path of pagesIn(folder)) {
      const html = textAt(folder, path);
      expect(html).toContain(`content="default-src 'none'; style-src 'sha256-`);
      const own = html.replace(/<pre[\s>].*?<\/pre>/gs, '');
      expect([...own.matchAll(/<(?:img|iframe|object|embed|link|script|source)\b[^>]*/g)].map(String)).toEqual([
        expect.stringMatching(/^<link rel="icon" href="data:/),
        '<script',
        '<script',
      ]);
      expect(own).not.toMatch(/\b(?:fetch|XMLHttpRequest|import)\s*\(|url\(|@import/);
    }
  });

  it('lists every template with its files, without a script', () => {
    const html = textAt(folder, 'index.html');
    for (const { id } of catalog.templates) {
      const page = readPage(folder, id);
      for (const { path, hidden } of page.files) {
        if (!hidden) expect(html).toContain(`href="${id}/index.html#file=${encodeURIComponent(path)}"`);
      }
    }
  });
});

describe.each(catalog.templates)('the page of $id', (template) => {
  const all = everyAnswer(catalog, template);

  it(`has every file as create writes it, for each of ${all.length} combinations`, async () => {
    const page = readPage(folder, template.id);
    for (const answers of all) {
      expect(shownTexts(page, choicesIn(answers)), JSON.stringify(answers)).toEqual(await writtenTexts(answers));
    }
  });

  it('shows only the beginning of files that a program writes and nobody reads', async () => {
    const { files } = readPage(folder, template.id);
    const written = [...(await render(catalog, answersFor(template.id), registry))];
    const locks = [lockPath, ...written.flatMap(([path, { lock }]) => (lock ? [path] : []))];
    expect(locks).toContain('flake.lock');
    const shown = files.filter(({ path }) => locks.includes(path)).map(({ path, lines }) => [path, lines.length]);
    expect(shown).toHaveLength(locks.length);
    for (const [path, length] of shown) expect(length, String(path)).toBeLessThan(80);
  });

  it('shows the defaults without a script', async () => {
    const { files } = readPage(folder, template.id);
    const shown = files
      .filter(({ hidden }) => !hidden)
      .map(({ path, lines }) => [path, lines.map((line) => (line.hidden ? '' : line.text)).join('')] as const);
    expect(new Map(shown)).toEqual(await writtenTexts(answersFor(template.id)));
  });

  it('has the command that creates what is shown', () => {
    const { command } = readPage(folder, template.id);
    for (const answers of all) {
      const [npx, name, ...words] = shownText(command, choicesIn(answers)).split(' ');
      expect([npx, name]).toEqual(['npx', 'generator-heroku-nix']);
      const line = readCommandLine(catalog, createSpec, words);
      expect(line.args).toEqual(['my-app']);
      expect(settle(catalog, line.given, { stored: { options: {} }, name: 'other' })).toEqual(answers);
    }
  });

  it('warns about what is deprecated, and only then', () => {
    const { html } = readPage(folder, template.id);
    const warnings = [...html.matchAll(/<p class="warning" data-when="base=([^"]*)" hidden>/g)].map(([, id]) => id);
    const deprecated = catalog.bases.filter((base) => base.deprecated !== undefined).map(({ id }) => id);
    expect(warnings).toEqual(deprecated);
  });
});

describe('a template with hostile texts and files', () => {
  it('is on its page, character by character, without being registered anywhere', async () => {
    const hostile = hostileCatalog();
    const [template] = hostile.templates;
    if (!template) throw new Error('the catalog is empty');
    const written = await writeGallery(hostile);
    const page = readPage(written, template.id);
    for (const answers of everyAnswer(hostile, template)) {
      expect(shownTexts(page, choicesIn(answers, hostile))).toEqual(await writtenTexts(answers, hostile));
    }
    for (const path of pagesIn(written)) {
      expect(textAt(written, path).match(/<script/g)).toHaveLength(2);
      expect(textAt(written, path)).not.toContain('<img');
    }
  });
});
