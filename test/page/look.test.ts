import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it, vi } from 'vitest';
import type { Template } from '../../generators/core/model/catalog.js';
import {
  axeViolations,
  chromiumPath,
  contrastOf,
  hashOf,
  keepScreenshot,
  openPage,
  prepareBrowser,
  textsOn,
} from '../support/browser.js';
import { everyAnswer, pairsOfAnswers, writeGallery, writtenTexts } from '../support/gallery.js';
import { hostileCatalog } from '../support/hostile-catalog.js';
import { catalog } from '../support/rendering.js';

const { gallery } = prepareBrowser();
const [first] = catalog.templates as [Template];
const list = (): string => join(gallery(), 'index.html');
const pageOf = (id: string): string => join(gallery(), id, 'index.html');

describe.skipIf(chromiumPath === undefined)('in a browser, every page', () => {
  const looks = (['light', 'dark'] as const).flatMap((colors) => [1280, 375, 320].map((width) => ({ colors, width })));

  it.each(looks)('is accessible in $colors at a width of $width, without overflow', async ({ colors, width }) => {
    const other = catalog.bases.at(-1)?.id ?? '';
    // One page with marks and a warning, then others with other kinds of files.
    const hashes = [`#base=${other}&file=Dockerfile`, '#addons=worker&name=other-app&file=README.md', ''];
    const templates = catalog.templates.map(({ id }, index) => [pageOf(id), hashes[index % hashes.length]] as const);
    for (const [path, hash] of [[list(), ''] as const, ...templates]) {
      const { page, problems } = await openPage(path, hash, {
        colorScheme: colors,
        viewport: { width, height: 812 },
      });
      expect(await axeViolations(page), path).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      expect(problems).toEqual([]);
      await page.context().close();
    }
  });

  it.each(['light', 'dark'] as const)('keeps each hovered option readable in %s', async (colors) => {
    for (const path of [list(), ...catalog.templates.map(({ id }) => pageOf(id))]) {
      const { page } = await openPage(path, '', { colorScheme: colors });
      const options = await page.evaluate<[string, string][]>(
        "[...document.querySelectorAll('.segments input')].map(({ name, value }) => [name, value])",
      );
      for (const [name, value] of options) {
        const option = `input[name="${name}"][value="${value}"]`;
        for (const checked of [false, true]) {
          if (checked) await page.locator(option).check({ force: true });
          await page.locator(option).hover({ force: true });
          expect(await page.locator(`${option}:hover`).count()).toBe(1);
          const contrast = await contrastOf(page, `${option} + span`);
          expect(contrast, `${path} ${name}=${value} ${String(checked)}`).toBeGreaterThanOrEqual(4.5);
        }
      }
      await page.context().close();
    }
  });

  it('is dark if the system or its button says so, and remembers that', async () => {
    const color = (page: Page): Promise<string> =>
      page.evaluate('getComputedStyle(document.documentElement).backgroundColor');
    const { page: light } = await openPage(list());
    const { page: dark } = await openPage(list(), '', { colorScheme: 'dark' });
    expect(await color(dark)).not.toBe(await color(light));
    expect(await dark.getByRole('button', { name: 'Theme: dark', exact: true }).count()).toBe(1);
    await light.getByRole('button', { name: 'Theme: light', exact: true }).click();
    expect(await light.getByRole('button', { name: 'Theme: dark', exact: true }).count()).toBe(1);
    expect(await color(light)).toBe(await color(dark));
    await light.reload();
    expect(await color(light)).toBe(await color(dark));
  });

  it('shows hostile texts as text', async () => {
    const hostile = hostileCatalog();
    const [template] = hostile.templates as [Template];
    const written = await writeGallery(hostile);
    const { page: cards } = await openPage(join(written, 'index.html'));
    expect(await cards.locator('.card h2').textContent()).toBe(template.title);
    expect(await cards.locator('img').count()).toBe(0);
    const { page, problems, requests } = await openPage(join(written, template.id, 'index.html'));
    expect(await page.locator('h1').textContent()).toBe(template.title);
    for (const answers of pairsOfAnswers(hostile, template)) {
      await page.evaluate(`location.hash = ${JSON.stringify(hashOf(answers))}`);
      const texts = await writtenTexts(answers, hostile);
      await vi.waitFor(async () => {
        expect(await textsOn(page)).toEqual(texts);
      });
    }
    for (const path of (await writtenTexts(everyAnswer(hostile, template)[0] ?? never(), hostile)).keys()) {
      await page.evaluate(`location.hash = ${JSON.stringify(`#${new URLSearchParams({ file: path }).toString()}`)}`);
      await page.locator('.file:visible h2').getByText(path, { exact: true }).waitFor();
    }
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.title()).not.toBe('broken');
    expect([problems, requests.length]).toEqual([[], 1]);
  });

  it('links to the README and to the repository', async () => {
    for (const path of [list(), pageOf(first.id)]) {
      const { page } = await openPage(path);
      const addresses = await page.evaluate<string[]>(
        "[...document.querySelectorAll('nav[aria-label=Project] a')].map((link) => link.href)",
      );
      expect(addresses).toEqual([expect.stringMatching(/^https:.*#readme$/), expect.stringMatching(/^https:[^#]*$/)]);
    }
  });

  it('shows the whole command on a phone', async () => {
    const all = catalog.addons.map(({ id }) => id).join();
    const { page } = await openPage(pageOf(first.id), `#addons=${all}&name=${'long-name-'.repeat(3).slice(0, 29)}`, {
      viewport: { width: 320, height: 640 },
    });
    const { width, height } = (await page.locator('.command').boundingBox()) ?? { width: 0, height: 640 };
    expect(width).toBe(320);
    expect(height).toBeLessThan(320);
    const isCut =
      "(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)(document.querySelector('.command pre'))";
    expect(await page.evaluate<boolean>(isCut)).toBe(false);
  });

  it('has its screenshots taken', async () => {
    const { page: wide } = await openPage(list());
    await keepScreenshot(wide, 'list-light-1280');
    const { id, options } = catalog.templates.find((each) => each.options.length > 0) ?? first;
    const changed = [...options.map(({ name, choices }) => `${name}=${choices.at(-1) ?? ''}`), 'addons=postgres'];
    const { page: dark } = await openPage(pageOf(id), `#${[...changed, 'file=flake.nix'].join('&')}`, {
      colorScheme: 'dark',
    });
    await keepScreenshot(dark, 'template-dark-1280');
    const { page: phone } = await openPage(pageOf(first.id), '#file=README.md', {
      viewport: { width: 375, height: 812 },
    });
    await keepScreenshot(phone, 'template-light-375');
  });
});

function never(): never {
  throw new Error('a template offers at least its defaults');
}
