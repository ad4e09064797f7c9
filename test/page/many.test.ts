import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Catalog, Template } from '../../generators/core/model/catalog.js';
import { axeViolations, choose, chromiumPath, keepScreenshot, openPage, prepareBrowser } from '../support/browser.js';
import { writeGallery } from '../support/gallery.js';
import { largeCatalog } from '../support/large-catalog.js';

prepareBrowser();
let many: Catalog;
let gallery = '';
let first: number;
let all: number;

/** CPU time in milliseconds. */
async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

beforeAll(async () => {
  many = largeCatalog(12);
  const three: Catalog = { ...many, templates: many.templates.slice(0, 3) };
  // Grammars are loaded only once, for any number of templates.
  await writeGallery(three);
  first = await cpuOf(() => writeGallery(three));
  all = await cpuOf(async () => {
    gallery = await writeGallery(many);
  });
});

describe('a gallery with twelve templates', () => {
  it('takes about four times as long as one with three', () => {
    console.log(`gallery: ${Math.round(first)} ms of CPU for 3 templates, ${Math.round(all)} ms for 12`);
    expect(all).toBeLessThan(first * 4 * 1.5);
  });
});

describe.skipIf(chromiumPath === undefined)('in a browser, the list of twelve templates', () => {
  const list = async (hash = ''): Promise<Page> => (await openPage(join(gallery, 'index.html'), hash)).page;
  const cardsOn = (page: Page): Promise<string[]> => page.locator('.card:visible h2').allTextContents();
  const titlesOf = (test: (template: Template) => boolean): string[] =>
    many.templates.filter(test).map(({ title }) => title);

  const filters: readonly [string, (template: Template) => readonly string[]][] = [
    ['language', ({ language }) => [language]],
    ['process', typesOf],
    ['addon', ({ addons }) => Object.keys(addons)],
  ];

  it.each(filters)('can be filtered by %s, with the values that leave some templates out', async (name, of) => {
    const page = await list();
    const values = [...new Set(many.templates.flatMap(of))].filter(
      (value) => !many.templates.every((each) => of(each).includes(value)),
    );
    const offered = await page.evaluate<string[]>(
      `[...document.querySelectorAll('input[name=${name}]')].map(({ value }) => value)`,
    );
    expect(values).not.toEqual([]);
    expect(offered).toEqual(['', ...values]);
    for (const value of values) {
      await choose(page, name, value);
      await expect.poll(() => cardsOn(page)).toEqual(titlesOf((each) => of(each).includes(value)));
    }
    await page.goBack();
    await choose(page, name, '');
    await expect.poll(() => cardsOn(page)).toHaveLength(12);
  });

  it('can be filtered by several things at once', async () => {
    const [template] = many.templates as [Template];
    const page = await list(`#process=clock&language=${template.language}`);
    expect(await cardsOn(page)).toEqual(
      titlesOf((each) => each.language === template.language && typesOf(each).includes('clock')),
    );
    expect(await page.getByRole('status').textContent()).toMatch(/^\d of 12 templates$/);
  });

  it('can be searched by language, framework, process type and add-on', async () => {
    const page = await list();
    const words: readonly [string, (template: Template) => boolean][] = [
      ...many.templates.map(({ title }): [string, (template: Template) => boolean] => [
        title,
        (each) => `${each.title} `.startsWith(`${title} `),
      ]),
      ...['web', 'clock', 'release', 'worker'].map((type): [string, (template: Template) => boolean] => [
        type,
        (each) => typesOf(each).includes(type),
      ]),
      ...many.addons.map(({ id, title }): [string, (template: Template) => boolean] => [
        title,
        (each) => id in each.addons,
      ]),
      ...many.templates.map(({ language }): [string, (template: Template) => boolean] => [
        language,
        (each) => each.language === language,
      ]),
    ];
    for (const [word, test] of words) {
      await page.getByRole('searchbox').fill(word);
      await expect.poll(() => cardsOn(page), { message: word }).toEqual(expect.arrayContaining(titlesOf(test)));
    }
    await page.getByRole('searchbox').fill('clock redis');
    expect(await cardsOn(page)).toEqual(titlesOf((each) => typesOf(each).includes('clock') && 'redis' in each.addons));
  });

  it.each([1280, 375, 320])('is accessible at a width of %i, without overflow', async (width) => {
    const { page } = await openPage(join(gallery, 'index.html'), '', { viewport: { width, height: 812 } });
    expect(await axeViolations(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    if (width === 1280) await keepScreenshot(page, 'list-of-twelve-light-1280');
  });

  /** The process types that a template can have. */
  function typesOf({ processes, addons }: Template): string[] {
    const ofAddons = many.addons.filter(({ id }) => id in addons);
    const release = ofAddons.flatMap(({ release }) => release ?? []);
    return [...processes, ...ofAddons.flatMap((each) => each.processes), ...release].map(({ name }) => name);
  }
});
