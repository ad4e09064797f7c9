import { delimiter } from 'node:path';
import open from 'open';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openInBrowser } from '../../generators/core/tools/browser.js';

vi.mock('open', () => ({ default: vi.fn() }));
const opener = vi.mocked(open);

afterEach(() => {
  vi.unstubAllEnvs();
  opener.mockReset();
});

const withScreen = (): void => {
  vi.stubEnv('CI', undefined);
  vi.stubEnv('DISPLAY', ':0');
};

describe('a page', () => {
  it('is opened if there is a screen', async () => {
    withScreen();
    expect(await openInBrowser('/gallery/index.html')).toBeUndefined();
    expect(opener).toHaveBeenCalledWith('/gallery/index.html');
  });

  it("is opened by programs that don't come from a repository", async () => {
    withScreen();
    vi.stubEnv('PATH', `/x/node_modules/.bin${delimiter}.${delimiter}/usr/bin`);
    let path: string | undefined;
    opener.mockImplementation(() => {
      path = process.env.PATH;
      return Promise.reject(new Error('none'));
    });
    await openInBrowser('/gallery/index.html');
    expect(path).toBe('/usr/bin');
    expect(process.env.PATH).toContain('node_modules');
  });

  it("isn't opened in CI", async () => {
    withScreen();
    vi.stubEnv('CI', 'true');
    expect(await openInBrowser('/gallery/index.html')).toContain('CI');
    expect(opener).not.toHaveBeenCalled();
  });

  it("that can't be opened is reported, not an error", async () => {
    withScreen();
    opener.mockRejectedValue(new Error('spawn xdg-open ENOENT'));
    expect(await openInBrowser('/gallery/index.html')).toBe('spawn xdg-open ENOENT');
  });
});
