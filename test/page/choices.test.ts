import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it, vi } from 'vitest';
import { offeredBy, switched } from '../../generators/core/answers/addons.js';
import { nameFault } from '../../generators/core/answers/partial.js';
import type { Addon } from '../../generators/core/model/addon.js';
import type { ProcessType } from '../../generators/core/model/layer.js';
import { choose, chromiumPath, hashOf, openPage, prepareBrowser, type Shown } from '../support/browser.js';
import { writtenTexts } from '../support/gallery.js';
import { addonSets } from '../support/pairwise.js';
import { answersFor, catalog } from '../support/rendering.js';

const { gallery } = prepareBrowser();
const shown = (id: string): Promise<Shown> => openPage(join(gallery(), id, 'index.html'));
const checkedAddons = (page: Page): Promise<string[]> =>
  page.evaluate("[...document.querySelectorAll('input[name=addons]:checked')].map(({ value }) => value)");
const typesOf = ({ processes, release }: Addon): ProcessType[] => [...processes, ...(release ? [release] : [])];

describe.skipIf(chromiumPath === undefined).each(catalog.templates)('in a browser, the page of $id', (template) => {
  const { id } = template;
  const usual = answersFor(id);

  it('shows what each set of add-ons adds, and marks what it changes', async () => {
    const { page } = await shown(id);
    for (const addons of [[], ...addonSets(catalog, template)]) {
      await page.evaluate(`location.hash = ${JSON.stringify(hashOf({ ...usual, addons }))}`);
      const after = await writtenTexts(answersFor(id, { addons }));
      const before = await writtenTexts(usual);
      await vi.waitFor(async () => {
        expect(await checkedAddons(page)).toEqual(addons);
      });
      const fresh = [...after.keys()].filter((path) => !before.has(path));
      expect(await page.locator('.tree .mark', { hasText: 'new' }).count()).toBe(fresh.length);
      const status = await page.locator('.summary').textContent();
      if (fresh.length > 0) expect(status).toContain(`; ${fresh.length} added`);
      const types = [
        ...template.processes,
        ...catalog.addons.filter((each) => addons.includes(each.id)).flatMap(typesOf),
      ];
      expect(await page.locator('.intro dt:visible').allTextContents()).toEqual(types.map(({ name }) => name));
    }
  });

  it('switches add-ons like the terminal does: with those they need', async () => {
    const { page } = await shown(id);
    const offered = offeredBy(catalog, template).map((each) => each.id);
    for (const set of [[], ...addonSets(catalog, template)]) {
      for (const each of offered) {
        await page.evaluate(`location.hash = ${JSON.stringify(hashOf({ ...usual, addons: set }))}`);
        await vi.waitFor(async () => {
          expect(await checkedAddons(page)).toEqual(set);
        });
        await page.locator(`input[name=addons][value="${each}"]`).click();
        const after = switched(catalog, set, each);
        expect(await checkedAddons(page)).toEqual(after);
        await page.waitForURL(
          (url) => new URLSearchParams(url.hash.slice(1)).get('addons') === (after.join() || 'none'),
        );
      }
    }
  });

  it('completes a URL whose add-ons lack what they need', async () => {
    const { page } = await shown(id);
    for (const lacking of offeredBy(catalog, template).filter(({ needs }) => needs.length > 0)) {
      await page.evaluate(`location.hash = ${JSON.stringify(`#addons=${lacking.id}`)}`);
      await vi.waitFor(async () => {
        expect(await checkedAddons(page)).toEqual(switched(catalog, [], lacking.id));
      });
    }
  });

  it('has a command that follows the name, and explains what is wrong with a name', async () => {
    const { page, problems } = await shown(id);
    const command = page.locator('#command');
    const commandFor = (name: string): RegExp =>
      new RegExp(`^npx generator-heroku-nix ${name} --template ${id} --name ${name} `);
    const field = page.getByLabel('App name');
    await field.fill('shop-2');
    await vi.waitFor(async () => {
      expect(await command.innerText()).toMatch(commandFor('shop-2'));
    });
    expect(await page.locator('.renamed').innerText()).toContain('the files above are shown for my-app');
    for (const wrong of ['Shop', 'sh', '2shop', 'shop-', 'a shop', `s${'o'.repeat(30)}`, '<b>', '']) {
      await field.fill(wrong);
      expect(nameFault(wrong)).toBeDefined();
      expect(await page.locator('.fault').innerText()).toBe(
        `${nameFault(wrong) ?? ''}. The command still says shop-2.`,
      );
      expect(await field.getAttribute('aria-invalid')).toBe('true');
      expect(await command.innerText()).toMatch(commandFor('shop-2'));
    }
    await choose(page, 'base', catalog.bases.at(1)?.id ?? '');
    await page.reload();
    expect(await field.inputValue()).toBe('shop-2');
    expect(await command.innerText()).toMatch(commandFor('shop-2'));
    await field.fill('my-app');
    expect(await page.locator('.renamed').isVisible()).toBe(false);
    expect(new URL(page.url()).hash).not.toContain('name=');
    expect(problems).toEqual([]);
  });
});
