import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Template } from '../../generators/core/model/catalog.js';
import { choose, chromiumPath, openPage, prepareBrowser, type Shown } from '../support/browser.js';
import { catalog } from '../support/rendering.js';

const { gallery } = prepareBrowser();
const [first] = catalog.templates as [Template];
const list = (hash = ''): Promise<Shown> => openPage(join(gallery(), 'index.html'), hash);
const cardsOn = (page: Page): Promise<string[]> => page.locator('.card:visible h2').allTextContents();

describe.skipIf(chromiumPath === undefined)('in a browser, the list', () => {
  it('is usable within a second, without any requests', async () => {
    const { page, problems, requests } = await list();
    const times: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      await page.goto('about:blank');
      await page.goto(pathToFileURL(join(gallery(), 'index.html')).href);
      await page.getByRole('searchbox').fill(first.title);
      expect(await cardsOn(page)).toContain(first.title);
      // Since the start of the navigation: the browser's work, and every message between it and the test.
      times.push(await page.evaluate<number>('performance.now()'));
    }
    const paint = await page.evaluate<number>("performance.getEntriesByType('paint').at(-1).startTime");
    const usable = Math.min(...times);
    console.log(`list: painted after ${Math.round(paint)} ms, searched after ${Math.round(usable)} ms`);
    expect(usable).toBeLessThan(1000);
    expect(problems).toEqual([]);
    expect(requests.filter((url) => !/^(about:blank|file:.*[/]index[.]html)$/.test(url))).toEqual([]);
  });

  it.each(catalog.templates)('leads to the page of $id', async ({ title }) => {
    const { page, problems } = await list();
    await page.getByRole('link', { name: title, exact: true }).click();
    expect(await page.locator('h1').textContent()).toBe(title);
    await page.goBack();
    expect(await cardsOn(page)).toHaveLength(catalog.templates.length);
    expect(problems).toEqual([]);
  });

  it.each(catalog.templates)('finds $id by its words, in any case and order', async ({ title, description }) => {
    const { page } = await list();
    const words = [...description.toUpperCase().split(' ').reverse(), title].join(' ');
    await page.getByRole('searchbox').fill(words);
    expect(await cardsOn(page)).toEqual([title]);
    await page.reload();
    expect(await cardsOn(page)).toEqual([title]);
    expect(await page.getByRole('status').textContent()).toBe(`1 of ${catalog.templates.length} templates`);
  });

  it('reports that nothing is found, and shows everything again', async () => {
    const { page } = await list('#q=nothing-is-called-so');
    expect(await cardsOn(page)).toEqual([]);
    await page.getByRole('link', { name: 'Show all' }).click();
    await expect.poll(() => cardsOn(page)).toHaveLength(catalog.templates.length);
  });

  it('filters by language, and the back button undoes it', async () => {
    const { page } = await list();
    await choose(page, 'language', first.language);
    const ofLanguage = catalog.templates.filter(({ language }) => language === first.language);
    expect(await cardsOn(page)).toEqual(ofLanguage.map(({ title }) => title));
    await page.goBack();
    expect(await cardsOn(page)).toHaveLength(catalog.templates.length);
  });

  it('has no filter that leaves every template in', async () => {
    const { page } = await list();
    const radios = await page.evaluate<[string, string][]>(
      "[...document.querySelectorAll('.find input[type=radio]')].map(({ name, value }) => [name, value])",
    );
    for (const [name, value] of radios.filter(([, each]) => each !== '')) {
      await choose(page, name, value);
      await expect
        .poll(async () => (await cardsOn(page)).length, { message: `${name}=${value}` })
        .toBeLessThan(catalog.templates.length);
      await choose(page, name, '');
      await expect.poll(async () => (await cardsOn(page)).length).toBe(catalog.templates.length);
    }
  });

  it("doesn't name a language twice", async () => {
    const { page } = await list();
    for (const { title } of catalog.templates) {
      const card = page.locator('.card', { has: page.getByRole('heading', { name: title, exact: true }) });
      expect((await card.locator('.tag').allTextContents()).map((tag) => tag.toLowerCase())).not.toContain(
        title.toLowerCase(),
      );
    }
  });

  it('works with the keyboard alone', async () => {
    const { page } = await list();
    await page.keyboard.press('/');
    await page.keyboard.type(first.title);
    for (let presses = 0; presses < 20; presses += 1) {
      await page.keyboard.press('Tab');
      if ((await page.locator('.card a:focus').count()) > 0) break;
    }
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`/${first.id}/index.html`));
  });
});
