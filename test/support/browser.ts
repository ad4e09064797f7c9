import { mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, it, vi } from 'vitest';
import { axisAnswers } from '../../generators/core/model/axes.js';
import type { Answers } from '../../generators/core/model/pipeline.js';
import { isInstalled } from '../../generators/core/tools/programs.js';
import { sharedGallery } from './gallery.js';
import { registry } from './rendering.js';

/** Absolute path of a Chromium; undefined if none is on PATH. */
export const chromiumPath: string | undefined = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
]
  .flatMap((name) =>
    (process.env.PATH ?? '')
      .split(delimiter)
      .filter((folder) => isInstalled(name, folder))
      .map((folder) => join(folder, name)),
  )
  .at(0);

let browser: Browser | undefined;

/** Gives a test file its own browser, and the gallery of our catalog. */
export function prepareBrowser(): { readonly gallery: () => string } {
  if (chromiumPath === undefined) it.skip('there is no Chromium on PATH (Debian: apt-get install chromium)');
  vi.setConfig({ testTimeout: 60_000 });
  let gallery = '';
  beforeAll(async () => {
    if (chromiumPath === undefined) return;
    vi.stubEnv('npm_config_registry', registry());
    gallery = await sharedGallery();
    browser = await startBrowser();
  });
  afterEach(async () => {
    for (const context of browser?.contexts() ?? []) await context.close();
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await browser?.close();
  });
  return { gallery: () => gallery };
}

/** Without Chromium's sandbox, which some containers don't allow; the pages are our own. */
const startBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath ?? '', chromiumSandbox: false, timeout: 30_000 });

/** An open page, and what has gone wrong on it or been requested from the network so far. */
export interface Shown {
  readonly page: Page;
  readonly problems: readonly string[];
  readonly requests: readonly string[];
}

/**
 * Opens a page from disk in its own window.
 *
 * @param path absolute
 * @param hash e.g. "#file=README.md"
 */
export async function openPage(path: string, hash = '', options: BrowserContextOptions = {}): Promise<Shown> {
  if (!browser) throw new Error('no browser was prepared');
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const problems: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => problems.push(message.text()));
  page.on('pageerror', ({ message }) => problems.push(message));
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(`${pathToFileURL(path).href}${hash}`);
  return { page, problems, requests };
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** The problems that axe-core finds on a page: one line each. */
export async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<{ violations: Violation[] }>("axe.run({ resultTypes: ['violations'] })");
  return violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary ?? ''}`),
  );
}

const screenshots = join(import.meta.dirname, '../page/screenshots');

/** Saves a screenshot for a person to look at; git ignores it. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({ path: join(screenshots, `${name}.png`) });
}

/** What a person sees in the files, without removed lines: path → text. */
export const textsOn = async (page: Page): Promise<Map<string, string>> =>
  new Map(
    await page.evaluate<[string, string][]>(
      `[...document.querySelectorAll('.file:not([hidden])')].map((file) => [file.dataset.path,
        [...file.querySelectorAll('.lines > *')].filter((line) => !line.hidden && !line.matches('.gone'))
          .map((line) => line.textContent).join('')])`,
    ),
  );

/** Makes a choice like a person, who clicks the label over the button. */
export const choose = (page: Page, name: string, value: string): Promise<void> =>
  page.locator(`input[name="${name}"][value="${value}"]`).check({ force: true });

/** The hash for answers, and a file. */
export const hashOf = ({ options, addons, ...rest }: Answers, file = ''): string =>
  `#${new URLSearchParams({ ...options, ...axisAnswers(rest), addons: addons.join() || 'none', ...(file === '' ? {} : { file }) }).toString()}`;

/** The contrast between a text and its background, as WCAG 2.2 measures it ("contrast ratio"): from 1 to 21. */
export const contrastOf = (page: Page, selector: string): Promise<number> =>
  page.evaluate<number>(`(() => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const pixel = (...colors) => {
      for (const color of colors) {
        canvas.fillStyle = color;
        canvas.fillRect(0, 0, 1, 1);
      }
      return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const luminance = (rgb) => {
      const [r, g, b] = rgb.map((part) => part / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const element = document.querySelector(${JSON.stringify(selector)});
    const behind = [];
    for (let each = element; each; each = each.parentElement) behind.unshift(getComputedStyle(each).backgroundColor);
    const background = luminance(pixel('white', ...behind));
    const text = luminance(pixel('white', ...behind, getComputedStyle(element).color));
    return (Math.max(text, background) + 0.05) / (Math.min(text, background) + 0.05);
  })()`);
