import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, it, vi } from 'vitest';
import { axisAnswers } from '../../generators/core/model/axes.js';
import { lockPath, storedPath } from '../../generators/core/model/records.js';
import { choose, chromiumPath, hashOf, openPage, prepareBrowser, textsOn, type Shown } from '../support/browser.js';
import { pairsOfAnswers, writtenTexts } from '../support/gallery.js';
import { answersFor, catalog } from '../support/rendering.js';

const { gallery } = prepareBrowser();
const shown = (id: string, hash = '', options: BrowserContextOptions = {}): Promise<Shown> =>
  openPage(join(gallery(), id, 'index.html'), hash, options);
const openFile = (page: Page) => page.locator('.file:visible');
const linesOf = (text = ''): string[] => text.split(/(?<=\n)/);

describe.skipIf(chromiumPath === undefined).each(catalog.templates)('in a browser, the page of $id', (template) => {
  const { id } = template;
  const all = pairsOfAnswers(catalog, template);
  const usual = answersFor(id);

  it(`shows the files as create writes them, for each of ${all.length} combinations`, async () => {
    const { page, problems, requests } = await shown(id);
    for (const answers of all) {
      await page.evaluate(`location.hash = ${JSON.stringify(hashOf(answers))}`);
      const texts = await writtenTexts(answers);
      await vi.waitFor(async () => {
        expect(await textsOn(page), JSON.stringify(answers)).toEqual(texts);
      });
    }
    expect([problems, requests.length]).toEqual([[], 1]);
  });

  it('opens each file by its link, and by a link from another page', async () => {
    const { page } = await shown(id);
    for (const path of (await writtenTexts(usual)).keys()) {
      const link = page.locator(`.tree a[data-path="${path}"]`);
      await link.click();
      await openFile(page).getByRole('heading', { name: path, exact: true }).waitFor();
      expect(await openFile(page).count()).toBe(1);
      expect(await link.getAttribute('aria-current')).toBe('true');
      expect(new URL(page.url()).hash).toBe(await link.getAttribute('href'));
    }
    const { page: other } = await shown(id, '#file=README.md');
    expect(await openFile(other).locator('h2').textContent()).toBe('README.md');
  });

  it("marks what differs from the defaults, and counts it, ignoring the tool's records", async () => {
    const { page } = await shown(id, '#file=Dockerfile');
    const other = catalog.bases.find((base) => base.id !== usual.base)?.id ?? '';
    expect(await page.getByRole('status').textContent()).toBe('These are the defaults.');
    expect(await page.locator('.added, .gone').count()).toBe(0);
    await choose(page, 'base', other);
    await openFile(page).locator('.added').first().waitFor();

    const [before, after] = [await writtenTexts(usual), await writtenTexts(answersFor(id, { base: other }))];
    const [old, now] = [linesOf(before.get('Dockerfile')), linesOf(after.get('Dockerfile'))];
    const added = await openFile(page).locator('.added').allTextContents();
    const gone = await openFile(page).locator('.gone').allTextContents();
    expect(added).toEqual(now.filter((line) => !old.includes(line)));
    expect(gone).toEqual(old.filter((line) => !now.includes(line)));

    const differing = [...after]
      .filter(([path, text]) => before.get(path) !== text && path !== storedPath && path !== lockPath)
      .map(([path]) => path);
    expect(before.get(storedPath)).not.toBe(after.get(storedPath));
    const marked = await page.evaluate<string[]>(
      "[...document.querySelectorAll('.tree a')].filter((a) => a.querySelector('.mark').textContent).map((a) => a.dataset.path)",
    );
    expect(marked.sort()).toEqual(differing);
    expect(await page.getByRole('status').textContent()).toMatch(
      new RegExp(`^Compared with the defaults: ${differing.length} files? changed[.]$`),
    );
    await page.getByRole('link', { name: 'Back to the defaults' }).click();
    await page.locator('.added, .gone').first().waitFor({ state: 'detached' });
  });

  it('adds and removes files with the choices, and the back button undoes that', async () => {
    const { page } = await shown(id);
    for (const { id: ci } of catalog.cis.filter((each) => each.id !== usual.ci)) {
      const paths = [...(await writtenTexts(answersFor(id, { ci }))).keys()];
      const gone = [...(await writtenTexts(usual)).keys()].filter((path) => !paths.includes(path));
      await page.locator(`.tree a[data-path="${gone[0] ?? ''}"]`).click();
      await choose(page, 'ci', ci);
      await page.locator('.absent:visible', { hasText: gone[0] ?? '' }).waitFor();
      expect((await textsOn(page)).size).toBe(paths.length);
      expect(await page.locator('.tree a:visible').count()).toBe(paths.length);
      expect(await page.getByRole('status').textContent()).toContain(`${gone.join(', ')} left out`);
      await page.goBack();
      await openFile(page)
        .getByRole('heading', { name: gone[0] ?? '', exact: true })
        .waitFor();
      expect(await page.locator(`input[name=ci][value="${usual.ci}"]`).isChecked()).toBe(true);
    }
  });

  it('copies the command and a file exactly', async () => {
    const { page } = await shown(id, '#file=flake.nix', { permissions: ['clipboard-read', 'clipboard-write'] });
    const answers = answersFor(id, { base: catalog.bases.at(1)?.id ?? '' });
    const { base, options } = answers;
    await choose(page, 'base', base);
    const clipboard = (): Promise<string> => page.evaluate('navigator.clipboard.readText()');
    await page.locator('.command button').click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const flags = Object.entries({ ...options, ...axisAnswers(answers) }).map(([name, value]) => `--${name} ${value}`);
    expect(await clipboard()).toBe(
      `npx generator-heroku-nix my-app --template ${id} --name my-app ${flags.join(' ')} --yes`,
    );
    await openFile(page).getByRole('button', { name: 'Copy' }).click();
    const text = (await writtenTexts(answers)).get('flake.nix');
    await vi.waitFor(async () => {
      expect(await clipboard()).toBe(text);
    });
  });

  it('warns about a deprecated base', async () => {
    const { page } = await shown(id);
    for (const { id: base, deprecated } of catalog.bases) {
      await choose(page, 'base', base);
      const expected = deprecated === undefined ? [] : [expect.stringContaining(deprecated) as string];
      await vi.waitFor(async () => {
        expect(await page.locator('.warning:visible').allTextContents()).toEqual(expected);
      });
    }
  });

  it('works with the keyboard alone', async () => {
    const { page } = await shown(id);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.locator('.file:focus').count()).toBe(1);
    await page.locator('input[name=base]:checked').focus();
    await page.keyboard.press('ArrowRight');
    const next = catalog.bases.at(1)?.id ?? '';
    await page.waitForURL(new RegExp(`base=${next}`));
    expect(await page.locator(`input[name=base][value="${next}"]:focus`).count()).toBe(1);
  });

  it('shows its default files without JavaScript', async () => {
    const { page } = await shown(id, '', { javaScriptEnabled: false });
    const paths = [...(await writtenTexts(usual)).keys()];
    expect((await page.locator('.file:visible h2').allTextContents()).sort()).toEqual(paths);
    expect(await page.locator('.tree a:visible').count()).toBe(paths.length);
    expect(await page.getByRole('button').count()).toBe(0);
  });
});
