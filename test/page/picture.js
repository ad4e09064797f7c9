/*
 * node test/page/picture.js [file]: takes the screenshot of the gallery in README.md, by default .github/gallery.webp.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const root = join(import.meta.dirname, '../..');
const target = process.argv[2] ?? join(root, '.github/gallery.webp');
const folder = mkdtempSync(join(tmpdir(), 'heroku-nix-picture-'));
try {
  execFileSync(process.execPath, [join(root, 'dist/program/heroku-nix.cjs'), 'browse', '--html', folder]);
  const browser = await chromium.launch({
    channel: 'chromium',
    executablePath: '/usr/bin/chromium',
    chromiumSandbox: false,
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1.5 });
  await page.goto(pathToFileURL(join(folder, 'flask/index.html')).href);
  await page.locator('input[name=addons][value=postgres]').click();
  await page.locator('.tree a', { hasText: 'heroku.yml' }).click();
  await page.evaluate('scrollTo(0, 0)');
  await page.mouse.move(0, 0);
  await page.waitForTimeout(500);
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', {
    format: target.endsWith('.png') ? 'png' : 'webp',
    quality: 80,
  });
  writeFileSync(target, Buffer.from(data, 'base64'));
  await browser.close();
} finally {
  rmSync(folder, { recursive: true });
}
